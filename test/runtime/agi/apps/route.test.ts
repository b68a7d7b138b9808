// Route: the commands of a route, by what Asterisk answers.

import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Route, routeTable } from '../../../../src/contract/routes.ts';
import { route } from '../../../../src/runtime/agi/apps/route.ts';
import { commandLine } from '../../../../src/runtime/agi/protocol/command.ts';
import { readEnv } from '../../../../src/runtime/agi/protocol/env.ts';
import { us as numbering } from '../../../numberings.ts';
import { envLines } from '../env.ts';

const open = { zone: 'UTC', days: [], hours: [], holidays: [] };
const routes: [string, Route][] = [
  ['200', { dial: ['A/1&A/2'], seconds: 20, busy: { hangup: 'busy' }, else: { voicemail: '101' } }],
  ['201', { dial: ['A/1', 'A/2'], seconds: 5 }],
  ['202', { when: open, then: { goto: '200' } }],
  ['203', { when: { ...open, holidays: ['08-05'] }, then: { goto: '200' }, else: { hangup: 'congestion' } }],
  ['204', { say: { digits: '{number}' }, then: { say: { file: 'custom/closed' } } }],
  ['205', { say: { datetime: 'America/Chicago' } }],
  ['206', { goto: '206' }],
  ['207', { when: { ...open, holidays: ['08-05'] }, then: { goto: '200' } }],
  ['9.', { dial: ['P/{rest}@{number}'], seconds: 60, unavailable: { hangup: 'normal' } }],
];
const data = { routes: () => routeTable(routes), numbering, now: () => new Date('2026-08-05T12:00:00Z') };

/** What is said to Asterisk, with each Dial's DIALSTATUS given in turn. */
function said(args: string[], statuses: string[] = [], extension = '100') {
  const env = readEnv(envLines({ agi_extension: extension }, args));
  if ('fault' in env) throw new Error(env.fault);
  const left = [...statuses];
  const lines: string[] = [];
  const steps = route(env, data);
  let next = steps.next({ kind: 'over', ending: 'closed' });
  while (!next.done) {
    const sent = commandLine(next.value);
    const line = 'line' in sent ? sent.line.trimEnd() : `unsendable: ${sent.fault}`;
    lines.push(line);
    const answer = line === 'GET VARIABLE DIALSTATUS' ? left.shift() : undefined;
    next = steps.next({ kind: 'ok', result: '1', data: answer, fields: {} });
  }
  return { lines: lines.filter(line => !/AGIEXECFULL|GET VARIABLE/.test(line)), result: next.value };
}

test('a group that answers', () => {
  const { lines, result } = said(['200'], ['ANSWER']);
  assert.equal(lines, [
    'SET VARIABLE PLUGTONE_ROUTE 200:ring',
    'EXEC Dial "A/1&A/2,20"',
    'SET VARIABLE PLUGTONE_ROUTE 200:answer',
  ]);
  assert.is(result, '200:answer');
});

test('a status has its own step, else the common one, else the route is over', () => {
  assert.is(said(['200'], ['BUSY']).lines.at(-1), 'EXEC Hangup 17');
  assert.is(said(['200'], ['NOANSWER']).lines.at(-1), 'EXEC VoiceMail "101@default,u"');
  assert.is(said(['200'], ['CONGESTION']).lines.at(-1), 'EXEC VoiceMail "101@default,u"');
  assert.is(said(['9123'], ['BUSY']).result, '9.:busy');
  assert.is(said(['9123'], ['CHANUNAVAIL']).lines.at(-1), 'EXEC Hangup 16');
});

test('one after the other, until one answers', () => {
  const dials = (statuses: string[]) => said(['201'], statuses).lines.filter(line => /Dial/.test(line));
  assert.equal(dials(['BUSY', 'ANSWER']), ['EXEC Dial "A/1,5"', 'EXEC Dial "A/2,5"']);
  assert.equal(dials(['ANSWER']), ['EXEC Dial "A/1,5"']);
  assert.equal(dials(['CANCEL']), ['EXEC Dial "A/1,5"']);
  assert.is(said(['201'], ['NOANSWER', 'BUSY']).result, '201:busy');
});

