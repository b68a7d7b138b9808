// Values: what aliases and merges become is what the yaml package makes of them.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseAllDocuments } from 'yaml';
import { parseYaml } from '../../../src/compile/source/yaml.ts';

const texts = [
  'a: &a { x: 1, y: [1, 2] }\nb: { <<: *a, y: 3 }\nc: { y: 3, <<: *a }\nd: *a\n',
  'a: &a { x: 1 }\nb: &b { x: 2, z: 3 }\nc: { <<: [*a, *b], y: 0 }\nd: { <<: [*b, *a] }\n',
  'a: &a { x: 1 }\nb: &b { <<: *a, y: 2 }\nc: { <<: *b, x: 5 }\n',
  'a: &x one\nb: *x\nc: &x two\nd: *x\n',
  '- &a\n- *a\n- &b []\n- *b\n- &c {}\n- { <<: *c }\n',
  'a: &a { __proto__: 1, constructor: 2 }\nb: { <<: *a }\n',
  'a: { "<<": { x: 1 } }\nb: { ? x }\nc: { ? x : }\n"": 1\n',
  'a: { <<: { x: 1 }, y: 2 }\n',
  'a: &a 1\n---\na: &a 2\nb: *a\n',
  'a: &a [&b [1, *x], &x 2, *x]\nc: *b\n'.replace('1, *x', '1'),
  'a: |\n  text\nb: >-\n  more\n  text\nc: ~\nd:\ne: "\\u00e9"\n',
];

for (const text of texts) {
  test(JSON.stringify(text), () => {
    const options = { schema: 'core', merge: true, stringKeys: true } as const;
    const theirs = [...parseAllDocuments(text, options)].map(document => document.toJS());
    const { values, faults } = parseYaml(text);
    assert.equal(faults, []);
    assert.equal(JSON.stringify(values), JSON.stringify(theirs));
  });
}

test('an alias is the very value that it stands for', () => {
  const [value] = parseYaml('a: &a { x: 1 }\nb: *a\n').values as [Record<string, unknown>];
  assert.is(value['a'], value['b']);
});

test('what would grow or go deep without measure is refused before it is made', () => {
  const nested = Array.from({ length: 1000 }, (_, n) => `- &a${n + 1} [*a${n}]\n`).join('');
  assert.match(parseYaml(`- &a0 x\n${nested}`).faults[0]?.message ?? '', /nested too deeply/);
  const grown = Array.from({ length: 30 }, (_, n) => `- &a${n + 1} [*a${n}, *a${n}]\n`).join('');
  assert.match(parseYaml(`- &a0 x\n${grown}`).faults[0]?.message ?? '', /beyond all measure/);
});

test.run();
