// Login: a simulated phone answers what it is asked, as the server checks it.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answerTo, toldLogin } from '../../../src/cli/boot/login.ts';
import { type AccessData, digestPassword, noRules } from '../../../src/contract/access.ts';
import { nonces } from '../../../src/runtime/access/nonce.ts';
import { passwords } from '../../../src/runtime/access/password.ts';
import { accessTable } from '../../../src/runtime/access/table.ts';

const login = { user: '0004f2aabb01', password: 'sample-wide-harbor-27' };
const url = 'http://prov.example.com:8080/polycom/ip330/company.cfg?x=1';

function proven(auth: Partial<AccessData['auth']>): string {
  const users = { [login.user]: [digestPassword(login.user, login.password)] };
  const table = accessTable({ ...noRules, auth: { ...noRules.auth, ...auth }, users });
  const server = passwords(nonces());
  const challenges = server.challenge(table, false);
  const header = answerTo({ method: 'PUT', url, challenges }, login);
  return server.prove({ method: 'PUT', target: '/polycom/ip330/company.cfg?x=1', header }, table).kind;
}

test('Digest by MD5, by SHA-256 where nothing else is offered, and Basic', () => {
  assert.is(proven({ scheme: 'digest', algorithms: ['MD5', 'SHA-256'] }), 'proven');
  assert.is(proven({ scheme: 'digest', algorithms: ['SHA-256'] }), 'proven');
  assert.is(proven({ scheme: 'basic' }), 'proven');
});

test('a server without qop is answered as RFC 2069 has it', () => {
  const challenges = ['Digest realm="old", nonce="abc"'];
  const header = answerTo({ method: 'GET', url, challenges }, login) ?? '';
  assert.match(header, /realm="old", nonce="abc"/);
  assert.not.match(header, /qop|nc=|cnonce/);
});

test('a challenge that a phone does not know is not answered', () => {
  for (const challenges of [[], ['Negotiate'], ['Digest realm="r", nonce="n", algorithm=SHA-512-256']])
    assert.is(answerTo({ method: 'GET', url, challenges }, login), undefined);
});

test('a login is told where user and password both are', () => {
  const told = new Map([
    ['device.prov.user', 'a'],
    ['device.prov.password', 'b'],
  ]);
  assert.equal(toldLogin(told), { user: 'a', password: 'b' });
  assert.is(toldLogin(new Map([['device.prov.user', 'a']])), undefined);
});

test.run();
