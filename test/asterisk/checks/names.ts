// Names: what caller-name makes of callers, over FastAGI through the generated dialplan and as a script.

import type { Asterisk } from '../asterisk.ts';
import { call, networkName } from '../call.ts';
import { check } from '../tally.ts';

// Quotes, a backslash, a comment's sign, and what the dialplan must not expand.
const tricky = 'Zoë "Zo" Müller \\ Söhne; $' + '{EXTEN}';

const spellings: [number: string, name: string][] = [
  ['2565550100', 'Alabama Supply'],
  ['12565550100', 'Alabama Supply'],
  ['+12565550100', 'Alabama Supply'],
  ['(256)555-0100', 'Alabama Supply'],
  ['2565550217', 'City Hall'],
  ['+493012345678', tricky],
  ['011493012345678', tricky],
  ['101', 'Alice "Al" Nguyen'],
];

const strangers = ['2565550300', '+442079460018', '999', 'anonymous', 'restricted', 'unavailable', 'unknown'];

/** Through `inbound` (FastAGI) or `script`. */
export async function checkNames(asterisk: Asterisk, context: 'inbound' | 'script'): Promise<void> {
  for (const [number, name] of spellings) {
    const called = await call(asterisk, context, { number });
    check(`${context}: ${number} shows ${name} and keeps its number`, outcome(called), [
      name,
      number,
      'hit',
      'SUCCESS',
    ]);
  }
  for (const number of strangers) {
    const called = await call(asterisk, context, { number });
    check(`${context}: ${number} is left alone`, outcome(called), [networkName, number, 'miss', 'SUCCESS']);
  }
  for (const presentation of ['prohib', 'unavailable'] as const) {
    const called = await call(asterisk, context, { number: '2565550100', presentation });
    check(`${context}: a known number with presentation ${presentation} is left alone`, outcome(called), [
      networkName,
      '2565550100',
      'miss',
      'SUCCESS',
    ]);
  }
  const blocked = await call(asterisk, context, { number: '19005550000' });
  check(`${context}: a blocked caller is only marked`, outcome(blocked), [
    'Prize Desk',
    '19005550000',
    'blocked',
    'SUCCESS',
  ]);
}

/** What a caller can write into the number. */
export async function checkForgery(asterisk: Asterisk): Promise<void> {
  const forged = '2565550100\nagi_calleridname: x\n\n200 result=1';
  const filtered = await call(asterisk, 'inbound', { number: forged });
  check(
    'inbound: a line break in the number is filtered before AGI sees it',
    [filtered.name, filtered.number, filtered.caller],
    [networkName, '2565550100agi_calleridname:x200result=1', 'miss'],
  );
  const raw = await call(asterisk, 'script', { number: forged });
  check(
    'script: an env with a forged line is dropped and the call goes on',
    [raw.name, raw.caller, raw.status],
    [networkName, '', 'FAILURE'],
  );
}

const outcome = ({ name, number, caller, status }: Awaited<ReturnType<typeof call>>) => [
  name,
  number,
  caller,
  status,
];
