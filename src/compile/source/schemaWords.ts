// Schema words: what ajv finds, said for the people who wrote the value.

import type { SchemaError } from './ajv.ts';
import { quoted } from './quote.ts';
import { hint, sentence, shown } from './schemaValues.ts';
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

function unknownKey(path: string[], word: string, { parentSchema, data }: SchemaError): SchemaFault {
  const allowed = Object.keys(parentSchema?.['properties'] ?? {});
  const fault = { path: [...path, word], part: 'key' as const, word };
  const key = beforeColon(word);
  if (key !== word && allowed.includes(key))
    return { ...fault, message: `${quoted(word)} is one word — put a blank behind "${key}:"` };
  const entries = Object.entries(data ?? {});
  if (entries.some(([name, value]) => name === word && value === null))
    return {
      ...fault,
      message: `unknown key ${quoted(word)}, which has no value — is it a piece of a text? A text with a comma in it stands in quotes`,
    };
  const [empty] = entries.find(([, value]) => value === null) ?? [];
  return empty === undefined
    ? { ...fault, message: `unknown key ${quoted(word)}`, allowed }
    : { ...fault, message: `unknown key ${quoted(word)} — indent it, if it belongs below "${empty}:"` };
}

/** `mac:00:04` is `mac`, written without a blank. */
export const beforeColon = (word: string): string => word.split(':')[0] ?? '';

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

// What the value belongs to: `"lines"`, `an item of "lines"` or the file.
function subject(path: string[], whole: unknown): string {
  const name = path.at(-1);
  if (name === undefined) return 'a file of the inventory';
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((value, step) => (value as Record<string, unknown>)?.[step], whole); // ajv has walked it
  return Array.isArray(parent) ? `an item of "${path.at(-2)}"` : quoted(name);
}

const unescapePointer = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~');
