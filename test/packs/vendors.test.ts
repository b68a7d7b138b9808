// Vendors: packs that are data alone — their files, and who their phones say they are.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readAttributes } from '../../src/cli/boot/xml.ts';
import { userAgentReader } from '../../src/contract/userAgent.ts';
import { company, compiled } from './company.ts';

const vendors = ['grandstream', 'linksys', 'snom', 'yealink'];
const hostile = `Zoë "O'Malley" <b> & Söhne`;
const people = {
  101: { name: hostile, password: `p"&<'>w`, voicemail: true },
  102: { name: 'Bob Ortega', password: 'b' },
};

/** A phone of a model with one line and, where it has keys, a lamp and a speed dial. */
function phone(model: string, index: number, keys: boolean) {
  const mac = `0004f2aa${(0xe000 + index).toString(16)}`;
  const own = keys ? { keys: [{ blf: 102 }, { speed: '+12565550199', label: 'Door & Gate' }] } : {};
  return { mac, model, lines: [{ person: 101, label: 'Front desk' }], ...own };
}

const sites = { oslo: { timezone: 'Europe/Oslo', settings: {} } };

for (const vendor of vendors) {
  const models = company.models(vendor);
  const hasKeys = (name: string) => company.keys(vendor, name) >= 3;
  const phones = models.map((name, index) => ({
    ...phone(`${vendor}/${name}`, index, hasKeys(name)),
    ...(index % 2 === 1 && { site: 'oslo' }),
  }));
  const { artifacts, head } = compiled({ people, sites, phones });
  const own = artifacts.filter(({ path }) => path.startsWith(`http/${vendor}/`));

  test(`${vendor}: every model has a phone file, and all XML is well formed`, () => {
    for (const { mac } of phones)
      assert.ok(
        own.some(artifact => artifact.mac === mac),
        mac,
      );
    for (const { path, text, type } of own)
      if (type === 'text/xml') assert.ok(Array.isArray(readAttributes(text)), path);
  });

  test(`${vendor}: no shared file holds a secret`, () => {
    for (const { mac, path, text } of own)
      if (mac === undefined) assert.not.match(text, /p&quot;|p"&</, path);
  });

  test(`${vendor}: every answer at the root is a file that a model has`, () => {
    const paths = new Set(artifacts.map(({ path }) => path));
    const [entry] = head.packs;
    const filled = (answer: string, model: string, mac: string) =>
      answer.replace('{model}', model).replace('{mac}', mac);
    for (const { answer } of entry?.answers ?? []) {
      const found = models.some((model, index) =>
        paths.has(`http/${filled(answer, model, phones[index]?.mac ?? '')}`),
      );
      assert.ok(found, answer);
    }
  });
}

test('their phones say who they are', () => {
  const phones = vendors.map((vendor, index) =>
    phone(`${vendor}/${company.models(vendor)[0]}`, index, false),
  );
  const read = userAgentReader(compiled({ people, phones }).head.packs);
  const agents: [string, string][] = [
    ['Yealink SIP-T46S 66.86.0.15 00:04:f2:aa:00:01', 'yealink/t46s 66.86.0.15 00:04:f2:aa:00:01'],
    ['yealink SIP-T41P 36.72.0.1 00:04:F2:AA:00:01', 'yealink/t41p 36.72.0.1 00:04:F2:AA:00:01'],
    ['Yealink SIP VP-T49G 51.80.0.10 00:04:f2:aa:00:01', 'yealink/t49g 51.80.0.10 00:04:f2:aa:00:01'],
    [
      'Grandstream Model HW GXP2160 SW 1.0.11.35 DevId 0004f2aa0001',
      'grandstream/gxp2160 1.0.11.35 0004f2aa0001',
    ],
    [
      'Grandstream Model HW GXP1628  V1.4B SW 1.0.4.138 DevId 0004f2aa0001',
      'grandstream/gxp1628 1.0.4.138 0004f2aa0001',
    ],
    [
      'Mozilla/4.0 (compatible; snomD785-SIP 10.1.33.33 2010.12-00004-g9ba52f5 0004F2AA0001 SXM:0 UXM:0)',
      'snom/d785 10.1.33.33 0004F2AA0001',
    ],
    ['Mozilla/4.0 (compatible; snom715-SIP 8.7.5.35 1.1.5-IFX-05.01.12)', 'snom/d715 8.7.5.35 '],
    ['Linksys/SPA-942-6.1.5(a) (0004F2AA0001)', 'linksys/spa942 6.1.5(a) 0004F2AA0001'],
    ['Linksys/PAP2T-5.1.6(LS) (FH900AB12345)', 'linksys/pap2t 5.1.6(LS) '],
    ['Cisco/SPA504G-7.4.4 (0004F2AA0001)(CBT141100HR)', 'linksys/spa504g 7.4.4 0004F2AA0001'],
    ['Cisco/SPA525G-7.4.4 (CBT141900G7)', 'linksys/spa525g 7.4.4 '],
  ];
  for (const [agent, expected] of agents) {
    const kind = read(agent);
    assert.is(kind && `${kind.pack}/${kind.model} ${kind.version} ${kind.serial}`, expected, agent);
  }
  for (const stranger of [
    'Yealink W52P 25.80.0.15 00:04:f2:aa:00:01',
    'Grandstream HT801',
    'Mozilla/5.0 (snomD785-SIP 10.1)',
    'Cisco/CP-7941',
    'Linksys/SPA-942',
  ])
    assert.is(read(stranger), undefined, stranger);
});

test.run();
