// Schema: what a YAML document of the inventory may hold, described for editors and for `check`.

const text = (description: string, ...examples: unknown[]) => ({
  type: 'string',
  description,
  ...(examples.length > 0 && { examples }),
});
const E = (description: string, ...examples: unknown[]) => ({
  type: ['string', 'integer'],
  description,
  examples,
});
const extension = E('an extension: the key of a person', 101);

const secret = (description: string) => ({
  description,
  type: ['string', 'integer', 'object'],
  if: { type: 'object' },
  then: {
    type: 'object',
    required: ['!secret'],
    properties: { '!secret': { type: 'string' } },
    additionalProperties: false,
  },
});
const record = (description: string, properties: Record<string, object>, required: string[] = []) => ({
  type: 'object',
  description,
  properties,
  required,
  additionalProperties: false,
});
const map = (description: string, value: object) => ({
  type: 'object',
  description,
  additionalProperties: value,
});
const time = {
  type: 'string',
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'a time of day, 24 hours, in quotes',
  examples: ['01:00'],
};
const duration = (description: string, example: string) => ({
  type: 'string',
  pattern: '^\\d+\\s*[smhd]$',
  description,
  examples: [example],
});
const settings = map('vendor parameters by name', { type: ['string', 'number', 'boolean'] });
const packSettings = map('vendor parameters by pack', settings);
const timezone = text('IANA time zone', 'America/Chicago');
const language = text('language, BCP 47', 'en');
const sip = record('where phones register', {
  server: text('host name or address of the SIP server', 'pbx.example.com'),
  port: {
    type: 'integer',
    minimum: 1,
    maximum: 65535,
    description: 'port, 5060 by default',
    examples: [5060],
  },
  transport: { enum: ['udp', 'tcp', 'tls'], description: 'SIP transport' },
  expires: {
    type: 'integer',
    minimum: 60,
    maximum: 86400,
    description: 'seconds between registrations',
    examples: [3600],
  },
});
const shared = { timezone, language, sip };

const fleet = record(
  'the company, once',
  {
    name: { ...text("the company's name", 'Example Deals'), minLength: 1 },
    country: text('how a number without + is read: two letters, ISO 3166', 'US'),
    outside: E('digit that people dial for an outside line', '9'),
    ...shared,
    provisioning: record(
      'where phones find their configuration',
      {
        url: text('what DHCP and the phones are told', 'http://prov.example.com:8080'),
        poll: {
          description: 'nightly look for new configuration',
          type: ['string', 'object'],
          if: { type: 'object' },
          then: record('when phones look', { time, random: duration('spread over this long', '60m') }, [
            'time',
          ]),
          else: time,
        },
        random: duration('spread the nightly look over this long', '60m'),
        auth: record(
          'how phones prove themselves',
          {
            scheme: { enum: ['none', 'basic', 'digest'], description: 'HTTP authentication' },
            user: text('user name', 'phones'),
            password: secret('its password, !secret'),
          },
          ['scheme'],
        ),
        overrides: { enum: ['refuse', 'keep'], description: 'what happens to settings changed at the phone' },
      },
      ['url'],
    ),
    asterisk: record('the Asterisk beside the phones', {
      driver: { enum: ['pjsip', 'sip'], description: 'channel driver' },
      context: text('dialplan context that phones call from', 'phones'),
    }),
    dhcp: record('networks for the DHCP snippets', {
      subnets: {
        type: 'array',
        description: 'networks with phones',
        items: record(
          'a network',
          {
            subnet: text('CIDR', '10.20.0.0/24'),
            range: text('addresses given out', '10.20.0.50 - 10.20.0.250'),
            router: text('gateway', '10.20.0.1'),
          },
          ['subnet'],
        ),
      },
    }),
    logs: record("what is kept of a phone's logs", {
      keep: duration('how long', '30d'),
      max: {
        type: 'string',
        pattern: '^\\d+\\s*[kKMG]?B$',
        description: 'how much a phone',
        examples: ['20MB'],
      },
    }),
    settings: packSettings,
  },
  ['name', 'country', 'provisioning'],
);

const site = {
  ...record('a place where phones stand', { ...shared, settings: packSettings }),
  type: ['object', 'null'],
};
const person = record(
  'somebody who has an extension',
  {
    name: { ...text('as phones show it', 'Alice Nguyen'), minLength: 1 },
    password: secret('SIP password, !secret'),
    email: text('for voicemail', 'alice@example.com'),
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
const phone = record(
  'a desk phone',
  {
    mac: E('MAC address in any usual spelling', '00:04:f2:aa:bb:01'),
    model: text('pack and model', 'polycom/ip330'),
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
            label: text('shown beside the line key', 'Front desk'),
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
        type: 'object',
        description: 'a key',
        if: { required: ['speed'] },
        then: record(
          'a speed-dial key',
          { speed: E('number it dials', '+12565550199'), label: text('shown beside the key', 'Door') },
          ['speed'],
        ),
        else: record('a busy-lamp key', { blf: extension, label: text('shown beside the key', 'Alice') }, [
          'blf',
        ]),
      },
    },
    firmware: { type: ['string', 'integer'], description: 'pinned firmware version', examples: ['3.3.5'] },
    settings,
    ...shared,
  },
  ['mac', 'model'],
);

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
          name: { ...text('as phones show it', 'Pizza Place'), minLength: 1 },
          number: E('telephone number', '+1 256 555 0142'),
          speed: { type: 'integer', minimum: 1, maximum: 9999, description: 'speed-dial index' },
        },
        ['name', 'number'],
      ),
    },
    callers: map('caller-ID names by number or range', {
      description: 'a name, or { block: true }',
      type: ['string', 'object'],
      if: { type: 'object' },
      then: record('a caller', {
        name: text('what calls show'),
        block: { type: 'boolean', description: 'turn this caller away' },
      }),
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
