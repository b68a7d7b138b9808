// Schema: what a YAML document of the inventory may hold, described for editors and for `check`.

import { fleet } from './schema/fleet.ts';
import { duration, E, extension, map, name, record, text } from './schema/parts.ts';
import { person, phone, site } from './schema/records.ts';

export const inventorySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'plugtone inventory',
  ...record('records of a company: phones, people, names', {
    fleet,
    sites: map('places by name', site),
    people: map('people by extension', person),
    phones: { type: 'array', description: 'desk phones', items: phone },
    contacts: {
      type: 'array',
      description: "outside people for the phones' directory",
      items: record(
        'a contact',
        {
          name: name('as phones show it', 'Pizza Place'),
          number: E('telephone number', '+1 256 555 0142'),
          speed: { type: 'integer', minimum: 1, maximum: 9999, description: 'speed-dial index' },
          site: text('the only site whose phones list it; all of them unless said', 'huntsville'),
        },
        ['name', 'number'],
      ),
    },
    callers: map('caller-ID names by number or range', {
      description: 'a name, or { block: true }',
      type: ['string', 'object'],
      minLength: 1,
      if: { type: 'object' },
      then: {
        ...record('a caller: { name: City Hall } or { block: true }', {
          name: name('what calls show', 'City Hall'),
          block: { type: 'boolean', description: 'turn this caller away' },
        }),
        anyOf: [{ required: ['name'] }, { required: ['block'] }],
      },
    }),
    routes: map('what a dialled number does', { $ref: '#/$defs/route' }),
  }),
  $defs: {
    route: record('a step', {
      say: text('speak: datetime', 'datetime'),
      ring: { type: 'array', description: 'extensions that ring together', items: extension },
      for: duration('ring this long', '20s'),
      dial: text("Asterisk's Dial string; {number} is the number", 'PJSIP/{number}@trunk'),
      voicemail: extension,
      hangup: { type: 'boolean', description: 'hang up' },
      else: { $ref: '#/$defs/route' },
    }),
  },
};
