// Numbering: every spelling of a number is one number.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Numbering, readNumber, separators } from '../../src/contract/numbering.ts';
import { us } from '../numberings.ts';

const plan = (rest: Partial<Numbering>): Numbering => ({ ...us, ...rest });
const de = plan({
  country: 'DE',
  callingCode: '49',
  international: '00',
  trunk: '0',
  national: '[1-9]\\d{5,10}',
});
const ar = plan({
  country: 'AR',
  callingCode: '54',
  international: '00',
  trunk: '0?(?:(11)15)?',
  rewrite: '9$1',
  national: '9?[1-8]\\d{9}',
});

const e164 = (text: string, numbering: Numbering) => {
  const { kind, number } = readNumber(text, numbering);
  assert.is(kind, 'e164', text);
  return number;
};

test('an American number is the same in every spelling', () => {
  const spellings = [
    '2565550100',
    '12565550100',
    '+12565550100',
    '(256) 555-0100',
    '256.555.0100',
    '1/256/555-0100',
    '+1 256\u00a0555\u20110100',
    '01112565550100',
  ];
  for (const spelling of spellings) assert.is(e164(spelling, us), '+12565550100', spelling);
});

test('a number abroad is read by its international prefix', () => {
  assert.is(e164('011493012345678', us), '+493012345678');
  assert.is(e164('+49 30 12345678', us), '+493012345678');
  assert.is(e164('0012565550100', de), '+12565550100');
});

test('a bare country code and a trunk prefix in parentheses are understood', () => {
  for (const spelling of [
    '030 12345678',
    '3012345678',
    '+49 (0)30 12345678',
    '0049 30/123456-78',
    '493012345678',
  ]) {
    assert.is(e164(spelling, de), '+493012345678', spelling);
  }
});

test('a trunk prefix may be rewritten', () => {
  assert.is(e164('011 15 2345 6789', ar), '+5491123456789');
  assert.is(e164('+5491123456789', ar), '+5491123456789');
});

test('the outside-line digit goes only where the whole is no number', () => {
  const nine = plan({ outside: '9' });
  for (const spelling of ['9 2565550100', '9 1 2565550100', '9 011 49 3012345678'])
    assert.is(readNumber(spelling, nine).kind, 'e164', spelling);
  assert.is(e164('9256555010', nine), '+19256555010');
  assert.is(readNumber('92565550100', us).kind, 'none');
});

test('extensions and short codes stay as they are', () => {
  for (const code of ['101', '911', '0', '123456', '*97', '##1', '5550100']) {
    assert.equal(readNumber(code, us), { kind: 'internal', number: code });
  }
});

test('what is no number is none', () => {
  const texts = [
    '',
    ' ',
    'anonymous',
    'Restricted',
    'unavailable',
    'unknown',
    '+',
    '+0123456',
    '++12565550100',
    '256555O100',
    '1234567890',
    '1'.repeat(40),
    '9'.repeat(100_000),
    '+12565550100;ext=5',
    '٢٥٦٥٥٥٠١٠٠',
  ];
  for (const text of texts)
    assert.equal(readNumber(text, us), { kind: 'none', number: '' }, text.slice(0, 40));
});

test('what regular expressions call a blank is a separator, and so are dashes', () => {
  const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  const wanted = all.filter(character => /[\s.()/\-\u00ad\u200b\u2010-\u2015\u2060\u2212]/.test(character));
  assert.equal([...separators].sort(), wanted.sort());
  for (const one of wanted) assert.is(e164(`256${one}5550100`, us), '+12565550100', JSON.stringify(one));
});

test.run();
