// Request record: what the log says of a request. Each request has one, so its text is put together by hand.

import { ownText } from './ownText.ts';
import { quoted } from './quoted.ts';

export interface RequestRecord {
  level: 'info' | 'error';
  event: 'request';
  method: string;
  path: string;
  status: number;
  /** of the reply's body */
  bytes: number;
  ms: number;
  address: string;
  userAgent: string | undefined;
  mac: string | undefined;
  /** what the user agent says it is, `pack/model` */
  model: string | undefined;
  version: string | undefined;
  /** of a refusal */
  reason: string | undefined;
}

// Only accessLog.ts makes records of this event.
export const isRequest = (record: { event: string }): record is RequestRecord => record.event === 'request';

/** The fields as JSON without the braces; the same text, in the same order, as every other record gets. */
export function printRequest(record: RequestRecord): string {
  const { level, method, path, status, bytes, ms, address, userAgent, mac, model, version, reason } = record;
  const asked = `"level":"${level}","event":"request","method":${quoted(method)},"path":${quoted(path)}`;
  const got = `,"status":${status},"bytes":${bytes},"ms":${ms},"address":${quoted(address)}`;
  const who = userAgent === undefined ? '' : `,"userAgent":${remembered(userAgent)}`;
  const phone = mac === undefined ? '' : `,"mac":"${mac}"`;
  const kind = model === undefined ? '' : `,"model":${remembered(model)}`;
  const runs = version === undefined ? '' : `,"version":${remembered(version)}`;
  const why = reason === undefined ? '' : `,"reason":${quoted(reason)}`;
  return asked + got + who + phone + kind + runs + why;
}

const mostKnown = 2000;
const known = new Map<string, string>();

// What phones say of themselves is the same few texts again and again.
function remembered(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const quote = quoted(text);
  known.set(ownText(text), ownText(quote));
  return quote;
}
