// Make: the part of `build` that compiles and writes, where something has changed.

import { compile } from '../compile/compile.ts';
import { hasErrors, locateFindings } from '../compile/source/finding.ts';
import { isMassChange } from '../release/changes.ts';
import { writeRelease } from '../release/write.ts';
import { makeFew } from './few.ts';
import { keepLastBuild } from './lastBuild.ts';
import { remembering } from './memory.ts';
import type { Made, Order } from './order.ts';
import { partsOf } from './parts.ts';
import { progress } from './progress.ts';
import { strictly } from './report.ts';
import { suitSize, thriftily } from './thrift.ts';

/** Compiles and writes; what was learned is kept for the next build. */
export function make(order: Order): Made {
  suitSize(order.size);
  return makeFew(order) ?? makeAll(order);
}

function makeAll(order: Order): Made {
  const sources = remembering(order.root, order.sources);
  const { findings, output } = compile({ ...sources, lean: true });
  sources.save();
  const blocked = () => hasErrors(strictly(findings, order.strict));
  if (!output || blocked()) return { findings, written: undefined };
  const written = writeRelease({
    dist: order.dist,
    before: order.before,
    head: output.head,
    drafts: () => thriftily(progress(output.artifacts(findings))),
    approve: changes => !blocked() && (order.force || !isMassChange(changes)),
  });
  if (blocked()) return { findings, written: undefined };
  if (!written.refused) {
    // A phone of which something was found is compiled each time, so that it is told each time.
    const parts = findings.length === 0 ? partsOf(sources, output) : undefined;
    keepLastBuild(order, { sources: order.together(), findings: locateFindings(findings), parts });
  }
  return { findings, written };
}
