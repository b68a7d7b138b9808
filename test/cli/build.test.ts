import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inRepo, phone, phoneFile, type Repo } from './repo.ts';

const cacheFiles = ({ root }: Repo) =>
  readdirSync(join(root, '.plugtone')).map(name => join(root, '.plugtone', name));
const pause = () => new Promise(done => setTimeout(done, 40)); // longer than a disk's clock stands still

test('a build says what it added, then that nothing changed', () =>
  inRepo(async ({ build, dist }) => {
    assert.match((await build()).stderr, /\d\d added, 0 changed, 0 removed/);
    await pause();
    const before = statSync(join(dist, 'manifest.json'));
    assert.match((await build()).stderr, /0 added, 0 changed, 0 removed/);
    assert.match((await build()).stderr, /0 added, 0 changed, 0 removed/);
    assert.is(statSync(join(dist, 'manifest.json')).ino, before.ino);
  }));

test('a phone that changes changes its own files only, as if all had been built', () =>
  inRepo(async ({ buildLikeFresh, write }) => {
    await buildLikeFresh();
    for (const label of ['One', 'Two', 'Two', 'A "quoted'.replace('"', "'")]) {
      write(phoneFile(3), phone(3, label));
      const { stderr } = await buildLikeFresh();
      assert.not.match(stderr, /0004f2aa0004/);
    }
  }));

test('what a build that was killed had begun to remember is taken away, not what another one writes now', () =>
  inRepo(async repo => {
    await repo.build();
    const begun = cacheFiles(repo).map(path => `${path}.tmp-4194304`); // no system has so many processes
    const now = cacheFiles(repo).map(path => `${path}.tmp-${process.ppid}`);
    for (const path of [...begun, ...now]) writeFileSync(path, 'half');
    // One file alone is not worth writing down, unless the others are so new that their times say nothing.
    for (let n = 3; n < 10; n++) repo.write(phoneFile(n), phone(n, 'Changed'));
    await repo.build();
    assert.equal(begun.filter(existsSync), []);
    assert.equal(now.filter(existsSync), now);
  }));

test('phones that come, go and move between files are built as if all had been', () =>
  inRepo(async ({ buildLikeFresh, write, remove }) => {
    await buildLikeFresh();
    remove(phoneFile(5));
    await buildLikeFresh();
    write('inventory/phones/z.yaml', phone(5));
    await buildLikeFresh();
    remove('inventory/phones/z.yaml');
    write('inventory/phones.yaml', phone(5, 'Moved'));
    await buildLikeFresh();
    write(phoneFile(6), phone(6).replace('site: hq', 'site: lab'));
    await buildLikeFresh();
    write(phoneFile(6), phone(6).replace('vvx411', 'vvx500'));
    await buildLikeFresh();
    write(phoneFile(6), `${phone(6)}contacts:\n  - { name: Pizza Place, number: "+1 256 555 0142" }\n`);
    await buildLikeFresh();
    write(
      phoneFile(6),
      `${phone(6)}callers:\n  "12y": Nobody\npeople:\n  x1: { name: Nobody, password: "" }\n`,
    );
    assert.match((await buildLikeFresh()).stdout, /x1.*\[extensions\]/);
    write(phoneFile(6), phone(6));
    await buildLikeFresh();
    write('inventory/phones/~new.yaml', phone(40).replace('140', '101'));
    await buildLikeFresh();
  }));

test('what phones have in common changes all of them', () =>
  inRepo(async ({ root, buildLikeFresh, write }) => {
    await buildLikeFresh();
    const people = readFileSync(join(root, 'inventory/people.yaml'), 'utf8');
    write('inventory/people.yaml', people.replace('Person 7', 'Somebody'));
    assert.match((await buildLikeFresh()).stderr, /0004f2aa0007/);
    write(
      'inventory/secrets.yaml',
      `${readFileSync(join(root, 'inventory/secrets.yaml'), 'utf8').replace('invented-8-word', 'another-word-8')}`,
    );
    assert.match((await buildLikeFresh()).stderr, /0004f2aa0008/);
    write(
      'inventory/sites.yaml',
      'sites:\n  hq: { settings: { polycom: { up.backlight.idleIntensity: 1 } } }\n  lab: {}\n',
    );
    await buildLikeFresh();
  }));

