// Request: what the phone asks, with its names filled in, and what it says to the answer.

import { type Answered, ask } from './fetch.ts';
import { answerTo } from './login.ts';
import type { Going, Phone } from './visit.ts';

interface Wanted {
  method: 'GET' | 'HEAD' | 'PUT';
  name: string;
  headers?: Record<string, string>;
  body?: string;
  updater?: boolean;
  says(ok: boolean, answer: Answered): string;
}

export async function request(
  { phone, visit, print }: Going,
  { says, name, updater, ...wanted }: Wanted,
): Promise<Answered> {
  const url = /^https?:\/\//.test(name) ? name : `${visit.server}/${name.replace(/^\/+/, '')}`;
  const agent = updater ? (phone.boot.updater ?? phone.boot.userAgent) : phone.boot.userAgent;
  const asking = { ...wanted, url, userAgent: filled(agent, phone), tls: phone.tls };
  const first = await ask(asking);
  const { login } = phone;
  const authorization =
    login && first.status === 401
      ? answerTo({ method: wanted.method, url, challenges: first.challenges }, login)
      : undefined;
  if (authorization !== undefined)
    print({ method: wanted.method, url, answer: first, says: `asked to log in, does as ${login?.user}` });
  const headers = { ...wanted.headers, ...(authorization && { authorization }) };
  const answer = authorization === undefined ? first : await ask({ ...asking, headers });
  const ok = answer.status >= 200 && answer.status < 300;
  print({ method: wanted.method, url, answer, says: answer.failure || says(ok, answer) });
  if (answer.status === 0) visit.faults.push(`${visit.server} does not answer: ${answer.failure}`);
  if (answer.status === 401)
    visit.notes.push(`${url} wants a user and password that the phone does not have`);
  if (answer.status === 403) visit.notes.push(`${url} is refused to this phone: ${answer.text.trim()}`);
  return answer;
}

// A master may name files for one model only: CONFIG_FILES_SPIP330.
export function named(attribute: string, { phone, visit }: Going): string {
  const own = phone.model.userAgents.map(agent => visit.master.get(`${attribute}_${agent.replace('_', '')}`));
  return filled(own.find(value => value !== undefined) ?? visit.master.get(attribute) ?? '', phone);
}

export function partsOf({ model }: Phone): string[] {
  const parts = model.data['parts'];
  return Array.isArray(parts) ? parts.map(String) : [];
}

/** Names in a pack's patterns, and the vendor's own placeholders in a master. */
export function filled(text: string, phone: Phone): string {
  const [agent = ''] = phone.model.userAgents;
  const [part = ''] = partsOf(phone);
  const values: Record<string, string> = {
    mac: phone.mac,
    part,
    agent,
    family: String(phone.model.data['family'] ?? ''),
  };
  const vendor: Record<string, string> = {
    PHONE_MAC_ADDRESS: phone.mac,
    MACADDRESS: phone.mac,
    PHONE_PART_NUMBER: part,
    PHONE_MODEL: agent.replace('_', ''),
  };
  return text
    .replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole)
    .replace(/\[(\w+)\]/g, (hole, name: string) => vendor[name] ?? hole);
}
