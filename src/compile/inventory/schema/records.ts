// Records: sites, people and phones.

import {
  E,
  extension,
  holidays,
  name,
  packSettings,
  record,
  secret,
  settings,
  shared,
  text,
} from './parts.ts';

export const site = {
  ...record('a place where phones stand', { ...shared, holidays, settings: packSettings }),
  type: ['object', 'null'],
};
export const person = record(
  'somebody who has an extension',
  {
    name: name('as phones show it', 'Alice Nguyen'),
    password: secret('SIP password, !secret'),
    email: {
      ...text('for voicemail: one address', 'alice@example.com'),
      pattern: '^[^\\s@,;:|<>"()\\[\\]\\\\]+@[^\\s@,;:|<>"()\\[\\]\\\\]+$',
    },
    numbers: {
      type: 'array',
      description: 'telephone numbers that reach this person',
      items: E('a telephone number', '+1 256 555 0101'),
    },
    directory: { type: 'boolean', description: "listed in the phones' directory (true unless said)" },
    voicemail: {
      description: 'a voicemail box',
      type: ['boolean', 'object'],
      if: { type: 'object' },
      then: record('a voicemail box', { pin: secret('PIN, !secret or digits in quotes') }),
    },
  },
  ['name'],
);
export const phone = record(
  'a desk phone',
  {
    mac: E('MAC address in any usual spelling', '00:04:f2:aa:bb:01'),
    model: text('pack and model, as `plugtone packs` lists them'),
    site: text('a site of sites:', 'huntsville'),
    lines: {
      type: 'array',
      description: 'extensions it registers',
      items: {
        description: 'an extension, or a mapping with person',
        type: ['string', 'integer', 'object'],
        if: { type: 'object' },
        then: record(
          'a line',
          {
            person: extension,
            label: name('shown beside the line key', 'Front desk'),
            appearances: { type: 'integer', minimum: 1, maximum: 48, description: 'line keys it takes' },
          },
          ['person'],
        ),
      },
    },
    keys: {
      type: 'array',
      description: 'BLF and speed-dial keys',
      items: {
        ...record('a lamp (blf: 102) or a speed dial (speed: "+1 256 555 0199")', {
          blf: extension,
          speed: E('number it dials', '+12565550199'),
          label: name('shown beside the key', 'Door'),
        }),
        oneOf: [{ required: ['blf'] }, { required: ['speed'] }],
      },
    },
    firmware: {
      ...E('pinned firmware version: the name of its folder', '3.3.5'),
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$',
    },
    settings,
    ...shared,
  },
  ['mac', 'model'],
);
