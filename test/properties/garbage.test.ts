// Garbage: whatever bytes lie in the inventory, the compiler answers with findings, never with an exception.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { text } from '../../src/cli/report/text.ts';
import { locateFindings } from '../../src/compile/source/finding.ts';
import { check, runs } from './company.ts';

const words = [
  'fleet',
  'sites',
  'people',
  'phones',
  'contacts',
  'callers',
  'routes',
  'mac',
  'model',
  'lines',
  'keys',
  'name',
  'password',
  'settings',
  'polycom',
  'sip',
  'server',
  'poll',
  'url',
  'country',
  'person',
  'blf',
  'speed',
  'else',
  'ring',
  '101',
  '00:04:f2:aa:bb:01',
  'polycom/ip330',
  '!secret',
  '!secret people/101',
  '!!binary',
  '<<',
  '__proto__',
  'constructor',
  'null',
  '~',
  'yes',
  '0101',
  '+1',
  '1e5',
];
const signs = [
  ':',
  ': ',
  '- ',
  ' ',
  '  ',
  '\n',
  '\n  ',
  '\n    ',
  '\t',
  '{',
  '}',
  '[',
  ']',
  ',',
  ', ',
  '"',
  "'",
  '#',
  ' #',
  '&a ',
  '*a',
  '|',
  '>',
  '%',
  '---\n',
  '...\n',
  '? ',
  '\\',
  '\0',
  '\ufeff',
  '\u00a0',
  '\ud800',
  '👩',
];

const yamlish = fc.array(fc.constantFrom(...words, ...signs), { maxLength: 60 }).map(parts => parts.join(''));

function answers(bytes: Uint8Array) {
  const findings = check({ 'inventory/more.yaml': bytes }).findings;
  const told = text(locateFindings(findings), { line: () => undefined, path: file => file, colour: false });
  assert.type(told, 'string');
}

test('pieces of YAML in any order', () => {
  fc.assert(
    fc.property(yamlish, source => answers(Buffer.from(source))),
    runs(100),
  );
});

test('any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bytes => answers(bytes)),
    runs(100),
  );
});

test('any values in the places of records', () => {
  const records = fc.dictionary(fc.constantFrom(...words), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 8 });
  const nested = fc.dictionary(
    fc.constantFrom('fleet', 'sites', 'people', 'phones', 'contacts', 'callers', 'routes'),
    fc.oneof(
      records,
      fc.array(records, { maxLength: 3 }),
      fc.dictionary(fc.string(), records, { maxKeys: 3 }),
    ),
    { maxKeys: 5 },
  );
  fc.assert(
    fc.property(nested, value => answers(Buffer.from(JSON.stringify(value)))),
    runs(100),
  );
});

test('nesting without end, and aliases that multiply', () => {
  answers(Buffer.from('['.repeat(50_000)));
  answers(Buffer.from(`phones: ${'{ else: '.repeat(3_000)}1${' }'.repeat(3_000)}`));
  answers(Buffer.from(`routes: { "1": ${'{ else: '.repeat(1_000)}{}${' }'.repeat(1_000)} }`));
  const doubling = [...'abcdefghijklmnopqrstuvwxyz'].map(
    (name, at, all) => `${name}: &${name} [${at ? `*${all[at - 1]}, *${all[at - 1]}` : 1}]`,
  );
  answers(Buffer.from(doubling.join('\n')));
});

test.run();
