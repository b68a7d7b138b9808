// Phones: who has which phone, and what its clock shows. For those who read logs; nothing in it is secret.

import { linesOf, readBlocks } from './blocks.ts';

export interface PhoneEntry {
  /** the site's name, or empty */
  site: string;
  /** IANA name */
  timezone: string;
  /** its lines' people, in their order: extension and name */
  people: [string, string][];
}

export interface Phones {
  /** the fleet's, IANA name */
  timezone: string;
  /** logs that are stamped in UTC whatever the phone's clock shows: `boot.log` */
  utcLogs: string[];
  /** by MAC, 12 lower-case hex digits */
  phones: Record<string, PhoneEntry>;
}

export type PhonesHead = Omit<Phones, 'phones'>;

/** The text of phones.json: valid JSON, one phone a line, in the order given. */
export const printPhones = (head: PhonesHead, phones: Iterable<[mac: string, phone: PhoneEntry]>): string =>
  printLines(head, linesFor(phones));

const linesFor = (phones: Iterable<[string, PhoneEntry]>): string[] =>
  Array.from(phones, ([mac, phone]) => lineOf(mac, phone));

const lineOf = (mac: string, phone: PhoneEntry) => `${JSON.stringify(mac)}:${JSON.stringify(phone)}`;

function printLines({ timezone, utcLogs }: PhonesHead, lines: string[]): string {
  const head = `{"timezone":${JSON.stringify(timezone)},"utcLogs":${JSON.stringify(utcLogs)},"phones":{\n`;
  return `${head}${lines.join(',\n')}${lines.length > 0 ? '\n}}\n' : '}}\n'}`;
}

/** A text that printPhones made, with some phones' entries in place of what it said of those in `touched`; sorted by MAC. */
export function renewPhones(
  before: string,
  touched: Set<string>,
  { head, phones }: { head: PhonesHead; phones: Iterable<[string, PhoneEntry]> },
): string {
  const lines = before.slice(before.indexOf('\n') + 1, -4).split(',\n');
  const kept = lines.filter(line => line !== '' && !touched.has(line.slice(1, 13)));
  // Each line begins with a MAC.
  return printLines(head, [...kept, ...linesFor(phones)].sort());
}

/** Reads phones.json; throws an Error where the text is none. */
export function readPhones(text: string): Phones {
  const value = JSON.parse(text);
  if (typeof value?.phones !== 'object' || !Array.isArray(value.utcLogs))
    throw new Error('phones.json has no phones');
  return value;
}

/** What phones' clocks show. */
export interface Clocks extends PhonesHead {
  /** by MAC, of those that show another zone than the fleet's */
  zones: Map<string, string>;
}

const blockSize = 1 << 15; // bytes

/**
 * Reads from a file that printPhones made what clocks show, and yields behind every few lines; `seen` is shown its bytes.
 * Throws an Error where the file is none.
 */
export function* readClocks(path: string, seen: (bytes: Buffer) => void): Generator<void, Clocks> {
  const zones = new Map<string, string>();
  let [head, usual]: [PhonesHead | undefined, string] = [undefined, ''];
  for (const block of readBlocks(path, { size: blockSize, seen })) {
    for (const line of linesOf(block)) {
      if (!head) {
        head = JSON.parse(`${line}}}`) as PhonesHead; // as printLines wrote it
        usual = `"timezone":${JSON.stringify(head.timezone)}`;
      } else if (line.startsWith('"') && !line.includes(usual)) {
        const entries: [string, PhoneEntry][] = Object.entries(JSON.parse(`{${line.replace(/,$/, '')}}`));
        for (const [mac, { timezone }] of entries) zones.set(mac, timezone);
      }
    }
    yield;
  }
  if (!head) throw new Error('phones.json is empty');
  return { timezone: head.timezone, utcLogs: head.utcLogs, zones };
}
