// Secrets: each `!secret` is in the secrets file; a password written out is a warning.

import { type Entry, sound } from '../inventory/inventory.ts';
import { secretPath } from '../inventory/secrets.ts';
import type { Secret } from '../inventory/written.ts';
import type { Spot } from '../source/finding.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Company, Remark } from './rule.ts';

export function* secrets({ inventory }: Company): Iterable<Remark> {
  for (const person of sound(inventory.people)) {
    const { password, voicemail } = person.value;
    yield* one(password, person.spot(['password']), inventory.secrets);
    const pin = typeof voicemail === 'object' ? voicemail.pin : undefined;
    if (secretPath(pin) !== undefined) yield* one(pin, person.spot(['voicemail', 'pin']), inventory.secrets);
  }
  for (const fleet of sound(inventory.fleet)) yield* ofFleet(fleet, inventory.secrets);
}

function* ofFleet(
  fleet: Entry<{ provisioning: { auth?: { password?: Secret; also?: Secret[] } } }>,
  table: Company['inventory']['secrets'],
): Iterable<Remark> {
  const { password, also = [] } = fleet.value.provisioning.auth ?? {};
  const place = ['provisioning', 'auth'];
  yield* one(password, fleet.spot([...place, 'password']), table);
  for (const [index, secret] of also.entries())
    yield* one(secret, fleet.spot([...place, 'also', index]), table);
}

function* one(
  secret: Secret | undefined,
  spot: Spot,
  table: Company['inventory']['secrets'],
): Iterable<Remark> {
  if (secret === undefined) return;
  const path = secretPath(secret);
  if (path === undefined) {
    yield {
      severity: 'warning',
      message:
        'a password written out is readable by everybody who can read the repo — use !secret and inventory/secrets.yaml',
      spot,
    };
  } else if (!table.present) {
    const severity = table.required ? 'error' : 'warning';
    yield {
      severity,
      message: `!secret ${path} cannot be looked up: there is no inventory/secrets.yaml here`,
      spot,
    };
  } else if (table.get(path) === undefined) {
    yield { message: `no secret "${path}" in inventory/secrets.yaml${didYouMean(path, table.names)}`, spot };
  }
}
