// Scan: what phones write, and what comes instead.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answers, rawOf } from '../../../src/runtime/logs/query.ts';
import { levels, scan } from '../../../src/runtime/logs/scan.ts';
import { wallClock } from '../../../src/runtime/logs/zone.ts';

const clock = wallClock('UTC');
const arrived = Date.UTC(2026, 10, 24, 14);
const read = (text: string | Buffer) =>
  answers({ mac: '', name: '', bytes: Buffer.from(text), sections: [{ at: 0, arrived }], clock }, {});
const first = (text: string) => {
  const { component, level, text: rest } = read(text)[0] ?? { component: '', level: -1, text: '' };
  return { component, level, text: rest };
};

test('a line is time, component, level, missed and a text that may hold bars', () => {
  assert.equal(first('1124132109|sip  |4|00|Prm|cfgParam x|y\n'), {
    component: 'sip',
    level: 4,
    text: 'Prm|cfgParam x|y',
  });
  assert.equal(first('000012.345|rdisk|*|17|Initial log entry'), {
    component: 'rdisk',
    level: 7,
    text: 'Initial log entry',
  });
});

test('a component may be padded or not, and a text empty', () => {
  assert.is(first('1124132109|so|0|00|x').component, 'so');
  assert.equal(first('1124132109|log  |6|00|'), { component: 'log', level: 6, text: '' });
});

test('a line that is not of this form is kept as it is', () => {
  for (const line of [
    'hello',
    '|||||',
    '1124132109|sip  |7|00|no such level',
    '1124132109|sip  |4|xx|no missed',
    '1324132109|sip  |4|00|no such month'.replace('1324132109', '1399999999'),
    '1124132109 sip  |4|00|no bar',
    '1124132109|a component too long to be|4|00|x',
    '01250a.006|sip  |4|00|no stamp',
    '0230250000|sip  |4|00|no hour 25',
  ]) {
    assert.equal(first(line), { component: '', level: levels.none, text: line }, line);
  }
});

test('CRLF, NUL, empty lines and bytes that are no UTF-8 do no harm', () => {
  const lines = read(
    Buffer.concat([
      Buffer.from('1124132109|sip  |4|00|a\r\n\r\n\n\0|x\n'),
      Buffer.from([0xff, 0xfe, 10, 0xc3]),
    ]),
  );
  assert.equal(
    lines.map(line => rawOf(line).toString('latin1')),
    ['1124132109|sip  |4|00|a', '', '', '\0|x', '\xff\xfe', '\xc3'],
  );
  assert.is(lines[0]?.text, 'a');
});

test('a line of a megabyte is one line', () => {
  const [line] = read(`1124132109|sip  |4|00|${'x'.repeat(1 << 20)}\n`);
  assert.is(line?.text.length, 1 << 20);
});

test('whatever comes, all bytes but line ends are in exactly one line', () => {
  const piece = fc.oneof(
    fc.constantFrom('\n', '\r\n', '|', '1124132109|sip  |4|00|', '000012.345|so   |*|01|'),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
      const bytes = Buffer.from(pieces.join(''));
      const { count, starts, ends, texts } = scan(bytes);
      let at = 0;
      for (let line = 0; line < count; line++) {
        const [start = -1, end = -1, text = -1] = [starts[line], ends[line], texts[line]];
        assert.is(start, at);
        assert.ok(end >= start && text >= start && text <= end);
        at = end + (bytes[end] === 13 ? 1 : 0);
        if (at < bytes.length) assert.is(bytes[at++], 10);
      }
      assert.is(at, bytes.length);
    }),
    { numRuns: 500 },
  );
});

test('every line of the usual form is read back', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter(value => !/[\r\n]/.test(value));
  const line = fc.record({
    hour: fc.integer({ min: 0, max: 23 }),
    component: fc.stringMatching(/^[a-z][a-z0-9]{0,4}$/),
    level: fc.integer({ min: 0, max: 7 }),
    missed: fc.integer({ min: 0, max: 99 }),
    text,
  });
  const two = (value: number) => String(value).padStart(2, '0');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), lines => {
      const written = lines.map(
        ({ hour, component, level, missed, text }) =>
          `1124${two(hour)}0509|${component.padEnd(5)}|${level === 7 ? '*' : level}|${two(missed)}|${text}\n`,
      );
      assert.equal(
        read(written.join('')).map(({ component, level, text, time }) => ({ component, level, text, time })),
        lines.map(({ component, level, text, hour }) => ({
          component,
          level,
          text,
          time: Date.UTC(2026, 10, 24, hour, 5, 9),
        })),
      );
    }),
  );
});

test.run();
