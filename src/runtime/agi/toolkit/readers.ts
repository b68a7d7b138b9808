// Readers: what a command's `200 result=…` means.

import type { Reader } from './reply.ts';

/** -1 is failure, anything else is done. */
export const done: Reader<undefined> = ({ result, data }) =>
  result === '-1' ? failed(result, data) : { value: undefined };

/** 1 is done, 0 is failure. */
export const accepted: Reader<undefined> = ({ result, data }) =>
  result === '1' ? { value: undefined } : failed(result, data);

/** The key that the caller pressed, or empty for none. */
export const digit: Reader<string> = ({ result, data }) => {
  const code = Number(result);
  if (!(code >= 0)) return failed(result, data);
  return { value: code === 0 ? '' : String.fromCodePoint(code) };
};

/** A value, or undefined where there is none. */
export const found: Reader<string | undefined> = ({ result, data }) => ({
  value: result === '1' ? (data ?? '') : undefined,
});

export const number: Reader<number> = ({ result, data }) =>
  result === '-1' || Number.isNaN(Number(result)) ? failed(result, data) : { value: Number(result) };

/** What a reader says of a result that means failure. */
export const failed = (result: string, data: string | undefined) => ({
  failed: `Asterisk answered ${result}${data === undefined ? '' : ` (${data})`}`,
});
