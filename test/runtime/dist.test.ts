// Dist: whatever happens to the folder, the last good release goes on being served, and it shows.

import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FileEntry } from '../../src/contract/manifest.ts';
import type { LogRecord } from '../../src/runtime/log.ts';
import type { Tables } from '../../src/runtime/tables.ts';
import { agent, atSite, macOf, phone, type Site, shared, start, writeSite } from './http/site.ts';

const path = `/acme/m1/${macOf(1)}.cfg`;
const text = async (site: Site) => (await site.ask(path)).text();
const hasFailed = (site: Site) => site.records.some(({ event }) => event === 'reload-failed');
const isInMemory = (metrics: string) => !/^plugtone_dist_held_bytes 0$/m.test(metrics);
const isGood = async (site: Site) => /plugtone_dist_good 1/.test(await (await site.admin('/metrics')).text());

test('a new release is taken up without being asked', () =>
  atSite(async site => {
    assert.is(await text(site), '<main>one</main>');
    site.write([...shared('two'), ...phone(1, 'two')]);
    await site.until(async () => (await text(site)) === '<main>two</main>');
    assert.is((await site.ask(`/acme/m1/${macOf(2)}.cfg`)).status, 404);
  }));

for (const [what, harm] of Object.entries({
  'a folder that is gone': ({ dist }: Site) => rmSync(dist, { recursive: true }),
  'a manifest that is cut off': ({ dist }: Site) => truncateSync(join(dist, 'manifest.json'), 700),
  'a manifest that is nonsense': ({ dist }: Site) =>
    writeFileSync(join(dist, 'manifest.json'), '{"plugtone":7}'),
  'files that are not there yet': (site: Site) => {
    writeSite(`${site.dist}-next`, [...shared('two'), ...phone(1, 'two')]);
    cpSync(`${site.dist}-next/manifest.json`, join(site.dist, 'manifest.json'));
  },
  'a file that is half copied': (site: Site) => {
    writeSite(`${site.dist}-next`, [...shared('two'), ...phone(1, 'two')]);
    truncateSync(`${site.dist}-next/http${path}`, 3);
    cpSync(`${site.dist}-next`, site.dist, { recursive: true });
  },
  'a list of phones that is cut off': ({ dist }: Site) => {
    const phones = { path: 'phones.json', text: '{"timezone":"UTC"}', type: 'application/json' };
    writeSite(dist, [...shared('two'), ...phone(1, 'two'), phones]);
    truncateSync(join(dist, 'phones.json'), 3);
  },
})) {
  test(`${what}: the last good release is served, and log and metrics say so`, () =>
    atSite(async site => {
      await site.until(async () => (await site.ask(path)).ok);
      await site.until(async () => isInMemory(await (await site.admin('/metrics')).text()));
      harm(site);
      await site.until(() => hasFailed(site));
      assert.is(await text(site), '<main>one</main>');
      assert.is((await site.ask(`/${macOf(1)}.cfg`)).status, 200);
      assert.not(await isGood(site));
      assert.match(await (await site.admin('/readyz')).text(), /serving the last good one/);
      writeSite(site.dist, [...shared('three'), ...phone(1, 'three')]);
      await site.until(async () => (await text(site)) === '<main>three</main>' && isGood(site));
    }));
}

test('without dist/ at the start phones get 503, readyz says what is missing, and a build mends it', () =>
  atSite(
    async site => {
      const reply = await site.ask(path);
      assert.is(reply.status, 503);
      assert.is(reply.headers.get('retry-after'), '30');
      const ready = await site.admin('/readyz');
      assert.is(ready.status, 503);
      assert.match(await ready.text(), /has no manifest.json — run `plugtone build`/);
      assert.is((await site.admin('/healthz')).status, 200);
      site.write([...shared(), ...phone(1)]);
      await site.until(async () => (await site.ask(path)).ok);
      assert.is((await site.admin('/readyz')).status, 200);
    },
    { drafts: [] },
  ));

