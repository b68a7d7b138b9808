// Tally: checks as sentences, counted.

import { isDeepStrictEqual } from 'node:util';

let [passed, failed] = [0, 0];

/** Prints the sentence, and on a difference both values. */
export function check(sentence: string, actual: unknown, expected: unknown): void {
  const isRight = isDeepStrictEqual(actual, expected);
  if (isRight) passed++;
  else failed++;
  console.log(`${isRight ? 'ok  ' : 'FAIL'} ${sentence}`);
  if (!isRight) console.log(`     is     ${JSON.stringify(actual)}\n     wanted ${JSON.stringify(expected)}`);
}

/** The line that ends a run; sets the exit code. */
export function closeTally(): void {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
