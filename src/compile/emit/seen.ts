// Seen: what a template sees as `it`.

import { createHash } from 'node:crypto';
import { longestInternal, longestText, separators } from '../../contract/numbering.ts';
import { globsOf } from '../packs/globs.ts';
import { bytes, type parameters } from '../packs/settings.ts';
import { callersIndex } from './callersFile.ts';
import type { Job } from './job.ts';
import { type Subject, settingsOf } from './subject.ts';
import { templateOf } from './template.ts';
import { watchedFleet } from './watch.ts';

export type Common = ReturnType<typeof commonData>;

/** What all subjects of an output have in common; `lay` lays settings over a template's own parameters. */
export const commonData = ({ plan, pack, output, vendors }: Job, lay: typeof parameters) => ({
  fleet: watchedFleet(plan, `${pack.name} ${output.to}`),
  pack,
  parameters: lay,
  bytes,
  md5,
  globs: globsOf,
  spelling: { separators, longestText, longestInternal },
  callersIndex: () => callersIndex(plan.callers),
  vendors,
});

export interface Seen {
  job: Job;
  subject: Subject;
  path: string;
  common: Common;
}

/** What a template sees as `it`: docs/packs.md. Spelled out, for V8 gives each object made by spreading a shape of its own. */
export function templateData(seen: Seen): object {
  const { job, subject, path, common } = seen;
  const { pack, output } = job;
  const use = (template: string, more: object): string => {
    const part = templateOf(pack, { ...output, template }, subject.model);
    if (!part) throw new Error(`no template "${template}" in this pack`);
    return part.render(Object.assign(templateData(seen), more));
  };
  return {
    fleet: common.fleet,
    pack: common.pack,
    parameters: common.parameters,
    bytes: common.bytes,
    md5: common.md5,
    globs: common.globs,
    spelling: common.spelling,
    callersIndex: common.callersIndex,
    vendors: common.vendors,
    model: subject.model,
    site: subject.site,
    phone: subject.phone,
    settings: settingsOf(job, subject),
    url: path.startsWith('http/') ? path.slice('http'.length) : path,
    use,
  };
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
