// Golden: one phone a model of every shipped pack, with every file that it fetches, byte for byte. UPDATE_GOLDEN=1
// writes them anew: read what changed before you commit it, for those phones will restart.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Artifact } from '../../src/compile/emit/artifact.ts';
import type { ModelPlan } from '../../src/compile/packs/pack.ts';
import { company, compiled, fleet } from './company.ts';

const folder = join(import.meta.dirname, 'golden');
const models = company.packs().flatMap(pack => pack.models);

const { artifacts } = compiled({
  fleet: {
    ...fleet,
    provisioning: {
      ...fleet.provisioning,
      random: '60m',
      auth: { scheme: 'digest', user: 'phones', password: 'prov-pw' },
    },
  },
  sites: { hq: { timezone: 'Europe/Berlin', language: 'de', sip: { transport: 'tls' } } },
  people: {
    101: { name: 'Zoë Grünwald', password: 'p&"w', voicemail: true },
    102: { name: 'Bob Ortega', password: 'b' },
    103: { name: 'Reception', password: 'c' },
  },
  contacts: [{ name: 'Pizza Place', number: '+12565550142', speed: 7 }],
  phones: models.map(model => ({
    mac: macOf(model),
    model: `${model.pack}/${model.name}`,
    site: 'hq',
    lines: model.lines > 1 ? [{ person: 101, label: 'Zoë' }, 102] : [101],
    keys: [{ speed: '+12565550199', label: 'Door & Gate' }, { blf: 103 }],
  })),
});
const texts = new Map(artifacts.map(({ path, text }) => [path, text]));

// A MAC of its own for each model, whatever other models there are.
function macOf({ pack, name }: ModelPlan): string {
  return `0004f2aa${createHash('sha256').update(`${pack}/${name}`).digest('hex').slice(0, 4)}`;
}

/** The files below http/ that are a model's, or a phone's of it. */
function filesOf(model: ModelPlan): Map<string, string> {
  const named = new RegExp(`(?:[/]|^)${model.pack}[-/]${model.name}(?:[-/.])`);
  const own = ({ path, mac }: Artifact) =>
    path.startsWith('http/') && (mac === macOf(model) || named.test(path));
  return new Map(
    artifacts
      .filter(own)
      .map(({ path, text, same }) => [
        path.slice('http/'.length),
        same === undefined ? text : (texts.get(same) ?? ''),
      ]),
  );
}

const listed = (home: string): string[] =>
  existsSync(home)
    ? readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(name =>
        statSync(join(home, name)).isFile(),
      )
    : [];

function write(home: string, files: Map<string, string>): void {
  rmSync(home, { recursive: true, force: true });
  for (const [name, text] of files) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
}

test('each model has a MAC of its own here', () => assert.is(new Set(models.map(macOf)).size, models.length));

for (const model of models) {
  test(`${model.pack}/${model.name}: what its phone fetches is what it was`, () => {
    const home = join(folder, model.pack, model.name);
    const files = filesOf(model);
    if (process.env['UPDATE_GOLDEN']) write(home, files);
    assert.equal(listed(home).sort(), [...files.keys()].sort());
    for (const [name, text] of files) assert.fixture(text, readFileSync(join(home, name), 'utf8'), name);
  });
}

test('there is no golden phone of a model that is gone', () => {
  const known = new Set(models.map(({ pack, name }) => `${pack}/${name}`));
  const kept = readdirSync(folder).flatMap(pack =>
    readdirSync(join(folder, pack)).map(name => `${pack}/${name}`),
  );
  assert.equal(
    kept.filter(name => !known.has(name)),
    [],
  );
});

test.run();
