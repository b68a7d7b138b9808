// Number: the countries of libphonenumber, read as it reads them.

import fc from 'fast-check';
import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkNumber, numberingOf } from '../../../src/compile/inventory/number.ts';
import { type Numbering, readNumber } from '../../../src/contract/numbering.ts';

const countries = getCountries().filter(country => examples[country] !== undefined);

function planOf(country: string, outside = ''): Numbering {
  const numbering = numberingOf(country, outside);
  assert.ok(numbering, country);
  return numbering;
}

function spellings(country: CountryCode): string[] {
  const example = examples[country];
  const parsed = parsePhoneNumberFromString(example, country);
  assert.ok(parsed, country);
  const abroad = parsed.format('IDD', { fromCountry: country });
  return [
    example,
    parsed.number,
    parsed.number.slice(1),
    parsed.formatNational(),
    parsed.formatInternational(),
    abroad,
  ].filter(Boolean);
}

test('every country’s example number in every spelling is read as libphonenumber reads it', () => {
  for (const country of countries) {
    for (const text of spellings(country)) {
      assert.is(
        readNumber(text, planOf(country)).number,
        parsePhoneNumberFromString(text, country)?.number,
        `${country} ${text}`,
      );
    }
  }
});

test('blanks, dots, dashes and parentheses change nothing', () => {
  const noise = fc.array(fc.constantFrom('', ' ', '.', '-', '(', ')', '/', '\u00a0', '\u2011'), {
    minLength: 20,
    maxLength: 20,
  });
  fc.assert(
    fc.property(fc.constantFrom(...countries), noise, fc.nat(5), (country, marks, pick) => {
      const all = spellings(country);
      const plain = all[pick % all.length] ?? '';
      const noisy = [...plain].map((character, index) => character + (marks[index] ?? '')).join('');
      assert.equal(readNumber(noisy, planOf(country)), readNumber(plain, planOf(country)));
    }),
  );
});

test('an E.164 number reads as itself in its own country', () => {
  fc.assert(
    fc.property(fc.constantFrom(...countries), fc.stringMatching(/^[1-9]\d{9}$/), (country, digits) => {
      const { kind, number } = readNumber(`+${digits}`, planOf(country));
      assert.is(kind, 'e164');
      assert.equal(readNumber(number, planOf(country)), { kind, number });
    }),
  );
});

test('Italy keeps its zero, Russia and Kazakhstan dial 8, Jersey reads London', () => {
  assert.is(readNumber('06 1234 5678', planOf('IT')).number, '+390612345678');
  assert.is(readNumber('8 495 123-45-67', planOf('RU')).number, '+74951234567');
  assert.is(readNumber('8 701 234 5678', planOf('KZ')).number, '+77012345678');
  assert.is(readNumber('8 10 49 30 12345678', planOf('RU')).number, '+493012345678');
  assert.is(readNumber('020 7946 0018', planOf('JE')).number, '+442079460018');
  assert.is(readNumber('0011 64 9 123 4567', planOf('AU')).number, '+6491234567');
});

test('what people write becomes E.164 or stays a short code', () => {
  const us = planOf('US');
  assert.equal(checkNumber('(256) 555-0100', us), { number: '+12565550100' });
  assert.equal(checkNumber('+44 (0)20 7946 0018', us), { number: '+442079460018' });
  assert.equal(checkNumber('101', us), { number: '101' });
  assert.equal(checkNumber('*97', us), { number: '*97' });
});

test('a number that cannot be is a fault that says what instead', () => {
  const us = planOf('US');
  const fault = (text: string) => {
    const found = checkNumber(text, us);
    return 'fault' in found ? found.fault : found.number;
  };
  assert.match(fault('555-0100'), 'area code');
  assert.match(fault('1-800-FLOWERS'), 'holds letters');
  assert.match(fault('+1 256 555 01'), 'too few digits');
  assert.match(fault('+1 256 555 01000'), 'too many digits');
  assert.match(fault('+1 156 555 0100'), 'does not exist');
  assert.match(fault('+999 12345678'), 'no country');
  assert.match(fault(''), 'no telephone number');
});

test('a country that is none has no numbering', () => {
  for (const country of ['', 'us', 'XX', 'USA', 'constructor'])
    assert.is(numberingOf(country, ''), undefined);
});

test.run();
