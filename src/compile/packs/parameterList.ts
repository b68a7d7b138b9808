// Parameter list: parameters.yaml. It is long, and a fleet uses few of its names: a line is read when its name is asked for.

import { readDocuments } from '../source/document.ts';
import { type SourceFile, textIn } from '../source/file.ts';
import { readPlain } from '../source/plain.ts';
import type { Parameter } from './parameter.ts';

export interface ParameterList {
  get(name: string): Parameter | undefined;
  /** every name; the whole file is read for it */
  names(): string[];
}

/** The list in a file; one that holds no mapping is empty. */
export function parameterList(file: SourceFile): ParameterList {
  const known = new Map<string, Parameter>();
  let text: string | undefined;
  let whole: Map<string, Parameter> | undefined;
  const all = () => {
    whole ??= readWhole(file);
    return whole;
  };
  return {
    names: () => [...all().keys()],
    get(name) {
      if (whole) return whole.get(name);
      const found = known.get(name);
      if (found) return found;
      text ??= textIn(file);
      const line = onOneLine(name, text);
      if (!line) return all().get(name);
      known.set(name, line);
      return line;
    },
  };
}

// `"name": { … }` from the start of a line to its end; written in another way, the whole file is read.
function onOneLine(name: string, text: string): Parameter | undefined {
  const start = text.indexOf(`\n"${name}": {`) + 1;
  if (start === 0) return undefined;
  const end = text.indexOf('\n', start);
  const value = readPlain(text.slice(start, end < 0 ? undefined : end));
  return isMapping(value) ? (value[name] as Parameter) : undefined; // a pack's own file
}

function readWhole(file: SourceFile): Map<string, Parameter> {
  const value = readDocuments(file).documents[0]?.value;
  return new Map(isMapping(value) ? (Object.entries(value) as [string, Parameter][]) : []); // the same
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
