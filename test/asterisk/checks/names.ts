// Names: what caller-name makes of callers, over FastAGI through the generated dialplan, as a script and as the sh script.

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
];

const strangers = ['2565550300', '+442079460018', '999', 'anonymous', 'restricted', 'unavailable', 'unknown'];

/** Through `inbound` (FastAGI), `script` or `sh-script`. */
export async function checkNames(
  asterisk: Asterisk,
  context: 'inbound' | 'script' | 'sh-script',
): Promise<void> {
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

/** A person's extension as the number: from one's own phones it has a name, from outside anybody could send it. */
export async function checkExtensions(asterisk: Asterisk): Promise<void> {
  for (const context of ['internal', 'script', 'sh-script']) {
    const called = await call(asterisk, context, { number: '101' });
    const wanted = ['Alice "Al" Nguyen', '101', 'hit', 'SUCCESS'];
    check(`${context}: 101 shows Alice "Al" Nguyen`, outcome(called), wanted);
  }
  for (const context of ['inbound', 'incoming', 'script-outside', 'sh-script-outside']) {
    const called = await call(asterisk, context, { number: '101' });
    check(`${context}: 101 from outside is left alone`, outcome(called), [
      networkName,
      '101',
      'miss',
      'SUCCESS',
    ]);
  }
  for (const context of ['incoming', 'script-outside', 'sh-script-outside']) {
    const called = await call(asterisk, context, { number: '2565550100' });
    const wanted = ['Alabama Supply', '2565550100', 'hit', 'SUCCESS'];
    check(`${context}: 2565550100 shows Alabama Supply`, outcome(called), wanted);
  }
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
  for (const context of ['script', 'sh-script']) {
    const raw = await call(asterisk, context, { number: forged });
    check(
      `${context}: an env with a forged line is dropped and the call goes on`,
      [raw.name, raw.caller, raw.status],
      [networkName, '', 'FAILURE'],
    );
  }
}

const outcome = ({ name, number, caller, status }: Awaited<ReturnType<typeof call>>) => [
  name,
  number,
  caller,
  status,
];
