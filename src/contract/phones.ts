// Phones: who has which phone, and what its clock shows. For those who read logs; nothing in it is secret.

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
  printLines(head, linesOf(phones));

const linesOf = (phones: Iterable<[string, PhoneEntry]>): string[] =>
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
  return printLines(head, [...kept, ...linesOf(phones)].sort());
}

/** Reads phones.json; throws an Error where the text is none. */
export function readPhones(text: string): Phones {
  const value = JSON.parse(text);
  if (typeof value?.phones !== 'object' || !Array.isArray(value.utcLogs))
    throw new Error('phones.json has no phones');
  return value;
}
