// Schema: a value against a compiled JSON Schema, told in words.

import type { CheckFunction, SchemaError } from './ajv.ts';
import { quoted } from './quote.ts';
import { beforeColon, choices, describe, type SchemaFault } from './schemaWords.ts';
import { suggest } from './suggest.ts';

export type { SchemaFault } from './schemaWords.ts';

export type Validator = (value: unknown) => SchemaFault[];

/** A validator over a compiled schema. */
export function validator(check: CheckFunction): Validator {
  return value =>
    check(value) ? [] : deepest(telling(check.errors ?? []).map(error => describe(error, value)));
}

// Of a choice, only the whole is told, not why each of its branches failed.
function telling(errors: SchemaError[]): SchemaError[] {
  const choices = [...new Set(errors.filter(isChoice).map(({ schemaPath }) => `${schemaPath}/`))];
  const isBranch = ({ schemaPath }: SchemaError) => choices.some(choice => schemaPath.startsWith(choice));
  const unknown = unknownKeys(errors);
  return errors.filter(error => error.keyword !== 'if' && !isBranch(error) && !isMisspelt(error, unknown));
}

const isChoice = ({ keyword }: SchemaError) => keyword === 'oneOf' || keyword === 'anyOf';

/** By the mapping that they stand in. */
function unknownKeys(errors: SchemaError[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { keyword, instancePath, params } of errors) {
    if (keyword !== 'additionalProperties') continue;
    const own = found.get(instancePath) ?? [];
    own.push(beforeColon(String(params['additionalProperty'])));
    found.set(instancePath, own);
  }
  return found;
}

// What is missing stands there misspelt: the unknown key says it better.
function isMisspelt(error: SchemaError, unknown: Map<string, string[]>): boolean {
  const wanted = error.keyword === 'required' ? [String(error.params['missingProperty'])] : choices(error);
  if (wanted.length === 0) return false;
  return (unknown.get(error.instancePath) ?? []).some(key => suggest(key, wanted) !== undefined);
}

// Of faults at one place only the first is told.
function deepest(faults: SchemaFault[]): SchemaFault[] {
  const seen = new Set<string>();
  return faults.filter(fault => {
    const place = `${fault.path.join('/')} ${fault.part} ${fault.word ?? ''} ${fault.missing ?? ''}`;
    return !seen.has(place) && seen.add(place);
  });
}

/** ` — known here: a, b` to hang on a message about an unknown word. */
export const listed = (allowed: string[]): string =>
  allowed.length > 0 && !allowed.includes('')
    ? ` — known here: ${allowed.map(word => quoted(word).slice(1, -1)).join(', ')}`
    : '';
