// Mac: a phone's MAC reads as one, can be one phone's, and stands once in any spelling.

import { type Mac, parseMac, printMac } from '../../contract/mac.ts';
import { believed, spotOf } from '../inventory/inventory.ts';
import { quoted } from '../source/quote.ts';
import { type Company, type Remark, repeated } from './rule.ts';

export function* mac({ inventory }: Company): Iterable<Remark> {
  const phones = believed(inventory.phones);
  for (const phone of phones) {
    if (phone.value.mac === undefined) continue;
    const text = String(phone.value.mac);
    const parsed = parseMac(text);
    const message = parsed ? notAPhones(parsed) : fault(text);
    if (message !== undefined) yield { message, spot: spotOf(phone, ['mac']) };
  }
  yield* repeated(phones, phone => {
    const mac = parseMac(String(phone.value.mac ?? ''));
    return (
      mac && {
        key: mac,
        shown: () => `MAC ${printMac(mac)}`,
        spot: spotOf(phone, ['mac']),
        record: spotOf(phone),
      }
    );
  });
}

// IEEE 802: the lowest bit of the first octet marks an address of many devices.
function notAPhones(mac: Mac): string | undefined {
  if (mac !== '000000000000' && Number.parseInt(mac.slice(0, 2), 16) % 2 === 0) return undefined;
  const shown = printMac(mac);
  const label = 'take it from the label on the phone';
  if (mac === '000000000000') return `${shown} stands for phones that are not known — ${label}`;
  if (mac === 'ffffffffffff') return `${shown} is the broadcast address, no phone's — ${label}`;
  return `${shown} is a multicast address, no phone's — ${label}`;
}

function fault(text: string): string {
  const digits = text.replace(/[:.\s-]/g, '');
  const example = 'a MAC is 12 hex digits, for example 00:04:f2:aa:bb:01';
  const stranger = /[^0-9a-f]/iu.exec(digits)?.[0];
  if (stranger !== undefined)
    return `${quoted(text)} is no MAC: ${quoted(stranger)} is no hex digit${slip(stranger)} — ${example}`;
  if (digits.length !== 12)
    return `${quoted(text)} is no MAC: it has ${digits.length} hex digits — ${example}`;
  return `${quoted(text)} is no MAC as people write them — ${example}`;
}

const slip = (stranger: string) => (/[oO]/.test(stranger) ? ' (the letter O, not a zero?)' : '');
