// Catalogue: a vendor's parameters by name, and what their values may be.

import { didYouMean } from '../source/suggest.ts';
import type { Parameter } from './parameter.ts';
import type { ParameterList } from './parameterList.ts';
import { type ValueFault, valueFault } from './value.ts';

export interface Catalogue {
  list: ParameterList;
  /** a name's model suffix, `.VVX500` */
  suffix: RegExp;
  /** general names by their lower-case form */
  folded(): Map<string, string>;
  /** what was guessed for unknown names: the list is long, and a fleet repeats its mistakes */
  guesses: Map<string, string>;
}

/** A catalogue over parameters.yaml; `suffixes` are what vendors hang on a name to mean one model. */
export function makeCatalogue(list: ParameterList, suffixes: string[]): Catalogue {
  const suffix = new RegExp(`\\.(?:${suffixes.join('|') || '(?!)'})$`);
  let made: Map<string, string> | undefined;
  const folded = () => {
    made ??= new Map(list.names().map(name => [name.toLowerCase(), name]));
    return made;
  };
  return { list, suffix, folded, guesses: new Map() };
}

/** `reg.12.label.VVX500` is `reg.#.label` in the catalogue; some vendors' suffixed names stand there as they are. */
export function generalName(name: string, { suffix }: Catalogue): string {
  return numbered(name.replace(suffix, ''));
}

const numbered = (name: string) => name.replace(/(?<=\.)\d+(?=\.|$)/g, '#');

/** What is known of a name; a suffixed one is what the plain one is, unless the catalogue says otherwise. */
export function parameterOf(name: string, catalogue: Catalogue): Parameter | undefined {
  const { list, suffix } = catalogue;
  const general = list.get(generalName(name, catalogue));
  return suffix.test(name) ? (list.get(numbered(name)) ?? general) : general;
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
  const cased = catalogue.folded().get(general.toLowerCase());
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

function guessed(general: string, { guesses, list }: Catalogue): string {
  const guess = guesses.get(general) ?? didYouMean(general, list.names());
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
