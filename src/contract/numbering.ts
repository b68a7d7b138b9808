// Numbering: how a country writes its telephone numbers, and what number a person or a caller id means.

/** What is needed to read a number as the fleet's country does. Regular expressions are sources, anchored by the reader. */
export interface Numbering {
  /** ISO 3166, `US` */
  country: string;
  /** country calling code, `1` */
  callingCode: string;
  /** regular expression: international prefix (IDD), `011` or `00` */
  international: string;
  /** regular expression: national (trunk) prefix, `1`, `0` or empty */
  trunk: string;
  /** what takes the trunk prefix's place where that captured something (`9$1` in Argentina); empty for nothing */
  rewrite: string;
  /** regular expression: a national number without its trunk prefix, `[2-9]\d{9}` */
  national: string;
  /** bare digits up to so many are an extension or a short code */
  internal: number;
  /** digit for an outside line, or empty */
  outside: string;
}

/** What a text means: a telephone number (with `+`), an extension or short code as it stands, or nothing that can be looked up. */
export interface NumberRead {
  kind: 'e164' | 'internal' | 'none';
  number: string;
}

interface Reader {
  numbering: Numbering;
  international: RegExp;
  trunk: RegExp;
  national: RegExp;
}

const none: NumberRead = { kind: 'none', number: '' };
/** A longer text is no number. */
export const longestText = 64;
/** Bare digits up to so many, where they are no telephone number, are looked up as they stand. */
export const longestInternal = 8;
/** What stands between digits and means nothing: blanks of all widths, dots, parentheses, slashes, dashes of all widths. */
export const separators: string =
  '\t\n\v\f\r .()/\u00a0\u00ad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b' +
  '\u2010\u2011\u2012\u2013\u2014\u2015\u2028\u2029\u202f\u205f\u2060\u2212\u3000\ufeff-';
const formatting = new RegExp(`[${separators}]`, 'g');

/**
 * Reads a number as people write it and as trunks send it. The one function for both, so that what stands in git
 * and what a call brings meet. The outside-line digit is taken off only where the whole is no number.
 */
export function readNumber(text: string, numbering: Numbering): NumberRead {
  const compact = text.length > longestText ? '' : text.replace(formatting, '');
  if (/^\+\d+$/.test(compact)) return international(compact.slice(1), readerOf(numbering));
  if (!/^[\d*#]+$/.test(compact)) return none;
  const isCode = /[*#]/.test(compact);
  if (compact.length <= numbering.internal || isCode) return internal(compact);
  const reader = readerOf(numbering);
  const read = dialled(compact, reader) ?? behindOutside(compact, reader);
  return read ?? (compact.length <= longestInternal ? internal(compact) : none);
}

const internal = (number: string): NumberRead => ({ kind: 'internal', number });

function behindOutside(digits: string, reader: Reader): NumberRead | undefined {
  const { outside } = reader.numbering;
  return outside !== '' && digits.startsWith(outside)
    ? dialled(digits.slice(outside.length), reader)
    : undefined;
}

/** International prefix first, then a national number, then one that only lacks its `+`. */
function dialled(digits: string, reader: Reader): NumberRead | undefined {
  const { callingCode } = reader.numbering;
  const abroad = digits.replace(reader.international, '');
  if (abroad !== digits && isE164(abroad)) return international(abroad, reader);
  const bare = digits.startsWith(callingCode) ? digits.slice(callingCode.length) : '';
  const national = nationalNumber(digits, reader) ?? nationalNumber(bare, reader);
  return national === undefined ? undefined : { kind: 'e164', number: `+${callingCode}${national}` };
}

/** Digits that begin with a country calling code; of the own country's, a trunk prefix in the middle (`+49 (0)30`) goes. */
function international(digits: string, reader: Reader): NumberRead {
  if (!isE164(digits)) return none;
  const { callingCode } = reader.numbering;
  const rest = digits.startsWith(callingCode)
    ? nationalNumber(digits.slice(callingCode.length), reader)
    : undefined;
  return { kind: 'e164', number: rest === undefined ? `+${digits}` : `+${callingCode}${rest}` };
}

// E.164 has at most 15 digits; the shortest in use, on small islands, have 7 or so.
const isE164 = (digits: string) => /^[1-9]\d{5,14}$/.test(digits);

/** The national number without its trunk prefix. Where both readings are numbers, the prefix was one. */
function nationalNumber(digits: string, { trunk, national, numbering }: Reader): string | undefined {
  const rest = digits.replace(trunk, (...match) => replacement(match, numbering.rewrite));
  return [rest, digits].find(candidate => national.test(candidate));
}

// As libphonenumber has it: the rewrite counts only where its last group took part.
function replacement(match: unknown[], rewrite: string): string {
  const groups = match.slice(0, -2);
  if (groups.length < 2 || groups.at(-1) === undefined) return '';
  return rewrite.replace(/\$(\d)/g, (_, index) => String(groups[Number(index)] ?? ''));
}

const readers = new WeakMap<Numbering, Reader>();

function readerOf(numbering: Numbering): Reader {
  const known = readers.get(numbering);
  if (known) return known;
  const made = {
    numbering,
    international: new RegExp(`^(?:${numbering.international || '(?!)'})`),
    trunk: new RegExp(`^(?:${numbering.trunk})`),
    national: new RegExp(`^(?:${numbering.national})$`),
  };
  readers.set(numbering, made);
  return made;
}
