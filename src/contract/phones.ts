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
export function* printPhones({ timezone, utcLogs, phones }: Phones): Iterable<string> {
  yield `{"timezone":${JSON.stringify(timezone)},"utcLogs":${JSON.stringify(utcLogs)},"phones":{`;
  let separator = '\n';
  for (const [mac, phone] of Object.entries(phones)) {
    yield `${separator}${JSON.stringify(mac)}:${JSON.stringify(phone)}`;
    separator = ',\n';
  }
  yield '\n}}\n';
}

/** The list with some phones' entries in place of what was said of those in `touched`; sorted by MAC. */
export function renewPhones(before: Phones, touched: Set<string>, now: Phones): Phones {
  const kept = Object.entries(before.phones).filter(([mac]) => !touched.has(mac));
  const phones = [...kept, ...Object.entries(now.phones)].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...now, phones: Object.fromEntries(phones) };
}

/** Reads phones.json; throws an Error where the text is none. */
export function readPhones(text: string): Phones {
  const value = JSON.parse(text);
  if (typeof value?.phones !== 'object' || !Array.isArray(value.utcLogs))
    throw new Error('phones.json has no phones');
  return value;
}
