import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readPlain } from '../../../src/compile/source/plain.ts';
import { unread } from '../../../src/compile/source/plainScalar.ts';
import { parseYaml } from '../../../src/compile/source/yaml.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 3000);

/** Whatever the quick reader accepts is what the judge says. Returns whether it was accepted. */
function agrees(text: string): boolean {
  const quick = readPlain(text);
  if (quick === unread) return false;
  const { values, faults } = parseYaml(text);
  assert.equal(faults, [], `${JSON.stringify(text)} was accepted, but the judge finds fault with it`);
  assert.is(JSON.stringify([quick]), JSON.stringify(values), JSON.stringify(text));
  return true;
}

const seeds = [
  'fleet:\n  name: Example Deals\n  country: US\n  provisioning:\n    url: http://prov.example.com:8080\n    poll: "01:00"   # at night\n  sip: { server: pbx.example.com, port: 5060 }\n',
  'phones:\n  - mac: 00:04:f2:aa:bb:01\n    model: polycom/ip330\n    site: hq\n    lines: [101, { person: 102, label: Front desk }]\n    keys:\n    - { blf: 102 }\n    - speed: "+12565550199"\n      label: Door\n  - mac: 0004f2aabb02\n',
  'people:\n  101: { name: Alice Nguyen, password: !secret people/101, numbers: ["+1 256 555 0101"], directory: true }\n  102:\n    name: O\'Brien\n    email:\n  "103": { name: \'Zoë\' }\n',
  'callers:\n  "+1 256 555 0100": Alabama Supply\n  "+1 256 555 02xx": City Hall\n  "+1 900 555 0000": { block: true }\n',
  '# a comment\n\n- 1\n- -2\n- 007\n- +5\n- 1.10\n- null\n- ~\n- true\n- "x"\n',
  'a:\n- x\n- y\nb: 1\nc:\n  - z\n',
];

test('the plain YAML that people write is read quickly', () => {
  for (const text of seeds.slice(0, 4)) assert.ok(agrees(text), text);
});

test('what needs a judge is left to it', () => {
  const texts = [
    'a: &x 1\nb: *x\n',
    'a: |\n  b\n',
    'a: b\n c\n',
    'a:\tb\n',
    '---\na: 1\n',
    'a: 1\na: 2\n',
    'a: b: c\n',
    '<<: 1\n',
    'a: "\\n"\n',
    '- - a\n',
    '{a}\n',
    'a: [b\n',
    '',
  ];
  for (const text of texts) assert.is(readPlain(text), unread, JSON.stringify(text));
});

const word = fc.constantFrom(
  'a',
  'hq',
  '101',
  '-1',
  '+1',
  '0x1f',
  '1e3',
  'null',
  '~',
  'true',
  'x y',
  "o'b",
  '"q"',
  "'s'",
  '#',
  'a#b',
  'a #b',
  ':',
  'a:b',
  'a: b',
  '-',
  '- ',
  '?',
  '!secret a/b',
  '!x',
  '&a',
  '*a',
  '{',
  '}',
  '[',
  ']',
  ',',
  '{a: b}',
  '[a, b]',
  '|',
  '>',
  '%',
  '@',
  '`',
  '',
  '...',
  '---',
  '<<',
  'é',
  '\u0085',
  '.inf',
);
const line = fc
  .tuple(
    fc.nat(5),
    fc.constantFrom('', '- ', 'a: ', 'b: ', '101: ', '"a": ', 'a:', '- a: ', '-'),
    word,
    fc.constantFrom('', ' ', ' # c', ',', ':'),
  )
  .map(([indent, start, value, end]) => ' '.repeat(indent) + start + value + end);

test('random lines: accepted means equal', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), lines => void agrees(`${lines.join('\n')}\n`)),
    { numRuns: runs },
  );
});

test('mutated companies: accepted means equal, and many are accepted', () => {
  let accepted = 0;
  const edit = fc.record({
    seed: fc.constantFrom(...seeds),
    at: fc.nat(400),
    cut: fc.nat(3),
    put: fc.oneof(word, fc.string({ maxLength: 2 }), fc.constantFrom('\n', ' ', '  ', '\n  ', ': ', '\t')),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 2 }), edits => {
      const text = edits.reduce(
        (sum, { at, cut, put }) => sum.slice(0, at % sum.length) + put + sum.slice((at % sum.length) + cut),
        edits[0]?.seed ?? '',
      );
      if (agrees(text)) accepted++;
    }),
    { numRuns: runs },
  );
  assert.ok(accepted > runs / 20, `only ${accepted} of ${runs} were accepted`);
});

test.run();
