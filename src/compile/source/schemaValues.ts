// Schema values: what is wrong with a value, and what it should be.

import type { SchemaError } from './ajv.ts';
import { quoted } from './quote.ts';

const kinds: Record<string, string> = {
  object: 'a mapping (key: value)',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** What is wrong with a value; `name` is what it is called. */
export function sentence(error: SchemaError, name: string): string {
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
  if (types[0] === 'object' && /^\w+ *= */.test(String(data)))
    return `${name} is ${kinds['object']}, and ${shown(data)} is a text — write : in place of =`;
  if (/^-?\d+$/.test(String(data)) && types.includes('integer'))
    return `${shown(data)} is a text — take the quotes away: ${data}`;
  return `${shown(data)} is not ${wanted.join(' or ')}${types.includes('boolean') ? truth(data) : ''}`;
}

function truth(data: unknown): string {
  const meant = /^(?:yes|on|y|1)$/i.test(String(data))
    ? 'true'
    : /^(?:no|off|n|0)$/i.test(String(data))
      ? 'false'
      : '';
  return meant && ` — did you mean ${meant}?`;
}

/** A schema's description and examples, to hang on a message. */
export function hint(schema: Record<string, unknown> | undefined): string {
  const description = typeof schema?.['description'] === 'string' ? schema['description'] : '';
  const examples = Array.isArray(schema?.['examples'])
    ? schema['examples'].map(example => JSON.stringify(example)).join(', ')
    : '';
  const text = [description, examples && `for example ${examples}`].filter(Boolean).join('; ');
  return text && ` — ${text}`;
}

/** A value as a message shows it: never the inside of a list, a mapping or a secret. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return '!secret' in value ? 'a !secret' : 'a mapping';
  return typeof value === 'string' ? quoted(value) : String(value);
}
