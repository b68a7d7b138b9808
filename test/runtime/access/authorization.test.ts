// Authorization: whatever a client sends is read, or refused, and nothing breaks.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readAuthorization } from '../../../src/runtime/access/authorization.ts';
import { basic, digest } from './client.ts';

const login = { user: 'phones', password: 'a:b "c" é' };
const header = digest(login, 'Digest realm="plugtone", nonce="n", opaque="o", algorithm=MD5', {
  uri: '/a,b=c.cfg',
});

test('a Digest answer is read whole, commas and quotes within its values', () => {
  const read = readAuthorization(header);
  if (read?.scheme !== 'digest') throw new Error(`read as ${read?.scheme}`);
  const { username, realm, nonce, opaque, qop, nc } = read.fields;
  assert.equal(
    { username, realm, nonce, opaque, qop, nc },
    { username: 'phones', realm: 'plugtone', nonce: 'n', opaque: 'o', qop: 'auth', nc: '00000001' },
  );
});

test('a Basic password may hold colons and any letter', () => {
  assert.equal(readAuthorization(basic(login)), { scheme: 'basic', ...login });
});

test('any text is read or refused at once', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Digest ', 'Basic ', ''),
      fc.string({ maxLength: 2500, unit: 'binary' }),
      (scheme, text) => {
        const started = performance.now();
        readAuthorization(scheme + text);
        assert.ok(performance.now() - started < 200);
      },
    ),
    { numRuns: 500 },
  );
});

test('long runs of what the pattern looks for take no time', () => {
  for (const text of [
    '\\'.repeat(1900),
    ' '.repeat(1900),
    'a='.repeat(900),
    `username="${'\\"'.repeat(900)}`,
    ','.repeat(1900),
  ]) {
    const started = performance.now();
    readAuthorization(`Digest ${text}`);
    assert.ok(performance.now() - started < 100, text.slice(0, 10));
  }
});

test.run();
