// Output: the files that one output of a pack stands for.

import type { ModelPlan } from '../packs/pack.ts';
import { asText, parameters, type Settings } from '../packs/settings.ts';
import { type Finding, fileSpot } from '../source/finding.ts';
import { type Artifact, sameAs } from './artifact.ts';
import { type Build, countFailure, sayOfTemplate, sharedBy } from './build.ts';
import type { Job } from './job.ts';
import { checkOpen } from './open.ts';
import { checkRendered } from './rendered.ts';
import { type Common, commonData, templateData } from './seen.ts';
import { pathOf, type Subject, subjects } from './subject.ts';
import { type LoadedTemplate, templateOf } from './template.ts';

/** Renders an output once for each of its subjects. */
export function* renderOutput(job: Job, build: Build): Iterable<Artifact> {
  const { output } = job;
  const templateFor = templatesOf(job);
  const common = commonData(job, parameters);
  for (const subject of subjects(job)) {
    const template = templateFor(subject.model);
    if (!template) {
      build.findings.push(noTemplate(job));
      return;
    }
    const rendered = renderOne(job, subject, { template, build, common });
    if (!rendered) continue;
    checkRendered({ job, subject, template, artifact: rendered }, build);
    checkOpen(rendered, job.plan.settingSecrets, { template, build });
    const artifact = placed(job, subject, { build, rendered });
    if (output.for !== 'phone') build.made.set(rendered.path, artifact !== undefined);
    if (artifact) yield artifact;
  }
}

// Asked for each phone, and there are few models.
function templatesOf({ pack, output }: Job): (model: ModelPlan | undefined) => LoadedTemplate | undefined {
  const found = new Map<ModelPlan | undefined, LoadedTemplate | undefined>();
  return model => {
    const template = found.get(model) ?? templateOf(pack, output, model);
    found.set(model, template);
    return template;
  };
}

// Where the template printed nothing, another file may stand for it.
function placed(
  job: Job,
  subject: Subject,
  { build, rendered }: { build: Build; rendered: Artifact },
): Artifact | undefined {
  const { pack, output } = job;
  if (rendered.text.trim() !== '') return output.shared ? sharedBy(build, rendered) : rendered;
  const pattern = output.orElse.find(pattern => isMade(pattern, { job, subject, build }));
  if (pattern !== undefined) return sameAs(rendered, pathOf(pack, pattern, subject));
  return output.optional ? undefined : rendered;
}

// Where only phones' files are made, it is worked out whether the other file would be.
function isMade(
  pattern: string,
  { job, subject, build }: { job: Job; subject: Subject; build: Build },
): boolean {
  const { pack } = job;
  const path = pathOf(pack, pattern, subject);
  const known = build.made.get(path);
  if (known !== undefined) return known;
  const other = pack.outputs.find(({ to, for: whom }) => to === pattern && whom !== 'phone');
  const { phone: _, ...wider } = subject;
  const made =
    other !== undefined &&
    (!other.optional || printOnly({ ...job, output: other }, wider)?.text.trim() !== '');
  build.made.set(path, made);
  return made;
}

interface Rendering {
  template: LoadedTemplate;
  build: Build;
  common: Common;
}

function renderOne(job: Job, subject: Subject, { template, build, common }: Rendering): Artifact | undefined {
  const path = pathOf(job.pack, job.output.to, subject);
  const data = templateData({ job, subject, path, common });
  try {
    const artifact: Artifact = { path, text: template.render(data), type: job.output.type };
    const { phone, site } = subject;
    if (phone) artifact.mac = phone.mac;
    if (site?.name) artifact.site = site.name;
    return artifact;
  } catch {
    // Looking for the fault is slow, and it is mostly the same again.
    if (countFailure(build, template.path) <= mostLooks)
      sayOfTemplate(build, { template, path, ...template.fault(data) });
    return undefined;
  }
}

const mostLooks = 20;

export interface Printed {
  template: LoadedTemplate;
  text: string;
  /** vendor parameters that the template says itself */
  own: Settings;
  /** settings that it laid over them */
  over: Settings;
}

/** What an output prints for one subject, and of which parameters; for questions, not for dist/. */
export function printOnly(job: Job, subject: Subject): Printed | undefined {
  const template = templateOf(job.pack, job.output, subject.model);
  if (!template) return undefined;
  const told: Pick<Printed, 'own' | 'over'> = { own: {}, over: {} };
  const lay: typeof parameters = (own, over) => {
    Object.assign(told.own, asText(own));
    Object.assign(told.over, over);
    return parameters(own, over);
  };
  const path = pathOf(job.pack, job.output.to, subject);
  const text = template.render(templateData({ job, subject, path, common: commonData(job, lay) }));
  return { template, text, ...told };
}

const noTemplate = ({ pack, output }: Job): Finding => ({
  severity: 'error',
  rule: 'template',
  message: `no template "${output.template}" in this pack`,
  spot: fileSpot(`templates/${pack.name}/pack.yaml`),
});
