// Callers: the names that calls show, as a table that is searched where it lies and never parsed whole.

/** A name, or a caller that the dialplan should turn away. */
export type Caller = string | { name?: string; block: true };

/** The bytes of callers.json, by line. */
export interface Lines {
  /** bytes in all */
  size: number;
  /** the line that holds the byte at `position`, without its newline, and where it starts */
  lineAt(position: number): { start: number; line: Buffer };
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
  for (let holes = 0; /\d$/.test(number.slice(0, number.length - holes)); holes++) {
    const found = findKey(table, number.slice(0, number.length - holes) + 'x'.repeat(holes));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Lines of a file that is in memory. */
export function bufferLines(bytes: Buffer): Lines {
  const lineAt = (position: number) => {
    const start = position === 0 ? 0 : bytes.lastIndexOf(newline, position - 1) + 1;
    const end = bytes.indexOf(newline, position);
    return { start, line: bytes.subarray(start, end === -1 ? bytes.length : end) };
  };
  return { size: bytes.length, lineAt };
}

const newline = 10;

function findKey(table: Lines, key: string): Caller | undefined {
  // The closing quote sorts before all that a key can hold, so comparing it too keeps `101` before `1011`.
  const wanted = Buffer.from(`"${key}"`);
  let [low, high] = [0, table.size];
  while (low < high) {
    const { start, line } = table.lineAt((low + high) >>> 1);
    const order = compareLine(line, wanted);
    if (order === 0) return callerOf(line.subarray(wanted.length));
    if (order < 0) low = start + line.length + 1;
    else high = start;
  }
  return undefined;
}

const brace = { open: 123, close: 125 };

/** Where a line stands to a key. The table's own braces are its two ends. */
function compareLine(line: Buffer, wanted: Buffer): number {
  if (line[0] === brace.open) return -1;
  if (line[0] === brace.close) return 1;
  return line.compare(wanted, 0, wanted.length, 0, Math.min(wanted.length, line.length));
}

/** What follows the key: `:"City Hall",`. */
function callerOf(rest: Buffer): Caller {
  return JSON.parse(rest.toString().replace(/^:|,\r?$/g, ''));
}
