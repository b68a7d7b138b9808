// Asterisk: plays its side of a call, so that a script can be tested without one.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { openSession } from '../../session.ts';
import type { Script } from '../call.ts';
import { startClock } from '../clock.ts';
import { converse } from '../converse.ts';
import { asteriskSide, type Side, type TestOptions, type TestResult } from './side.ts';

/**
 * Calls a script and tells what Asterisk saw. `target` is the script itself, the address of a FastAGI server
 * (`agi://127.0.0.1:4573/name`), or a command (`['node', 'say-time.mjs']`) as AGI(file) would start it.
 */
export function asterisk(
  target: Script | string | readonly [string, ...string[]],
  options: TestOptions = {},
): Promise<TestResult> {
  if (typeof target === 'function') return callFunction(target, options);
  return typeof target === 'string' ? callServer(target, options) : callCommand(target, options);
}

function callFunction(script: Script, options: TestOptions): Promise<TestResult> {
  const side = asteriskSide(options);
  return new Promise(resolve => {
    const clock = startClock(options.deadline ?? 6000, () => session.stop('timeout'));
    const session = openSession({
      wire: {
        write: text => {
          const answer = side.hear(text);
          if (answer !== '') setImmediate(() => session.receive(Buffer.from(answer)));
        },
        end: () => {},
      },
      route: () => converse(script),
      busy: isBusy => (isBusy ? clock.pause() : clock.resume()),
      ended: () => {
        clock.stop();
        resolve(side.result());
      },
    });
    session.receive(Buffer.from(side.hello));
  });
}

async function callServer(address: string, { env, ...options }: TestOptions): Promise<TestResult> {
  const { hostname, port, pathname, search } = new URL(address.replace(/^agi:/, 'http:')); // a URL of its own has no path
  const network = {
    agi_network: 'yes',
    agi_network_script: `${pathname.slice(1)}${search}`,
    agi_request: address,
  };
  const side = asteriskSide({ ...options, env: { ...network, ...env } });
  const socket = connect(Number(port || 4573), hostname.replace(/^\[|\]$/g, ''));
  await once(socket, 'connect');
  socket.write(side.hello);
  socket.on('data', bytes => answer(side, bytes, text => socket.write(text)));
  await once(socket, 'close');
  return side.result();
}

async function callCommand(
  [file, ...args]: readonly [string, ...string[]],
  options: TestOptions,
): Promise<TestResult> {
  const side = asteriskSide(options);
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => {}); // it does not read to the end
  child.stdin.write(side.hello);
  child.stdout.on('data', bytes => answer(side, bytes, text => child.stdin.write(text)));
  const [code, signal] = await once(child, 'close');
  return side.result(signal === null ? code : 1);
}

function answer(side: Side, bytes: Buffer, send: (text: string) => void): void {
  const text = side.hear(bytes.toString());
  if (text !== '') send(text);
}
