// Logins: where phones must show a password, there is one that they can have.

import { type Entry, sound, spotOf } from '../inventory/inventory.ts';
import { reveal } from '../inventory/secrets.ts';
import type { AuthWritten, FleetWritten } from '../inventory/written.ts';
import type { Company, Remark } from './rule.ts';

type Fleet = Entry<FleetWritten>;

export function* logins(company: Company): Iterable<Remark> {
  for (const fleet of sound(company.inventory.fleet)) {
    const { auth, firstContact, url } = fleet.value.provisioning;
    const asks = auth !== undefined && auth.scheme !== 'none';
    if (asks) {
      yield* users(fleet, auth);
      yield* passwords(fleet, auth, company);
    }
    if (asks && auth.scheme === 'basic' && url.startsWith('http:'))
      yield {
        severity: 'warning',
        message: 'basic sends the password readably over http — use digest, or an https URL',
        spot: spotOf(fleet, ['provisioning', 'auth', 'scheme']),
      };
    if (firstContact !== undefined && !asks)
      yield {
        severity: 'warning',
        message: 'firstContact has no effect where phones need no password — set auth, or leave it out',
        spot: spotOf(fleet, ['provisioning', 'firstContact'], 'key'),
      };
  }
}

function* users(fleet: Fleet, { scheme, user, perPhone = false }: AuthWritten): Iterable<Remark> {
  const place = ['provisioning', 'auth'];
  if (!perPhone && user === undefined)
    yield {
      message: `auth: ${scheme} needs a user — add \`user: phones\`, or \`perPhone: true\``,
      spot: spotOf(fleet, place, 'key'),
    };
  if (perPhone && user !== undefined)
    yield {
      message: "with perPhone each phone's user is its MAC — leave user out",
      spot: spotOf(fleet, [...place, 'user']),
    };
}

const enough = 12; // characters

function* passwords(
  fleet: Fleet,
  { scheme, password, also = [], perPhone = false }: AuthWritten,
  { inventory: { secrets } }: Company,
): Iterable<Remark> {
  const place = ['provisioning', 'auth'];
  if (password === undefined)
    yield {
      message: `auth: ${scheme} needs a password — add \`password: !secret provisioning\``,
      spot: spotOf(fleet, place, 'key'),
    };
  const written = [
    [password, [...place, 'password']] as const,
    ...also.map((one, index) => [one, [...place, 'also', index]] as const),
  ];
  for (const [secret, path] of written) {
    const isKnown = typeof secret === 'object' ? secrets.get(secret['!secret']) !== undefined : true;
    const fault = secret === undefined || !isKnown ? undefined : faultOf(reveal(secret, secrets), perPhone);
    if (fault) yield { ...fault, spot: spotOf(fleet, path), secret: true };
  }
}

function faultOf(text: string, perPhone: boolean): Omit<Remark, 'spot'> | undefined {
  if (text === '') return { message: 'the password is empty' };
  // With perPhone no phone is told this one, and what is derived from it is letters and digits.
  if (!perPhone && !/^[!-~]+$/.test(text))
    return {
      message: 'the password holds a character that phones send differently — use letters, digits and signs',
    };
  if (text.length >= enough) return undefined;
  return {
    severity: 'warning',
    message: `the password is short enough to be guessed — take ${enough} characters or more`,
  };
}
