// Check: findings only; nothing is written.

import { parseArgs } from 'node:util';
import { compile } from '../compile/compile.ts';
import { hasErrors } from '../compile/source/finding.ts';
import { chooseReporter, report, strictly } from './report.ts';
import { readSources } from './sources.ts';
import { suitMoment } from './thrift.ts';

const help = `plugtone check: say what is wrong with the inventory

Usage: plugtone check [--root DIR] [--format text|json|github|sarif] [--strict]

  --root DIR     the folder that holds inventory/ (default: the current one)
  --format NAME  text, json, github or sarif; github by itself under GITHUB_ACTIONS
  --strict       warnings count as errors

Example: plugtone check --strict
`;

const options = {
  root: { type: 'string', default: '.' },
  format: { type: 'string' },
  strict: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The verb. Exit code 0 where nothing is wrong, 1 where something is. */
export function check(argv: string[]): number {
  const { values } = parseArgs({ args: argv, options });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  suitMoment();
  const reporter = chooseReporter(values.format);
  const { findings, output } = compile(readSources(values.root));
  if (output) for (const _ of output.artifacts(findings)); // templates can be at fault too
  const told = strictly(findings, values.strict);
  report(told, { reporter, root: values.root });
  return hasErrors(told) ? 1 : 0;
}
