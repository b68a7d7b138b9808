// Place: every way in which phones send a log, and each byte stored once.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { emptyLog, place, retryWindow } from '../../../src/runtime/store/place.ts';

/** A log in memory, with the clock in our hand. */
function open(most = 1_000_000) {
  let [state, stored, now, kept]: [typeof emptyLog, Buffer, number, number] = [
    emptyLog,
    Buffer.alloc(0),
    1e12,
    0,
  ];
  const put = async (text: string, offset?: number, rest = {}) => {
    const read = async (at: number, length: number) =>
      at < kept ? undefined : stored.subarray(at, at + length);
    const placed = await place(state, { bytes: Buffer.from(text), offset, now, most, ...rest }, read);
    assert.is(placed.at, stored.length);
    state = placed.state;
    stored = Buffer.concat([stored, placed.bytes]);
    assert.is(state.total, stored.length);
    return placed.bytes.toString();
  };
  return {
    put,
    text: () => stored.toString(),
    size: () => state.total - state.base,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
    forget: () => {
      kept = stored.length;
    },
  };
}

test('a phone that asks for the size appends', async () => {
  const log = open();
  await log.put('one\n', 0);
  await log.put('two\n', log.size());
  assert.is(log.text(), 'one\ntwo\n');
});

test('a range that comes again is stored once, an overlapping tail as far as it is new', async () => {
  const log = open();
  await log.put('one\ntwo\n', 0);
  assert.is(await log.put('two\n', 4), '');
  assert.is(await log.put('two\nthree\n', 4), 'three\n');
  assert.is(await log.put('one\ntwo\nthree\nfour\n', 0), 'four\n');
  assert.is(log.text(), 'one\ntwo\nthree\nfour\n');
});

test('a range that says otherwise than what is stored is kept whole, once', async () => {
  const log = open();
  await log.put('one\ntwo\n', 0);
  assert.is(await log.put('TWO\n', 4), 'TWO\n');
  assert.is(await log.put('TWO\n', 4), '');
  assert.is(log.text(), 'one\ntwo\nTWO\n');
});

test('a gap begins a new segment, which is continued by the count of either side', async () => {
  const log = open();
  await log.put('one\n', 0);
  assert.is(await log.put('far\n', 9000), 'far\n');
  assert.is(await log.put('far\n', 9000), '');
  assert.is(await log.put('further\n', 9004), 'further\n');
  assert.is(log.size(), 16);
  assert.is(await log.put('end\n', 16), 'end\n');
  assert.is(log.text(), 'one\nfar\nfurther\nend\n');
});

test('an older phone, which erases what it sent, never overwrites', async () => {
  const log = open();
  for (const text of ['a\n', 'b\n', 'c\n']) await log.put(text);
  assert.is(log.text(), 'a\nb\nc\n');
});

test('the same body again is one upload for a while, then another', async () => {
  const log = open();
  await log.put('a\n');
  log.wait(retryWindow - 1);
  assert.is(await log.put('a\n'), '');
  log.wait(1);
  assert.is(await log.put('a\n'), 'a\n');
});

test('a clock that was set back does not make a retry a second upload', async () => {
  const log = open();
  await log.put('a\n');
  log.wait(-400 * 86_400_000);
  assert.is(await log.put('a\n'), '');
});

test('a log that is sent whole each time is recognised, however late', async () => {
  const log = open();
  await log.put('a\n');
  log.wait(1e9);
  assert.is(await log.put('a\nb\n'), 'b\n');
  log.wait(1e9);
  assert.is(await log.put('a\nb\nc\n'), 'c\n');
  assert.is(log.text(), 'a\nb\nc\n');
});

test('a beginning that is no longer kept cannot be compared, so the whole is stored', async () => {
  const log = open();
  await log.put('a\n');
  log.forget();
  assert.is(await log.put('a\nb\n'), 'a\nb\n');
});

test('what came of a cut off upload is completed by the retry, by either count', async () => {
  const log = open();
  await log.put('one\n', 0);
  await log.put('tw', 4, { more: true });
  assert.is(await log.put('two\n', 4), 'o\n');
  await log.put('thr', 8, { more: true });
  assert.is(await log.put('ee\n', 11), 'ee\n');
  assert.is(log.text(), 'one\ntwo\nthree\n');
});

test('a long upload comes in pieces, and its retry adds what was missing', async () => {
  const log = open();
  await log.put('other\n', 0);
  await log.put('aaaa', undefined, { more: true });
  await log.put('bbbb', 4, { continued: true, more: true });
  assert.is(await log.put('aaaa', undefined, { more: true }), '');
  assert.is(await log.put('bbbb', 4, { continued: true, more: true }), '');
  assert.is(await log.put('c\n', 8, { continued: true }), 'c\n');
  assert.is(log.text(), 'other\naaaabbbbc\n');
});

test('a log that would grow too large begins a new count', async () => {
  const log = open(10);
  await log.put('12345678', 0);
  await log.put('9abc', 8);
  assert.is(log.size(), 4);
  assert.is(await log.put('9abc', 8), '');
  assert.is(await log.put('def', 4), 'def');
  assert.is(log.text(), '123456789abcdef');
});

test('a phone that loses answers and connections stores each line once', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          lines: fc.integer({ min: 1, max: 4 }),
          came: fc.double({ min: 0, max: 1, noNaN: true }),
          answered: fc.boolean(),
        }),
        {
          maxLength: 25,
        },
      ),
      fc.boolean(),
      async (uploads, asksAgain) => {
        const log = open();
        let [written, sent, number] = ['', 0, 0];
        for (const { lines, came, answered } of uploads) {
          for (let line = 0; line < lines; line++) written += `line ${number++}\n`;
          if (asksAgain) sent = log.size();
          const body = written.slice(sent);
          const part = body.slice(0, Math.ceil(body.length * came));
          await log.put(part, sent, { more: part.length < body.length });
          if (answered && part === body) sent = written.length;
        }
        await log.put(written.slice(sent), sent);
        assert.is(log.text(), written);
      },
    ),
  ));

test.run();
