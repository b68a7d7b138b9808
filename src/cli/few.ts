// Few: a build after some phones' own files changed. Those phones are compiled with what all have in common, no others.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, inputsDigest, type Output } from '../compile/compile.ts';
import { digestOf, type SourceFile } from '../compile/source/file.ts';
import { isMassChange } from '../release/changes.ts';
import { writeRelease } from '../release/write.ts';
import { keepLastBuild } from './lastBuild.ts';
import { remembering } from './memory.ts';
import type { Made, Order } from './order.ts';
import {
  digestIn,
  type KeptParts,
  markOf,
  marksIn,
  type Parts,
  type PhoneFile,
  type PhoneMark,
  phoneFiles,
  restOf,
  stampIn,
} from './parts.ts';

const most = 0.05; // of the files: with more, all is made

/**
 * Builds what changed, or returns undefined where that is not sure to be everything: a finding, a phone that comes
 * into another's way, a model that is new at a site or was its last.
 */
export function makeFew(order: Order): Made | undefined {
  const parts = order.last?.parts();
  const { head, damaged } = order.before;
  if (!parts || !head) return undefined;
  const split = splitFiles(parts, order);
  if (!split || restOf(order.sources, split.others) !== parts.rest) return undefined;

  const inventory = [...split.others, ...split.changed];
  const settled = new Set(parts.others);
  const { findings, output } = compile({ ...order.sources, inventory, settled });
  if (!output || findings.length > 0 || !isOwnBusiness(parts, split, output)) return undefined;
  if (damaged().size > 0) return undefined;
  const list = readList(order.dist);
  if (list === undefined) return undefined;
  const touched = new Set([...split.gone, ...output.plan.phones.map(markOf)].map(macOf));
  const written = writeRelease({
    dist: order.dist,
    before: order.before,
    head: { ...head, inputs: inputsDigest({ ...order.sources, inventory: split.all }) },
    stays: (path, mac) => path !== 'phones.json' && (mac === undefined || !touched.has(mac)),
    drafts: () => output.phoneArtifacts(findings, { before: list, touched }),
    approve: changes => findings.length === 0 && (order.force || !isMassChange(changes)),
  });
  if (findings.length > 0) return undefined;
  if (!written.refused)
    keepLastBuild(order, {
      sources: order.together(),
      findings: [],
      parts: { ...parts, phones: renewedFiles(parts, split, output) },
    });
  return { findings, written };
}

function readList(dist: string): string | undefined {
  const path = join(dist, 'phones.json');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined; // an earlier version wrote none
}

interface Split {
  /** every file, with the digests that are known */
  all: SourceFile[];
  /** files that are not for phones only */
  others: SourceFile[];
  changed: SourceFile[];
  /** phone files that are as they were */
  kept: Set<string>;
  /** phones of the files that changed or are gone, as they were */
  gone: PhoneMark[];
}

function splitFiles(parts: Parts, { root, sources }: Order): Split | undefined {
  const [touched, kept]: [SourceFile[], SourceFile[]] = [[], []];
  for (const file of sources.inventory)
    (isKept(parts.phones.get(file.path), file) ? kept : touched).push(file);
  if (touched.length - parts.others.length > Math.max(1, sources.inventory.length * most)) return undefined;

  const known = remembering(root, { ...sources, inventory: touched }).inventory;
  const others = new Set(parts.others);
  const keptPaths = new Set(kept.map(({ path }) => path));
  const gone = [...parts.phones].filter(([path]) => !keptPaths.has(path));
  const remembered = new Map(known.map(file => [file.path, file]));
  const withDigest = (file: SourceFile): SourceFile => {
    const known = parts.phones.get(file.path);
    return remembered.get(file.path) ?? (known === undefined ? file : { ...file, digest: digestIn(known) });
  };
  return {
    all: sources.inventory.map(withDigest),
    others: known.filter(({ path }) => others.has(path)),
    changed: known.filter(({ path }) => !others.has(path)),
    kept: keptPaths,
    gone: gone.flatMap(([, file]) => marksIn(file)),
  };
}

const isKept = (known: PhoneFile | undefined, file: SourceFile): boolean =>
  known !== undefined && (file.stamp === stampIn(known) || digestOf(file) === digestIn(known));

const macOf = (mark: PhoneMark) => mark.slice(0, mark.indexOf(' '));
const placeOf = (mark: PhoneMark) => mark.slice(mark.indexOf(' '));

// The other phones are not here to be compared with: what they could have to do with these is looked at here.
function isOwnBusiness(parts: Parts, { kept, gone, changed }: Split, { plan, mixed }: Output): boolean {
  if (!changed.every(({ path }) => !mixed.has(path))) return false;
  const now = plan.phones.map(markOf);
  const macs = new Set(now.map(macOf));
  // All phones' logins stand together, in access.json.
  if (plan.provisioning.auth.perPhone && !isSame(new Set(gone.map(macOf)), macs)) return false;
  const before = new Set(gone.map(placeOf));
  const after = new Set(now.map(placeOf));
  for (const path of kept) {
    for (const mark of marksIn(parts.phones.get(path) ?? '')) {
      if (macs.has(macOf(mark))) return false;
      before.add(placeOf(mark));
      after.add(placeOf(mark));
    }
  }
  return isSame(before, after);
}

const isSame = (one: Set<string>, other: Set<string>) =>
  one.size === other.size && [...one].every(name => other.has(name));

function* renewedFiles({ phones }: Parts, { kept, changed }: Split, { plan }: Output): KeptParts['phones'] {
  for (const [path, file] of phones) if (kept.has(path)) yield [path, file];
  yield* phoneFiles(changed, plan.phones);
}
