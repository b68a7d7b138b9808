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

/** The text of phones.json: valid JSON, one phone a line, in the order given. */
export const printPhones = (phones: Phones): Iterable<string> =>
  printLines(
    phones,
    Object.entries(phones.phones).map(entry => lineOf(...entry)),
  );

const lineOf = (mac: string, phone: PhoneEntry) => `${JSON.stringify(mac)}:${JSON.stringify(phone)}`;

function* printLines({ timezone, utcLogs }: Phones, lines: string[]): Iterable<string> {
  yield `{"timezone":${JSON.stringify(timezone)},"utcLogs":${JSON.stringify(utcLogs)},"phones":{\n`;
  yield lines.join(',\n');
  yield lines.length > 0 ? '\n}}\n' : '}}\n';
}

/** A text that printPhones made, with some phones' entries in place of what it said of those in `touched`; sorted by MAC. */
export function* renewPhones(before: string, touched: Set<string>, now: Phones): Iterable<string> {
  const lines = before.slice(before.indexOf('\n') + 1, -4).split(',\n');
  const kept = lines.filter(line => line !== '' && !touched.has(line.slice(1, 13)));
  const fresh = Object.entries(now.phones).map(entry => lineOf(...entry));
  // Each line begins with a MAC.
  yield* printLines(now, [...kept, ...fresh].sort());
}

/** Reads phones.json; throws an Error where the text is none. */
export function readPhones(text: string): Phones {
  const value = JSON.parse(text);
  if (typeof value?.phones !== 'object' || !Array.isArray(value.utcLogs))
    throw new Error('phones.json has no phones');
  return value;
}
