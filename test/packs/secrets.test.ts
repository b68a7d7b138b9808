// Secrets: in every pack they stand in the files of the phones that need them, and nowhere else that is served.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { company, compiled, fleet } from './company.ts';

const people = {
  101: { name: 'Alice Nguyen', password: 'sip-alpha-one', voicemail: { pin: '8520741963' } },
  102: { name: 'Bob Ortega', password: 'sip-bravo-two' },
};
const auth = { scheme: 'digest', password: 'sample-wide-harbor-27', perPhone: true };
const provisioning = { ...fleet.provisioning, auth };

for (const pack of company.packs()) {
  const phones = pack.models.flatMap(({ name }, index) =>
    [101, 102].map((person, which) => ({
      mac: `0004f2aa${which}${index.toString(16).padStart(3, '0')}`,
      model: `${pack.name}/${name}`,
      site: 'hq',
      lines: [person],
    })),
  );
  const { artifacts, plan } = compiled({
    fleet: { ...fleet, provisioning },
    people,
    phones,
    sites: { hq: {} },
  });
  const served = artifacts.filter(({ path }) => path.startsWith('http/'));

  test(`${pack.name}: a SIP password stands in files of phones that have its line`, () => {
    for (const [secret, extension] of [
      ['sip-alpha-one', '101'],
      ['sip-bravo-two', '102'],
    ] as const) {
      const owners = new Set(
        plan.phones
          .filter(({ lines }) => lines.some(({ person }) => person.extension === extension))
          .map(({ mac }) => String(mac)),
      );
      const holders = served.filter(({ text }) => text.includes(secret));
      assert.equal(
        holders.filter(({ mac }) => mac === undefined || !owners.has(mac)).map(({ path }) => path),
        [],
      );
      assert.is(new Set(holders.map(({ mac }) => mac)).size, owners.size);
    }
  });

  test(`${pack.name}: each phone is told its own login, and no other file that is served holds it`, () => {
    for (const { mac, login } of plan.phones) {
      const holders = served.filter(({ text }) => text.includes(login.password));
      assert.equal([...new Set(holders.map(artifact => artifact.mac))], [mac]);
    }
  });

  test(`${pack.name}: the fleet’s key and voicemail PINs are served to nobody`, () => {
    for (const secret of [auth.password, '8520741963'])
      assert.equal(
        served.filter(({ text }) => text.includes(secret)).map(({ path }) => path),
        [],
      );
  });
}

test.run();
