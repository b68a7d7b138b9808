// Caller name: sets a better name and nothing else.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bufferLines, type Caller, printCallers } from '../../../../src/contract/callers.ts';
import { callerName } from '../../../../src/runtime/agi/apps/callerName.ts';
import { commandLine } from '../../../../src/runtime/agi/protocol/command.ts';
import { readEnv } from '../../../../src/runtime/agi/protocol/env.ts';
import { us as numbering } from '../../../numberings.ts';
import { envLines } from '../env.ts';

const callers: [string, Caller][] = [
  ['+12565550100', 'Alabama Supply'],
  ['+125655502xx', 'City Hall'],
  ['+19005550000', { block: true }],
  ['+19005550001', { name: 'Prize Desk', block: true }],
  ['+12565550999', ''],
  ['101', 'Alice Nguyen'],
];
const data = { callers: bufferLines(Buffer.from([...printCallers(callers)].join(''))), numbering };

const answered = { kind: 'ok', result: '1', data: undefined, fields: {} } as const;

function commands(
  agi_callerid: string,
  values: Record<string, string | undefined> = {},
  args: string[] = [],
): string[] {
  const env = readEnv(envLines({ agi_callerid, ...values }, args));
  if ('fault' in env) throw new Error(env.fault);
  const written: string[] = [];
  const steps = callerName(env, data);
  for (let step = steps.next({ kind: 'over' }); !step.done; step = steps.next(answered)) {
    const sent = commandLine(step.value);
    written.push('line' in sent ? sent.line.trimEnd() : sent.fault);
  }
  return written;
}

const hit = (name: string) => [`SET VARIABLE CALLERID(name) "${name}"`, 'SET VARIABLE PLUGTONE_CALLER hit'];
const miss = ['SET VARIABLE PLUGTONE_CALLER miss'];

test('a known number shows its name in every spelling', () => {
  for (const number of ['2565550100', '12565550100', '+12565550100', '(256) 555-0100'])
    assert.equal(commands(number), hit('Alabama Supply'));
  assert.equal(commands('2565550299'), hit('City Hall'));
  assert.equal(commands('101'), hit('Alice Nguyen'));
});

test('a stranger is left alone', () => {
  for (const number of ['2565550300', 'unknown', 'anonymous', '', '102', '+', '2565550999'])
    assert.equal(commands(number), miss, number);
});

test('a number that its owner does not show is left alone', () => {
  for (const agi_callingpres of ['32', '33', '34', '35', '67'])
    assert.equal(commands('2565550100', { agi_callingpres }), miss);
  for (const agi_callingpres of ['0', '1', '2', '3'])
    assert.equal(commands('2565550100', { agi_callingpres }), hit('Alabama Supply'));
});

test('a name that is there already is not set again', () => {
  assert.equal(commands('2565550100', { agi_calleridname: 'Alabama Supply' }), [
    'SET VARIABLE PLUGTONE_CALLER hit',
  ]);
});

test('a name that holds the right one stays, any other gives way', () => {
  for (const agi_calleridname of ['Sales: Alabama Supply', 'Alabama Supply (VIP)'])
    assert.equal(commands('2565550100', { agi_calleridname }), ['SET VARIABLE PLUGTONE_CALLER hit']);
  for (const agi_calleridname of ['unknown', '', '2565550100', 'ALABAMA SUPPLY I', 'Alabama'])
    assert.equal(commands('2565550100', { agi_calleridname }), hit('Alabama Supply'));
});

test('a call from outside is nobody’s extension, whatever number it sends', () => {
  assert.equal(commands('101', {}, ['outside']), miss);
  assert.equal(commands('101', {}, ['/bin/plugtone', 'caller-name', 'outside']), miss);
  assert.equal(commands('2565550100', {}, ['outside']), hit('Alabama Supply'));
  for (const args of [[], [''], ['inside'], ['outsider']])
    assert.equal(commands('101', {}, args), hit('Alice Nguyen'));
});

test('a blocked caller is marked, and named where it has a name', () => {
  assert.equal(commands('19005550000'), ['SET VARIABLE PLUGTONE_CALLER blocked']);
  assert.equal(commands('19005550001'), [
    'SET VARIABLE CALLERID(name) "Prize Desk"',
    'SET VARIABLE PLUGTONE_CALLER blocked',
  ]);
});

test.run();
