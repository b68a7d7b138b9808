// Passwords: Basic and Digest as RFC 7617 and RFC 7616 have them, and every way of getting them wrong.

import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type AccessData, digestPassword, noRules } from '../../../src/contract/access.ts';
import { nonces } from '../../../src/runtime/access/nonce.ts';
import { type PasswordProof, passwords } from '../../../src/runtime/access/password.ts';
import { accessTable } from '../../../src/runtime/access/table.ts';
import { type Answer, basic, digest, readChallenge } from './client.ts';

const login = { user: 'phones', password: 'sample-wide-harbor-27' };
const old = { user: 'phones', password: 'sample-old-harbor-26' };

function table(auth: Partial<AccessData['auth']>) {
  const users = { phones: [login, old].map(({ user, password }) => digestPassword(user, password)) };
  return accessTable({ ...noRules, auth: { ...noRules.auth, ...auth }, users });
}

const digestTable = table({ scheme: 'digest', algorithms: ['MD5', 'SHA-256'] });
const basicTable = table({ scheme: 'basic' });
const uri = '/polycom/ip330/company.cfg';
const said = (proof: PasswordProof) => ('reason' in proof ? `${proof.kind}: ${proof.reason}` : proof.kind);

function digestServer(now: () => number = Date.now) {
  const server = passwords(nonces(now));
  const challenges = () => server.challenge(digestTable, false);
  const prove = (header: string | undefined, method = 'GET', target = uri) =>
    server.prove({ method, target, header }, digestTable);
  const answered = (more: Partial<Answer> = {}, who = login) =>
    digest(who, challenges()[0] ?? '', { uri, ...more });
  return { challenges, prove, answered };
}

test('the examples of RFC 7616, section 3.9.1, are proven by both algorithms', () => {
  const hash = (name: string) =>
    createHash(name).update('Mufasa:http-auth@example.org:Circle of Life').digest('hex');
  const auth = {
    scheme: 'digest',
    algorithms: ['MD5', 'SHA-256'],
    realm: 'http-auth@example.org',
    perPhone: false,
  } as const;
  const rfc = accessTable({
    ...noRules,
    auth: { ...auth, algorithms: ['MD5', 'SHA-256'] },
    users: { Mufasa: [{ md5: hash('md5'), sha256: hash('sha256') }] },
  });
  const server = passwords({ issue: () => '', use: () => 'good' });
  const answer = (algorithm: string, response: string) =>
    `Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, response="${response}"`;
  const prove = (header: string) =>
    server.prove({ method: 'GET', target: '/dir/index.html', header }, rfc).kind;
  assert.is(prove(answer('MD5', '8ca523f5e9506fed4657c9700eebdbec')), 'proven');
  assert.is(
    prove(answer('SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1')),
    'proven',
  );
  assert.is(prove(answer('MD5', '8ca523f5e9506fed4657c9700eebdbed')), 'failed');
});

test('a challenge offers MD5 first, which is the only one that old phones look at', () => {
  const challenges = digestServer().challenges().map(readChallenge);
  assert.equal(
    challenges.map(({ algorithm }) => algorithm),
    ['MD5', 'SHA-256'],
  );
  for (const { realm, qop, stale } of challenges)
    assert.equal([realm, qop, stale], ['plugtone', 'auth', undefined]);
  const [strict] = passwords(nonces())
    .challenge(table({ scheme: 'digest', algorithms: ['SHA-256'] }), true)
    .map(readChallenge);
  assert.equal([strict?.['algorithm'], strict?.['stale']], ['SHA-256', 'true']);
});

test('both algorithms, their session variants and every live password are good', () => {
  const { prove, answered } = digestServer();
  for (const algorithm of ['MD5', 'SHA-256', 'MD5-sess', 'SHA-256-sess', 'md5'])
    for (const who of [login, old])
      assert.equal(prove(answered({ algorithm }, who)), { kind: 'proven', user: 'phones' }, algorithm);
});

test('what is not said of the algorithm means MD5', () => {
  const { prove, answered } = digestServer();
  assert.is(prove(answered().replace(/algorithm=MD5, /, '')).kind, 'proven');
});

test('a wrong password, user, realm, method or path proves nothing', () => {
  const { prove, answered } = digestServer();
  assert.is(said(prove(answered({}, { ...login, password: 'guess' }))), 'failed: wrong user or password');
  assert.is(said(prove(answered({}, { ...login, user: 'nobody' }))), 'failed: wrong user or password');
  assert.is(said(prove(answered({}, { user: '', password: '' }))), 'failed: wrong user or password');
  assert.is(said(prove(answered({ realm: 'another' }))), 'failed: an answer for another realm');
  assert.is(said(prove(answered({ method: 'PUT' }))), 'failed: wrong user or password');
  assert.is(
    said(prove(answered({ uri: '/polycom/ip330/other.cfg' }))),
    'failed: a Digest answer for another path',
  );
  assert.is(said(prove(answered({ uri: `${uri}?` }))), 'failed: a Digest answer for another path');
});

