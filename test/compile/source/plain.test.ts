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

// Documents of every shape: a tree of values, each node written in one of the styles that YAML has for it.
type Node = string | Node[] | [string, Node][];
interface Style {
  step: number;
  flow: boolean;
  /** a list at its key's own depth */
  flush: boolean;
  end: string;
}

const scalar = fc.oneof(
  fc.constantFrom('101', '007', '+12565550101', '-5', '-0', '1.10', '1e3', '0x1f', '0o17', '.5', '1_000'),
  fc.constantFrom('true', 'False', 'yes', 'off', 'null', '~', '', '2026-11-24', '01:00', '12:30:45', 'NaN'),
  fc.constantFrom('"+1 256 555 0101"', "'it''s'", '"a\\nb"', '"# no comment"', "'a: b'", '"', "'", '"a" b'),
  fc.constantFrom('!secret people/101', '!secret', '!secret  a', '!!str 5', '&a x', '*a', '<<', '- x', '? x'),
  fc.constantFrom(
    'a#b',
    'a #b',
    'a:b',
    'http://x:80/y?z#f',
    'a, b',
    '[x',
    'x]',
    '{x',
    'x}',
    '@x',
    '`x',
    '%x',
  ),
  fc.constantFrom(
    '|',
    '>',
    '|-\n  x',
    '---',
    '...',
    '-',
    '?',
    ':',
    'a:',
    ': a',
    'Zoë',
    '日本',
    '\u00a0x',
    '\ufeffx',
    '\u3000x',
    'x\u2003',
  ),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const keyName = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'mac',
    '101',
    '-1',
    '+1',
    '1.5',
    'a b',
    'a.b/c',
    '"q r"',
    "'s'",
    '"+1 256"',
    'null',
  ),
  fc.constantFrom(
    'true',
    '~',
    '<<',
    '__proto__',
    'constructor',
    'é',
    'a#b',
    '- a',
    '"a\\"b"',
    '',
    '? a',
    '0x1',
  ),
  fc.string({ maxLength: 4 }),
);
const { node } = fc.letrec<{ node: Node }>(tie => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie('node'), { maxLength: 3 }),
    fc.array(fc.tuple(keyName, tie('node')), { maxLength: 4 }),
  ),
}));
const style = fc.record({
  step: fc.constantFrom(1, 2, 2, 2, 4),
  flow: fc.boolean(),
  flush: fc.boolean(),
  end: fc.constantFrom(
    '\n',
    '\n',
    '\n',
    '\r\n',
    ' \n',
    ' # c\n',
    '\n\n',
    '\n# c\n',
    '\n   # c\n',
    '#\n',
    '\t\n',
  ),
});

const isPairs = (value: Node): value is [string, Node][] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(item => Array.isArray(item) && item.length === 2 && typeof item[0] === 'string');

function flow(value: Node): string {
  if (typeof value === 'string') return value;
  if (isPairs(value)) return `{ ${value.map(([name, below]) => `${name}: ${flow(below)}`).join(', ')} }`;
  return `[${value.map(flow).join(', ')}]`;
}

function block(value: Node, indent: number, look: Style): string {
  if (typeof value === 'string' || value.length === 0 || (look.flow && indent > 0))
    return ` ${flow(value)}${look.end}`;
  const pad = ' '.repeat(indent);
  const lines = isPairs(value)
    ? value.map(
        ([name, below]) =>
          `${pad}${name}:${block(below, look.flush && !isPairs(below) ? indent : indent + look.step, look)}`,
      )
    : value.map(
        below =>
          `${pad}-${isPairs(below) ? block(below, indent + 2, { ...look, end: look.end }).replace(/^\s*\n? */, ' ') : block(below, indent + 2, look)}`,
      );
  return `${indent > 0 || !isPairs(value) ? look.end : ''}${lines.join('')}`;
}

test('documents of every shape: accepted means equal, and many are accepted', () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(keyName, node), { minLength: 1, maxLength: 4 }), style, (pairs, look) => {
      if (agrees(block(pairs, 0, look))) accepted++;
    }),
    { numRuns: runs },
  );
  assert.ok(accepted > runs / 30, `only ${accepted} of ${runs} were accepted`);
});

test('every plain scalar in every place: accepted means equal', () => {
  const places = [
    'a: X\n',
    'a:\n  - X\n',
    'a: [X]\n',
    'a: [X, b]\n',
    'a: { b: X }\n',
    'a: { b: X, c: d }\n',
    'a: X # c\n',
    'a:   X  \n',
    '- X\n',
    'X: a\n',
    'a: { X: b }\n',
    'a:\n- X: 1\n',
  ];
  fc.assert(
    fc.property(
      scalar,
      fc.constantFrom(...places),
      (text, place) => void agrees(place.replace('X', () => text)),
    ),
    { numRuns: runs },
  );
});

test.run();
