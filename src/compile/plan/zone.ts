// Zone: an IANA zone's offsets and when they change, as this Node's ICU knows them.

/** The clock changes from one offset to another, both in seconds east of Greenwich. */
export interface Change {
  /** the day and time that the clock until then shows; its UTC fields are local ones */
  local: Date;
  from: number;
  to: number;
}

const minute = 60_000;
const step = 14 * 86_400_000; // shorter than any time between two changes
const known = new Map<string, Change[]>();

/** Every change within a year, in order. */
export function changesOf(zone: string, year: number): Change[] {
  const key = `${zone} ${year}`;
  const made = known.get(key) ?? inZone(zone, () => findChanges(year));
  known.set(key, made);
  return made;
}

function findChanges(year: number): Change[] {
  const found: Change[] = [];
  const end = Date.UTC(year + 1, 0, 1);
  let from = localOffset(Date.UTC(year, 0, 1));
  for (let at = Date.UTC(year, 0, 1); at < end; at += step) {
    const to = localOffset(Math.min(at + step, end));
    if (from !== to) found.push({ local: new Date(instant(at, at + step) + from * 1000), from, to });
    from = to;
  }
  return found;
}

// Halves the span until it is the minute at which the offset changes.
function instant(start: number, end: number): number {
  let [low, high] = [start, end];
  const before = localOffset(low);
  while (high - low > minute) {
    const middle = Math.floor((low + high) / 2 / minute) * minute;
    if (localOffset(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

const localOffset = (at: number): number => -60 * new Date(at).getTimezoneOffset() || 0; // or -0

/** Seconds east of Greenwich at an instant. */
export const offsetAt = (zone: string, at: number): number => inZone(zone, () => localOffset(at));

// V8 knows its own zone's offsets at once; to have a time printed in another one loads 20 ms worth of ICU.
function inZone<T>(zone: string, work: () => T): T {
  const { TZ } = process.env;
  process.env.TZ = zone;
  try {
    return work();
  } finally {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  }
}

/** Every zone name that this Node's ICU lists. */
export const zones = (): string[] => Intl.supportedValuesOf('timeZone');

// ICU knows more words of three letters than IANA, and other places by them than people mean: BST is Dhaka, AST Anchorage.
const words = new Set('CET EET EST GMT HST MET MST PRC ROC ROK UCT UTC WET'.split(' '));

const verdicts = new Map<string, boolean>();

/** Whether a name is a zone: an IANA name in IANA's own letter case, aliases too. */
export function isZone(name: string): boolean {
  const verdict = verdicts.get(name) ?? lookUp(name);
  verdicts.set(name, verdict);
  return verdict;
}

function lookUp(name: string): boolean {
  if (!/^[A-Za-z]/.test(name) || name.startsWith('SystemV/')) return false;
  if (name.length === 3 && !words.has(name)) return false;
  if (zones().includes(name)) return true;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
