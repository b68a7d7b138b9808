// Mac: a phone's MAC reads as one, and stands once in any spelling.

import { type Mac, parseMac, printMac } from '../../contract/mac.ts';
import type { Entry } from '../inventory/inventory.ts';
import type { PhoneWritten } from '../inventory/written.ts';
import { type Company, type Remark, repeated } from './rule.ts';

export function* mac({ inventory }: Company): Iterable<Remark> {
  const phones = inventory.phones.filter(({ value }) => value && value.mac !== undefined);
  for (const phone of phones) {
    const text = String(phone.value.mac);
    if (!parseMac(text)) yield { message: fault(text), spot: phone.spot(['mac']) };
  }
  yield* repeated(phones, phone => {
    const parsed = macOf(phone);
    return parsed && { key: parsed, shown: `MAC ${printMac(parsed)}`, spot: phone.spot(['mac']) };
  });
}

/** A phone's MAC, where it reads as one. */
export const macOf = (phone: Entry<PhoneWritten>): Mac | undefined => parseMac(String(phone.value?.mac));

function fault(text: string): string {
  const digits = text.replace(/[:.\s-]/g, '');
  const example = 'a MAC is 12 hex digits, for example 00:04:f2:aa:bb:01';
  const stranger = /[^0-9a-f]/i.exec(digits)?.[0];
  if (stranger !== undefined) return `"${text}" is no MAC: "${stranger}" is no hex digit — ${example}`;
  if (digits.length !== 12) return `"${text}" is no MAC: it has ${digits.length} hex digits — ${example}`;
  return `"${text}" is no MAC as people write them — ${example}`;
}
