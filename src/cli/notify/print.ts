// Print: a line for each phone that was told, and how it went on the whole.

import { parseMac, printMac } from '../../contract/mac.ts';
import type { Result } from '../../release/announce/announce.ts';
import type { Known } from './wanted.ts';

interface Progress {
  done: number;
  of: number;
  isDry: boolean;
}

export function printResult(result: Result, { model, site }: Known, { done, of, isDry }: Progress): void {
  const where = site === '' ? model : `${model}, ${site}`;
  const count = process.stdout.isTTY ? `[${done}/${of}] ` : '';
  process.stdout.write(`${count}${spelled(result.mac)}  ${where}: ${what(result, isDry)}\n`);
}

function what(result: Result, isDry: boolean): string {
  if (result.kind === 'unregistered') return 'not told: none of its lines is registered';
  if (result.kind === 'refused') return `not told over ${result.line}: ${result.why}`;
  return `${isDry ? 'would be told' : 'told'} over ${result.line}`;
}

export function printSummary(results: Result[], missing: string[], isDry: boolean): void {
  const told = results.filter(({ kind }) => kind === 'sent').length;
  for (const mac of missing) process.stdout.write(`${spelled(mac)}  did not come back for its files\n`);
  const words = [`${told} ${isDry ? 'would be told' : 'told'}`, `${results.length - told} not`];
  if (missing.length > 0) words.push(`${missing.length} did not come back`);
  process.stderr.write(`${words.join(', ')}\n`);
}

function spelled(text: string): string {
  const mac = parseMac(text);
  return mac ? printMac(mac) : text;
}
