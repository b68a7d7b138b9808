// Caller name: shows the name that git has for a number, and leaves the call alone otherwise.

import { type Caller, findCaller } from '../../../contract/callers.ts';
import { readNumber } from '../../../contract/numbering.ts';
import type { AgiData } from '../data.ts';
import { setVariable } from '../protocol/command.ts';
import type { Env } from '../protocol/env.ts';
import type { Steps } from './app.ts';

/**
 * Sets CALLERID(name) where there is a better one, and PLUGTONE_CALLER to hit, miss or blocked. With the argument `outside`
 * no extension or short code is looked up: a stranger can send anybody's.
 */
export function* callerName(env: Env, data: Pick<AgiData, 'callers' | 'numbering'>): Steps {
  const caller = isShown(env) ? lookUp(env, data) : undefined;
  const name = nameOf(caller);
  // A name that holds git's is better: a queue's "Sales: City Hall". Not SET CALLERID, which would set the number too.
  if (!env.agi_calleridname.includes(name)) yield setVariable('CALLERID(name)', { text: name });
  const result = typeof caller === 'object' && caller.block ? 'blocked' : name === '' ? 'miss' : 'hit';
  yield setVariable('PLUGTONE_CALLER', result);
  return result;
}

// 0x20 restricted, 0x40 unavailable: the number may be real, but its owner does not want it shown.
const isShown = (env: Env) => (Number(env.agi_callingpres) & 0x60) === 0;

function lookUp(
  env: Env,
  { callers, numbering }: Pick<AgiData, 'callers' | 'numbering'>,
): Caller | undefined {
  const { kind, number } = readNumber(env.agi_callerid, numbering);
  if (kind === 'none' || (kind === 'internal' && env.args.includes('outside'))) return undefined;
  return findCaller(callers, number);
}

function nameOf(caller: Caller | undefined): string {
  return (typeof caller === 'object' ? caller.name : caller) ?? '';
}
