// History: what phones asked for, and what it says of them.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { noRules } from '../../../src/contract/access.ts';
import { accessTable } from '../../../src/runtime/access/table.ts';
import { type History, history } from '../../../src/runtime/history/history.ts';
import { keepSnapshot } from '../../../src/runtime/history/snapshot.ts';
import { phoneRows, type State } from '../../../src/runtime/history/state.ts';
import type { Asked } from '../../../src/runtime/http/asked.ts';
import { handle } from '../../../src/runtime/http/handle.ts';
import type { Dist } from '../../../src/runtime/release.ts';
import { noZones } from '../../../src/runtime/store/zones.ts';
import { buildTables } from '../../../src/runtime/tables.ts';
import { agent, head, macOf } from '../http/site.ts';

const updater = 'Acme M1/0.9 Updater';
const paths = (version: string) => [
  { path: 'http/bootstrap/acme-m1.cfg', sha256: `b${version}` },
  { path: 'http/acme/m1/company.cfg', sha256: `c${version}` },
  ...[1, 2].flatMap(n => [
    { path: `http/acme/m1/${macOf(n)}.cfg`, sha256: `m${n}${version}`, mac: macOf(n) },
    { path: `http/acme/m1/${macOf(n)}-directory.xml`, sha256: `d${n}${version}`, mac: macOf(n) },
  ]),
];
const tablesOf = (version: string) =>
  buildTables({ ...head, files: paths(version).map(file => ({ size: 1, type: 'text/xml', ...file })) });

interface World {
  dist: Dist;
  seen: History;
  /** seconds since the start of it all */
  pass(seconds: number): void;
  release(version: string): void;
  ask(path: string, options?: { userAgent?: string; address?: string; method?: string }): void;
  states(n: number): State[];
  row(n: number): ReturnType<typeof phoneRows>[number];
}

// A history over a dist/ in memory and a clock of our own.
function world(): World {
  let [now, tables] = [1_800_000_000, tablesOf('1')];
  const dist: Dist = {
    current: () => ({
      folder: '',
      tables,
      at: 0,
      access: accessTable(noRules),
      zones: noZones,
      get agi(): never {
        throw new Error('no calls here');
      },
    }),
    contents: {
      get: () => ({ bytes: 'x', modified: 0 }),
      fill: async () => undefined,
      keepOnly: () => undefined,
      size: () => 0,
    },
    trouble: () => undefined,
    isEmpty: () => false,
    refresh: async () => undefined,
    stop: () => undefined,
  };
  const seen = history(dist, () => now * 1000);
  const uploads = { head: async () => ({ status: 200 }), put: async () => ({ status: 204 }) };
  const row = (n: number) => {
    const found = phoneRows(tables, seen.get, now).find(({ mac }) => mac === macOf(n));
    if (!found) throw new Error(`no phone ${n}`);
    return found;
  };
  return {
    dist,
    seen,
    pass: seconds => {
      now += seconds;
    },
    release: version => {
      tables = tablesOf(version);
    },
    ask: (target, { userAgent = agent, address = '192.0.2.1', method = 'GET' } = {}) => {
      const header = (name: string) => (name === 'user-agent' ? userAgent : undefined);
      const asked: Asked = {
        method,
        target,
        header,
        address,
        secure: false,
        certificate: () => undefined,
        body: empty,
      };
      const handled = handle(asked, { dist, uploads, firmware: undefined, gate: () => undefined });
      if (!(handled instanceof Promise)) seen.add(asked, handled);
    },
    row,
    states: n => row(n).states,
  };
}

const empty: AsyncIterable<Buffer> = { async *[Symbol.asyncIterator]() {} };
const own = (n: number) => [`/acme/m1/${macOf(n)}.cfg`, `/acme/m1/${macOf(n)}-directory.xml`];
const load = ({ ask }: World, n: number, address = `192.0.2.${n}`) => {
  for (const path of [...own(n), '/acme/m1/company.cfg']) ask(path, { address });
};

test('a phone that took all its files is current, and stale after the next release until it took them again', () => {
  const it = world();
  assert.equal(it.states(1), ['silent']);
  load(it, 1);
  assert.equal(it.states(1), []);
  assert.ok(it.row(1).current);
  assert.is(it.row(1).config?.path, `http/acme/m1/${macOf(1)}.cfg`);
  it.release('2');
  assert.equal(it.states(1), ['stale']);
  it.pass(3600);
  load(it, 1);
  assert.equal(it.states(1), []);
});

test('a phone that has one file of its own and not the other is stale', () => {
  const it = world();
  it.ask(own(1)[0] ?? '');
  assert.equal(it.states(1), ['stale']);
});

test('a shared file that changed makes stale who had taken it', () => {
  const it = world();
  load(it, 1);
  const before = tablesOf('1');
  const changed = {
    ...head,
    files: [...before.files.values()].map(file => ({
      ...file,
      sha256: file.path.endsWith('company.cfg') ? 'new' : file.sha256,
    })),
  };
  const rows = phoneRows(buildTables(changed), it.seen.get, 1_800_000_000);
  assert.equal(rows.find(({ mac }) => mac === macOf(1))?.states, ['stale']);
});

