// Certificates: real ones, shown in real handshakes, and what each of them proves.

import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type CertificateProof,
  type CertificateRules,
  proveCertificate,
} from '../../../src/runtime/access/certificate.ts';
import { type Authority, authority, hasOpenssl, intermediate, type Pair } from './authority.ts';
import { shownCertificate } from './handshake.ts';

const test = suite('certificates');
const mac = '0004f2aabb01';
const organization = 'Example Phones Inc.';

if (!hasOpenssl) {
  process.stderr.write('SKIPPED: there is no openssl 3 here, so no client certificate was tried\n');
  test.skip('certificates need openssl');
} else {
  let own: Authority;
  let strange: Authority;
  test.before(() => {
    own = authority();
    strange = authority();
  });
  test.after(() => {
    own.remove();
    strange.remove();
  });

  const rules = (more: Partial<CertificateRules> = {}): CertificateRules => ({
    organizations: new Set([organization]),
    expired: 'refuse',
    authorities: [new X509Certificate(readFileSync(own.root.cert))],
    ...more,
  });
  const said = (proof: CertificateProof) => ('mac' in proof ? proof.mac : proof.reason);
  const proves = async (pair: Pair, more: Partial<CertificateRules> = {}, now?: Date) =>
    said(proveCertificate(await shownCertificate(pair, own), rules(more), now));

  test('a good certificate is the phone whose MAC its CN is, in any spelling', async () => {
    for (const name of [
      '0004F2AABB01',
      '00:04:f2:aa:bb:01',
      '00-04-F2-AA-BB-01',
      'Phone 0004f2aabb01',
      '0004F2AABB01.phones.example.com',
    ])
      assert.is(await proves(own.issue({ name, organization }, own.root)), mac, name);
  });

  test('a CN without one MAC is no phone', async () => {
    for (const name of ['Example Phone', '0004f2aabb0', '0004f2aabb011', '0004f2aabb01 0004f2aabb02'])
      assert.match(await proves(own.issue({ name, organization }, own.root)), /no phone's MAC/, name);
  });

  test('an intermediate that the phone sends leads to the root', async () => {
    assert.is(await proves(own.issue({ name: mac, organization }, intermediate(own))), mac);
  });

  test('where Node has lost the issuers, the word of TLS counts, and only for a leaf that is in order', async () => {
    const { peer } = await shownCertificate(own.issue({ name: mac, organization }, intermediate(own)), own);
    const alone = { ...peer, issuerCertificate: undefined } as unknown as typeof peer; // as Node 24.21 has it
    const shows = (isVerified: boolean, more: Partial<CertificateRules> = {}, now?: Date) =>
      said(proveCertificate({ peer: alone, isVerified }, rules(more), now));
    assert.is(shows(true), mac);
    assert.is(shows(false), 'a certificate of an unknown issuer');
    assert.is(shows(true, { organizations: new Set(['Other']) }), 'a certificate of another organization');
    assert.is(shows(true, {}, new Date(Date.now() + 60 * 86_400_000)), 'an expired certificate');
  });

  test('an intermediate alone may be the authority', async () => {
    const issuing = intermediate(own);
    const authorities = [new X509Certificate(readFileSync(issuing.cert))];
    assert.is(await proves(own.issue({ name: mac, organization }, issuing), { authorities }), mac);
    assert.match(
      await proves(own.issue({ name: mac, organization }, own.root), { authorities }),
      /unknown issuer/,
    );
  });

  test('a self-signed certificate, or one of another authority of the same name, is none', async () => {
    assert.is(await proves(own.issue({ name: mac, organization })), 'a self-signed certificate');
    assert.is(
      await proves(strange.issue({ name: mac, organization }, strange.root)),
      'a certificate of an unknown issuer',
    );
  });

  test('a phone’s certificate cannot issue another', async () => {
    const leaf = own.issue({ name: '0004f2aabb02', organization }, own.root);
    assert.match(
      await proves(own.issue({ name: mac, organization }, leaf)),
      /may not issue|unknown issuer|did not sign/,
    );
    const leafThatMayNot = own.issue(
      { name: '0004f2aabb02', organization, extensions: 'basicConstraints=CA:FALSE\n' },
      own.root,
    );
    assert.match(
      await proves(own.issue({ name: mac, organization }, leafThatMayNot)),
      /may not issue|unknown issuer|did not sign/,
    );
  });

  test('an organization that is not on the list is refused; an empty list takes all', async () => {
    const other = own.issue({ name: mac, organization: 'Another Inc.' }, own.root);
    assert.is(await proves(other), 'a certificate of another organization');
    assert.is(await proves(own.issue({ name: mac }, own.root)), 'a certificate of another organization');
    assert.is(await proves(other, { organizations: new Set() }), mac);
  });

  test('an expired certificate counts where the policy allows it, and only then', async () => {
    const old = own.issue({ name: mac, organization, days: -1 }, own.root);
    assert.is(await proves(old), 'an expired certificate');
    assert.is(await proves(old, { expired: 'allow' }), mac);
  });

  test('a forged certificate is not let in because it has expired, too', async () => {
    for (const forged of [
      own.issue({ name: mac, organization, days: -1 }),
      strange.issue({ name: mac, organization, days: -1 }, strange.root),
    ])
      assert.match(await proves(forged, { expired: 'allow' }), /self-signed|unknown issuer/);
  });

  test('a certificate of the future is refused', async () => {
    const pair = own.issue({ name: mac, organization }, own.root);
    const before = new Date(Date.now() - 3_600_000);
    assert.is(await proves(pair, { expired: 'allow' }, before), 'a certificate that is not valid yet');
  });

  test('a certificate for servers only is no phone’s', async () => {
    const forServers = own.issue(
      { name: mac, organization, extensions: 'extendedKeyUsage=serverAuth\n' },
      own.root,
    );
    assert.is(await proves(forServers), 'a certificate that is not for clients');
    const forBoth = own.issue(
      { name: mac, organization, extensions: 'extendedKeyUsage=serverAuth,clientAuth\n' },
      own.root,
    );
    assert.is(await proves(forBoth), mac);
  });
}

test.run();
