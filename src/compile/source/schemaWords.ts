// Schema words: what ajv finds, said for the people who wrote the value.

import type { SchemaError } from './ajv.ts';
import { quoted } from './quote.ts';
import type { Path } from './yaml.ts';

/** What a schema finds wrong: `part` says whether the key or its value is meant. */
export interface SchemaFault {
  path: Path;
  part: 'key' | 'value';
  message: string;
  /** the word that was not allowed, and those that are: for "did you mean" */
  word?: string;
  allowed?: string[];
  /** the key that is not there */
  missing?: string;
}

/** Says one error; `whole` is the value that was checked. */
export function describe(error: SchemaError, whole: unknown): SchemaFault {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const { params } = error;
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknownKey(path, String(params['additionalProperty'] ?? params['unevaluatedProperty']), error);
    case 'required':
      return missingKey(path, String(params['missingProperty']), error);
    case 'enum':
      return oneOf(path, error);
    case 'oneOf':
    case 'anyOf':
      return { path, part: 'value', message: choice(error) };
    default:
      if (error.data === null || error.data === undefined)
        return {
          path,
          part: 'key',
          message: `${subject(path, whole)} needs a value${hint(error.parentSchema)}`,
        };
      return {
        path,
        part: 'value',
        message: `${sentence(error, subject(path, whole))}${hint(error.parentSchema)}`,
      };
  }
}

function unknownKey(path: string[], word: string, error: SchemaError): SchemaFault {
  const allowed = Object.keys(error.parentSchema?.['properties'] ?? {});
  return { path: [...path, word], part: 'key', message: `unknown key ${quoted(word)}`, word, allowed };
}

function missingKey(path: string[], missing: string, { parentSchema }: SchemaError): SchemaFault {
  const properties = parentSchema?.['properties'] as Record<string, Record<string, unknown>> | undefined; // a schema's own form
  return { path, part: 'key', message: `"${missing}" is missing${hint(properties?.[missing])}`, missing };
}

function oneOf(path: string[], error: SchemaError): SchemaFault {
  const values = error.params['allowedValues'];
  const allowed = (Array.isArray(values) ? values : []).map(String);
  return {
    path,
    part: 'value',
    message: `${shown(error.data)} is not one of ${allowed.join(', ')}`,
    word: String(error.data),
    allowed,
  };
}

/** The keys to choose from: `oneOf: [{ required: [a] }, { required: [b] }]`; none where an error is about something else. */
export function choices({ keyword, parentSchema }: SchemaError): string[] {
  if (keyword !== 'oneOf' && keyword !== 'anyOf') return [];
  const branches = parentSchema?.[keyword] as { required?: string[] }[]; // ours have no other form
  return branches.flatMap(({ required = [] }) => required);
}

function choice(error: SchemaError): string {
  const names = choices(error).map(name => `"${name}"`);
  const most = error.keyword === 'oneOf' ? 'either ' : '';
  return `${most}${names.join(' or ')} belongs here${hint(error.parentSchema)}`;
}

const kinds: Record<string, string> = {
  object: 'a mapping (key: value)',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function sentence(error: SchemaError, name: string): string {
  const { keyword, data, parentSchema, params } = error;
  if (keyword === 'type')
    return wrongType(data, [params['type']].flat().map(String), name, parentSchema?.['pattern']);
  if (keyword === 'pattern') return `${shown(data)} is not in the form it should have`;
  if (keyword === 'minLength') return `${name} is empty`;
  if (keyword === 'maxLength') return `${shown(data)} is longer than ${params['limit']} characters`;
  if (keyword === 'minimum') return `${shown(data)} is too small: ${params['limit']} is the least`;
  if (keyword === 'maximum') return `${shown(data)} is too large: ${params['limit']} is the most`;
  return `${shown(data)} ${error.message ?? 'is not allowed here'}`;
}

function wrongType(data: unknown, types: string[], name: string, pattern: unknown): string {
  const wanted = types.filter(type => type !== 'null').map(type => kinds[type] ?? type);
  if (types.includes('array') && typeof data !== 'object')
    return `${name} is a list — write [ ] around what stands in it`;
  if (typeof data === 'object' && types[0] === 'array')
    return `${name} is a list: begin each item with "- "; here stands ${shown(data)}`;
  if (Array.isArray(data) && types[0] === 'object')
    return `${name} is a mapping: write key: value, without "- "; here stands a list`;
  if (typeof data === 'object') return `${name} is ${wanted.join(' or ')}; here stands ${shown(data)}`;
  if (types.includes('boolean') && types.length === 1)
    return `${shown(data)} is not true or false${truth(data)}`;
  if (types.includes('string') && typeof data !== 'string') {
    if (typeof pattern === 'string' && !new RegExp(pattern).test(String(data)))
      return `${shown(data)} is not in the form it should have`;
    return `${data} is read as ${typeof data === 'boolean' ? 'true or false' : 'a number'} — put it in quotes: "${data}"`;
  }
  if (/^-?\d+$/.test(String(data)) && types.includes('integer'))
    return `${shown(data)} is a text — take the quotes away: ${data}`;
  return `${shown(data)} is not ${wanted.join(' or ')}`;
}

function truth(data: unknown): string {
  const meant = /^(?:yes|on|y|1)$/i.test(String(data))
    ? 'true'
    : /^(?:no|off|n|0)$/i.test(String(data))
      ? 'false'
      : '';
  return meant && ` — did you mean ${meant}?`;
}

// What the value belongs to: `"lines"`, `an item of "lines"` or the file.
function subject(path: string[], whole: unknown): string {
  const name = path.at(-1);
  if (name === undefined) return 'a file of the inventory';
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((value, step) => (value as Record<string, unknown>)?.[step], whole); // ajv has walked it
  return Array.isArray(parent) ? `an item of "${path.at(-2)}"` : quoted(name);
}

function hint(schema: Record<string, unknown> | undefined): string {
  const description = typeof schema?.['description'] === 'string' ? schema['description'] : '';
  const examples = Array.isArray(schema?.['examples'])
    ? schema['examples'].map(example => JSON.stringify(example)).join(', ')
    : '';
  const text = [description, examples && `for example ${examples}`].filter(Boolean).join('; ');
  return text && ` — ${text}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return '!secret' in value ? 'a !secret' : 'a mapping';
  return typeof value === 'string' ? quoted(value) : String(value);
}

const unescapePointer = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~');
