// Trouble: a server that is dead, silent or stopped costs a call its deadline at most, and the call goes on.

import type { Asterisk } from '../asterisk.ts';
import { call, networkName } from '../call.ts';
import { deadPort, startServer, startSilent } from '../server.ts';
import { check } from '../tally.ts';

// The generated deadline is 1.5 s; the rest is for a busy machine.
const atMost = 4000;

export async function checkTrouble(asterisk: Asterisk, dist: string): Promise<void> {
  await checkPort(asterisk, 'a dead server', await deadPort(), 'FAILURE');
  const { port, server } = await startSilent();
  await checkPort(asterisk, 'a silent server', port, 'HANGUP');
  await checkLimit(asterisk, 'a silent server');
  server.close();
  const stopped = await startServer(dist);
  stopped.child.kill('SIGSTOP');
  await checkPort(asterisk, 'a stopped server', stopped.port, 'HANGUP');
  stopped.child.kill('SIGCONT');
  const called = await call(asterisk, 'inbound', { number: '2565550100' });
  check('a server that goes on after a stop answers the next call', called.name, 'Alabama Supply');
  stopped.child.kill('SIGKILL');
}

async function checkPort(asterisk: Asterisk, who: string, port: number, status: string): Promise<void> {
  asterisk.cli(`dialplan set global PLUGTONE_AGI 127.0.0.1:${port}`);
  const called = await call(asterisk, 'inbound', { number: '2565550100' });
  const { name, number, caller, state, limit, dialled } = called;
  check(
    `${who}: name, number and state of the call stay`,
    { name, number, caller, state, limit },
    { name: networkName, number: '2565550100', caller: '', state: 'Ring', limit: 0 },
  );
  check(`${who}: the call goes on and is answered`, [called.status, dialled], [status, 'ANSWER']);
  check(
    `${who}: the call waits no longer than its deadline (${called.milliseconds} ms)`,
    called.milliseconds < atMost,
    true,
  );
}

async function checkLimit(asterisk: Asterisk, who: string): Promise<void> {
  const { limit } = await call(asterisk, 'limited', { number: '2565550100' });
  check(
    `${who}: a time limit that the dialplan had set is back (${limit} s)`,
    limit > 50 && limit <= 60,
    true,
  );
}
