// Catalogue: a vendor's parameters by name, and what their values may be.

import { didYouMean } from '../source/suggest.ts';
import type { Parameter } from './parameter.ts';
import { type ValueFault, valueFault } from './value.ts';

export interface Catalogue {
  parameters: Map<string, Parameter>;
  /** general names by their lower-case form */
  folded: Map<string, string>;
  /** a name's model suffix, `.VVX500` */
  suffix: RegExp;
  /** what was guessed for unknown names: the list is long, and a fleet repeats its mistakes */
  guesses: Map<string, string>;
}

/** A catalogue from parameters.yaml; `suffixes` are what vendors hang on a name to mean one model. */
export function makeCatalogue(written: Record<string, Parameter>, suffixes: string[]): Catalogue {
  const parameters = new Map(Object.entries(written));
  const folded = new Map([...parameters.keys()].map(name => [name.toLowerCase(), name]));
  const suffix = new RegExp(`\\.(?:${suffixes.join('|') || '(?!)'})$`);
  return { parameters, folded, suffix, guesses: new Map() };
}

/** `reg.12.label.VVX500` is `reg.#.label` in the catalogue; some vendors' suffixed names stand there as they are. */
export function generalName(name: string, { suffix }: Catalogue): string {
  return name.replace(suffix, '').replace(/(?<=\.)\d+(?=\.|$)/g, '#');
}

/** What is known of a name; a suffixed one is what the plain one is. */
export function parameterOf(name: string, catalogue: Catalogue): Parameter | undefined {
  const { parameters } = catalogue;
  return (
    parameters.get(name) ??
    parameters.get(generalName(name, catalogue)) ??
    parameters.get(name.replace(/(?<=\.)\d+(?=\.|$)/g, '#'))
  );
}

export interface ParameterFault extends ValueFault {
  /** the name or its value */
  part: 'key' | 'value';
}

/** What is wrong with one parameter, or undefined. An unknown name is a warning: no public list is complete. */
export function checkParameter(
  name: string,
  value: string,
  catalogue: Catalogue,
): ParameterFault | undefined {
  const parameter = parameterOf(name, catalogue);
  return parameter ? checkValue(name, value, parameter) : unknownName(name, catalogue);
}

/** What is wrong with the value of a parameter that is known. */
export function checkValue(name: string, value: string, parameter: Parameter): ParameterFault | undefined {
  const fault = valueFault(value, parameter);
  return fault && { ...fault, part: 'value', message: `${name} is "${value}"; ${fault.message}` };
}

function unknownName(name: string, catalogue: Catalogue): ParameterFault {
  const general = generalName(name, catalogue);
  const cased = catalogue.folded.get(general.toLowerCase());
  if (cased !== undefined && cased !== general) {
    return {
      severity: 'error',
      part: 'key',
      message: `no parameter "${name}": letter case counts — the vendor writes "${likeWritten(cased, name)}"`,
    };
  }
  const guess = guessed(general, catalogue);
  return {
    severity: 'warning',
    part: 'key',
    message: `parameter "${name}" is not in the vendor's list${guess}`,
  };
}

function guessed(general: string, { guesses, parameters }: Catalogue): string {
  const guess = guesses.get(general) ?? didYouMean(general, parameters.keys());
  guesses.set(general, guess);
  return guess;
}

// The vendor's spelling with the indices that were written.
function likeWritten(general: string, name: string): string {
  const indices = name.match(/(?<=\.)\d+(?=\.|$)/g) ?? [];
  return general.replace(/#/g, () => indices.shift() ?? '#');
}

/** Whether a generation of software, whose list is known to be whole, has no such parameter. */
export const isMissingFrom = (generation: string, { in: having }: Parameter): boolean =>
  having !== undefined && !having.split(' ').includes(generation);