test('hours choose, and a goto keeps the name of the route that was dialled', () => {
  assert.is(said(['202'], ['ANSWER']).result, '202:answer');
  assert.equal(said(['203']).lines, ['SET VARIABLE PLUGTONE_ROUTE 203:hangup', 'EXEC Hangup 34']);
});

test('speech answers the call first', () => {
  assert.equal(said(['204']).lines, [
    'SET VARIABLE PLUGTONE_ROUTE 204:say',
    'ANSWER',
    'SAY DIGITS "204" ""',
    'SET VARIABLE PLUGTONE_ROUTE 204:say',
    'ANSWER',
    'STREAM FILE "custom/closed" ""',
  ]);
  assert.match(said(['205']).lines.at(-1) ?? '', /^SAY DATETIME 1785931200 "" ".*" "America\/Chicago"$/);
});

test('the number fills the holes', () => {
  assert.is(said(['9123'], ['ANSWER']).lines[1], 'EXEC Dial "P/123@9123,60"');
});

test('without an argument the dialled extension counts, and no limit is touched', () => {
  assert.is(said([], ['ANSWER'], '200').result, '200:answer');
});

test("a script's arguments are its command line, and not what was dialled", () => {
  const env = readEnv(
    envLines({ agi_network: undefined, agi_network_script: undefined, agi_extension: '206' }, ['agi', '1']),
  );
  if ('fault' in env) throw new Error(env.fault);
  const steps = route(env, data);
  assert.equal(steps.next({ kind: 'over', ending: 'closed' }).value, [
    'SET',
    'VARIABLE',
    'PLUGTONE_ROUTE',
    '206:ended',
  ]);
});

test('the limit that the call had is back before anything takes time', () => {
  assert.is(said(['200', '59.5'], ['ANSWER']).lines[0], 'SET VARIABLE TIMEOUT(absolute) 59.5');
  assert.is(said(['200', '0'], ['ANSWER']).lines[0], 'SET VARIABLE TIMEOUT(absolute) 0');
  assert.is(said(['200', 'x y'], ['ANSWER']).lines[0], 'SET VARIABLE PLUGTONE_ROUTE 200:ring');
});

test('a number that no route has, and a text that is no number, leave the call alone', () => {
  for (const number of ['555', '200 ', '200,1', '$(EXTEN)', '9"', '']) {
    assert.equal(said([number, '59.5']), { lines: ['SET VARIABLE PLUGTONE_ROUTE none'], result: 'none' });
  }
});

test('whatever is sent as a number, only digits, *, # and + are dialled', () => {
  const dialled = fc.oneof(
    fc.string(),
    fc.string().map(text => `9${text}`),
    fc.stringMatching(/^9[0-9*#+,&@"\\$ ]*$/),
  );
  fc.assert(
    fc.property(dialled, number => {
      const env = readEnv(envLines({}, ['100']));
      if ('fault' in env) throw new Error(env.fault);
      const steps = route({ ...env, args: [number] }, data);
      for (
        let next = steps.next();
        !next.done;
        next = steps.next({ kind: 'ok', result: '1', data: 'ANSWER', fields: {} })
      ) {
        const sent = commandLine(next.value);
        if (!('line' in sent)) throw new Error(sent.fault);
        if (/^EXEC Dial/.test(sent.line))
          assert.match(sent.line, /^EXEC Dial "(P\/[0-9*#+]+@9[0-9*#+]+|A\/1&?A?\/?2?),\d+"\n$/);
      }
    }),
  );
});

test('a table that goes round in a circle comes to an end', () => {
  assert.is(said(['206']).result, '206:ended');
});

test('closed hours that nothing follows are a route that was taken', () => {
  assert.equal(said(['207']), { lines: ['SET VARIABLE PLUGTONE_ROUTE 207:ended'], result: '207:ended' });
});

test.run();
