// Polling: the nightly look for new configuration is spread over less than a day, and said once.

import { believed, spotOf } from '../inventory/inventory.ts';
import { durationSeconds } from '../plan/quantity.ts';
import type { Path } from '../source/yaml.ts';
import type { Company, Remark } from './rule.ts';

const day = 86_400;

export function* polling({ inventory }: Company): Iterable<Remark> {
  for (const fleet of believed(inventory.fleet)) {
    const { poll, random } = fleet.value.provisioning ?? {};
    const inside = typeof poll === 'object' ? poll.random : undefined;
    const places: [string | undefined, Path][] = [
      [random, ['provisioning', 'random']],
      [inside, ['provisioning', 'poll', 'random']],
    ];
    for (const [text, path] of places) {
      if (text !== undefined && durationSeconds(text) >= day)
        yield {
          message: `"${text}" is a day or more, and phones look once a day — use less, for example "60m"`,
          spot: spotOf(fleet, path),
        };
    }
    if (random !== undefined && inside !== undefined) {
      yield {
        message: '"random" is said twice — keep one of the two',
        spot: spotOf(fleet, ['provisioning', 'random'], 'key'),
        related: {
          message: 'also said here',
          spot: spotOf(fleet, ['provisioning', 'poll', 'random'], 'key'),
        },
      };
    }
  }
}
