// Globs: a pattern of telephone digits as the shell patterns of all that it matches, for templates that write shell scripts.

/** One way to match. */
export interface Glob {
  /** shell pattern, a character a digit: `[2-9]??` */
  glob: string;
  /** how many digits it takes */
  length: number;
  /** no digit may follow */
  isEnd: boolean;
  /** which of the digits the pattern's last group holds; undefined where that took no part */
  group?: { from: number; length: number };
}

/**
 * Every way to match a regular expression of libphonenumber's, in its order of preference. They are finite: digits,
 * classes, groups, alternatives, counts and an end. Throws an Error for any other.
 */
export function globsOf(pattern: string): Glob[] {
  const reader: Reader = { pattern, at: 0, groups: 0 };
  const ways = readChoice(reader);
  if (reader.at < pattern.length) throw new Error(`/${pattern}/ has no shell pattern`);
  return ways.map(({ index, group, ...way }) =>
    group !== undefined && index === reader.groups ? { ...way, group } : way,
  );
}

interface Reader {
  pattern: string;
  at: number;
  /** capturing groups up to here */
  groups: number;
}

/** `index` is the group's, counted from 1. */
type Way = Glob & { index: number };

const nothing: Way = { glob: '', length: 0, isEnd: false, index: 0 };

function readChoice(reader: Reader): Way[] {
  const ways = readSequence(reader);
  while (took(reader, '|')) ways.push(...readSequence(reader));
  return ways;
}

function readSequence(reader: Reader): Way[] {
  let ways = [nothing];
  for (;;) {
    const next = readPart(reader);
    if (!next) return ways;
    ways = product(ways, next);
  }
}

function readPart(reader: Reader): Way[] | undefined {
  const part = readAtom(reader);
  if (!part) return undefined;
  if (took(reader, '?')) return repeated(part, 0, 1);
  const [count, least, most = least] = match(reader, /^\{(\d+)(?:,(\d+))?\}/) ?? [];
  return count === undefined ? part : repeated(part, Number(least), Number(most));
}

function readAtom(reader: Reader): Way[] | undefined {
  const [digit] = match(reader, /^(?:\d|\[[\d-]+\])/) ?? [];
  if (digit !== undefined) return [{ ...nothing, glob: digit, length: 1 }];
  if (took(reader, '\\d')) return [{ ...nothing, glob: '?', length: 1 }];
  if (took(reader, '$')) return [{ ...nothing, isEnd: true }];
  const index = took(reader, '(?:') ? 0 : took(reader, '(') ? ++reader.groups : undefined;
  if (index === undefined) return undefined;
  const ways = readChoice(reader);
  if (!took(reader, ')')) throw new Error(`/${reader.pattern}/ has no shell pattern`);
  return index === 0 ? ways : ways.map(way => ({ ...way, index, group: { from: 0, length: way.length } }));
}

// As many as there can be come first, as a regular expression has it.
function repeated(part: Way[], least: number, most: number): Way[] {
  const more = most > 0 ? product(part, repeated(part, Math.max(least - 1, 0), most - 1)) : [];
  return least > 0 ? more : [...more, nothing];
}

const product = (ways: Way[], next: Way[]): Way[] => ways.flatMap(way => next.map(one => joined(way, one)));

function joined(way: Way, next: Way): Way {
  const { glob, length, isEnd } = way;
  const later = next.group && { ...next.group, from: next.group.from + length };
  const group = later ?? way.group;
  return {
    glob: glob + next.glob,
    length: length + next.length,
    isEnd: isEnd || next.isEnd,
    index: Math.max(way.index, next.index),
    ...(group && { group }),
  };
}

function took(reader: Reader, text: string): boolean {
  const isThere = reader.pattern.startsWith(text, reader.at);
  if (isThere) reader.at += text.length;
  return isThere;
}

function match(reader: Reader, expression: RegExp): RegExpExecArray | undefined {
  const found = expression.exec(reader.pattern.slice(reader.at));
  if (found) reader.at += found[0].length;
  return found ?? undefined;
}
