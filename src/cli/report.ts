// Report: findings to a person or a machine, in a format chosen by name.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, locateFindings } from '../compile/source/finding.ts';
import { didYouMean } from './didYouMean.ts';
import { github } from './report/github.ts';
import { json } from './report/json.ts';
import { masked } from './report/mask.ts';
import type { Reporter, Surroundings } from './report/reporter.ts';
import { sarif } from './report/sarif.ts';
import { text } from './report/text.ts';
import { usageError } from './usage.ts';

const reporters: Record<string, Reporter> = { text, json, github, sarif };

/** The reporter of that name; without a name, GitHub's under GITHUB_ACTIONS and text elsewhere. */
export function chooseReporter(name: string | undefined): Reporter {
  const wanted = name ?? (process.env['GITHUB_ACTIONS'] ? 'github' : 'text');
  const reporter = Object.hasOwn(reporters, wanted) ? reporters[wanted] : undefined;
  if (reporter) return reporter;
  const names = Object.keys(reporters);
  throw usageError(`no format "${wanted}"${didYouMean(wanted, names) || ` — there are ${names.join(', ')}`}`);
}

/** With --strict, warnings are errors. */
export function strictly(findings: Finding[], strict: boolean): Finding[] {
  return strict ? findings.map(finding => ({ ...finding, severity: 'error' })) : findings;
}

/** Prints findings to stdout: they are what the verb was asked for. */
export function report(
  findings: Finding[],
  { reporter, root, quiet = false }: { reporter: Reporter; root: string; quiet?: boolean },
): void {
  if (quiet && findings.length === 0) return;
  // A template may be one that ships with plugtone: that is not below the root.
  const path = (file: string) => (existsSync(join(root, file)) ? join(root, file) : file);
  const colour = Boolean(process.stdout.isTTY) && !process.env['NO_COLOR'];
  process.stdout.write(reporter(locateFindings(findings), { colour, path, line: lineReader(root) }));
}

function lineReader(root: string): Surroundings['line'] {
  const files = new Map<string, string[]>();
  return (file, number) => {
    const lines = files.get(file) ?? readLines(join(root, file));
    files.set(file, lines);
    const line = lines[number - 1];
    return line === undefined ? undefined : masked(file, line);
  };
}

// A finding about a file that is not there, or is none, has no line to show.
function readLines(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return [];
  return readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split('\n');
}
