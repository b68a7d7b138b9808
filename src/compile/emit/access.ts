// Access: the plan's rules of access as the runtime reads them. Passwords leave as digests only.

import { type AccessData, digestPassword, type PasswordDigests, realm } from '../../contract/access.ts';
import { loginsOf } from '../plan/access.ts';
import type { FleetPlan } from '../plan/plan.ts';

/** What dist/access.json says. */
export function accessData(plan: FleetPlan): AccessData {
  const { auth, allow, certificates, firstContactSeconds } = plan.provisioning;
  const { scheme, algorithms, perPhone } = auth;
  return {
    plugtoneAccess: 1,
    ...(allow && { allow }),
    auth: { scheme, algorithms, realm, perPhone },
    certificates,
    firstContactSeconds,
    users: Object.fromEntries(logins(plan).map(digested)),
  };
}

interface Logins {
  user: string;
  passwords: string[];
}

// Phones are looked at only where they matter: watch.ts notes who looks.
function logins(plan: FleetPlan): Logins[] {
  const { auth } = plan.provisioning;
  if (auth.scheme === 'none') return [];
  return auth.perPhone ? plan.phones.map(({ mac }) => loginsOf(mac, auth)) : [auth];
}

const digested = ({ user, passwords }: Logins): [string, PasswordDigests[]] => [
  user,
  passwords.map(password => digestPassword(user, password)),
];
