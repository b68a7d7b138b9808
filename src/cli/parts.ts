// Parts: what the files of a release were made of, to tell where a change is some phones' own business.

import { createHash } from 'node:crypto';
import type { Output, Sources } from '../compile/compile.ts';
import { wideOutputs } from '../compile/emit/watch.ts';
import type { PhonePlan } from '../compile/plan/plan.ts';
import { digestOf, type SourceFile } from '../compile/source/file.ts';
import { codeStamp } from './code.ts';

export interface Parts extends PartsHead {
  /** by the paths of their files */
  phones: Map<string, PhoneFile>;
}

export interface PartsHead {
  /** digest of everything but the files that hold phones and nothing else */
  rest: string;
  /** paths of those other inventory files */
  others: string[];
}

/** Parts as they are kept: of a large company all of them would be much to hold. */
export interface KeptParts extends PartsHead {
  phones: Iterable<[path: string, file: PhoneFile]>;
}

/** A file that holds phones only: its stamp (empty where it cannot be believed), its digest, its phones, with tabs between. */
export type PhoneFile = string;

/** a phone's MAC, model with its pack, and site, each behind a blank */
export type PhoneMark = string;

export const stampIn = (file: PhoneFile): string => file.slice(0, file.indexOf('\t'));
export const digestIn = (file: PhoneFile): string => file.split('\t', 2)[1] ?? '';
export const marksIn = (file: PhoneFile): PhoneMark[] => file.split('\t').slice(2);

/** Notes what was built of what; undefined where a change of a phone can reach other files than its own. */
export function partsOf(sources: Sources, { mixed, plan, packs }: Output): KeptParts | undefined {
  if (wideOutputs(plan).size > 0 || packs.some(sharesPhones)) return undefined;
  if (plan.phones.some(phone => isOdd(markOf(phone))) || sources.inventory.some(({ path }) => isOdd(path)))
    return undefined;
  const others = sources.inventory.filter(({ path }) => mixed.has(path));
  const rest = restOf(sources, others);
  if (rest === undefined) return undefined;
  const files = sources.inventory.filter(({ path }) => !mixed.has(path));
  return { rest, others: others.map(({ path }) => path), phones: phoneFiles(files, plan.phones) };
}

// There are names that a line cannot hold.
const isOdd = (text: string) => /[\t\n]/.test(text);

/** Of each file what is to be kept, with those of the phones that stand in it. */
export function* phoneFiles(files: SourceFile[], phones: PhonePlan[]): KeptParts['phones'] {
  const byFile = phones.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const byPath = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  let at = 0;
  for (const file of byPath) {
    const marks: PhoneMark[] = [];
    for (let phone = byFile[at]; phone && phone.file <= file.path; phone = byFile[++at])
      if (phone.file === file.path) marks.push(markOf(phone));
    yield [file.path, [file.stamp ?? '', digestOf(file), ...marks].join('\t')];
  }
}

// One phone's file may stand for another phone's.
const sharesPhones = ({ outputs }: Output['packs'][number]) =>
  outputs.some(output => output.for === 'phone' && output.shared);

/** A digest of all that phones have in common; undefined where the secrets file is too young for its stamp. */
export function restOf(sources: Sources, others: SourceFile[]): string | undefined {
  const hash = createHash('sha256').update(`${codeStamp()}\n${sources.year}\n`);
  for (const file of [...others, ...sources.templates]) hash.update(`${file.path} ${digestOf(file)}\n`);
  if (!sources.secrets) return hash.digest('hex');
  // A digest of the secrets is kept nowhere: somebody could try words against it.
  const secrets = sources.secrets.stamp;
  return secrets === undefined ? undefined : hash.update(secrets).digest('hex');
}

export const markOf = ({ mac, model, site }: PhonePlan): PhoneMark =>
  `${mac} ${model.pack}/${model.name} ${site.name}`;
