// Place: where an upload belongs in a phone's log, and what of it is stored already.

/**
 * A log is one run of bytes. Phones know only the bytes since `base`. Its last segment, from `from` on, is where the
 * phone's own counting may differ from ours: it said of the segment's first byte that it was number `claim`.
 */
export interface LogState {
  /** bytes ever stored */
  total: number;
  base: number;
  from: number;
  claim: number;
  /** when something was last stored, in milliseconds */
  arrived: number;
}

export const emptyLog: LogState = { total: 0, base: 0, from: 0, claim: 0, arrived: 0 };

export interface Arriving {
  bytes: Buffer;
  /** where the phone says it begins; undefined where it says nothing */
  offset: number | undefined;
  /** `offset` counts from the last segment's first byte */
  continued?: boolean;
  /** more of the same upload follows */
  more?: boolean;
  now: number;
  /** bytes that a log may have before a new count begins */
  most: number;
}

/** What is to be stored, and the log behind it. No bytes: all of it is there. */
export interface Placed {
  bytes: Buffer;
  /** what `bytes` begins at, of all bytes ever stored */
  at: number;
  state: LogState;
}

/** Reads stored bytes; undefined where they are no longer all kept. */
export type ReadStored = (at: number, length: number) => Promise<Buffer | undefined>;

/** How long the same bytes without a place are one upload, sent again because the answer was lost. */
export const retryWindow = 15 * 60_000;

/**
 * Finds what is new in an upload. A range that is stored, or an upload that begins with all of the last one, is stored
 * once; one that says otherwise than what is stored is kept whole as a new segment: nothing is ever overwritten.
 */
export async function place(state: LogState, arriving: Arriving, read: ReadStored): Promise<Placed> {
  const { bytes, offset, more } = arriving;
  for (const at of candidates(state, arriving)) {
    const overlap = Math.min(state.total - at, bytes.length);
    const repeated = overlap === bytes.length && !more;
    if (offset === undefined && repeated && !isRetry(state, arriving.now)) continue;
    if (overlap > 0 && !(await same(bytes.subarray(0, overlap), at, read))) continue;
    return grown(state, arriving, bytes.subarray(overlap));
  }
  return segment(state, arriving);
}

/** Positions that an upload may begin at: by our count, then by the phone's count of the last segment. */
function candidates({ total, base, from, claim }: LogState, { offset, continued }: Arriving): number[] {
  if (total === 0) return [];
  if (offset === undefined) return claim === 0 && from < total ? [from] : [];
  const both = continued ? [from + offset - claim] : [base + offset, from + offset - claim];
  return [...new Set(both)].filter(at => at >= base && at <= total);
}

// A clock that was set back in between proves nothing: then it counts as a retry, and nothing is stored twice.
const isRetry = ({ arrived }: LogState, now: number) => now - arrived < retryWindow;

async function same(bytes: Buffer, at: number, read: ReadStored): Promise<boolean> {
  const stored = await read(at, bytes.length);
  return stored?.equals(bytes) === true;
}

function grown(state: LogState, { now, most }: Arriving, bytes: Buffer): Placed {
  const total = state.total + bytes.length;
  if (bytes.length === 0) return { bytes, at: state.total, state };
  const full = total - state.base > most;
  const renewed = full ? { base: state.total, from: state.total, claim: state.total - state.base } : {};
  return { bytes, at: state.total, state: { ...state, total, arrived: now, ...renewed } };
}

function segment(state: LogState, { bytes, offset = 0, now, most }: Arriving): Placed {
  const at = state.total;
  const total = at + bytes.length;
  const base = total - state.base > most ? at : state.base;
  return { bytes, at, state: { total, base, from: at, claim: offset, arrived: now } };
}
