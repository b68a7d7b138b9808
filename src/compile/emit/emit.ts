// Emit: plan and packs to artifacts, one at a time.

import { printAccess } from '../../contract/access.ts';
import { type PhonesHead, printPhones } from '../../contract/phones.ts';
import { printRoutes } from '../../contract/routes.ts';
import type { Pack } from '../packs/pack.ts';
import type { FleetPlan } from '../plan/plan.ts';
import type { Finding } from '../source/finding.ts';
import { accessData } from './access.ts';
import type { Artifact } from './artifact.ts';
import { newBuild } from './build.ts';
import { callersText } from './callersFile.ts';
import { inUse, packEntry, vendorsInUse } from './inUse.ts';
import { renderOutput } from './output.ts';
import { phonesHead, phonesOf } from './phones.ts';
import { watchedFleet } from './watch.ts';

/** Makes every artifact; what goes wrong in a template is added to `findings` and makes no artifact. */
export function* emit(plan: FleetPlan, packs: Pack[], findings: Finding[]): Iterable<Artifact> {
  const build = newBuild(findings);
  const vendors = vendorsOf(plan, packs);
  yield* dataFiles(watchedFleet(plan, 'data')); // before the templates that look into callers.json
  for (const pack of inUse(plan, packs)) {
    for (const output of pack.outputs) yield* renderOutput({ plan, pack, output, vendors }, build);
  }
  yield json('phones.json', printPhones(phonesHead(plan, packs), phonesOf(plan))); // a line a phone: a build of few puts theirs into it
}

interface FewPhones {
  findings: Finding[];
  /** the text of the list of all phones, from that of these */
  list(head: PhonesHead, few: ReturnType<typeof phonesOf>): string;
}

/** Makes the files of single phones only, and the list that they stand in with all others. */
export function* emitPhones(
  plan: FleetPlan,
  packs: Pack[],
  { findings, list }: FewPhones,
): Iterable<Artifact> {
  const build = newBuild(findings);
  const vendors = vendorsOf(plan, packs);
  for (const pack of inUse(plan, packs)) {
    for (const output of pack.outputs)
      if (output.for === 'phone') yield* renderOutput({ plan, pack, output, vendors }, build);
  }
  yield json('phones.json', list(phonesHead(plan, packs), phonesOf(plan)));
}

function* dataFiles(plan: FleetPlan): Iterable<Artifact> {
  yield json('access.json', printAccess(accessData(plan)));
  yield json('callers.json', callersText(plan.callers));
  yield json('numbering.json', `${JSON.stringify(plan.numbering, null, 2)}\n`);
  yield json('routes.json', [...printRoutes(plan.routes)].join(''));
}

const vendorsOf = (plan: FleetPlan, packs: Pack[]) =>
  vendorsInUse(plan, packs).map(pack => ({ ...packEntry(pack), macs: pack.macs }));

const json = (path: string, text: string): Artifact => ({ path, text, type: 'application/json' });
