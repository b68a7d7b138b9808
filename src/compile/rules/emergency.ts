// Emergency: no extension is the number that people dial for help.

import { believed, spotOf } from '../inventory/inventory.ts';
import { numberingOf } from '../inventory/number.ts';
import type { Company, Remark } from './rule.ts';

export function* emergency({ inventory }: Company): Iterable<Remark> {
  const country = believed(inventory.fleet)[0]?.value.country ?? '';
  const numbering = numberingOf(country, '');
  if (!numbering) return;
  const own = numbering.callingCode === '1' ? ['911'] : (byCountry[country]?.split(' ') ?? everywhere);
  for (const person of inventory.people) {
    const { key } = person;
    if (!own.includes(key)) continue;
    yield {
      severity: 'warning',
      message: `${key} calls for help in ${country}: whoever dials it would ring this person — take another extension`,
      spot: spotOf(person, [], 'key'),
    };
  }
}

const everywhere = ['112', '911'];

// Beside +1, where it is 911. Police, fire and ambulance, as the countries' own authorities name them.
const byCountry: Record<string, string> = {
  AE: '112 997 998 999',
  AT: '112 122 133 144',
  AU: '000 106 112',
  BE: '100 101 112',
  BR: '112 190 192 193 911',
  CH: '112 117 118 144',
  CN: '110 119 120',
  CZ: '112 150 155 158',
  DE: '110 112',
  ES: '061 062 080 091 092 112',
  FR: '15 17 18 112 114',
  GB: '112 999',
  HK: '112 999',
  HU: '104 105 107 112',
  IE: '112 999',
  IL: '100 101 102 112',
  IN: '100 101 102 108 112',
  IT: '112 113 115 118',
  JP: '110 118 119',
  KR: '112 119',
  MY: '112 999',
  NO: '110 112 113',
  NZ: '111',
  PL: '112 997 998 999',
  RU: '101 102 103 112',
  SG: '995 999',
  UA: '101 102 103 112',
  ZA: '112 10111 10177',
};
