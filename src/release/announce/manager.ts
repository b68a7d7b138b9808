// Manager: a connection to Asterisk's manager interface (AMI); every action gets its own answer.

import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { field, type Message, messageReader, printMessage } from './message.ts';

export interface ManagerOptions {
  host: string;
  port: number;
  user: string;
  secret: string;
  /** milliseconds that connecting, and each answer, may take */
  patience: number;
}

/** The answer to an action, with the events that Asterisk sends as its list. */
export interface Answer {
  ok: boolean;
  /** what Asterisk says of it, for people */
  text: string;
  events: Message[];
}

export interface Manager {
  action(name: string, fields: Message): Promise<Answer>;
  close(): void;
}

interface Waiting {
  events: Message[];
  answer(answer: Answer): void;
  fail(error: Error): void;
}

/** Connects and logs in; rejects with an Error that says what is wrong, never with the secret. */
export async function openManager(options: ManagerOptions): Promise<Manager> {
  const socket = await connected(options);
  const manager = managerOver(socket, options);
  try {
    await logIn(manager, options);
  } catch (error) {
    manager.close();
    throw error;
  }
  return manager;
}

function connected({ host, port, patience }: ManagerOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const fail = (why: string) => {
      socket.destroy();
      reject(new Error(`no manager interface at ${host}:${port}: ${why}`));
    };
    socket.setTimeout(patience, () => fail('no answer'));
    socket.once('error', error => fail(error.message));
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}

function managerOver(socket: Socket, { patience }: ManagerOptions): Manager {
  const waiting = new Map<string, Waiting>();
  const failAll = (error: Error) => {
    for (const one of waiting.values()) one.fail(error);
    waiting.clear();
  };
  const reader = messageReader();
  socket.setEncoding('utf8');
  socket.on('data', text => {
    try {
      for (const message of reader.take(String(text))) hear(message, waiting);
    } catch (error) {
      socket.destroy(error instanceof Error ? error : undefined);
    }
  });
  socket.on('error', failAll);
  socket.on('close', () => failAll(new Error('Asterisk closed the connection')));
  let count = 0;
  const action = (name: string, fields: Message) => {
    const id = `plugtone-${++count}`;
    const text = printMessage([['Action', name], ['ActionID', id], ...fields]);
    return new Promise<Answer>((resolve, reject) => {
      const late = () => end(() => reject(new Error(`${name} got no answer within ${patience / 1000} s`)));
      const timer = setTimeout(late, patience);
      const end = (tell: () => void) => {
        clearTimeout(timer);
        waiting.delete(id);
        tell();
      };
      waiting.set(id, {
        events: [],
        answer: answer => end(() => resolve(answer)),
        fail: error => end(() => reject(error)),
      });
      if (socket.destroyed) failAll(new Error('Asterisk closed the connection'));
      else socket.write(text);
    });
  };
  return { action, close: () => socket.destroy() };
}

/** Gives a message to the action it belongs to; a list is over with the event that says so. */
function hear(message: Message, waiting: Map<string, Waiting>): void {
  const action = waiting.get(field(message, 'ActionID'));
  if (!action) return; // an event that nobody asked for
  const list = field(message, 'EventList').toLowerCase();
  const text = field(message, 'Message') || field(message, 'Challenge');
  if (field(message, 'Response') !== '') {
    const ok = field(message, 'Response').toLowerCase() === 'success';
    if (!ok || list !== 'start') action.answer({ ok, text, events: [] });
  } else if (list === 'complete') action.answer({ ok: true, text, events: action.events });
  else action.events.push(message);
}

/** By challenge, so that the secret does not cross the network; as it is only where a server knows no challenge. */
async function logIn(manager: Manager, { user, secret }: ManagerOptions): Promise<void> {
  const challenge = await manager.action('Challenge', [['AuthType', 'MD5']]);
  const proof: Message = challenge.ok
    ? [
        ['AuthType', 'MD5'],
        ['Key', md5(challenge.text + secret)],
      ]
    : [['Secret', secret]];
  const login = await manager.action('Login', [['Username', user], ...proof, ['Events', 'off']]);
  if (!login.ok)
    throw new Error(
      `the manager interface refuses user "${user}": ${login.text} — look at its section in manager.conf, and at --ami-secret-file or PLUGTONE_AMI_SECRET`,
    );
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