test('a template that looks at all phones is made again when any of them changes', () =>
  inRepo(async ({ buildLikeFresh, write }) => {
    write(
      'templates/polycom/master.eta',
      '<x count="<%= it.fleet.phones.map(phone => phone.label).join() %>"/>\n',
    );
    await buildLikeFresh();
    write(phoneFile(3), phone(3, 'Other'));
    assert.match((await buildLikeFresh()).stderr, /0004f2aa0004\.cfg/);
  }));

test('findings stand where they stand, whatever is remembered', () =>
  inRepo(async ({ buildLikeFresh, write, remove }) => {
    await buildLikeFresh();
    write(phoneFile(9), phone(8).replace('phones:', '# the same phone once more\nphones:'));
    assert.match((await buildLikeFresh()).stdout, /phones\/9\.yaml:3:10: error: MAC .* \[mac\]/);
    write(phoneFile(9), phone(9).replace('hq', 'hp'));
    assert.match((await buildLikeFresh()).stdout, /9\.yaml:4:11: error: no site "hp"/);
    write(phoneFile(9), phone(9));
    remove('inventory/people.yaml');
    await buildLikeFresh();
  }));

test('a warning is told by every build, also by one that has nothing to do', () =>
  inRepo(async ({ buildLikeFresh, write, build }) => {
    write('inventory/people-too.yaml', 'people:\n  900: { name: Loud, password: written-out-here }\n');
    for (let time = 0; time < 3; time++) {
      await pause();
      assert.match((await buildLikeFresh()).stdout, /people-too\.yaml:2:\d+: warning/);
    }
    assert.is((await build('--strict')).code, 1);
    write(phoneFile(3), phone(3, 'Other'));
    assert.match((await buildLikeFresh()).stdout, /people-too\.yaml:2:\d+: warning/);
  }));

const harm: Record<string, (path: string) => void> = {
  'cut short': path => truncateSync(path, statSync(path).size >> 1),
  'edited without a trace': path =>
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('Person', 'Parson').replaceAll('hq', 'lab')),
  gone: path => rmSync(path),
  'not readable': path => {
    rmSync(path);
    mkdirSync(path);
  },
};

for (const [name, hurt] of Object.entries(harm)) {
  test(`a cache that is ${name} costs time only`, () =>
    inRepo(async repo => {
      await repo.buildLikeFresh();
      await pause();
      await repo.build();
      for (const path of cacheFiles(repo)) hurt(path);
      assert.match((await repo.buildLikeFresh()).stderr, /0 added, 0 changed, 0 removed/);
      repo.write(phoneFile(3), phone(3, 'Other'));
      await repo.buildLikeFresh();
    }));
}

test('a cache that cannot be written costs time only, and one of another place is not believed', () =>
  inRepo(async repo => {
    await repo.build();
    rmSync(join(repo.root, '.plugtone'), { recursive: true });
    writeFileSync(join(repo.root, '.plugtone'), '');
    repo.write(phoneFile(3), phone(3, 'Other'));
    await repo.buildLikeFresh();
    renameSync(repo.dist, join(repo.root, 'old'));
    await repo.buildLikeFresh();
  }));

test('the cache is for its owner only, and holds no secret', () =>
  inRepo(async repo => {
    await repo.build();
    assert.is(statSync(join(repo.root, '.plugtone')).mode & 0o777, 0o700);
    for (const path of cacheFiles(repo)) {
      assert.is(statSync(path).mode & 0o777, 0o600);
      assert.not.match(readFileSync(path, 'utf8'), /invented-/);
    }
  }));

test('a file of dist/ that somebody edited, cut short or took away is put back', () =>
  inRepo(async ({ dist, build, buildLikeFresh }) => {
    await build();
    await pause();
    await build();
    const config = join(dist, 'http/polycom/ip330/0004f2aa0003-config.cfg');
    const text = readFileSync(config, 'utf8');
    const shared = join(dist, 'http/polycom/ip330/0004f2aa0003-directory.xml');
    for (const hurt of [
      () => writeFileSync(config, text.replace('Desk', 'Mesk')),
      () => truncateSync(config, 5),
      () => rmSync(config),
      () => rmSync(shared),
      () => writeFileSync(shared, readFileSync(shared, 'utf8').replace('e', 'f')),
      () => rmSync(join(dist, 'http'), { recursive: true }),
      () => writeFileSync(join(dist, 'manifest.json'), '{'),
      () => rmSync(dist, { recursive: true }),
    ]) {
      await pause();
      hurt();
      await buildLikeFresh();
      assert.ok(existsSync(shared));
      assert.is(readFileSync(config, 'utf8'), text);
    }
  }));

test.run();
