// First contact: a phone that never proved itself gets its files once, for a while, at one address; then never again.

import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface FirstContacts {
  /** whether the phone may have its own files at this address: in its window, which this may open; or what became of it */
  own(mac: string, address: string, milliseconds: number): 'yes' | 'proved' | 'over' | 'elsewhere';
  /** phones whose windows are open at an address, for files that are not one phone's */
  at(address: string): string[];
  /** the phone proved itself: its window is closed for good */
  proved(mac: string): void;
}

interface Contact {
  address: string;
  /** when its window closes; 0 once the phone has proved itself */
  until: number;
}

/** Keeps what was used up in a file, a line each, so that a restart opens nothing again. Throws where that cannot be read. */
export function firstContacts(path: string, now: () => number = Date.now): FirstContacts {
  const text = readText(path);
  const contacts = new Map(text.split('\n').flatMap(readLine));
  const open = new Map<string, Set<string>>();
  for (const [mac, { address, until }] of contacts) if (until > now()) openAt(open, address, mac);
  let start = text === '' || text.endsWith('\n') ? '' : '\n'; // a crash may have cut a line off

  const note = (mac: string, contact: Contact) => {
    // First on disk, then in force: what cannot be noted down is not given.
    mkdirSync(dirname(path), { recursive: true, mode: 0o750 });
    appendFileSync(path, `${start}${JSON.stringify({ mac, ...contact })}\n`, { mode: 0o640 });
    start = '';
    contacts.set(mac, contact);
  };
  const isOpen = (mac: string) => (contacts.get(mac)?.until ?? 0) > now();

  return {
    own: (mac, address, milliseconds) => {
      const contact = contacts.get(mac);
      if (contact?.until === 0) return 'proved';
      if (contact && contact.until <= now()) return 'over';
      if (contact && contact.address !== address) return 'elsewhere';
      if (!contact) {
        note(mac, { address, until: now() + milliseconds });
        openAt(open, address, mac);
      }
      return 'yes';
    },
    at: address => {
      const macs = [...(open.get(address) ?? [])].filter(isOpen);
      if (macs.length === 0) open.delete(address);
      return macs;
    },
    proved: mac => {
      const { address = '', until = -1 } = contacts.get(mac) ?? {};
      if (until !== 0) note(mac, { address, until: 0 });
    },
  };
}

function openAt(open: Map<string, Set<string>>, address: string, mac: string): void {
  open.set(address, (open.get(address) ?? new Set()).add(mac));
}

function readLine(line: string): [string, Contact][] {
  try {
    const { mac, address, until } = JSON.parse(line);
    return [[String(mac), { address: String(address), until: Number(until) }]];
  } catch {
    return [];
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''; // node:fs throws nothing else
    throw error;
  }
}
