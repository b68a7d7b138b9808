// Manager: the way to Asterisk, against servers that are slow, silent, closed or of another kind.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Manager, openManager } from '../../../src/release/announce/manager.ts';
import { field, type Message, messageReader } from '../../../src/release/announce/message.ts';

const secret = 'a-long-random-word';

type Answering = (message: Message, socket: Socket) => string | undefined;

/** A server that answers each message as it is told to, and closes afterwards. */
async function withServer(
  answer: Answering,
  use: (port: number, heard: Message[]) => Promise<void>,
): Promise<void> {
  const heard: Message[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    const reader = messageReader();
    socket.on('error', () => {});
    socket.write('Asterisk Call Manager/11.0.0\r\n');
    socket.on('data', bytes => {
      for (const message of reader.take(String(bytes))) {
        heard.push(message);
        const text = answer(message, socket);
        // in two pieces, as networks do
        if (text !== undefined) socket.write(text.slice(0, 9), () => socket.write(text.slice(9)));
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  try {
    await use(typeof address === 'object' && address ? address.port : 0, heard);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

const reply = (message: Message, ...lines: string[]) =>
  `${[...lines, `ActionID: ${field(message, 'ActionID')}`].join('\r\n')}\r\n\r\n`;

const friendly: Answering = message => {
  const action = field(message, 'Action');
  if (action === 'Challenge') return reply(message, 'Response: Success', 'Challenge: 4711');
  const key = createHash('md5').update(`4711${secret}`).digest('hex');
  if (action === 'Login')
    return field(message, 'Key') === key
      ? reply(message, 'Response: Success', 'Message: Authentication accepted')
      : reply(message, 'Response: Error', 'Message: Authentication failed');
  if (action === 'List')
    return (
      reply(message, 'Response: Success', 'EventList: start') +
      'Event: Stranger\r\nActionID: somebody-else\r\n\r\n' +
      reply(message, 'Event: Item', 'Name: 101') +
      reply(message, 'Event: Item', 'Name: 102') +
      reply(message, 'Event: ListComplete', 'EventList: Complete')
    );
  return action === 'Slow' ? undefined : reply(message, 'Response: Error', 'Message: Permission denied');
};

const open = (port: number, more: { secret?: string; patience?: number } = {}): Promise<Manager> =>
  openManager({ host: '127.0.0.1', port, user: 'plugtone', secret, patience: 2000, ...more });

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    error => String(error.message),
  );

test('it proves itself by the challenge, and the secret does not cross the network', () =>
  withServer(friendly, async (port, heard) => {
    const manager = await open(port);
    assert.not.match(JSON.stringify(heard), secret);
    assert.is(field(heard[1] ?? [], 'Events'), 'off');
    manager.close();
  }));

test('a wrong secret is told clearly, without it', () =>
  withServer(friendly, async port => {
    const text = await refusal(open(port, { secret: 'wrong-word' }));
    assert.match(text, 'refuses user "plugtone": Authentication failed');
    assert.not.match(text, 'wrong-word');
  }));

test('answers find their action, also two at once, and a list is whole', () =>
  withServer(friendly, async port => {
    const manager = await open(port);
    const [list, other] = await Promise.all([manager.action('List', []), manager.action('Other', [])]);
    assert.equal(
      list.events.map(event => field(event, 'Name')),
      ['101', '102'],
    );
    assert.equal(other, { ok: false, text: 'Permission denied', events: [] });
    manager.close();
  }));

test('a value with a line break is never sent', () =>
  withServer(friendly, async (port, heard) => {
    const manager = await open(port);
    const before = heard.length;
    assert.throws(
      () => manager.action('PJSIPNotify', [['Endpoint', '101\r\nAction: Originate']]),
      /line break/,
    );
    assert.is(heard.length, before);
    manager.close();
  }));

test('silence ends after its patience, and the next action is answered', () =>
  withServer(friendly, async port => {
    const manager = await open(port, { patience: 200 });
    assert.match(await refusal(manager.action('Slow', [])), 'Slow got no answer within 0.2 s');
    assert.is((await manager.action('List', [])).ok, true);
    manager.close();
  }));

test('a server that closes fails what waits, and what comes after', () =>
  withServer(
    (message, socket) =>
      field(message, 'Action') === 'Bye' ? void socket.destroy() : friendly(message, socket),
    async port => {
      const manager = await open(port);
      assert.match(await refusal(manager.action('Bye', [])), 'closed the connection');
      assert.match(await refusal(manager.action('List', [])), 'closed the connection');
    },
  ));

test('a server without challenges gets the secret itself', () =>
  withServer(
    message =>
      field(message, 'Action') === 'Challenge'
        ? reply(message, 'Response: Error', 'Message: Must specify AuthType')
        : reply(message, field(message, 'Secret') === secret ? 'Response: Success' : 'Response: Error'),
    async port => (await open(port)).close(),
  ));

test('what is no manager interface is said to be none', async () => {
  await withServer(
    () => 'x'.repeat(2_000_000),
    async port => assert.match(await refusal(open(port)), 'this is no manager interface'),
  );
  assert.match(await refusal(open(1)), 'no manager interface at 127.0.0.1:1');
});

test.run();
