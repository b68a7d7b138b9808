// Secrets in settings: rendered where settings are, shown nowhere else.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inRepo, phone, phoneFile, type Repo } from './repo.ts';

const home = join(import.meta.dirname, '..', '..');

function explain(...args: string[]): string {
  const entry = join(home, 'src', 'cli', 'plugtone.ts');
  return spawnSync(process.execPath, ['--import', 'tsx', entry, 'explain', ...args], {
    cwd: home,
    encoding: 'utf8',
  }).stdout;
}

const sites =
  'sites:\n  hq: { settings: { polycom: { apps.push.password: !secret push } } }\n  lab: { timezone: America/New_York }\n';
const own = (n: number) => `${phone(n)}    settings: { dir.corp.password: !secret corp }\n`;

function addSecrets({ root, write }: Repo): void {
  write('inventory/sites.yaml', sites);
  write(phoneFile(3), own(3));
  const people = readFileSync(join(root, 'inventory/secrets.yaml'), 'utf8');
  write('inventory/secrets.yaml', `${people}push: invented-push-word\ncorp: "invented-<corp> word"\n`);
}

/** Files of a folder that hold a text. */
const holders = (folder: string, text: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => statSync(join(folder, name)).isFile())
    .filter(name => readFileSync(join(folder, name), 'utf8').includes(text))
    .sort();

test('a secret stands in the files of the settings that name it, and in no other', () =>
  inRepo(async repo => {
    addSecrets(repo);
    const { code, stdout } = await repo.buildLikeFresh();
    assert.is(code, 0, stdout);
    assert.equal(holders(repo.dist, 'invented-push-word'), [
      'http/polycom/ip330/hq.cfg',
      'http/polycom/vvx411/hq.cfg',
    ]);
    assert.equal(holders(repo.dist, 'invented-&lt;corp&gt; word'), [
      'http/polycom/ip330/0004f2aa0003-config.cfg',
    ]);
    assert.equal(holders(join(repo.root, '.plugtone'), 'invented-'), []);
    assert.equal(holders(repo.dist, '!secret'), []);
  }));

test('explain tells where such a secret is written, never what it is', () =>
  inRepo(async repo => {
    addSecrets(repo);
    for (const flags of [[], ['--format', 'json']]) {
      const out = explain('0004f2aa0003', '--root', repo.root, ...flags);
      assert.match(out, '!secret push');
      assert.match(out, '!secret corp');
      assert.not.match(out, 'invented-');
    }
  }));

test('a secret that a phone no longer uses is told at once, also where only that phone is made again', () =>
  inRepo(async repo => {
    addSecrets(repo);
    await repo.buildLikeFresh();
    await repo.buildLikeFresh();
    repo.write(phoneFile(5), phone(5, 'Other'));
    assert.not.match((await repo.buildLikeFresh()).stdout, /unused/);
    repo.write(phoneFile(3), phone(3));
    assert.match(
      (await repo.buildLikeFresh()).stdout,
      /secrets\.yaml:\d+:\d+: warning: nothing uses .*"corp"/,
    );
    repo.write(phoneFile(7), own(7));
    assert.not.match((await repo.buildLikeFresh()).stdout, /unused/);
    repo.remove(phoneFile(7));
    assert.match((await repo.buildLikeFresh()).stdout, /"corp"/);
  }));

test('a template must not print it into a file that anybody gets', () =>
  inRepo(async repo => {
    addSecrets(repo);
    repo.write(
      'templates/polycom/bootstrap.eta',
      '<x a="<%= it.fleet.sites.map(site => site.settings.polycom?.["apps.push.password"] ?? "").join("") %>"/>\n',
    );
    const { code, stdout } = await repo.build();
    assert.is(code, 1);
    assert.match(
      stdout,
      /bootstrap\.eta:1:1: error: a secret of settings stands in a file that anybody gets/,
    );
    assert.not.match(stdout, 'invented-');
  }));

test.run();
