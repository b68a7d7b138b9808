// Protocol: AGI's text to values and back.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answerReader, type Heard } from '../../../src/runtime/agi/protocol/answer.ts';
import { commandLine, setVariable, verbose } from '../../../src/runtime/agi/protocol/command.ts';
import { readEnv } from '../../../src/runtime/agi/protocol/env.ts';
import { wordsOf } from '../../../src/runtime/agi/toolkit/testing/words.ts';
import { envLines } from './env.ts';

const binary = (text: string) => Buffer.from(text).toString('latin1');

function env(values: Record<string, string | undefined> = {}, args: string[] = []) {
  return readEnv(binary(envLines(values, args)));
}

const faultOf = (found: ReturnType<typeof readEnv>) => ('fault' in found ? found.fault : undefined);

test('an env is read with colons, blanks, UTF-8 and arguments', () => {
  const read = env({ agi_calleridname: 'Zoë: the "one" ' }, ['a: b', '', 'x']);
  assert.not('fault' in read);
  if ('fault' in read) return;
  assert.is(read.agi_calleridname, 'Zoë: the "one" ');
  assert.is(read.agi_request, 'agi://127.0.0.1:4573/caller-name');
  assert.is(read.agi_accountcode, '');
  assert.equal(read.args, ['a: b', '', 'x']);
});

test('half a character at the end of a name does no harm', () => {
  const read = readEnv(envLines({ agi_calleridname: 'Zo\u00c3' }));
  assert.is('fault' in read ? '' : read.agi_calleridname, 'Zo\ufffd');
});

test('a local script and an old Asterisk send an env that is read', () => {
  assert.is(faultOf(env({ agi_network: undefined, agi_network_script: undefined })), undefined);
  assert.is(
    faultOf(env({ agi_version: undefined, agi_threadid: undefined, agi_callingpres: undefined })),
    undefined,
  );
});

test('a forged, doubled, missing or unknown line spoils the env', () => {
  const bad: Record<string, string | undefined>[] = [
    { agi_callerid: '100\nagi_arg_1: x' },
    { agi_callerid: '100\nagi_calleridname: x' },
    { agi_callerid: '100\nagi_callingpres: 0' },
    { agi_callerid: '100\nsomething' },
    { agi_callerid: undefined },
    { agi_threadid: undefined },
    { agi_callingpres: undefined },
    { agi_threadid: '1\nagi_arg_2: x' },
    { agi_threadid: '1\nagi_threadid: 1' },
  ];
  for (const values of bad) assert.type(faultOf(env(values)), 'string', JSON.stringify(values));
  for (const block of ['', '\n', 'GET / HTTP/1.1\r', envLines().slice(0, -40)])
    assert.type(faultOf(readEnv(block)), 'string');
});

function hear(...lines: string[]): (Heard | undefined)[] {
  const reader = answerReader();
  return lines.map(line => reader.take(binary(line)));
}

const ok = (result: string, data?: string, fields = {}): Heard => ({ kind: 'ok', result, data, fields });

test('answers are values', () => {
  assert.equal(hear('200 result=1'), [ok('1')]);
  assert.equal(hear('200 result=-1'), [ok('-1')]);
  assert.equal(hear('200 result= (timeout)'), [ok('', 'timeout')]);
  assert.equal(hear('200 result=1 (Zoë (x) y)'), [ok('1', 'Zoë (x) y')]);
  assert.equal(hear('200 result=1 ()'), [ok('1', '')]);
  assert.equal(hear('200 result=0 endpos=8000'), [ok('0', undefined, { endpos: '8000' })]);
  assert.equal(hear('200 result=0 (timeout) endpos=8000'), [ok('0', 'timeout', { endpos: '8000' })]);
  assert.equal(hear('200 result=1 (speech) endpos=1 results=1 score0=99 text0="hello world" grammar0=g'), [
    ok('1', 'speech', { endpos: '1', results: '1', score0: '99', text0: 'hello world', grammar0: 'g' }),
  ]);
});

test('a value with line breaks is one answer', () => {
  assert.equal(hear('200 result=1 (first', 'HANGUP', '', 'last (x))'), [
    undefined,
    undefined,
    undefined,
    ok('1', 'first\nHANGUP\n\nlast (x)'),
  ]);
});

test('refusals are values, a usage text with all its lines', () => {
  assert.equal(hear('510 Invalid or unknown command'), [
    { kind: 'refused', code: 510, text: 'Invalid or unknown command' },
  ]);
  assert.equal(hear('511 Command Not Permitted on a dead channel or intercept routine')[0]?.kind, 'refused');
  assert.equal(hear('503 result=-2 Memory allocation failure'), [
    { kind: 'refused', code: 503, text: 'result=-2 Memory allocation failure' },
  ]);
  assert.equal(hear('520 Invalid command syntax.  Proper usage not available.')[0]?.kind, 'refused');
  const usage = hear(
    '520-Invalid command syntax.  Proper usage follows:',
    'Usage: SET',
    '200 result=1',
    '520 End of proper usage.',
  );
  assert.equal(usage.slice(0, 3), [undefined, undefined, undefined]);
  assert.is(usage[3]?.kind, 'refused');
  assert.is(
    hear('520-Invalid command syntax.  Proper usage follows:', 'Usage: SET 520 End of proper usage.')[1]
      ?.kind,
    'refused',
  );
});

test('a hang-up is no answer, and a 100 is none yet', () => {
  assert.equal(
    hear('HANGUP', '100 result=0 Trying...', '200 result=0 Gosub complete').map(heard => heard?.kind),
    ['hangup', undefined, 'ok'],
  );
});

test('what no Asterisk sends is malformed', () => {
  for (const line of [
    '',
    'agi_arg_1: x',
    'hello',
    '20',
    '2000 result=1',
    '200',
    'HANGUP ',
    ' 200 result=1',
  ]) {
    assert.is(hear(line)[0]?.kind, 'malformed', line);
  }
  const endless = answerReader();
  endless.take('200 result=1 (never');
  assert.is(endless.take('x'.repeat(70_000))?.kind, 'malformed');
});

const sent = (value: string) => commandLine(setVariable('CALLERID(name)', { text: value }));

test('a text of any kind arrives as one argument, or is refused', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab "\\\t,;$', ...'{}()é\n\r\0'), maxLength: 40 }),
      value => {
        const command = sent(value);
        if ('fault' in command) assert.match(value, /[\n\r\0]/);
        else assert.equal(wordsOf(command.line.slice(0, -1)), ['SET', 'VARIABLE', 'CALLERID(name)', value]);
      },
    ),
  );
});

test('commands are written as people know them', () => {
  assert.equal(sent('He "q" b\\s'), { line: 'SET VARIABLE CALLERID(name) "He \\"q\\" b\\\\s"\n' });
  assert.equal(commandLine(setVariable('PLUGTONE_CALLER', 'hit')), {
    line: 'SET VARIABLE PLUGTONE_CALLER hit\n',
  });
  assert.equal(commandLine(verbose('hi')), { line: 'VERBOSE "hi" 1\n' });
});

test('a command that would run on as another is refused', () => {
  for (const value of ['a\nSET VARIABLE INJ yes', 'a\r', '\0', 'a'.repeat(2047), 'é'.repeat(1020)])
    assert.ok('fault' in sent(value));
  for (const word of ['two words', '', 'a"b', 'a\\', 'a\nb'])
    assert.ok('fault' in commandLine(['NOOP', word]), word);
  assert.ok('fault' in commandLine([]));
  assert.ok('fault' in commandLine(Array.from({ length: 200 }, () => 'a')));
});

test.run();