test('while releases come one after the other, every answer is whole and of one of them', () =>
  atSite(async site => {
    const release = (n: number) => [...shared(`${n}`), ...phone(1, `${n}${'x'.repeat(n * 50)}`)];
    site.write(release(0));
    await site.until(async () => (await text(site)).startsWith('<main>0'));
    let done = false;
    const seen = new Set<string>();
    const reading = Array.from({ length: 8 }, async () => {
      while (!done) {
        const reply = await site.ask(path);
        assert.is(reply.status, 200);
        const body = await reply.text();
        assert.match(body, /^<main>\d{1,3}(x*)<\/main>$/);
        seen.add(body);
      }
    });
    for (let n = 1; n <= 25; n++) {
      site.write(release(n));
      await new Promise(resolve => setTimeout(resolve, 150));
    }
    await site.until(async () => (await text(site)).startsWith('<main>25'));
    done = true;
    await Promise.all(reading);
    assert.ok(seen.size > 1, `${seen.size} releases were seen`);
    assert.not(site.records.some(({ status }) => Number(status) >= 500));
  }));

test('a manifest is read the same by lines as in one piece', async () => {
  const { loadTables, buildTables } = await import('../../src/runtime/tables.ts');
  const { atOnce } = await import('../../src/runtime/turns.ts');
  const { readManifest } = await import('../../src/contract/manifest.ts');
  const drafts = [
    ...shared(),
    ...phone(1),
    { ...odd, path: 'http/acme/m1/ü "1".cfg' },
    { ...odd, path: 'odd.cfg' },
  ];
  await atSite(
    async ({ dist }) => {
      const file = join(dist, 'manifest.json');
      const whole = readManifest(readFileSync(file, 'utf8'));
      const expected = facts(buildTables(whole), whole.files);
      assert.is(expected.files.length, drafts.length - 1);
      assert.equal(facts(atOnce(loadTables(file)), whole.files), expected);
      writeFileSync(file, JSON.stringify(whole, null, 2));
      assert.equal(facts(atOnce(loadTables(file)), whole.files), expected);
    },
    { drafts },
  );
});

const odd = { text: 'x', type: 'text/plain', mac: macOf(7), site: 'Zürich "7"' };

// What the tables say, asked backwards, so that no entry is read behind the one before it.
function facts(tables: Tables, entries: FileEntry[]) {
  const paths = entries.map(({ path }) => path).reverse();
  const said = {
    files: paths.flatMap(path => tables.files.get(path.slice('http'.length)) ?? []),
    targets: paths.map(path => tables.targetAt(path.slice('http'.length))),
    besides: paths.map(path => tables.besides(path)),
    phones: [...tables.phones],
    sizes: [tables.files.size, [...tables.files.values()].length],
  };
  tables.close();
  return said;
}

test('a release that is not taken up keeps no file open', () =>
  atSite(
    async ({ dist }) => {
      const { loadRelease } = await import('../../src/runtime/release.ts');
      const { atOnce } = await import('../../src/runtime/turns.ts');
      const before = readdirSync('/proc/self/fd').length;
      for (let n = 0; n < 20; n++) assert.throws(() => atOnce(loadRelease(dist)), /JSON/);
      truncateSync(join(dist, 'manifest.json'), 700);
      for (let n = 0; n < 20; n++) assert.throws(() => atOnce(loadRelease(dist)));
      const now = readdirSync('/proc/self/fd').length;
      assert.ok(now < before + 20, `${now} files are open, ${before} were`);
    },
    { drafts: [...shared(), { path: 'access.json', text: 'no rules', type: 'application/json' }] },
  ));

test('a manifest with a line that is damaged is not served for long, and readyz says which', () =>
  atSite(
    async site => {
      await site.runtime.stop();
      const file = join(site.dist, 'manifest.json');
      const good = readFileSync(file, 'utf8');
      writeFileSync(file, good.replace(`${macOf(2)}.cfg","size":`, `${macOf(2)}.cfg","size"=`));
      const records: LogRecord[] = [];
      const again = await start(site.folder, record => records.push(record));
      const [phones, admin] = [again.http, again.admin].map(at => `http://127.0.0.1:${at?.port}`);
      const status = async (n: number) =>
        (await fetch(`${phones}/acme/m1/${macOf(n)}.cfg`, { headers: { 'user-agent': agent } })).status;
      try {
        assert.is(await status(2), 500);
        await site.until(() => records.some(({ event }) => event === 'reload-failed'));
        assert.equal([await status(1), await status(2)], [503, 503]);
        const ready = await fetch(`${admin}/readyz`);
        assert.is(ready.status, 503);
        assert.match(await ready.text(), `/acme/m1/${macOf(2)}.cfg`);
        writeFileSync(file, good);
        await site.until(async () => (await status(2)) === 200);
      } finally {
        await again.stop();
      }
    },
    { drafts: [...shared(), ...phone(1), ...phone(2)] },
  ));

test.run();
