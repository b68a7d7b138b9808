// Speed: what one AGI costs inside Asterisk, printed; what it may cost at most is no more than a coarse check.

import type { Asterisk } from '../asterisk.ts';
import { check } from '../tally.ts';

let runs = 0;

/** Milliseconds an AGI, of a channel that does nothing else. */
async function cost(asterisk: Asterisk, times: number, command: string): Promise<number> {
  const id = `S${++runs}`;
  asterisk.cli(`dialplan set global SPEED ${command}`);
  asterisk.cli(`channel originate Local/${id}*${times}@speed application Wait 8`);
  const [, , began = '', ended = ''] = (await asterisk.line(`SPEED|${id}|`)).split('|');
  return (Number(ended) - Number(began)) / times;
}

/** `server` is what serves FastAGI, the scripts are what AGI() is given. */
export async function checkSpeed(
  asterisk: Asterisk,
  server: string,
  [script, shScript]: [string, string],
): Promise<void> {
  const fast = await cost(asterisk, 300, `agi://${server}/caller-name`);
  const forked = await cost(asterisk, 10, script);
  const shell = await cost(asterisk, 30, shScript);
  check(
    `speed: an AGI takes ${fast.toFixed(2)} ms over FastAGI, ${forked.toFixed(0)} ms as a script and ${shell.toFixed(1)} ms as the sh script`,
    fast < 100 && forked < 5000 && shell < 1000,
    true,
  );
}
