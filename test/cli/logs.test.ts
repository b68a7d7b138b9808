// Logs: the verb, beside a store that goes on being written.

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { printPhones } from '../../src/contract/phones.ts';
import { openLocalStore } from '../../src/runtime/store/local.ts';
import { head } from '../runtime/store/company.ts';

const mac = '0004f2aabb01';
const root = mkdtempSync(join(tmpdir(), 'plugtone-logs-'));
const entry = join(import.meta.dirname, '..', '..', 'src', 'cli', 'plugtone.ts');
const command = (...args: string[]) => ['--import', 'tsx', entry, 'logs', '--root', root, ...args];
const store = openLocalStore({
  folder: join(root, 'data', 'logs'),
  zoneOf: () => 'UTC',
  limits: () => head.logs,
  log: () => undefined,
});

function logs(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, command(...args), { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

async function upload(text: string, phone = mac): Promise<void> {
  const offset = await store.size(phone, 'app.log');
  await store.append(phone, 'app.log', { bytes: Buffer.from(text), offset });
}

test.before(async () => {
  mkdirSync(join(root, 'dist'));
  const phones = {
    [mac]: { site: '', timezone: 'UTC', people: [['101', 'Alice Nguyen'] as [string, string]] },
  };
  const text = printPhones({ timezone: 'UTC', utcLogs: [] }, Object.entries(phones));
  writeFileSync(join(root, 'dist', 'phones.json'), text);
  await upload('0101000000|sip  |1|00|first\n0101000001|so   |5|00|Second\n');
  await upload('0101000002|sip  |6|00|of another phone\n', '0004f2aabb02');
  await wait(1000);
});

test.after(async () => {
  await store.stop();
  rmSync(root, { recursive: true });
});

test('lines are found by person, MAC, level and text', () => {
  assert.is(logs('--format', 'raw').out.split('\n').length, 4);
  assert.is(logs('alice nguyen', '--format', 'raw', '--level', 'warn').out, '0101000001|so   |5|00|Second\n');
  assert.is(logs('00:04:F2:AA:BB:02', '--format', 'raw').out, '0101000002|sip  |6|00|of another phone\n');
  assert.match(logs('101', '--grep', 'SECOND').out, /00:04:f2:aa:bb:01 {2}app {3}so {4}5 {2}Second\n$/);
});

test('nobody of that name is exit code 1 with a guess, a wrong option 2, no store 3', () => {
  const nobody = logs('00:04:f2:aa:bb:03');
  assert.equal([nobody.code, nobody.out], [1, '']);
  assert.match(nobody.err, /no phone or person "00:04:f2:aa:bb:03" — did you mean "00:04:f2:aa:bb:0[12]"\?/);
  const wrong = logs('--level', 'wran');
  assert.is(wrong.code, 2);
  assert.match(wrong.err, /did you mean "warn"\?/);
  const nothing = logs('--data', join(root, 'nowhere'));
  assert.is(nothing.code, 3);
  assert.match(nothing.err, /no logs in .*nowhere/);
});

test('--follow prints what comes in within seconds', async () => {
  const child = spawn(process.execPath, command(mac, '--follow', '--format', 'raw'), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let heard = '';
  child.stdout.on('data', bytes => {
    heard += bytes;
  });
  const until = async (text: string) => {
    for (let times = 0; times < 300 && !heard.endsWith(text); times++) await wait(50);
    assert.ok(heard.endsWith(text), heard);
  };
  await until('|Second\n');
  const started = Date.now();
  await upload('0101000003|sip  |0|00|third\n');
  await until('|third\n');
  assert.ok(Date.now() - started < 5000);
  child.kill();
});

test.run();
