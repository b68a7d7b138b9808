// Catalogue: a vendor's parameters by name, and what their values may be.

import { didYouMean } from '../source/suggest.ts';

/** What is known of a parameter; a missing field says nothing. */
export interface Parameter {
  /** which of the vendor's generations have it */
  in?: string;
  type?: 'boolean' | 'integer' | 'time';
  values?: string[];
  range?: [number, number];
  /** parameters that must be set to 1 beside it */
  needs?: string[];
}

export interface Catalogue {
  parameters: Map<string, Parameter>;
  /** general names by their lower-case form */
  folded: Map<string, string>;
  /** a name's model suffix, `.VVX500` */
  suffix: RegExp;
}

/** A catalogue from parameters.yaml; `suffixes` are what vendors hang on a name to mean one model. */
export function makeCatalogue(written: Record<string, Parameter>, suffixes: string[]): Catalogue {
  const parameters = new Map(Object.entries(written));
  const folded = new Map([...parameters.keys()].map(name => [name.toLowerCase(), name]));
  return { parameters, folded, suffix: new RegExp(`\\.(?:${suffixes.join('|') || '(?!)'})$`) };
}

/** `reg.12.label.VVX500` is `reg.#.label` in the catalogue; some vendors' suffixed names stand there as they are. */
export function generalName(name: string, { suffix }: Catalogue): string {
  return name.replace(suffix, '').replace(/(?<=\.)\d+(?=\.|$)/g, '#');
}

/** What is known of a name. */
export function parameterOf(name: string, catalogue: Catalogue): Parameter | undefined {
  return catalogue.parameters.get(name) ?? catalogue.parameters.get(generalName(name, catalogue));
}

export interface ParameterFault {
  severity: 'error' | 'warning';
  message: string;
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
  if (!parameter) return unknownName(name, catalogue);
  const fault = valueFault(value, parameter);
  return fault === undefined
    ? undefined
    : { severity: 'error', part: 'value', message: `${name} is "${value}"; ${fault}` };
}

function unknownName(name: string, catalogue: Catalogue): ParameterFault {
  const general = generalName(name, catalogue);
  const cased = catalogue.folded.get(general.toLowerCase());
  if (cased !== undefined) {
    return {
      severity: 'error',
      part: 'key',
      message: `no parameter "${name}": letter case counts — the vendor writes "${likeWritten(cased, name)}"`,
    };
  }
  const guess = didYouMean(general, catalogue.parameters.keys());
  return {
    severity: 'warning',
    part: 'key',
    message: `parameter "${name}" is not in the vendor's list${guess}`,
  };
}

// The vendor's spelling with the indices that were written.
function likeWritten(general: string, name: string): string {
  const indices = name.match(/(?<=\.)\d+(?=\.|$)/g) ?? [];
  return general.replace(/#/g, () => indices.shift() ?? '#');
}

function valueFault(value: string, { type, values, range }: Parameter): string | undefined {
  if (values)
    return values.includes(value) ? undefined : `it may be ${values.join(', ')}${didYouMean(value, values)}`;
  if (range)
    return /^-?\d+$/.test(value) && Number(value) >= range[0] && Number(value) <= range[1]
      ? undefined
      : `it is a number from ${range[0]} to ${range[1]}`;
  if (type === 'boolean') return /^[01]$/.test(value) ? undefined : 'it is 0 or 1';
  if (type === 'integer') return /^-?\d+$/.test(value) || value === '' ? undefined : 'it is a whole number';
  if (type === 'time')
    return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value) ? undefined : 'it is a time, for example "01:00"';
  return undefined;
}
