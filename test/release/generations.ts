// Generations: an old and a new release that differ in every way, and whether a dist/ is whole in between.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { type ManifestHead, readManifest } from '../../src/contract/manifest.ts';
import type { Draft } from '../../src/release/ledger.ts';
import type { Release } from '../../src/release/write.ts';

export type Generation = 'old' | 'new';

const head = (inputs: string): ManifestHead => ({
  plugtone: 1,
  fleet: 'Case Company',
  inputs,
  provisioning: { url: '', overrides: 'refuse' },
  logs: { keepDays: 1, maxBytes: 1 },
  packs: [],
});

/** Some files stay, some change, some go, some come; a folder comes and a folder goes; some are links. */
export function drafts(generation: Generation, size: number, weight = 200): Draft[] {
  const file = (path: string, text: string): Draft => ({
    path,
    text: `${text} `.repeat(weight),
    type: 'text/plain',
  });
  const all = Array.from({ length: size }, (_, n) => n);
  const common = file('http/m/all.cfg', `shared ${generation}`);
  return [
    common,
    ...all.map(n => file(`http/m/${n}.cfg`, n % 3 === 0 ? `stays ${n}` : `${generation} ${n}`)),
    ...all.map((n): Draft => ({ path: `http/m/${n}.xml`, text: '', type: 'text/xml', same: common.path })),
    ...all.slice(0, size >> 1).map(n => file(`http/${generation}/${n}.cfg`, `only ${generation} ${n}`)),
    file('callers.json', generation),
  ];
}

export const release = (
  generation: Generation,
  size: number,
  weight = 200,
): Omit<Release, 'dist' | 'before'> => ({
  head: head(generation),
  drafts: () => drafts(generation, size, weight),
  approve: () => true,
});

/** Every file below dist/ that a reader can come upon: nothing of a stage. */
export function files(dist: string): string[] {
  if (!existsSync(dist)) return [];
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter(name => !name.startsWith('.tmp-') && statSync(join(dist, name)).isFile())
    .sort();
}

/** Each file is the old or the new one, whole, and the manifest is one of the two and names nothing that is not there. */
export function assertWhole(dist: string, size: number): void {
  const texts = new Map<string, Set<string>>();
  for (const generation of ['old', 'new'] as const) {
    const made = drafts(generation, size);
    const byPath = new Map(made.map(draft => [draft.path, draft.text]));
    for (const { path, text, same } of made)
      texts.set(
        path,
        (texts.get(path) ?? new Set()).add(same === undefined ? text : (byPath.get(same) ?? '')),
      );
  }
  for (const path of files(dist)) {
    const text = readFileSync(join(dist, path), 'utf8');
    if (path !== 'manifest.json') assert.ok(texts.get(path)?.has(text), `${path} is neither old nor new`);
  }
  if (!existsSync(join(dist, 'manifest.json'))) return;
  const manifest = readManifest(readFileSync(join(dist, 'manifest.json'), 'utf8'));
  assert.ok(['old', 'new'].includes(manifest.inputs));
  for (const { path } of manifest.files) assert.ok(existsSync(join(dist, path)), `${path} is not there`);
}
