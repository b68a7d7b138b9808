// Speed dials: an index stands for one contact.

import { believed } from '../inventory/inventory.ts';
import { type Company, type Remark, repeated } from './rule.ts';

export function* speedDials({ inventory }: Company): Iterable<Remark> {
  yield* repeated(believed(inventory.contacts), contact => {
    const { speed } = contact.value;
    return speed === undefined
      ? undefined
      : { key: String(speed), shown: `speed dial ${speed}`, spot: contact.spot(['speed']) };
  });
}
