// Access: who may have what, with every default filled, and what each phone shows to get it.

import { createHmac } from 'node:crypto';
import type { DigestAlgorithm } from '../../contract/access.ts';
import { type Mac, parseMac } from '../../contract/mac.ts';
import { reveal, type SecretTable } from '../inventory/secrets.ts';
import type { AuthWritten, FleetWritten } from '../inventory/written.ts';
import type { AuthPlan, LoginPlan, ProvisioningPlan } from './plan.ts';
import { durationSeconds } from './quantity.ts';

type AccessPlan = Pick<ProvisioningPlan, 'auth' | 'allow' | 'certificates' | 'firstContactSeconds'>;

export function planAccess(
  { auth, allow, certificates = {}, firstContact = '0s' }: FleetWritten['provisioning'],
  secrets: SecretTable,
): AccessPlan {
  const { require = false, organizations = [], expired = 'refuse', exempt = [] } = certificates;
  return {
    auth: planAuth(auth ?? { scheme: 'none' }, secrets),
    allow,
    certificates: {
      require,
      organizations,
      expired,
      exempt: exempt.flatMap(mac => parseMac(String(mac)) ?? []),
    },
    firstContactSeconds: durationSeconds(firstContact),
  };
}

// MD5 goes first: old phones take the first challenge or none (libcurl before 7.57 fails at a SHA-256 one).
const algorithms: Record<'md5' | 'sha-256', DigestAlgorithm[]> = {
  md5: ['MD5', 'SHA-256'],
  'sha-256': ['SHA-256'],
};

function planAuth(
  { scheme, algorithm = 'md5', user = '', password, also = [], perPhone = false }: AuthWritten,
  secrets: SecretTable,
): AuthPlan {
  const live = scheme === 'none' ? [] : [password, ...also].map(secret => reveal(secret, secrets));
  return {
    scheme,
    algorithms: scheme === 'digest' ? algorithms[algorithm] : [],
    perPhone: scheme !== 'none' && perPhone,
    user,
    passwords: live.filter(text => text !== ''),
  };
}

/** What a phone shows by the newest password. */
export function loginOf(mac: Mac, auth: AuthPlan): LoginPlan {
  if (auth.scheme === 'none') return noLogin;
  const { user, passwords } = loginsOf(mac, auth);
  return { user, password: passwords[0] ?? '' };
}

const noLogin: LoginPlan = { user: '', password: '' };

/** A phone's user and all passwords that are good for it, the newest first. */
export function loginsOf(mac: Mac, { scheme, perPhone, user, passwords }: AuthPlan) {
  if (scheme === 'none') return { user: '', passwords: [] };
  return perPhone ? { user: mac, passwords: passwords.map(key => derive(key, mac)) } : { user, passwords };
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * A phone's own password: 120 bits of HMAC-SHA-256 over its MAC, so that nothing a phone has to be written down and
 * nobody can tell one phone's from another's. Lower-case letters and digits: it can be typed, and needs no escapes.
 */
function derive(key: string, mac: Mac): string {
  const bytes = createHmac('sha256', key).update(`plugtone provisioning ${mac}`).digest();
  return [...bytes.subarray(0, 24)].map(byte => alphabet[byte & 31]).join('');
}
