// Value: whether a vendor's parameter may have it.

import { didYouMean } from '../source/suggest.ts';
import type { Parameter } from './parameter.ts';

export interface ValueFault {
  severity: 'error' | 'warning';
  message: string;
}

/** What is wrong with a value. An empty one is always right: it stands for the default. */
export function valueFault(value: string, parameter: Parameter): ValueFault | undefined {
  if (value === '' || value.toLowerCase() === 'null') return undefined;
  const { type, values, range } = parameter;
  if (values) return oneOf(value, values);
  if (range) return within(value, range);
  if (type === 'boolean') return flag(value);
  if (type === 'integer') return /^-?\d+$/.test(value) ? undefined : error('it is a whole number');
  if (type === 'time')
    return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value)
      ? undefined
      : error('it is a time of day, for example "01:00"');
  return undefined;
}

const error = (message: string): ValueFault => ({ severity: 'error', message });

// Whether phones mind the letter case of values is not known.
function oneOf(value: string, values: string[]): ValueFault | undefined {
  if (values.includes(value)) return undefined;
  const cased = values.find(allowed => allowed.toLowerCase() === value.toLowerCase());
  if (cased !== undefined) return { severity: 'warning', message: `the vendor writes "${cased}"` };
  return error(`it may be ${values.join(', ')}${didYouMean(value, values)}`);
}

function within(value: string, [least, most]: [number, number]): ValueFault | undefined {
  const isNumber = /^-?\d+$/.test(value);
  if (isNumber && Number(value) >= least && Number(value) <= most) return undefined;
  return error(`it is a whole number from ${least} to ${most}`);
}

// XML Schema, with which newer phones read their files, takes true and false for 1 and 0; older ones know digits only.
function flag(value: string): ValueFault | undefined {
  if (value === '0' || value === '1') return undefined;
  return /^(?:true|false)$/i.test(value)
    ? { severity: 'warning', message: `write ${value.toLowerCase() === 'true' ? 1 : 0}: it is 0 or 1` }
    : error('it is 0 or 1');
}
