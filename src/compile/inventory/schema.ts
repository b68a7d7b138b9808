// Schema: what a YAML document of the inventory may hold, described for editors and for `check`.

import { fleet } from './schema/fleet.ts';
import { E, map, name, record, text } from './schema/parts.ts';
import { person, phone, site } from './schema/records.ts';
import { route } from './schema/route.ts';

export const inventorySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'plugtone inventory',
  ...record('begin with one of fleet: sites: people: phones: contacts: callers: routes:', {
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
  $defs: { route },
};
