// Log: every record is a line, whole and in its order, whatever is in it.

import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { jsonLog, type LogRecord, print } from '../../src/runtime/log.ts';

const request: LogRecord = {
  level: 'info',
  event: 'request',
  method: 'GET',
  path: '/acme/m1/"ü"\u2028\\.cfg',
  status: 200,
  bytes: 12,
  ms: 0.3,
  address: '192.0.2.7',
  userAgent: 'Acme "M1"/1.2.3',
  mac: '0004f2aabb01',
  model: 'acme/m1',
  version: '1.2.3',
  reason: undefined,
};

const fieldsOf = (line: string) => Object.entries(JSON.parse(line)).slice(1);

test("a request's line has the fields of its record, in their order, as any other record's has", () => {
  const given = Object.entries(request).filter(([, value]) => value !== undefined);
  assert.equal(fieldsOf(print(request)), given);
  assert.equal(fieldsOf(print(request)), given, 'the second time');
  assert.equal(
    fieldsOf(print({ ...request, event: 'other' })),
    given.map(([name, value]) => [name, name === 'event' ? 'other' : value]),
  );
  const bare = { ...request, userAgent: undefined, mac: undefined, model: undefined, version: undefined };
  const refused = { ...bare, reason: 'larger than "logs.max"' };
  assert.equal(
    fieldsOf(print(refused)),
    Object.entries(refused).filter(([, value]) => value !== undefined),
  );
});

test('a line is ASCII and one line, whatever a client sends', () => {
  const line = print({ level: 'warn', event: 'refused', path: 'ü\u2028\n\u007f"\\', count: 3 });
  assert.match(line, /^[ -~]+\n$/);
  assert.is(JSON.parse(line).path, 'ü\u2028\n\u007f"\\');
});

test('thousands of lines, and one that is longer than what is gathered, are written in their order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-log-'));
  const file = openSync(join(folder, 'log'), 'w');
  const log = jsonLog(file);
  const text = (n: number) => 'x'.repeat(n === 700 ? 200_000 : n % 300);
  for (let n = 0; n < 2000; n++) log({ level: 'info', event: 'test', n, text: text(n) });
  await log.flush();
  closeSync(file);
  const lines = readFileSync(join(folder, 'log'), 'utf8').trimEnd().split('\n');
  assert.is(lines.length, 2000);
  for (const [n, line] of lines.entries()) {
    const { n: number, text: found } = JSON.parse(line);
    assert.is(number, n);
    assert.is(found, text(n));
  }
  rmSync(folder, { recursive: true });
});

test.run();
