// Output: the files that one output of a pack stands for.

import { bytes, parameters, type Settings } from '../packs/settings.ts';
import { type Finding, fileSpot } from '../source/finding.ts';
import type { Artifact } from './artifact.ts';
import { type Build, sharedBy } from './build.ts';
import type { Job } from './job.ts';
import { checkRendered } from './rendered.ts';
import { pathOf, type Subject, settingsOf, subjects } from './subject.ts';
import { type LoadedTemplate, templateOf } from './template.ts';
import { watchedFleet } from './watch.ts';

/** Renders an output once for each of its subjects. */
export function* renderOutput(job: Job, build: Build): Iterable<Artifact> {
  const { pack, output } = job;
  for (const subject of subjects(job)) {
    const template = templateOf(pack, output, subject.model);
    if (!template) {
      build.findings.push(noTemplate(job));
      return;
    }
    const rendered = renderOne(job, subject, template);
    if ('spot' in rendered) {
      build.findings.push(rendered);
      continue;
    }
    if (output.parameters) checkRendered({ job, subject, template, artifact: rendered }, build);
    const artifact = placed(job, subject, { build, rendered });
    if (artifact && output.for !== 'phone') build.made.add(artifact.path);
    if (artifact) yield artifact;
  }
}

// Where the template printed nothing, another file may stand for it.
function placed(
  { pack, output }: Job,
  subject: Subject,
  { build, rendered }: { build: Build; rendered: Artifact },
): Artifact | undefined {
  if (rendered.text.trim() !== '') return output.shared ? sharedBy(build, rendered) : rendered;
  const paths = output.orElse.map(pattern => pathOf(pack, pattern, subject));
  const same = paths.find(path => build.made.has(path));
  if (same !== undefined) return { ...rendered, text: '', same };
  return output.optional ? undefined : rendered;
}

function renderOne(job: Job, subject: Subject, template: LoadedTemplate): Artifact | Finding {
  const path = pathOf(job.pack, job.output.to, subject);
  const data = templateData(job, subject, settingsOf(job, subject));
  const { phone, site } = subject;
  const owner = { ...(phone && { mac: phone.mac }), ...(site?.name && { site: site.name }) };
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

/** What an output would print for one subject if the settings were these; for questions, not for dist/. */
export function printedWith(
  job: Job,
  subject: Subject,
  settings: Settings,
): { template: LoadedTemplate; text: string } | undefined {
  const template = templateOf(job.pack, job.output, subject.model);
  return template && { template, text: template.render(templateData(job, subject, settings)) };
}

// What a template sees as `it`: docs/packs.md.
function templateData(job: Job, subject: Subject, settings: Settings): object {
  const { plan, pack, output } = job;
  const use = (template: string, more: object): string => {
    const part = templateOf(pack, { ...output, template }, subject.model);
    if (!part) throw new Error(`no template "${template}" in this pack`);
    return part.render({ ...data, ...more });
  };
  const url = pathOf(pack, output.to, subject).replace(/^http(?=\/)/, '');
  const data = {
    fleet: watchedFleet(plan, `${pack.name} ${output.to}`),
    pack,
    ...subject,
    settings,
    url,
    parameters,
    bytes,
    use,
  };
  return data;
}

const noTemplate = ({ pack, output }: Job): Finding => ({
  severity: 'error',
  rule: 'template',
  message: `no template "${output.template}" in this pack`,
  spot: fileSpot(`templates/${pack.name}/pack.yaml`),
});
