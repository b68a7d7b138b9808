// Numberings: how the United States write numbers, as much of it as tests need.

import type { Numbering } from '../src/contract/numbering.ts';

export const us: Numbering = {
  country: 'US',
  callingCode: '1',
  international: '011',
  trunk: '1',
  rewrite: '',
  national: '[2-9]\\d{9}',
  internal: 6,
  outside: '',
};
