// Passwords: each is something that a phone and a server read alike, and a PIN can be dialled.

import type { Partly } from '../inventory/believe.ts';
import { believed, type Entry, spotOf } from '../inventory/inventory.ts';
import { secretPath } from '../inventory/secrets.ts';
import type { Secret } from '../inventory/written.ts';
import type { Spot } from '../source/finding.ts';
import type { Company, Remark } from './rule.ts';

interface Found {
  text: string;
  spot: Spot;
  /** what it is called in a message: never the secret itself */
  what: string;
}

export function* passwords({ inventory }: Company): Iterable<Remark> {
  const find = (secret: Partly<Secret> | undefined, what: string, spot: Spot): Found | undefined => {
    const path = secretPath(secret);
    if (path === undefined)
      return typeof secret === 'object' || secret === undefined
        ? undefined
        : { text: String(secret), what, spot };
    const text = inventory.secrets.get(path);
    return text === undefined
      ? undefined
      : { text, what: `secret "${path}"`, spot: inventory.secrets.spot(path) ?? spot };
  };
  for (const person of believed(inventory.people)) {
    const { password, voicemail } = person.value;
    yield* passwordFaults(find(password, 'password', spotOf(person, ['password'])), person);
    const pin = typeof voicemail === 'object' ? voicemail.pin : undefined;
    yield* pinFaults(find(pin, 'pin', spotOf(person, ['voicemail', 'pin'])));
  }
}

const longest = 128;

function* passwordFaults(found: Found | undefined, { key }: Entry<unknown>): Iterable<Remark> {
  if (!found) return;
  const { text, what, spot } = found;
  const message = passwordFault(text);
  if (message !== undefined) yield { message: `this ${what} ${message}`, spot, secret: true };
  else if (/[^ -~]/.test(text))
    yield {
      severity: 'warning',
      message: `this ${what} holds a character that is not ASCII, which phones and Asterisk may send as different bytes — use letters, digits and signs`,
      spot,
      secret: true,
    };
  else if (text === key)
    yield {
      severity: 'warning',
      message: `this ${what} is the extension, which attackers try first — use a long one that nobody can guess`,
      spot,
      secret: true,
    };
}

/** What keeps a password from being the same in every file, or undefined. */
function passwordFault(text: string): string | undefined {
  if (text === '')
    return 'is empty — leave the key out where there is none; one that begins with # stands in quotes';
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/.test(text) || /\p{Cs}/u.test(text))
    return 'holds a line break or control character, which no phone and no file of Asterisk can — use letters, digits and signs';
  if (text.trim() !== text) return 'begins or ends with a blank, which Asterisk loses — take it out';
  return Buffer.byteLength(text) > longest
    ? `has ${Buffer.byteLength(text)} bytes; phones hold ${longest}`
    : undefined;
}

function* pinFaults(found: Found | undefined): Iterable<Remark> {
  if (!found || /^\d{1,20}$/.test(found.text)) return;
  const message =
    found.text === ''
      ? 'is empty — leave the key out where there is none'
      : 'is dialled on a phone — use digits, 20 at most';
  yield { message: `this ${found.what} ${message}`, spot: found.spot, secret: true };
}
