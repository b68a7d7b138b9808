// Rendered: what templates made holds parameters that the vendor knows. What came from the inventory, a rule has seen.

import {
  type Catalogue,
  checkParameter,
  checkValue,
  isMissingFrom,
  parameterOf,
} from '../packs/catalogue.ts';
import type { Pack } from '../packs/pack.ts';
import type { Parameter } from '../packs/parameter.ts';
import type { Artifact } from './artifact.ts';
import type { Build } from './build.ts';
import type { Job } from './job.ts';
import { originOf } from './origin.ts';
import { eachPrinted, meant } from './printed.ts';
import type { Subject } from './subject.ts';
import type { LoadedTemplate } from './template.ts';

export interface Rendered {
  job: Job;
  subject: Subject;
  template: LoadedTemplate;
  artifact: Artifact;
}

/** What is known of each name that was met: undefined for one whose values need no look. */
type Known = Map<string, Parameter | undefined>;

const met = new WeakMap<Build, Map<string, Known>>();

/** Checks every parameter of a rendered text; each name is looked up once a build, for each generation of software. */
export function checkRendered(rendered: Rendered, build: Build): void {
  const { job, subject, artifact } = rendered;
  const catalogue = job.pack.catalogue();
  if (!catalogue) return;
  const known = knownOf(job.pack, generationOf(subject), build);
  const needed: [string, string[]][] = [];
  const ones = new Set<string>();
  eachPrinted(artifact.text, job.output.format, (name, printed) => {
    const fresh = !known.has(name);
    if (fresh) known.set(name, lookedAt(name, rendered, { catalogue, build }));
    const parameter = known.get(name);
    if (printed === '1') ones.add(name);
    if (!parameter) return;
    const fault = checkValue(name, meant(printed, job.output.format), parameter);
    if (fault) say(name, fault, { rendered, build });
    if (parameter.needs) needed.push([name, parameter.needs]);
  });
  for (const [name, needs] of needed)
    checkNeeds(
      name,
      needs.filter(need => !ones.has(need)),
      { rendered, build },
    );
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

function checkNeeds(name: string, missing: string[], saying: Saying): void {
  for (const need of missing) {
    const message = `${name} has no effect without ${need}="1" beside it`;
    say(name, { severity: 'error', message }, saying);
  }
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
    spot: originOf(name, job.pack, template),
  });
}

// Settings of the inventory are checked where they were written.
function isWritten(name: string, { plan, pack }: Job, { site, phone }: Subject): boolean {
  const layers = [plan.settings[pack.name], site?.settings[pack.name], phone?.settings];
  return layers.some(layer => layer !== undefined && Object.hasOwn(layer, name));
}
