// Schema: a value against a compiled JSON Schema, told in words.

import type { CheckFunction, SchemaError } from './ajv.ts';
import type { Path } from './yaml.ts';

/** What a schema finds wrong: `part` says whether the key or its value is meant. */
export interface SchemaFault {
  path: Path;
  part: 'key' | 'value';
  message: string;
  /** the word that was not allowed, and those that are: for "did you mean" */
  word?: string;
  allowed?: string[];
}

export type Validator = (value: unknown) => SchemaFault[];

/** A validator over a compiled schema. */
export function validator(check: CheckFunction): Validator {
  return value =>
    check(value) ? [] : deepest((check.errors ?? []).filter(error => error.keyword !== 'if').map(describe));
}

// Of faults at one place, or one inside the other, only the deepest tells what to mend.
function deepest(faults: SchemaFault[]): SchemaFault[] {
  const seen = new Set<string>();
  return faults.filter(fault => {
    const place = `${fault.path.join('/')} ${fault.part}`;
    return !seen.has(place) && seen.add(place);
  });
}

function describe(error: SchemaError): SchemaFault {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const { params } = error;
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknownKey(path, String(params['additionalProperty'] ?? params['unevaluatedProperty']), error);
    case 'required':
      return {
        path,
        part: 'key',
        message: `"${params['missingProperty']}" is missing${hint(property(error, String(params['missingProperty'])))}`,
      };
    case 'enum':
      return oneOf(path, error);
    default:
      return {
        path,
        part: 'value',
        message: `${shown(error.data)} ${sentence(error)}${hint(error.parentSchema)}`,
      };
  }
}

function unknownKey(path: string[], word: string, error: SchemaError): SchemaFault {
  const allowed = Object.keys(error.parentSchema?.['properties'] ?? {});
  return { path: [...path, word], part: 'key', message: `unknown key "${word}"`, word, allowed };
}

function oneOf(path: string[], error: SchemaError): SchemaFault {
  const allowed = (Array.isArray(error.params['allowedValues']) ? error.params['allowedValues'] : []).map(
    String,
  );
  return {
    path,
    part: 'value',
    message: `${shown(error.data)} is not one of ${allowed.join(', ')}`,
    word: String(error.data),
    allowed,
  };
}

const article: Record<string, string> = {
  object: 'a mapping (key: value)',
  array: 'a list',
  string: 'a text (put it in quotes)',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function sentence(error: SchemaError): string {
  if (error.keyword === 'type')
    return `is not ${[error.params['type']]
      .flat()
      .map(type => article[String(type)] ?? type)
      .join(' or ')}`;
  if (error.keyword === 'pattern') return 'is not in the form it should have';
  return error.message ?? 'is not allowed here';
}

function hint(schema: Record<string, unknown> | undefined): string {
  const description = typeof schema?.['description'] === 'string' ? schema['description'] : '';
  const examples = Array.isArray(schema?.['examples'])
    ? schema['examples'].map(example => JSON.stringify(example)).join(', ')
    : '';
  const text = [description, examples && `for example ${examples}`].filter(Boolean).join('; ');
  return text && ` — ${text}`;
}

function property(error: SchemaError, name: string): Record<string, unknown> | undefined {
  const properties = error.parentSchema?.['properties'];
  return properties && typeof properties === 'object'
    ? (properties as Record<string, Record<string, unknown>>)[name]
    : undefined; // a schema's own form
}

function shown(value: unknown): string {
  const text = value === null || value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

const unescapePointer = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~');
