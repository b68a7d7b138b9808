// Callers: names by number, searched where they lie.

import { closeSync, fstatSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bufferLines, type Caller, findCaller, printCallers } from '../../src/contract/callers.ts';
import { fileLines } from '../../src/runtime/agi/fileLines.ts';

const text = (entries: Iterable<[string, Caller]>) => [...printCallers(entries)].join('');
const table = (entries: Iterable<[string, Caller]>) => bufferLines(Buffer.from(text(entries)));

const entries: [string, Caller][] = [
  ['101', 'Alice Nguyen'],
  ['+19005550000', { block: true }],
  ['+125655502xx', 'City Hall'],
  ['+1256555021x', 'City Hall, mayor'],
  ['+12565550100', 'Alabama "Supply"\n'],
];

test('the table is valid JSON, one caller a line, sorted by key', () => {
  const lines = text(entries).split('\n');
  assert.equal(lines.slice(0, 3), [
    '{',
    '"+12565550100":"Alabama \\"Supply\\"\\n",',
    '"+1256555021x":"City Hall, mayor",',
  ]);
  assert.equal(lines.slice(-3), ['"101":"Alice Nguyen"', '}', '']);
  assert.equal(JSON.parse(text(entries)), Object.fromEntries(entries));
});

test('a number finds its own entry, else the narrowest range that holds it', () => {
  const find = (number: string) => findCaller(table(entries), number);
  assert.is(find('+12565550100'), 'Alabama "Supply"\n');
  assert.is(find('+12565550210'), 'City Hall, mayor');
  assert.is(find('+12565550299'), 'City Hall');
  assert.equal(find('+19005550000'), { block: true });
  assert.is(find('101'), 'Alice Nguyen');
  for (const stranger of ['+12565550300', '1010', '10', '', '+', '+1256555021', 'x', '{', '}'])
    assert.is(find(stranger), undefined, stranger);
});

test('an empty table has nobody', () => {
  assert.is(findCaller(table([]), '101'), undefined);
  assert.is(findCaller(bufferLines(Buffer.alloc(0)), '101'), undefined);
});

const key = fc.stringMatching(/^\+?[0-9]{1,6}x{0,2}$/);
const caller = fc.oneof(
  fc.string(),
  fc.string({ minLength: 300, maxLength: 1500 }),
  fc.constant({ block: true as const }),
);

test('memory and file find what a search through the parsed table finds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-callers-'));
  const path = join(folder, 'callers.json');
  fc.assert(
    fc.property(fc.dictionary(key, caller, { maxKeys: 60 }), fc.array(key), (callers, others) => {
      const all = new Map<string, Caller>(Object.entries(callers));
      writeFileSync(path, text(all));
      const file = openSync(path, 'r');
      const lines = fileLines(file, fstatSync(file).size);
      for (const number of [...all.keys(), ...others]) {
        const wanted = slowly(all, number);
        assert.equal(findCaller(table(all), number), wanted);
        assert.equal(findCaller(lines, number), wanted);
      }
      closeSync(file);
    }),
    { numRuns: 60 },
  );
  rmSync(folder, { recursive: true });
});

function slowly(callers: Map<string, Caller>, number: string): Caller | undefined {
  if (!/\d$/.test(number)) return undefined;
  const digits = /\d+$/.exec(number)?.[0].length ?? 0;
  const keys = Array.from(
    { length: digits },
    (_, holes) => number.slice(0, number.length - holes) + 'x'.repeat(holes),
  );
  const found = keys.find(candidate => callers.has(candidate));
  return found === undefined ? undefined : callers.get(found);
}

test('a search of 200,000 names reads a few blocks of the file', () => {
  const many = Array.from({ length: 200_000 }, (_, index): [string, Caller] => [
    `+1256${5_000_000 + index}`,
    `Name ${index}`,
  ]);
  const { size, lineAt } = table(many);
  let looks = 0;
  const counting = (position: number) => {
    looks++;
    return lineAt(position);
  };
  const counted = { size, lineAt: counting };
  assert.is(findCaller(counted, '+12565123456'), 'Name 123456');
  assert.ok(looks <= 24, `${looks} lines`);
});

test.run();
