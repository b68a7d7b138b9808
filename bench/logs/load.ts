// Load: phones that upload, as a process of its own: load.ts PORT BODIES PHONES. Prints milliseconds since 1970 at its start.

import { Agent, request } from 'node:http';
import { body, macOf, numbers } from './lines.ts';

const [, , port = '0', bodies = '0', phones = '1'] = process.argv;
const connections = 32;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const any = numbers(1);
const moment = Date.now() - 3_600_000;
const made = Array.from({ length: Number(bodies) }, () => Buffer.from(body(any, moment)));

function put(path: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port, path, method: 'PUT', agent, headers: { 'content-length': bytes.length } },
      answer => {
        answer.resume().on('end', () => {
          if (answer.statusCode === 201 || answer.statusCode === 204) resolve();
          else reject(new Error(`PUT ${path}: ${answer.statusCode}`));
        });
      },
    );
    sent.on('error', reject).end(bytes);
  });
}

process.stdout.write(`${Date.now()}\n`);
let next = 0;
const phone = async () => {
  for (let index = next++; index < made.length; index = next++)
    await put(`/${macOf(index % Number(phones))}-app.log`, made[index] ?? Buffer.alloc(0));
};
await Promise.all(Array.from({ length: connections }, phone));
agent.destroy();
