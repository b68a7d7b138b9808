// Parts: what the files of a release were made of, to tell where a change is some phones' own business.

import { createHash } from 'node:crypto';
import type { Output, Sources } from '../compile/compile.ts';
import { wideOutputs } from '../compile/emit/watch.ts';
import type { PhonePlan } from '../compile/plan/plan.ts';
import { digestOf, type SourceFile } from '../compile/source/file.ts';
import { codeStamp } from './code.ts';
import type { Stamps } from './stamp.ts';

export interface Parts {
  /** digest of everything but the files that hold phones and nothing else */
  rest: string;
  /** paths of those other inventory files */
  others: string[];
  phones: Record<string, PhoneFile>;
}

/** A file that holds phones only: its stamp (empty where it cannot be believed), its digest, its phones. */
export type PhoneFile = [stamp: string, digest: string, ...phones: PhoneMark[]];

/** a phone's MAC, model with its pack, and site, each behind a blank */
export type PhoneMark = string;

/** Notes what was built of what; undefined where a change of a phone can reach other files than its own. */
export function partsOf(sources: Sources, { mixed, plan, packs }: Output, stamps: Stamps): Parts | undefined {
  if (wideOutputs(plan).size > 0 || packs.some(sharesPhones)) return undefined;
  const phones: Parts['phones'] = {};
  const others: SourceFile[] = [];
  for (const file of sources.inventory) {
    if (mixed.has(file.path)) others.push(file);
    else phones[file.path] = [stamps.get(file.path) ?? '', digestOf(file)];
  }
  for (const phone of plan.phones) phones[phone.file]?.push(markOf(phone));
  const rest = restOf(sources, others, stamps);
  return rest === undefined ? undefined : { rest, others: others.map(({ path }) => path), phones };
}

// One phone's file may stand for another phone's.
const sharesPhones = ({ outputs }: Output['packs'][number]) =>
  outputs.some(output => output.for === 'phone' && output.shared);

/** A digest of all that phones have in common; undefined where the secrets file is too young for its stamp. */
export function restOf(sources: Sources, others: SourceFile[], stamps: Stamps): string | undefined {
  const hash = createHash('sha256').update(`${codeStamp()}\n${sources.year}\n`);
  for (const file of [...others, ...sources.templates]) hash.update(`${file.path} ${digestOf(file)}\n`);
  if (!sources.secrets) return hash.digest('hex');
  // A digest of the secrets is kept nowhere: somebody could try words against it.
  const secrets = stamps.get(sources.secrets.path);
  return secrets === undefined ? undefined : hash.update(secrets).digest('hex');
}

export const markOf = ({ mac, model, site }: PhonePlan): PhoneMark =>
  `${mac} ${model.pack}/${model.name} ${site.name}`;
