// Query: an index never hides what is there.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { digest } from '../../../src/runtime/logs/digest.ts';
import { answers, type LineQuery, levelMask, mayAnswer } from '../../../src/runtime/logs/query.ts';
import { addTrigrams, emptyTrigrams, mayHold } from '../../../src/runtime/logs/trigrams.ts';
import { wallClock } from '../../../src/runtime/logs/zone.ts';

const clock = wallClock('UTC');
const sections = [{ at: 0, arrived: Date.UTC(2026, 10, 24, 14) }];
const log = Buffer.from(
  [
    '1124130000|sip  |0|00|Registered line 1',
    '1124130001|so   |4|00|Lost packet',
    '1124130002|sip  |5|00|REGISTER failed: Zoë',
    '1124130003|log  |*|00|Initial log entry',
    'not of this form: register',
    '',
  ].join('\n'),
);
const texts = (query: LineQuery) =>
  answers({ mac: '', name: '', bytes: log, sections, clock }, query).map(({ text }) => text);

test('each condition narrows', () => {
  assert.is(texts({}).length, 5);
  assert.equal(texts({ level: 4 }), ['Lost packet', 'REGISTER failed: Zoë', 'Initial log entry']);
  assert.equal(texts({ component: 'SIP' }), ['Registered line 1', 'REGISTER failed: Zoë']);
  assert.equal(texts({ text: 'register' }), [
    'Registered line 1',
    'REGISTER failed: Zoë',
    'not of this form: register',
  ]);
  assert.equal(texts({ text: 'Zoë' }), ['REGISTER failed: Zoë']);
  assert.equal(texts({ text: 'sip' }), []);
  const since = Date.UTC(2026, 10, 24, 13, 0, 1);
  assert.equal(texts({ since, until: since }), ['Lost packet']);
});

test('level 0 is everything', () => {
  assert.equal(texts({ level: 0 }), texts({}));
});

test('the index says no only where there is no answer', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9 :|é]{1,8}$/);
  const line = fc.record({
    component: fc.stringMatching(/^[a-z]{1,5}$/),
    text: fc.array(word).map(words => words.join(' ')),
  });
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 20 }),
      word,
      fc.integer({ min: 0, max: 6 }),
      (lines, text, level) => {
        const bytes = Buffer.from(
          lines.map(each => `1124130000|${each.component.padEnd(5)}|3|00|${each.text}\n`).join(''),
        );
        const { trigrams, levels } = digest(bytes, sections, clock);
        const component = lines[0]?.component ?? 'sip';
        for (const query of [{ text }, { component }, { text, component }, { level }]) {
          const found = answers({ mac: '', name: '', bytes, sections, clock }, query).length;
          if (!mayAnswer(trigrams, query) || (levels & levelMask(query)) === 0) assert.is(found, 0);
        }
      },
    ),
  );
});

test('the index does say no', () => {
  const index = emptyTrigrams(64_000);
  addTrigrams(index, Buffer.from('registration of line 7 expired'), 0, 30);
  assert.ok(mayHold(index, Buffer.from('Line 7')));
  assert.not(mayHold(index, Buffer.from('watchdog')));
});

test.run();
