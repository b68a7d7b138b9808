// Reply: what a command came to, as a value. Nothing that a call can do is an exception.

import type { Outcome } from '../apps/app.ts';
import type { Answer } from '../protocol/answer.ts';

/** Asterisk did it. */
export interface Done<Value> {
  ok: true;
  /** what the command is asked for: a digit, a variable's value, a number … */
  value: Value;
  /** Asterisk's own result, `200 result=…` */
  result: string;
  /** what stood in parentheses */
  data: string | undefined;
  /** where a sound or recording ended, in samples */
  endpos: number | undefined;
}

/**
 * Why it did not:
 * - `failed`: Asterisk tried; `result` and `data` are what it said
 * - `unknown`: no such command in this Asterisk (510)
 * - `dead`: the caller has hung up and the command needs the caller (511)
 * - `usage`: wrong arguments; `text` is Asterisk's own usage (520)
 * - `memory`: Asterisk has none left (503)
 * - `refused`: another code, `code` says which
 * - `unsendable`: a line break, a NUL, or too long for one command; nothing was sent
 * - `hangup`: Asterisk has closed, the call is over
 * - `timeout`: the script's time was up, the call went on without it
 * - `over`: the script itself has ended the session
 */
export type Refusal =
  | 'failed'
  | 'unknown'
  | 'dead'
  | 'usage'
  | 'memory'
  | 'refused'
  | 'unsendable'
  | 'hangup'
  | 'timeout'
  | 'over';

export interface Refused {
  ok: false;
  refusal: Refusal;
  /** for people */
  text: string;
  code: number | undefined;
  value: undefined;
  result: string | undefined;
  data: string | undefined;
  endpos: number | undefined;
}

export type Reply<Value> = Done<Value> | Refused;

/** An answer of Asterisk's that says 200. */
export type Success = Extract<Answer, { kind: 'ok' }>;

/** Makes a value of a success; `{ failed }` where Asterisk tried in vain. */
export type Reader<Value> = (answer: Success) => { value: Value } | { failed: string };

/** The reply that an outcome is. */
export function replyOf<Value>(outcome: Outcome, read: Reader<Value>): Reply<Value> {
  if (outcome.kind === 'unsendable') return refused('unsendable', outcome.fault);
  if (outcome.kind === 'over') return over(outcome.ending ?? '');
  if (outcome.kind === 'refused')
    return { ...refused(codes[outcome.code] ?? 'refused', outcome.text), code: outcome.code };
  const { result, data, fields } = outcome;
  const said = {
    result,
    data,
    endpos: fields['endpos'] === undefined ? undefined : Number(fields['endpos']),
  };
  const found = read(outcome);
  if ('value' in found) return { ok: true, value: found.value, ...said };
  return { ...refused('failed', found.failed), code: 200, ...said };
}

const codes: Record<number, Refusal> = { 503: 'memory', 510: 'unknown', 511: 'dead', 520: 'usage' };

function over(ending: string): Refused {
  if (ending === 'timeout') return refused('timeout', "the script's time was up");
  const isHungUp = ending === 'closed' || ending === 'rejected';
  return isHungUp
    ? refused('hangup', 'Asterisk has closed: the call is over')
    : refused('over', 'the script has ended the session');
}

const refused = (refusal: Refusal, text: string): Refused => ({
  ok: false,
  refusal,
  text,
  code: undefined,
  value: undefined,
  result: undefined,
  data: undefined,
  endpos: undefined,
});
