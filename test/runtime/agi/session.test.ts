// Session: one call over a wire, whatever comes down it.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Outcome, Steps } from '../../../src/runtime/agi/apps/app.ts';
import { setVariable, verbose } from '../../../src/runtime/agi/protocol/command.ts';
import { openSession } from '../../../src/runtime/agi/session.ts';
import { speak } from '../../../src/runtime/agi/speak.ts';
import type { Ending } from '../../../src/runtime/agi/talk.ts';
import { envBlock } from './env.ts';

/** A session whose app sends two commands and keeps the outcomes. */
function open(app: (outcomes: Outcome[]) => Steps | undefined = twoCommands) {
  const written: string[] = [];
  const endings: Ending[] = [];
  const outcomes: Outcome[] = [];
  const wire = { write: (text: string) => void written.push(text), end: () => void written.push('END') };
  const route = () => {
    const steps = app(outcomes);
    return steps && speak(steps);
  };
  const session = openSession({ wire, route, ended: ending => endings.push(ending) });
  const receive = (text: string) => session.receive(Buffer.from(text));
  return { written, endings, outcomes, receive, stop: session.stop };
}

function* twoCommands(outcomes: Outcome[]): Steps {
  outcomes.push(yield setVariable('A', 'one'));
  outcomes.push(yield setVariable('B', { text: 'two' }));
  return 'fine';
}

test('one command is in flight at a time, and the session ends once', () => {
  const call = open();
  call.receive(envBlock());
  assert.equal(call.written, ['SET VARIABLE A one\n']);
  call.receive('200 result=1\n');
  assert.equal(call.written, ['SET VARIABLE A one\n', 'SET VARIABLE B "two"\n']);
  call.receive('200 result=1\n');
  call.receive('200 result=1\n');
  call.stop('closed');
  assert.is(call.written.at(-1), 'END');
  assert.equal(call.endings, [{ kind: 'done', result: 'fine' }]);
});

test('bytes may come one by one', () => {
  const call = open();
  for (const character of envBlock({ agi_calleridname: 'Zoe' })) call.receive(character);
  for (const character of '510 Invalid or unknown command\nHANGUP\n200 result=1\n') call.receive(character);
  assert.equal(
    call.outcomes.map(({ kind }) => kind),
    ['refused', 'ok'],
  );
  assert.equal(call.endings, [{ kind: 'done', result: 'fine' }]);
});

test('a hang-up answers nothing: the command in flight still gets its answer', () => {
  const call = open();
  call.receive(envBlock());
  call.receive('HANGUP\n');
  assert.is(call.outcomes.length, 0);
  call.receive('511 Command Not Permitted on a dead channel or intercept routine\nHANGUP\n');
  assert.equal(
    call.outcomes.map(({ kind }) => kind),
    ['refused'],
  );
});

test('a caller who was given up on, or forged an answer, is not served', () => {
  for (const rest of ['HANGUP\n', '200 result=1\n']) {
    const call = open();
    call.receive(envBlock() + rest);
    assert.equal(call.written, ['END']);
    assert.is(call.endings.length, 1);
  }
});

test('a forged env, one without an end and a line that is no answer end the session', () => {
  const streams = [
    envBlock({ agi_callerid: '1\nagi_arg_1: x' }),
    'a'.repeat(70_000),
    `${envBlock()}`,
    '\n\n',
  ];
  for (const [index, stream] of streams.entries()) {
    const call = open();
    call.receive(stream);
    if (index === 2) call.receive('agi_arg_1: x\n');
    assert.equal(
      call.endings.map(({ kind }) => kind),
      ['rejected'],
      stream.slice(0, 30),
    );
    assert.is(call.written.at(-1), 'END');
  }
});

test('an unknown script answers failure, so that AGISTATUS says so', () => {
  const call = open(() => undefined);
  call.receive(envBlock());
  assert.equal(call.written, ['failure\n', 'END']);
  assert.equal(call.endings, [{ kind: 'unknown' }]);
});

test('a fault of the app is told to the Asterisk console and ends in failure', () => {
  const call = open(() => {
    throw new Error('no\ndata "x"');
  });
  call.receive(envBlock());
  assert.equal(call.written, ['VERBOSE "plugtone: no data \\"x\\"" 1\nfailure\n', 'END']);
  assert.equal(call.endings, [{ kind: 'failed', fault: 'no\ndata "x"' }]);
});

test('a command that cannot be sent is an outcome, and the next one goes out', () => {
  const call = open(function* (outcomes) {
    outcomes.push(yield verbose('two\nlines'));
    outcomes.push(yield verbose('one'));
    return 'fine';
  });
  call.receive(envBlock());
  assert.equal(
    call.outcomes.map(({ kind }) => kind),
    ['unsendable'],
  );
  assert.equal(call.written, ['VERBOSE "one" 1\n']);
});

test('closing and time running out end it, and later bytes are not looked at', () => {
  for (const why of ['closed', 'timeout'] as const) {
    const call = open();
    call.receive(envBlock());
    call.stop(why);
    call.receive('200 result=1\n');
    assert.equal(call.endings, [{ kind: why }]);
    const told = 'VERBOSE "plugtone: the time is up, the call goes on without an answer" 1\nfailure\n';
    assert.equal(call.written, ['SET VARIABLE A one\n', ...(why === 'timeout' ? [told] : []), 'END']);
  }
});

test.run();
