// Numbers: each reads as a telephone number of its country or a short code, and stands once in its list.

import type { Numbering } from '../../contract/numbering.ts';
import { callerKey } from '../inventory/callerKey.ts';
import { type Entry, type Inventory, sound } from '../inventory/inventory.ts';
import { numberingOf } from '../inventory/number.ts';
import type { Spot } from '../source/finding.ts';
import { type Company, type Remark, repeated } from './rule.ts';

interface Written {
  text: string;
  spot: Spot;
}

export function* numbers({ inventory }: Company): Iterable<Remark> {
  const [fleet] = sound(inventory.fleet);
  if (!fleet) return;
  const numbering = numberingOf(fleet.value.country, String(fleet.value.outside ?? ''));
  if (!numbering) {
    yield {
      message: `no country "${fleet.value.country}" — use two letters, for example US, GB or DE (ISO 3166)`,
      spot: fleet.spot(['country']),
    };
    return;
  }
  for (const list of lists(inventory)) yield* ofList(list, numbering);
}

function lists(inventory: Inventory): Written[][] {
  return [
    sound(inventory.people).flatMap(person =>
      (person.value.numbers ?? []).map((text, index) => ({
        text: String(text),
        spot: person.spot(['numbers', index]),
      })),
    ),
    sound(inventory.contacts).map(contact => ({
      text: String(contact.value.number),
      spot: contact.spot(['number']),
    })),
    sound(inventory.callers).map((caller: Entry<unknown>) => ({
      text: caller.key,
      spot: caller.spot([], 'key'),
    })),
  ];
}

function* ofList(list: Written[], numbering: Numbering): Iterable<Remark> {
  const read = list.map(({ text, spot }) => ({ spot, found: callerKey(text, numbering) }));
  for (const { found, spot } of read) if ('fault' in found) yield { message: found.fault, spot };
  yield* repeated(read, ({ found, spot }) =>
    'fault' in found ? undefined : { key: found.number, shown: `number ${found.number}`, spot },
  );
}
