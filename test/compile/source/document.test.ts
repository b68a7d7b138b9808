import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readDocuments, spotIn } from '../../../src/compile/source/document.ts';
import type { Path } from '../../../src/compile/source/yaml.ts';

const read = (text: string) => readDocuments({ path: 'a.yaml', bytes: () => Buffer.from(text) });

function place(text: string, path: Path, part: 'key' | 'value' = 'value', index = 0): string {
  const document = read(text).documents[index];
  const span = document && spotIn(document, path, part)();
  return `${span?.line}:${span?.column}-${span?.endLine}:${span?.endColumn}`;
}

test('a plus sign, a leading zero and a version keep their digits', () => {
  const [document] = read(
    'a: +12565550100\nb: 0301234567\nc: 1.10\nd: 42\ne: true\nf: 12345678901234567890\n',
  ).documents;
  assert.equal(document?.value, {
    a: '+12565550100',
    b: '0301234567',
    c: '1.10',
    d: 42,
    e: true,
    f: '12345678901234567890',
  });
});

test('a value is placed at its word, a key at its own', () => {
  const text = 'phones:\n  - mac: x\n    site: "hq"\n';
  assert.is(place(text, ['phones', 0, 'site']), '3:11-3:15');
  assert.is(place(text, ['phones', 0, 'site'], 'key'), '3:5-3:9');
});

test('what is not there is placed at its nearest parent', () => {
  assert.is(place('fleet:\n  name: A\n', ['fleet', 'sip', 'server'], 'key'), '2:3-2:10');
});

test('aliases and merges are looked through', () => {
  const text = 'a: &x { site: hq }\nb: { <<: *x, mac: 1 }\nc: *x\n';
  assert.is(place(text, ['b', 'site']), '1:15-1:17');
  assert.is(place(text, ['c', 'site']), '1:15-1:17');
});

test('each document of a file knows its own lines', () => {
  const text = 'a: 1\n---\n# between\n---\nb: 2\n';
  assert.equal(
    read(text).documents.map(({ value }) => value),
    [{ a: 1 }, { b: 2 }],
  );
  assert.is(place(text, ['b'], 'value', 1), '5:4-5:5');
});

test('a secret is a reference, not a value', () => {
  assert.equal(read('p: !secret people/101\n').documents[0]?.value, { p: { '!secret': 'people/101' } });
});

test('a key written twice is found, whatever its type', () => {
  assert.is(read('101: a\n"101": b\n').findings.length, 1);
});

test('bytes that are no UTF-8, and files over 10 MB, are findings', () => {
  const { findings } = readDocuments({
    path: 'a.yaml',
    bytes: () => Buffer.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]),
  });
  assert.match(findings[0]?.message ?? '', /UTF-8/);
  assert.match(
    readDocuments({ path: 'a.yaml', bytes: () => Buffer.alloc(10_000_001, 0x20) }).findings[0]?.message ?? '',
    /10 MB/,
  );
});

test('an unknown tag is a finding', () => {
  assert.match(read('p: !vault x\n').findings[0]?.message ?? '', /tag/i);
});

test.run();
