// Commands: each is the line that Asterisk knows, and its answer a value.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Call } from '../../../../src/runtime/agi/toolkit/call.ts';
import { asterisk } from '../../../../src/runtime/agi/toolkit/testing/asterisk.ts';
import { commandOf, commands } from '../../../../src/runtime/agi/toolkit/testing/commands.ts';
import { wordsOf } from '../../../../src/runtime/agi/toolkit/testing/words.ts';

const at = new Date(1_795_457_287_000);

// what is asked, the line it must be, Asterisk's answer, and what that comes to
const cases: [asked: (call: Call) => Promise<unknown>, line: string, answer: string, value: unknown][] = [
  [call => call.answer(), 'ANSWER', '200 result=0', undefined],
  [call => call.answer(), 'ANSWER', '200 result=-1', { refusal: 'failed' }],
  [call => call.asyncagiBreak(), 'ASYNCAGI BREAK', '200 result=0', undefined],
  [call => call.channelStatus(), 'CHANNEL STATUS', '200 result=6', 6],
  [
    call => call.channelStatus('PJSIP/x-1'),
    'CHANNEL STATUS PJSIP/x-1',
    '200 result=-1',
    { refusal: 'failed' },
  ],
  [
    call => call.controlStreamFile('menu', '12', { pause: '5', offset: 800 }),
    'CONTROL STREAM FILE menu "12" 3000 # * 5 800',
    '200 result=49 endpos=8000',
    '1',
  ],
  [call => call.databaseDel('fam', 'a key'), 'DATABASE DEL fam "a key"', '200 result=1', true],
  [call => call.databaseDeltree('fam'), 'DATABASE DELTREE fam', '200 result=0', true],
  [call => call.databaseDeltree('fam', 't'), 'DATABASE DELTREE fam t', '200 result=1', false],
  [call => call.databaseGet('fam', 'k'), 'DATABASE GET fam k', '200 result=1 (v (x))', 'v (x)'],
  [call => call.databaseGet('fam', 'k'), 'DATABASE GET fam k', '200 result=0', undefined],
  [call => call.databasePut('fam', 'k', ''), 'DATABASE PUT fam k ""', '200 result=1', undefined],
  [
    call => call.databasePut('fam', 'k', 'v'),
    'DATABASE PUT fam k "v"',
    '200 result=0',
    { refusal: 'failed' },
  ],
  [call => call.exec('Dial', 'PJSIP/101,20'), 'EXEC Dial "PJSIP/101,20"', '200 result=-1', -1],
  [call => call.exec('Wait'), 'EXEC Wait', '200 result=0', 0],
  [call => call.exec('NoSuch', ''), 'EXEC NoSuch ""', '200 result=-2', { refusal: 'failed' }],
  [call => call.getData('pin', 5000, 4), 'GET DATA pin 5000 4', '200 result=1234', '1234'],
  [call => call.getData('pin'), 'GET DATA pin', '200 result= (timeout)', ''],
  [call => call.getData('pin'), 'GET DATA pin', '200 result=-1', { refusal: 'failed' }],
  [call => call.getFullVariable('$A "x"'), 'GET FULL VARIABLE "$A \\"x\\""', '200 result=1 (a "x")', 'a "x"'],
  [call => call.getOption('menu', '#'), 'GET OPTION menu "#"', '200 result=35 endpos=0', '#'],
  [call => call.getVariable('CALLERID(num)'), 'GET VARIABLE CALLERID(num)', '200 result=1 ()', ''],
  [call => call.getVariable('NO'), 'GET VARIABLE NO', '200 result=0', undefined],
  [call => call.gosub('sub', 's', 1, 'a,b'), 'GOSUB sub s 1 a,b', '200 result=0 Gosub complete', undefined],
  [
    call => call.gosub('sub', 's', 'x'),
    'GOSUB sub s x',
    '200 result=-1 Gosub label not found',
    { refusal: 'failed' },
  ],
  [
    call => call.gosub('sub', 's', 1),
    'GOSUB sub s 1',
    '503 result=-2 Memory allocation failure',
    { refusal: 'memory' },
  ],
  [call => call.hangup(), 'HANGUP', '200 result=1', undefined],
  [call => call.noop('a', 'b c'), 'NOOP a "b c"', '200 result=0', undefined],
  [call => call.receiveChar(10), 'RECEIVE CHAR 10', '200 result=0 (timeout)', ''],
  [call => call.receiveChar(10), 'RECEIVE CHAR 10', '200 result=97', 'a'],
  [call => call.receiveChar(10), 'RECEIVE CHAR 10', '200 result=-1 (hangup)', { refusal: 'failed' }],
  [call => call.receiveText(10), 'RECEIVE TEXT 10', '200 result=1 (hello)', 'hello'],
  [
    call => call.recordFile('/tmp/x', 'wav', '#', { limit: 5000, beep: true, silence: 3 }),
    'RECORD FILE /tmp/x wav "#" 5000 BEEP s=3',
    '200 result=35 (dtmf) endpos=8000',
    { by: 'dtmf', digit: '#' },
  ],
  [
    call => call.recordFile('x', 'wav'),
    'RECORD FILE x wav "" -1',
    '200 result=-1 (hangup) endpos=800',
    { by: 'hangup', digit: '' },
  ],
  [
    call => call.recordFile('x', 'wav'),
    'RECORD FILE x wav "" -1',
    '200 result=-1 (writefile)',
    { refusal: 'failed' },
  ],
  [call => call.sayAlpha('a b'), 'SAY ALPHA "a b" ""', '200 result=0', ''],
  [call => call.sayDate('', { at }), 'SAY DATE 1795457287 ""', '200 result=0', ''],
  [call => call.sayTime('0', { at }), 'SAY TIME 1795457287 "0"', '200 result=48', '0'],
  [call => call.sayDatetime('#', { at }), 'SAY DATETIME 1795457287 "#"', '200 result=35', '#'],
  [
    call => call.sayDatetime('', { at, timezone: 'UTC' }),
    'SAY DATETIME 1795457287 "" "ABdY \'digits/at\' IMp" UTC',
    '200 result=0',
    '',
  ],
  [call => call.sayDigits('007'), 'SAY DIGITS 007 ""', '200 result=-1', { refusal: 'failed' }],
  [call => call.sayNumber(5, '', 'f'), 'SAY NUMBER 5 "" f', '200 result=0', ''],
  [call => call.sayPhonetic('x'), 'SAY PHONETIC "x" ""', '200 result=0', ''],
  [call => call.sendImage('logo'), 'SEND IMAGE logo', '200 result=-1', { refusal: 'failed' }],
  [call => call.sendText('hi'), 'SEND TEXT "hi"', '200 result=0', undefined],
  [call => call.setAutohangup(0), 'SET AUTOHANGUP 0', '200 result=0', undefined],
  [
    call => call.setCallerId({ name: 'Foo "B"', number: '4930' }),
    'SET CALLERID "\\"Foo B\\" <4930>"',
    '200 result=1',
    undefined,
  ],
  [
    call => call.setCallerIdName('Foo "B"'),
    'SET VARIABLE CALLERID(name) "Foo \\"B\\""',
    '200 result=1',
    undefined,
  ],
  [call => call.setCallerIdNumber('49'), 'SET VARIABLE CALLERID(num) "49"', '200 result=1', undefined],
  [call => call.setContext('a'), 'SET CONTEXT a', '200 result=0', undefined],
  [call => call.setExtension('100'), 'SET EXTENSION 100', '200 result=0', undefined],
  [call => call.setMusic(true, 'loud'), 'SET MUSIC on loud', '200 result=0', undefined],
  [
    call => call.setPriority('no'),
    'SET PRIORITY no',
    '520-Invalid command syntax.  Proper usage follows:\nChanges.\n520 End of proper usage.',
    { refusal: 'usage' },
  ],
  [call => call.setVariable('A', 1), 'SET VARIABLE A "1"', '200 result=1', undefined],
  [call => call.speechActivateGrammar('g'), 'SPEECH ACTIVATE GRAMMAR g', '200 result=1', undefined],
  [call => call.speechCreate(), 'SPEECH CREATE ""', '200 result=0', { refusal: 'failed' }],
  [call => call.speechDeactivateGrammar('g'), 'SPEECH DEACTIVATE GRAMMAR g', '200 result=1', undefined],
  [call => call.speechDestroy(), 'SPEECH DESTROY', '200 result=1', undefined],
  [call => call.speechLoadGrammar('g', '/g'), 'SPEECH LOAD GRAMMAR g /g', '200 result=1', undefined],
  [
    call => call.speechRecognize('hi', 3000),
    'SPEECH RECOGNIZE hi 3000',
    '200 result=1 (speech) endpos=1 results=2 score0=99 text0="hello (x)" grammar0=g score1=1 text1="b" grammar1=h',
    {
      by: 'speech',
      digit: '',
      results: [
        { text: 'hello (x)', score: 99, grammar: 'g' },
        { text: 'b', score: 1, grammar: 'h' },
      ],
    },
  ],
  [
    call => call.speechRecognize('hi', 3000),
    'SPEECH RECOGNIZE hi 3000',
    '200 result=1 (digit) digit=5 endpos=1',
    { by: 'digit', digit: '5', results: [] },
  ],
  [call => call.speechSet('a', 'b'), 'SPEECH SET a "b"', '200 result=1', undefined],
  [call => call.speechUnloadGrammar('g'), 'SPEECH UNLOAD GRAMMAR g', '200 result=1', undefined],
  [call => call.streamFile('x'), 'STREAM FILE x ""', '200 result=-1 endpos=0', { refusal: 'failed' }],
  [call => call.streamFile('x', '5', 8), 'STREAM FILE x "5" 8', '200 result=53 endpos=8000', '5'],
  [call => call.tddMode('on'), 'TDD MODE on', '200 result=0', { refusal: 'failed' }],
  [call => call.verbose('hi', 3), 'VERBOSE "hi" 3', '200 result=1', undefined],
  [call => call.verbose('hi'), 'VERBOSE "hi" 1', '510 Invalid or unknown command', { refusal: 'unknown' }],
  [call => call.waitForDigit(-1), 'WAIT FOR DIGIT -1', '200 result=0', ''],
  [
    call => call.setMusic(false),
    'SET MUSIC off',
    '511 Command Not Permitted on a dead channel',
    { refusal: 'dead' },
  ],
  [call => call.noop(), 'NOOP', '530 What is this', { refusal: 'refused' }],
];

