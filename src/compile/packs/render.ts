// Render: a template and its data to text. The one place that knows Eta.

import { Eta } from 'eta/core';
import { escapes } from './escape.ts';
import { faultOf, missing, type TemplateFault, whole } from './fault.ts';
import type { Format } from './pack.ts';

export type Template = (data: object) => string;

const engines = new Map<string, Eta>();

function engine(format: Format, debug: boolean): Eta {
  const key = `${format} ${debug}`;
  const known = engines.get(key);
  if (known) return known;
  const made = new Eta({
    autoFilter: true,
    autoTrim: false,
    debug,
    escapeFunction: escapes[format],
    filterFunction: present,
  });
  engines.set(key, made);
  return made;
}

function present(value: unknown): string {
  if (value === undefined || value === null) throw new Error(missing);
  const text = String(value);
  if (typeof value === 'object' && text.startsWith('[object ')) throw new Error(whole);
  return text;
}

/** Compiles a template once; the result throws where a field is missing or a value cannot be written. */
export function compileTemplate(text: string, format: Format): Template {
  const eta = engine(format, false);
  const compiled = eta.compile(text);
  return data => compiled.call(eta, data);
}

/** Runs a template that failed once more, slowly, to say where. */
export function findTemplateFault(text: string, format: Format, data: object): TemplateFault {
  const eta = engine(format, true);
  try {
    eta.compile(text).call(eta, data, { async: false });
    return { message: 'the template fails', line: 1 };
  } catch (error) {
    return faultOf(error, text);
  }
}
