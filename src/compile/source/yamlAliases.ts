// YAML aliases: those that name no anchor, stand inside their own, or merge what is no mapping.

import type { Fault, Range } from './fault.ts';

/** An alias and what it stands for, or the value of a merge key that cannot be merged. */
type Found = { alias: Range; name: string; target: Range | undefined } | { merge: Range };

/** The faults of one document, whose aliases and bad merges `look` shows. */
export function aliasFaults(look: (visitor: (found: Found) => void) => void): Fault[] {
  const faults: Fault[] = [];
  look(found => {
    const fault = 'merge' in found ? notAMapping(found.merge) : aliasFault(found);
    if (fault) faults.push(fault);
  });
  const told = new Set(faults.map(({ range: [start] }) => start));
  return faults.filter(({ range: [start] }) => told.delete(start));
}

function aliasFault({ alias, name, target }: Extract<Found, { name: string }>): Fault | undefined {
  if (!target) {
    return {
      message: `no anchor "&${name}" stands above this alias — write &${name} where the value is first given; a text that begins with * stands in quotes`,
      range: alias,
    };
  }
  const inside = target[0] <= alias[0] && alias[1] <= target[1];
  return inside ? { message: `"*${name}" stands inside the value that it repeats`, range: alias } : undefined;
}

const notAMapping = (range: Range): Fault => ({
  message:
    'what << merges is a mapping, or a list of them — write <<: *name, with &name before a mapping above',
  range,
});
