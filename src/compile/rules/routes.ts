// Routes: each key can be dialled and stands once, each goto leads on, and none comes back to itself.

import type { Numbering } from '../../contract/numbering.ts';
import { findRoute, routeTable } from '../../contract/routes.ts';
import { type Entry, sound, spotOf } from '../inventory/inventory.ts';
import { numberingOf } from '../inventory/number.ts';
import { routeKey } from '../inventory/routeKey.ts';
import { routeSteps } from '../inventory/routeSteps.ts';
import type { RouteWritten } from '../inventory/written.ts';
import type { Spot } from '../source/finding.ts';
import { didYouMean } from '../source/suggest.ts';
import { type Company, type Remark, repeated } from './rule.ts';

/** A goto: from one route's key to another's, undefined where no route answers to the number. */
interface Jump {
  from: string;
  number: string;
  to: string | undefined;
  spot: Spot;
}

export function* routes({ inventory, whole }: Company): Iterable<Remark> {
  const [fleet] = sound(inventory.fleet);
  const numbering = fleet && numberingOf(fleet.value.country, String(fleet.value.outside ?? ''));
  if (!numbering) return;
  const read = inventory.routes.map(entry => ({ entry, found: routeKey(entry.key, numbering) }));
  for (const { entry, found } of read)
    if ('fault' in found) yield { message: found.fault, spot: spotOf(entry, [], 'key') };
  const keyed = read.flatMap(({ entry, found }) => ('number' in found ? [{ entry, key: found.number }] : []));
  const spellings = new Map(keyed.map(one => [one.entry.key, one] as const)); // the same spelling twice is `unique`'s
  yield* repeated(spellings.values(), ({ entry, key }) => ({
    key,
    shown: `route ${key}`,
    spot: spotOf(entry, [], 'key'),
  }));
  const jumps = jumpsOf(keyed, numbering);
  if (whole) for (const jump of jumps) if (jump.to === undefined) yield deadEnd(jump, keyed);
  yield* loops(jumps);
}

function jumpsOf(keyed: { entry: Entry<RouteWritten>; key: string }[], numbering: Numbering): Jump[] {
  const table = routeTable(keyed.map(({ key }) => [key, true]));
  return keyed
    .filter(({ entry }) => !entry.broken)
    .flatMap(({ entry, key }) =>
      [...routeSteps(entry.value)].flatMap(({ step, path }): Jump[] => {
        if (step.goto === undefined) return [];
        const number = String(step.goto).replace(/[\s()\-/]/g, '');
        const to = findRoute(table, number, numbering)?.key;
        return [{ from: key, number, to, spot: spotOf(entry, [...path, 'goto']) }];
      }),
    );
}

const deadEnd = ({ number, spot }: Jump, keyed: { key: string }[]): Remark => ({
  message: `no route for ${number}${
    didYouMean(
      number,
      keyed.map(({ key }) => key),
    ) || ' — goto names a number that stands under "routes:"'
  }`,
  spot,
});

/** Follows every goto; each circle is told once, at the goto that closes it. */
function* loops(jumps: Jump[]): Iterable<Remark> {
  const done = new Set<string>();
  for (const { from } of jumps) yield* follow(from, [], { jumps, done });
}

function* follow(key: string, trail: string[], all: { jumps: Jump[]; done: Set<string> }): Iterable<Remark> {
  if (all.done.has(key)) return;
  for (const { from, to, spot } of all.jumps) {
    if (from !== key || to === undefined) continue;
    const way = [...trail, key];
    const start = way.indexOf(to);
    if (start === -1) yield* follow(to, way, all);
    else
      yield {
        message: `route ${to} comes back to itself: ${[...way.slice(start), to].join(' -> ')} — let one of them end in voicemail or hangup`,
        spot,
      };
  }
  all.done.add(key);
}