test('an answer is good for one request: replayed, it is told to try anew and nobody is suspected', () => {
  const { prove, answered } = digestServer();
  const header = answered();
  assert.is(prove(header).kind, 'proven');
  assert.is(said(prove(header)), 'stale: replayed nonce');
});

test('the same nonce serves on with a higher count', () => {
  const { prove, challenges } = digestServer();
  const [challenge = ''] = challenges();
  for (const nc of [1, 2, 3]) assert.is(prove(digest(login, challenge, { uri, nc })).kind, 'proven', `${nc}`);
});

test('an expired nonce with the right password is stale; with a wrong one it is a wrong password', () => {
  let now = 1_800_000_000_000;
  const { prove, answered } = digestServer(() => now);
  const [right, wrong] = [answered(), answered({}, { ...login, password: 'guess' })];
  now += 6 * 60_000;
  assert.is(said(prove(right)), 'stale: stale nonce');
  assert.is(said(prove(wrong)), 'failed: wrong user or password');
});

test('a forged nonce is stale, as is one from before a restart', () => {
  const { prove, answered } = digestServer();
  assert.is(said(prove(answered({ nonce: 'AAAAAAAAAAAAAAAA' }))), 'stale: stale nonce');
  assert.is(said(prove(digestServer().answered())), 'stale: stale nonce');
});

test('a Digest answer without qop=auth, with a broken count or an algorithm that is not offered is refused', () => {
  const { prove, answered } = digestServer();
  const withoutQop = answered().replace('qop=auth, ', '');
  assert.match(said(prove(withoutQop)), /without qop=auth/);
  assert.match(said(prove(answered().replace('qop=auth', 'qop=auth-int'))), /without qop=auth/);
  assert.match(said(prove(answered().replace(/nc=\w+/, 'nc=1'))), /without qop=auth/);
  assert.match(said(prove(answered({ algorithm: 'SHA-512-256' }))), /not offered/);
  const strict = table({ scheme: 'digest', algorithms: ['SHA-256'] });
  assert.match(
    said(passwords(nonces()).prove({ method: 'GET', target: uri, header: answered() }, strict)),
    /not offered/,
  );
});

test('a header that cannot be read is refused, however it is broken', () => {
  const { prove, answered } = digestServer();
  const broken = [
    '',
    'Digest',
    'Digest ',
    'Digest x',
    'Bearer abc',
    'Digest username="a", username="b"',
    `${answered()}, uri="${uri}"`,
    `${answered()} and more`,
    `Digest ${'x'.repeat(3000)}`,
    'Digest username="never closed',
  ];
  for (const header of broken)
    assert.match(said(prove(header)), /^failed: (an Authorization|an answer)/, header.slice(0, 60));
  assert.is(prove(undefined).kind, 'none');
});

test('a quoted quote is read as one', () => {
  const { prove, answered } = digestServer();
  assert.is(said(prove(answered().replace('username="phones"', 'username="pho\\nes"'))), 'proven');
});

test('Basic takes every live password, and no other', () => {
  const { prove } = passwords(nonces());
  const shown = (header: string) => said(prove({ method: 'GET', target: uri, header }, basicTable));
  assert.is(shown(basic(login)), 'proven');
  assert.is(shown(basic(old)), 'proven');
  assert.is(shown(basic(login).replace('Basic', 'bAsIc')), 'proven');
  assert.is(shown(basic({ ...login, password: 'guess' })), 'failed: wrong user or password');
  assert.is(shown(basic({ ...login, user: 'nobody' })), 'failed: wrong user or password');
  assert.is(shown(basic({ user: 'phones', password: '' })), 'failed: wrong user or password');
  assert.match(shown('Basic !!!'), /cannot be read/);
  assert.match(shown(`Basic ${Buffer.from('no colon').toString('base64')}`), /cannot be read/);
});

test('a scheme that is not asked for is not taken', () => {
  assert.is(said(digestServer().prove(basic(login))), 'failed: basic where digest is asked for');
  const { prove } = passwords(nonces());
  assert.is(
    said(prove({ method: 'GET', target: uri, header: digestServer().answered() }, basicTable)),
    'failed: digest where basic is asked for',
  );
});

test('a user with the name of a property that every object has is nobody', () => {
  const { prove, answered } = digestServer();
  for (const user of ['__proto__', 'constructor', 'toString'])
    assert.is(said(prove(answered({}, { user, password: '' }))), 'failed: wrong user or password', user);
});

test.run();