test('each command is the line that Asterisk knows, and its answer a value', async () => {
  for (const [asked, line, answer, value] of cases) {
    const name = commandOf(wordsOf(line))?.name ?? line;
    let reply: { ok: boolean; refusal?: string; value?: unknown } = { ok: false };
    const call = await asterisk(
      async call => {
        reply = (await asked(call)) as typeof reply; // each case has a reply of its own type
      },
      { answers: { [name]: answer } },
    );
    assert.equal(call.commands, [line]);
    assert.equal(reply.ok ? reply.value : { refusal: reply.refusal }, value, line);
  }
});

test('no command of the table is left out', () => {
  const tried = new Set(cases.map(([, line]) => commandOf(wordsOf(line))?.name));
  assert.equal(
    [...commands.keys()].filter(name => !tried.has(name)),
    [],
  );
});

test("an answer keeps its own words: data, where it ended, Asterisk's usage", async () => {
  await asterisk(
    async call => {
      const played = await call.streamFile('x');
      assert.is(played.endpos, 8000);
      assert.is(played.result, '0');
      const got = await call.getData('x');
      assert.is(got.data, 'timeout');
      const refused = await call.setPriority('no');
      assert.match(refused.ok ? '' : refused.text, /^Invalid command syntax.*\nUsage: SET PRIORITY/);
      assert.is(refused.ok ? 0 : refused.code, 520);
    },
    {
      answers: {
        'STREAM FILE': '200 result=0 endpos=8000',
        'SET PRIORITY':
          '520-Invalid command syntax.  Proper usage follows:\nUsage: SET PRIORITY x\n520 End of proper usage.',
      },
    },
  ).then(({ status }) => assert.is(status, 'SUCCESS'));
});

test('what would become a second command is refused before it is sent', async () => {
  const refusals: string[] = [];
  const call = await asterisk(async call => {
    for (const bad of ['a\nEXEC System rm', 'a\r', '\0', 'x'.repeat(3000)]) {
      const reply = await call.setCallerIdName(bad);
      refusals.push(reply.ok ? 'sent' : reply.refusal);
      const exec = await call.exec(bad, bad);
      refusals.push(exec.ok ? 'sent' : exec.refusal);
    }
    const many = await call.noop(...Array.from({ length: 200 }, () => '"'));
    refusals.push(many.ok ? 'sent' : many.refusal);
  });
  assert.equal(new Set(refusals), new Set(['unsendable']));
  assert.equal(call.commands, []);
});

test.run();
