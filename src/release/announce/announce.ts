// Announce: phones are asked to look for new configuration, one line after the other, at a pace.

import { setTimeout as sleep } from 'node:timers/promises';
import { checkSync, type Driver, linesFor, registrations, type Told } from './lines.ts';
import type { Manager } from './manager.ts';

/** What became of a phone: told over a line, or why not. */
export type Result =
  | { mac: string; kind: 'sent'; line: string }
  | { mac: string; kind: 'unregistered' }
  | { mac: string; kind: 'refused'; line: string; why: string };

export interface Announcement {
  driver: Driver;
  phones: Told[];
  /** milliseconds between two NOTIFYs */
  pause: number;
  /** nothing is sent */
  isDry: boolean;
}

/** Tells the phones; a result for each as it is known. */
export async function* announce(
  manager: Manager,
  { driver, phones, pause, isDry }: Announcement,
): AsyncGenerator<Result> {
  const registered = await registeredLines(manager, driver);
  let isFirst = true;
  for (const [line, told] of linesFor(phones, extension => registered.has(extension))) {
    if (line === undefined) {
      for (const { mac } of told) yield { mac, kind: 'unregistered' };
      continue;
    }
    if (!isFirst && !isDry) await sleep(pause);
    isFirst = false;
    const answer = isDry ? { ok: true, text: '' } : await manager.action(...checkSync[driver](line));
    for (const { mac } of told)
      yield answer.ok
        ? { mac, kind: 'sent', line }
        : { mac, kind: 'refused', line, why: answer.text || 'no reason given' };
  }
}

async function registeredLines(manager: Manager, driver: Driver): Promise<Set<string>> {
  const { action, extension } = registrations[driver];
  const { ok, text, events } = await manager.action(action, []);
  // PJSIP says "No Contacts found" where there is none.
  if (!ok && !/no contacts/i.test(text))
    throw new Error(`${action}: ${text} — the manager user needs \`write = system,reporting\``);
  return new Set(events.map(extension).filter(Boolean));
}
