// Schemas of pack.yaml and model.yaml.

const strings = { type: 'array', items: { type: 'string' } };
const settings = {
  type: 'object',
  description: 'vendor parameters by name',
  additionalProperties: {
    type: ['string', 'number', 'boolean'],
    description: 'its value; true and false are 1 and 0',
  },
};
const named = (description: string, fields: Record<string, object>, more: object = {}) => ({
  type: 'array',
  description,
  items: {
    type: 'object',
    required: Object.keys(fields),
    additionalProperties: false,
    properties: { ...fields, ...more },
  },
});
const title = { type: 'string', description: 'for people' };
const text = (description: string) => ({ type: 'string', description });

const step = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    get: { type: 'string', description: 'a file it asks for' },
    put: { type: 'string', description: 'a log it uploads' },
    append: { type: 'string', description: 'a log it asks the size of, then uploads the rest of' },
    master: { ...strings, description: 'the first of these that is there names the other files' },
    image: { type: 'boolean', description: 'the firmware that the master names' },
    configs: { type: 'boolean', description: 'the configuration files that the master names' },
    optional: { type: 'boolean', description: 'missing in a healthy boot' },
    updater: { type: 'boolean', description: 'asked by the updater' },
  },
};

const boot = {
  type: 'object',
  required: ['name', 'of', 'userAgent', 'steps'],
  additionalProperties: false,
  properties: {
    name: text('what `boot --generation` calls it'),
    of: { ...strings, description: 'software generations (data.software of a model)' },
    userAgent: { type: 'string', description: 'with {family}, {agent}' },
    updater: { type: 'string', description: "the updater's" },
    steps: { type: 'array', description: 'what it does, in order', items: step },
  },
};

const output = {
  type: 'object',
  required: ['for', 'template', 'to', 'format', 'type'],
  additionalProperties: false,
  properties: {
    for: { enum: ['fleet', 'site', 'phone'], description: 'once, once a site, or once a phone' },
    models: { enum: ['all', 'used'], description: 'which models, where the path holds {model}' },
    template: { type: 'string', description: 'a file of the pack' },
    to: { type: 'string', description: 'path below dist/, with {pack} {model} {mac} {site}' },
    format: { enum: ['xml', 'conf', 'json', 'text'], description: 'how values are escaped' },
    type: { type: 'string', description: 'media type' },
    optional: { type: 'boolean', description: 'no file where the template prints nothing' },
    orElse: {
      type: ['string', 'array'],
      items: { type: 'string' },
      description: 'where the template prints nothing: the same as the first of these files that was made',
    },
    shared: { type: 'boolean', description: 'files of the same text are one file on disk' },
    parameters: { type: 'boolean', description: 'it holds vendor parameters, which are checked' },
  },
};

export const packSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'plugtone pack.yaml',
  type: 'object',
  required: ['title', 'outputs'],
  additionalProperties: false,
  properties: {
    title,
    outputs: { type: 'array', description: 'the files that the pack makes', items: output },
    boots: { type: 'array', items: boot, description: 'how its phones boot, for `plugtone boot`' },
    userAgents: {
      ...strings,
      description: 'regular expressions with the groups model, version, serial, type',
    },
    answers: named('what its phones ask for at the root, and what they get', {
      ask: text('the name, with {mac} and what the model has under data'),
      answer: text('a file below http/, with {model}, {mac} and the same'),
    }),
    uploads: named(
      'names that its phones may PUT',
      {
        name: text('the name, with {mac}'),
        kind: { enum: ['log', 'override', 'directory', 'calls'], description: 'what it is' },
      },
      { utc: { const: true, description: "its stamps are UTC, whatever the phone's clock shows" } },
    ),
    limits: {
      type: 'object',
      description: 'what its phones cannot hold',
      additionalProperties: false,
      properties: {
        nameBytes: {
          type: 'integer',
          minimum: 1,
          description: 'bytes of UTF-8 that a first name and a last name hold in a directory',
        },
      },
    },
    versions: {
      type: 'object',
      additionalProperties: text('a regular expression over a version'),
      description:
        'firmware versions (regular expressions) by software generation (data.software of a model)',
    },
    firmware: { ...strings, description: 'globs over file names in the firmware folder' },
    complete: {
      ...strings,
      description: 'software generations (data.software) of which parameters.yaml has every name',
    },
    settings,
  },
};

export const modelSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'plugtone model.yaml',
  type: 'object',
  required: ['title', 'lines', 'keys', 'directory'],
  additionalProperties: false,
  properties: {
    title,
    userAgents: { ...strings, description: 'its names in the User-Agent header' },
    lines: { type: 'integer', minimum: 1, description: 'extensions that can register' },
    keys: { type: 'integer', minimum: 0, description: 'line keys' },
    expansionKeys: { type: 'integer', minimum: 0, description: 'further line keys on expansion modules' },
    directory: { type: 'integer', minimum: 0, description: 'directory entries it holds' },
    settings,
    data: { type: 'object', description: 'whatever its templates want to know' },
  },
};
