// Output: the files that one output of a pack stands for.

import { createHash } from 'node:crypto';
import { bytes, parameters } from '../packs/settings.ts';
import { type Finding, fileSpot } from '../source/finding.ts';
import type { Artifact } from './artifact.ts';
import type { Job } from './job.ts';
import { pathOf, type Subject, settingsOf, subjects } from './subject.ts';
import { type LoadedTemplate, templateOf } from './template.ts';
import { watchedFleet } from './watch.ts';

/** Renders an output once for each of its subjects. */
export function* renderOutput(job: Job, findings: Finding[]): Iterable<Artifact> {
  const { pack, output } = job;
  for (const subject of subjects(job)) {
    const template = templateOf(pack, output, subject.model);
    if (!template) {
      findings.push(noTemplate(job));
      return;
    }
    const artifact = renderOne(job, subject, template);
    if ('spot' in artifact) findings.push(artifact);
    else if (artifact.text.trim() !== '') yield artifact;
    else if (output.orElse !== undefined)
      yield { ...artifact, text: '', same: pathOf(pack, output.orElse, subject) };
    else if (!output.optional) yield artifact;
  }
}

function renderOne(job: Job, subject: Subject, template: LoadedTemplate): Artifact | Finding {
  const path = pathOf(job.pack, job.output.to, subject);
  const data = templateData(job, subject, path);
  const { phone, site } = subject;
  const owner = {
    ...(phone && { mac: phone.mac, lines: phone.lines.map(({ person }) => person.extension) }),
    ...(site?.name && { site: site.name }),
  };
  try {
    return { path, text: template.render(data), type: job.output.type, ...owner };
  } catch {
    const { message, line } = template.fault(data);
    const place = { file: template.path, line, column: 1, endLine: line, endColumn: 1 };
    return {
      severity: 'error',
      rule: 'template',
      message: `${message} (while making ${path})`,
      spot: () => place,
    };
  }
}

// What a template sees as `it`: docs/packs.md.
function templateData(job: Job, subject: Subject, path: string): object {
  const { plan, pack, output } = job;
  const use = (template: string, more: object): string => {
    const part = templateOf(pack, { ...output, template }, subject.model);
    if (!part) throw new Error(`no template "${template}" in this pack`);
    return part.render({ ...data, ...more });
  };
  const url = path.replace(/^http(?=\/)/, '');
  const data = {
    fleet: watchedFleet(plan, `${pack.name} ${output.to}`),
    pack,
    ...subject,
    settings: settingsOf(job, subject),
    url,
    parameters,
    bytes,
    md5,
    use,
  };
  return data;
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

const noTemplate = ({ pack, output }: Job): Finding => ({
  severity: 'error',
  rule: 'template',
  message: `no template "${output.template}" in this pack`,
  spot: fileSpot(`templates/${pack.name}/pack.yaml`),
});