test('a bootstrap that a phone got at the root does not make it stale later', () => {
  const it = world();
  it.ask(`/${macOf(1)}.cfg`);
  load(it, 1);
  assert.equal(
    it.seen.get(macOf(1))?.files.map(({ path }) => path),
    [`http/acme/m1/${macOf(1)}.cfg`, `http/acme/m1/${macOf(1)}-directory.xml`, 'http/acme/m1/company.cfg'],
  );
});

test("behind one address shared files are nobody's, and nothing is made up", () => {
  const it = world();
  it.ask(own(1)[0] ?? '', { address: '192.0.2.9' });
  it.ask(own(2)[0] ?? '', { address: '192.0.2.9' });
  it.ask('/acme/m1/company.cfg', { address: '192.0.2.9' });
  for (const n of [1, 2]) assert.is(it.seen.get(macOf(n))?.files.length, 1);
});

test('silent after a day and the spread of the nightly look', () => {
  const it = world();
  load(it, 1);
  it.pass(25 * 3600);
  assert.equal(it.states(1), []);
  it.pass(2 * 3600);
  assert.equal(it.states(1), ['silent']);
});

test("a phone that starts every five minutes is in a loop; its updater's version is not its firmware's", () => {
  const it = world();
  for (let start = 0; start < 6; start++) {
    it.ask(`/${macOf(1)}.cfg`, { userAgent: updater, address: '192.0.2.1' });
    it.ask(`/${macOf(1)}.cfg`, { userAgent: updater, address: '192.0.2.1' });
    load(it, 1);
    it.pass(300);
  }
  assert.equal(it.states(1), ['loop']);
  assert.is(it.row(1).boots, 6);
  assert.is(it.row(1).version, '1.2.3');
  it.pass(2 * 3600);
  assert.equal(it.states(1), []);
});

test('a phone of another model than the inventory says is shown with what it claims', () => {
  const it = world();
  load(it, 1);
  for (const path of own(1)) it.ask(path, { userAgent: 'Acme M2/1.2.3 Application' });
  assert.equal(it.states(1), ['mismatch']);
  assert.is(it.row(1).claims, 'acme/m2');
});

test("a browser that reads a phone's file is no sign of life of the phone", () => {
  const it = world();
  for (const path of own(1)) it.ask(path, { userAgent: 'Mozilla/5.0' });
  assert.equal(it.states(1), ['silent']);
  assert.is(it.seen.get(macOf(1)), undefined);
});

test('who is in no inventory and whom no pack knows stand in unclaimed, the newest first', () => {
  const it = world();
  it.ask(`/${macOf(9)}.cfg`);
  it.ask(`/${macOf(8)}.cfg`, { userAgent: 'Otherphone/1' });
  it.ask(`/${macOf(8)}.cfg`, { userAgent: 'Otherphone/1' });
  assert.equal(
    it.seen.unclaimed.list().map(({ mac, reason, requests }) => [mac, reason, requests]),
    [
      [macOf(8), 'unknown user agent', 2],
      [macOf(9), 'not in the inventory', 1],
    ],
  );
});

test('strangers take bounded space, however many MACs they make up', () => {
  const it = world();
  for (let n = 0; n < 5000; n++) it.ask(`/aaaa${n.toString(16).padStart(8, '0')}.cfg`);
  assert.ok([...it.seen.all()].length <= 2000);
  assert.is(it.seen.unclaimed.size(), 1000);
});

test('the last requests of a phone are kept, with status and path', () => {
  const it = world();
  for (let n = 0; n < 20; n++) it.ask(`/acme/m1/${macOf(1)}-${n}.cfg`);
  load(it, 1);
  const recent = it.seen.recent(macOf(1));
  assert.is(recent.length, 16);
  assert.equal(recent.at(-3), {
    at: 1_800_000_000,
    method: 'GET',
    path: `http/acme/m1/${macOf(1)}.cfg`,
    status: 200,
  });
});

test('the history outlives a restart, and what came in since then goes before it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-'));
  try {
    const it = world();
    load(it, 1);
    it.ask(`/${macOf(1)}.cfg`, { userAgent: updater });
    const log = () => assert.unreachable('nothing should have been said');
    await keepSnapshot(folder, it.seen, log).stop();

    const later = world();
    later.pass(600);
    later.ask(own(2)[0] ?? '', { address: '192.0.2.2' });
    const begun = ['4194304', `${process.ppid}`].map(pid => join(folder, `history.jsonl.tmp-${pid}`));
    for (const path of begun) writeFileSync(path, 'half');
    const snapshot = keepSnapshot(folder, later.seen, log);
    await snapshot.stop();
    assert.equal(begun.map(existsSync), [false, true], 'what a run that was killed had begun is taken away');
    assert.equal(later.seen.get(macOf(1)), it.seen.get(macOf(1)));
    assert.is(later.seen.recent(macOf(1)).length, it.seen.recent(macOf(1)).length);
    assert.is(later.row(1).boots, 1);
    assert.ok(later.seen.get(macOf(2)));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
