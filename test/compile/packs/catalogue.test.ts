import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkParameter, generalName } from '../../../src/compile/packs/catalogue.ts';
import { loadPacks } from '../../../src/compile/packs/load.ts';
import { readTree } from '../../../src/compile/source/file.ts';

const templates = readTree(join(import.meta.dirname, '..', '..', '..'), 'templates', ['.yaml', '.eta']);
const catalogue = loadPacks(templates)
  .packs.find(({ name }) => name === 'polycom')
  ?.catalogue();
if (!catalogue) throw new Error('the pack has no catalogue');

const said = (name: string, value: string) => {
  const fault = checkParameter(name, value, catalogue);
  return fault && `${fault.severity} ${fault.part}: ${fault.message}`;
};

test('a known name with a value of its kind is fine, with any index and any model behind it', () => {
  const right: [string, string][] = [
    ['reg.1.label', 'Front desk'],
    ['reg.34.server.2.transport', 'TLS'],
    ['reg.12.label.VVX500', 'x'],
    ['call.callsPerLineKey.VVX101', '8'],
    ['powerSaving.enable.VVX500', '1'],
    ['call.callsPerLineKey.SPIP650', '8'],
    ['prov.polling.time', '23:59'],
    ['prov.polling.timeRandomEnd', ''],
    ['tcpIpApp.sntp.gmtOffset', '-21600'],
    ['log.level.change.sip', '0'],
    ['lineKey.4.index', 'null'],
    ['msg.mwi.1.callBackMode', 'contact'],
    ['device.dhcp.bootSrvUseOpt', 'Static'],
    ['device.dhcp.bootSrvUseOpt', '2'],
    ['up.backlight.idleIntensity', '0'],
  ];
  for (const [name, value] of right) assert.is(said(name, value), undefined, `${name}="${value}"`);
});

test('an unknown name is a warning, with what was meant', () => {
  assert.is(
    said('reg.1.lable', 'x'),
    'warning key: parameter "reg.1.lable" is not in the vendor\'s list — did you mean "reg.#.label"?',
  );
  assert.is(
    said('completely.made.up', 'x'),
    'warning key: parameter "completely.made.up" is not in the vendor\'s list',
  );
});

test('a name in another letter case is an error that shows the right one with its indices', () => {
  assert.is(
    said('reg.2.DisplayName', 'x'),
    'error key: no parameter "reg.2.DisplayName": letter case counts — the vendor writes "reg.2.displayName"',
  );
});

test('a value outside its range, list or kind is an error', () => {
  assert.match(said('reg.1.server.1.port', '70000') ?? '', /^error value: .* from 0 to 65535$/);
  assert.match(said('prov.polling.mode', 'absolute') ?? '', /^error value: .*may be abs, rel, random/);
  assert.match(said('prov.polling.time', '25:00') ?? '', /^error value: .*time of day/);
  assert.match(said('prov.polling.enabled', 'yes') ?? '', /^error value: .*0 or 1$/);
  assert.match(said('nat.keepalive.interval', 'often') ?? '', /^error value: .*whole number$/);
});

test('a value that a phone may well take is only a warning', () => {
  assert.match(said('prov.polling.enabled', 'true') ?? '', /^warning value: .*write 1/);
  assert.match(said('reg.1.server.1.transport', 'udponly') ?? '', /^warning value: .*"UDPOnly"$/);
});

test('an empty value stands for the default everywhere', () => {
  for (const name of catalogue.list.names()) assert.is(checkParameter(name, '', catalogue), undefined, name);
});

test('the general form of a name has # for its numbers and no model', () => {
  assert.is(generalName('reg.1.server.12.port', catalogue), 'reg.#.server.#.port');
  assert.is(generalName('dir.local.contacts.maxNum.VVX101', catalogue), 'dir.local.contacts.maxNum');
  assert.is(generalName('call.callsPerLineKey.SSDuo', catalogue), 'call.callsPerLineKey');
});

test('a thousand unknown names cost less than a second', () => {
  const start = performance.now();
  for (let index = 1; index <= 1000; index++) said(`reg.${index}.lable`, 'x');
  assert.ok(performance.now() - start < 1000);
});

test.run();
