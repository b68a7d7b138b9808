// Rendered: what templates made is well formed, and holds parameters that the vendor knows. What came from the inventory, a rule has seen.

import {
  type Catalogue,
  checkParameter,
  checkValue,
  isMissingFrom,
  parameterOf,
} from '../packs/catalogue.ts';
import type { TemplateFault } from '../packs/fault.ts';
import type { Pack } from '../packs/pack.ts';
import type { Parameter } from '../packs/parameter.ts';
import type { Artifact } from './artifact.ts';
import { type Build, sayOfTemplate } from './build.ts';
import type { Job } from './job.ts';
import { originOf } from './origin.ts';
import { eachPrinted, meant } from './printed.ts';
import type { Subject } from './subject.ts';
import type { LoadedTemplate } from './template.ts';
import type { FormFault } from './xml.ts';

export interface Rendered {
  job: Job;
  subject: Subject;
  template: LoadedTemplate;
  artifact: Artifact;
}

/** What is known of each name that was met: undefined for one whose values need no look. */
type Known = Map<string, Parameter | undefined>;

const met = new WeakMap<Build, Map<string, Known>>();

/** Checks that a rendered text is what its format says, and the vendor parameters in it. */
export function checkRendered(rendered: Rendered, build: Build): void {
  const { job, template, artifact } = rendered;
  const { parameters, format, optional, orElse } = job.output;
  if (artifact.text.trim() === '' && (optional || orElse.length > 0)) return;
  const catalogue = parameters ? job.pack.catalogue() : undefined;
  const fault = catalogue
    ? checkParameters(rendered, { catalogue, build })
    : eachPrinted(artifact.text, format, () => {});
  if (fault) sayOfTemplate(build, { template, path: artifact.path, ...placed(fault, rendered) });
}

// The template's line that says the same as the one at fault, where it stands there as it is printed.
function placed({ message, at }: FormFault, { artifact, template }: Rendered): TemplateFault {
  const start = artifact.text.lastIndexOf('\n', at - 1) + 1;
  const [printed = ''] = artifact.text.slice(start).split('\n');
  const line = template.text.split('\n').findIndex(text => text.trim() === printed.trim());
  return { message, line: Math.max(0, line) + 1 };
}

// Each name is looked up once a build, for each generation of software.
function checkParameters(rendered: Rendered, { catalogue, build }: Checking): FormFault | undefined {
  const { job, subject, artifact } = rendered;
  const known = knownOf(job.pack, generationOf(subject), build);
  const needed: [string, string[]][] = [];
  const ones = new Set<string>();
  const formFault = eachPrinted(artifact.text, job.output.format, (name, printed) => {
    const fresh = !known.has(name);
    if (fresh) known.set(name, lookedAt(name, rendered, { catalogue, build }));
    const parameter = known.get(name);
    if (printed === '1') ones.add(name);
    if (!parameter) return;
    const fault = checkValue(name, meant(printed, job.output.format), parameter);
    if (fault) say(name, fault, { rendered, build });
    if (parameter.needs) needed.push([name, parameter.needs]);
  });
  for (const [name, needs] of needed) {
    const missing = needs.filter(need => !ones.has(need)).map(need => `${need}="1"`);
    const message = `${name} has no effect without ${missing.join(' and ')} beside it`;
    if (missing.length > 0) say(name, { severity: 'error', message }, { rendered, build });
  }
  return formFault;
}

const generationOf = ({ model }: Subject): string => String(model?.data['software'] ?? '');

function knownOf({ name, complete }: Pack, generation: string, build: Build): Known {
  const all = met.get(build) ?? new Map<string, Known>();
  met.set(build, all);
  const key = `${name} ${complete.includes(generation) ? generation : ''}`;
  const known = all.get(key) ?? new Map();
  all.set(key, known);
  return known;
}

interface Checking {
  catalogue: Catalogue;
  build: Build;
}

// The first look at a name: is it the vendor's, and does this model's software have it?
function lookedAt(name: string, rendered: Rendered, { catalogue, build }: Checking): Parameter | undefined {
  const parameter = parameterOf(name, catalogue);
  if (!parameter) {
    const fault = checkParameter(name, '', catalogue);
    if (fault) say(name, fault, { rendered, build });
    return undefined;
  }
  const { job, subject } = rendered;
  const generation = generationOf(subject);
  if (job.pack.complete.includes(generation) && isMissingFrom(generation, parameter)) {
    const message = `software ${generation} has no parameter "${name}": a ${subject.model?.title} will not know it`;
    say(name, { severity: 'warning', message }, { rendered, build });
  }
  const { type, values, range, needs } = parameter;
  return type || values || range || needs ? parameter : undefined;
}

interface Saying {
  rendered: Rendered;
  build: Build;
}

function say(
  name: string,
  { severity, message }: { severity: 'error' | 'warning'; message: string },
  { rendered, build }: Saying,
): void {
  const { job, subject, template, artifact } = rendered;
  if (isWritten(name, job, subject)) return;
  const key = `${template.path} ${message}`;
  if (build.said.has(key)) return;
  build.said.add(key);
  build.findings.push({
    severity,
    rule: 'parameters',
    message: `${message} (while making ${artifact.path})`,
    spot: job.pack.settingSpot(name, subject.model) ?? originOf(name, job.pack, template),
  });
}

// Settings of the inventory are checked where they were written.
function isWritten(name: string, { plan, pack }: Job, { site, phone }: Subject): boolean {
  const layers = [plan.settings[pack.name], site?.settings[pack.name], phone?.settings];
  return layers.some(layer => layer !== undefined && Object.hasOwn(layer, name));
}
