// Parts: what several kinds of record have in common.

export const text = (description: string, ...examples: unknown[]) => ({
  type: 'string',
  description,
  ...(examples.length > 0 && { examples }),
});
export const E = (description: string, ...examples: unknown[]) => ({
  type: ['string', 'integer'],
  description,
  examples,
});
export const extension = E('an extension: the key of a person', 101);
export const name = (description: string, example: string) => ({
  ...text(description, example),
  minLength: 1,
});

const reference = {
  type: 'object',
  required: ['!secret'],
  properties: { '!secret': { type: 'string', description: 'its path in the secrets file' } },
  additionalProperties: false,
};
export const secret = (description: string) => ({
  description,
  type: ['string', 'integer', 'object'],
  if: { type: 'object' },
  then: reference,
});
export const record = (description: string, properties: Record<string, object>, required: string[] = []) => ({
  type: 'object',
  description,
  properties,
  required,
  additionalProperties: false,
});
export const map = (description: string, value: object) => ({
  type: 'object',
  description,
  additionalProperties: value,
});
export const time = {
  type: 'string',
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'a time of day, 24 hours, in quotes',
  examples: ['01:00'],
};
export const duration = (description: string, example: string) => ({
  type: 'string',
  pattern: '^\\d{1,6}\\s*[smhd]$',
  description,
  examples: [example],
});
const parameter = (description: string) => ({
  description,
  if: { type: 'object', required: ['!secret'] },
  then: reference,
  else: { type: ['string', 'number', 'boolean'], description },
});
export const settings = map(
  "vendor parameters by name, of the phone's own pack",
  parameter(
    'the value of a vendor parameter; its name is written whole, a.b.c: 1, and without its pack above it; "" for an empty value',
  ),
);
export const packSettings = map(
  'vendor parameters by pack, then by name',
  map(
    'vendor parameters, below the name of their pack',
    parameter(
      'the value of a vendor parameter; its name is written whole, a.b.c: 1; !secret for one that nobody shall read, "" for an empty one',
    ),
  ),
);
export const timezone = text('IANA time zone', 'America/Chicago');
export const language = text('language, BCP 47', 'en');
export const sip = record('where phones register', {
  server: name('host name or address of the SIP server', 'pbx.example.com'),
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
export const holidays = {
  type: 'array',
  description: "days on which no route's hours hold",
  items: text('a date, or month and day for every year', '2026-12-25', '12-25'),
};
export const shared = { timezone, language, sip };
