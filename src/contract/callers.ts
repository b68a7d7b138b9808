// Callers: the names that calls show, as a table that is searched where it lies and never parsed whole.

/** A name, or a caller that the dialplan should turn away. */
export type Caller = string | { name?: string; block: true };

/** The bytes of callers.json, by line. */
export interface Lines {
  /** bytes in all */
  size: number;
  /** the line that holds the byte at `position` */
  lineAt(position: number): Line;
}

/** A line without its newline: from `from` to `to` in `bytes`, and where it starts in the whole. */
export interface Line {
  bytes: Uint8Array;
  from: number;
  to: number;
  start: number;
}

/** The text of callers.json: valid JSON, one caller a line, sorted by key. Keys are digits, `+`, `x`, `*` and `#`. */
export function* printCallers(entries: Iterable<[string, Caller]>): Iterable<string> {
  yield '{';
  let separator = '\n';
  for (const [key, caller] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    yield `${separator}${JSON.stringify(key)}:${JSON.stringify(caller)}`;
    separator = ',\n';
  }
  yield '\n}\n';
}

/** Finds the caller of a number: its own entry, else the narrowest range (`+125655501xx`) that holds it. */
export function findCaller(table: Lines, number: string): Caller | undefined {
  for (let holes = 0; /\d$/.test(number.slice(0, number.length - holes)); ) {
    const key = number.slice(0, number.length - holes) + 'x'.repeat(holes);
    const { caller, shared } = search(table, key);
    if (caller !== undefined) return caller;
    // A range begins as some line does; where no line shares so much with the number, there is none.
    holes = Math.max(holes + 1, holes === 0 ? number.length - shared : 0);
  }
  return undefined;
}

/** Lines of a file that is in memory. */
export function bufferLines(bytes: Buffer): Lines {
  const size = bytes.length;
  const lineAt = (position: number): Line => {
    let from = position;
    let to = position;
    while (from > 0 && bytes[from - 1] !== newline) from--;
    while (to < size && bytes[to] !== newline) to++;
    return { bytes, from, to, start: from };
  };
  return { size, lineAt };
}

const newline = 10;

interface Found {
  caller: Caller | undefined;
  /** characters of the key that it has in common with the line that has most */
  shared: number;
}

function search(table: Lines, key: string): Found {
  // The closing quote sorts before all that a key can hold, so comparing it too keeps `101` before `1011`.
  const wanted = Buffer.from(`"${key}"`, 'latin1');
  let [low, high, most] = [0, table.size, 1];
  while (low < high) {
    const line = table.lineAt((low + high) >>> 1);
    const same = sameBytes(line, wanted);
    if (same === wanted.length) return { caller: callerOf(line, same), shared: key.length };
    if (same > most) most = same;
    if (isBefore(line, wanted, same)) low = line.start + (line.to - line.from) + 1;
    else high = line.start;
  }
  return { caller: undefined, shared: most - 1 };
}

function sameBytes({ bytes, from, to }: Line, wanted: Uint8Array): number {
  const most = Math.min(wanted.length, to - from);
  let same = 0;
  while (same < most && bytes[from + same] === wanted[same]) same++;
  return same;
}

const open = 123;

/** Where a line stands to a key. The table's own braces are its two ends, though `{` sorts last. */
function isBefore({ bytes, from, to }: Line, wanted: Uint8Array, same: number): boolean {
  if (bytes[from] === open || from + same === to) return true;
  return (bytes[from + same] ?? 0) < (wanted[same] ?? 0);
}

/** What follows the key: `:"City Hall",`. */
function callerOf({ bytes, from, to }: Line, length: number): Caller {
  const rest = Buffer.from(bytes.subarray(from + length, to)).toString();
  return JSON.parse(rest.replace(/^:|,\r?$/g, ''));
}
