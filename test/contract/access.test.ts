// Access data: it is read in full or not at all.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type AccessData,
  digestPassword,
  noRules,
  printAccess,
  readAccess,
} from '../../src/contract/access.ts';

const some: AccessData = {
  ...noRules,
  allow: ['10.0.0.0/8'],
  auth: { ...noRules.auth, scheme: 'digest', algorithms: ['MD5', 'SHA-256'] },
  users: { phones: [digestPassword('phones', 'new'), digestPassword('phones', 'old')], another: [] },
};

test('what is printed is read back', () => {
  assert.equal(readAccess(printAccess(some)), { ...some, users: { ...some.users } });
  assert.equal(readAccess(printAccess(noRules)), noRules);
});

test('one user stands on one line, sorted', () => {
  const lines = printAccess(some).split('\n');
  assert.match(lines[1] ?? '', /^"users"/);
  assert.match(lines[2] ?? '', /^"another":/);
  assert.match(lines[3] ?? '', /^"phones":/);
});

test('the digests are those of RFC 7616, section 3.4.2', () => {
  // printf 'phones:plugtone:secret' | md5sum
  assert.equal(digestPassword('phones', 'secret').md5, 'ea4eaa0374abb75f3bb14e311dc29da6');
});

test('no clear password is in it', () => {
  assert.not.match(printAccess(some), /new|old/);
});

test('a part that is missing or of another kind is an error that names it', () => {
  const broken: [string, unknown][] = [
    ['allow', { ...some, allow: 'all' }],
    ['auth.scheme', { ...some, auth: { ...some.auth, scheme: 'open' } }],
    ['auth.scheme', { ...some, auth: undefined }],
    ['auth.algorithms', { ...some, auth: { ...some.auth, algorithms: ['MD4'] } }],
    ['certificates', { ...some, certificates: { ...some.certificates, expired: 'maybe' } }],
    ['certificates', { ...some, certificates: { ...some.certificates, exempt: ['nobody'] } }],
    ['firstContactSeconds', { ...some, firstContactSeconds: null }],
    ['users', { ...some, users: { phones: [{ md5: '', sha256: '' }] } }],
    ['users', { ...some, users: [] }],
    ['format 2', { ...some, plugtoneAccess: 2 }],
  ];
  for (const [name, value] of broken)
    assert.throws(
      () => readAccess(JSON.stringify(value)),
      (error: Error) => error.message.includes(name),
      name,
    );
  assert.throws(() => readAccess(printAccess(some).slice(0, -4)));
});

test.run();
