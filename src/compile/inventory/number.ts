// Number: what is known of each country's telephone numbers, and whether a written one can be. The keeper of libphonenumber-js.

import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/metadata.min';
import { type Numbering, readNumber } from '../../contract/numbering.ts';

type Checked = { number: string } | { fault: string };

const longestCode = 6;

/** How a country writes numbers; undefined where there is no such country. `outside` is the digit for an outside line. */
export function numberingOf(country: string, outside: string): Numbering | undefined {
  const own = planOf(country);
  if (!own) return undefined;
  const { callingCode, international, trunk, rewrite, lengths } = own;
  const national = [
    ...new Set([own.national, ...neighbours(callingCode).map(({ national }) => national)]),
  ].join('|');
  return {
    country,
    callingCode,
    international,
    trunk,
    rewrite,
    national,
    internal: longestInternal(lengths),
    outside,
  };
}

// A short country's whole numbers (Tokelau's four digits) are no longer than extensions are elsewhere.
function longestInternal(lengths: number[]): number {
  const isShort = Math.max(...lengths) < 10;
  return isShort ? Math.min(longestCode, Math.min(...lengths) - 1) : longestCode;
}

/** Reads what a person wrote: a telephone number becomes E.164, an extension or short code stays as it is. */
export function checkNumber(text: string, numbering: Numbering): Checked {
  const { kind, number } = readNumber(text, numbering);
  if (kind === 'internal' && /^\d{7,}$/.test(number)) return { fault: tooLong(text, numbering) };
  if (kind === 'internal') return { number };
  if (kind === 'none') return { fault: unreadable(text, numbering) };
  return isOwn(number, numbering) ? { number } : checkWorldwide(text, number);
}

function checkWorldwide(text: string, number: string): Checked {
  const parsed = parsePhoneNumberFromString(number, metadata);
  if (!parsed) return { fault: `"${text}" begins with no country's calling code` };
  if (parsed.isValid()) return { number: parsed.number };
  const fault =
    faults[validatePhoneNumberLength(number, metadata) ?? ''] ?? 'is a number that does not exist';
  return {
    fault: `"${text}" ${fault} in the country with the calling code +${parsed.countryCallingCode} — check its area code and digits`,
  };
}

const faults: Record<string, string> = {
  TOO_SHORT: 'has too few digits',
  TOO_LONG: 'has too many digits',
  INVALID_LENGTH: 'has the wrong number of digits',
};

const tooLong = (text: string, { country, callingCode }: Numbering) =>
  `"${text}" is too long for an extension and no complete number in ${country} — write it with its area code, or as +${callingCode} …`;

function unreadable(text: string, { country, callingCode }: Numbering): string {
  if (/\p{L}/u.test(text))
    return `"${text}" holds letters — write a telephone number in digits, for example +${callingCode} …`;
  return `"${text}" is no telephone number in ${country} — write it as +${callingCode} …, as people there dial it, or as an extension`;
}

// Most numbers are the fleet's own; its pattern answers for them without a parse.
function isOwn(number: string, numbering: Numbering): boolean {
  const prefix = `+${numbering.callingCode}`;
  return number.startsWith(prefix) && patternOf(numbering).test(number.slice(prefix.length));
}

const patterns = new WeakMap<Numbering, RegExp>();

function patternOf(numbering: Numbering): RegExp {
  const known = patterns.get(numbering) ?? new RegExp(`^(?:${numbering.national})$`);
  patterns.set(numbering, known);
  return known;
}

/** The two letters of a country by its calling code (`49`) or its English name; undefined where nothing fits. */
export function countryCalled(text: string): string | undefined {
  const code = /^(?:\+|00)?([1-9]\d{0,2})$/.exec(text.trim())?.[1];
  if (code !== undefined) return metadata.country_calling_codes[code]?.[0];
  const names = new Intl.DisplayNames(['en'], { type: 'region' });
  const wanted = text.trim().toLowerCase();
  return Object.keys(metadata.countries).find(country => names.of(country)?.toLowerCase() === wanted);
}

interface CountryPlan {
  callingCode: string;
  international: string;
  national: string;
  lengths: number[];
  trunk: string;
  rewrite: string;
}

/** One row of libphonenumber's metadata, format 4; the indices are those of its own `metadata.js`. */
function planOf(country: string): CountryPlan | undefined {
  if (!isCountry(country)) return undefined;
  const row = metadata.countries[country];
  if (!row) return undefined;
  const [callingCode, international, national, lengths, , prefix, , prefixPattern, rewrite] = row;
  return {
    callingCode,
    international,
    national,
    lengths,
    trunk: prefixPattern || prefix || '',
    rewrite: rewrite || '',
  };
}

// Jersey calls London without a country code: a shared code means shared numbers, and the list's first country has most.
function neighbours(callingCode: string): CountryPlan[] {
  const [main = ''] = metadata.country_calling_codes[callingCode] ?? [];
  return [planOf(main)].filter(plan => plan !== undefined);
}

const isCountry = (text: string): text is CountryCode => isSupportedCountry(text as CountryCode, metadata); // the library asks for what it tests
