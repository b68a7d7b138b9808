// Admin: what plugtone serve has seen of the phones.

import { setTimeout as sleep } from 'node:timers/promises';

/** What matters here of a row of /phones.json. */
export interface Row {
  mac: string;
  /** ISO 8601, null for never */
  lastSeen: string | null;
  current: boolean;
  states: string[];
}

const lookEvery = 1000; // milliseconds
const patience = 5000;

/** Asks the admin listener; throws an Error that says what is wrong. */
export async function readRows(admin: string): Promise<Row[]> {
  const url = `${admin.replace(/\/+$/, '')}/phones.json`;
  const rows = await fetch(url, { signal: AbortSignal.timeout(patience) })
    .then(answer => answer.json())
    .catch(error => {
      const why = error?.cause?.message ?? error?.message;
      throw new Error(`${url} does not answer: ${why} — --admin names the admin listener of plugtone serve`);
    });
  if (!Array.isArray(rows)) throw new Error(`${url} is no list of phones`);
  return rows;
}

/** Waits until each of these phones has what is served, and was heard of since; returns those that have not. */
export async function comeBack(
  admin: string,
  macs: string[],
  { until, since }: { until: number; since: number },
): Promise<string[]> {
  const missing = new Set(macs);
  const show = process.stderr.isTTY;
  for (;;) {
    for (const { mac, lastSeen, current } of await readRows(admin))
      if (current && lastSeen !== null && Date.parse(lastSeen) >= since - (since % 1000)) missing.delete(mac);
    if (show) process.stderr.write(`\rwaiting: ${macs.length - missing.size} of ${macs.length} are back `);
    if (missing.size === 0 || Date.now() >= until) break;
    await sleep(Math.min(lookEvery, Math.max(until - Date.now(), 0)));
  }
  if (show) process.stderr.write('\n');
  return [...missing];
}
