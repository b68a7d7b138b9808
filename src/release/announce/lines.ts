// Lines: over which extension a phone is reached, and how each channel driver is asked.

import { addTo } from './addTo.ts';
import { field, type Message } from './message.ts';

/** A phone to be told, by its MAC, with the extensions that it registers. */
export interface Told {
  mac: string;
  extensions: string[];
}

export type Driver = 'pjsip' | 'sip';

/**
 * Extensions that reach all these phones, each with its phones. A NOTIFY goes to every phone of an extension, so a
 * phone is reached over the one that it shares with the fewest, of those that are registered; `undefined` for the rest.
 */
export function linesFor(phones: Told[], isRegistered: (extension: string) => boolean) {
  const shared = new Map<string, number>();
  for (const extension of phones.flatMap(({ extensions }) => extensions))
    shared.set(extension, (shared.get(extension) ?? 0) + 1);
  const lines = new Map<string | undefined, Told[]>();
  for (const phone of phones) {
    const [line] = phone.extensions
      .filter(isRegistered)
      .sort((a, b) => (shared.get(a) ?? 0) - (shared.get(b) ?? 0));
    addTo(lines, line, phone);
  }
  return lines;
}

/** The action that lists registrations, and the extension that one of its events tells of. */
export const registrations: Record<Driver, { action: string; extension(event: Message): string }> = {
  pjsip: {
    action: 'PJSIPShowContacts',
    extension: event => field(event, 'Endpoint') || field(event, 'AOR'),
  },
  sip: {
    action: 'SIPpeers',
    extension: event => (field(event, 'IPaddress') === '-none-' ? '' : field(event, 'ObjectName')),
  },
};

/** Asks the phones of an extension to look for new configuration. */
export const checkSync: Record<Driver, (extension: string) => [action: string, fields: Message]> = {
  pjsip: extension => [
    'PJSIPNotify',
    [
      ['Endpoint', extension],
      ['Variable', 'Event=check-sync'],
    ],
  ],
  sip: extension => [
    'SIPnotify',
    [
      ['Channel', extension],
      ['Variable', 'Event=check-sync'],
    ],
  ],
};
