// Logs: what phones upload, safely on disk before it is acknowledged, whichever store keeps it.

export interface LogPart {
  bytes: Buffer;
  /** where the phone says it begins; undefined where it says nothing */
  offset: number | undefined;
  /** it goes on with an upload whose earlier parts are stored: `offset` counts from that upload's first byte */
  continued?: boolean;
  /** more of the same upload follows */
  more?: boolean;
}

export interface LogStore {
  /** bytes of a phone's log that it must append to; 0 where there is none */
  size(mac: string, name: string): Promise<number>;
  /** stores what is new in a part of a log; resolves when that is on disk */
  append(mac: string, name: string, part: LogPart): Promise<'created' | 'appended'>;
  /** finishes what is under way */
  stop(): Promise<void>;
}

/** How long, and how much of a phone's logs. */
export interface Limits {
  keepDays: number;
  maxBytes: number;
}

/** An error that says to come again later. */
export function busy(message: string): Error {
  return Object.assign(new Error(message), { code: 'EBUSY' });
}
