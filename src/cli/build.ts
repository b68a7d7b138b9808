// Build: check, then write dist/.

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from '../compile/compile.ts';
import { hasErrors } from '../compile/source/finding.ts';
import { isMassChange } from '../release/changes.ts';
import { type Written, writeRelease } from '../release/write.ts';
import { chooseReporter, report, strictly } from './report.ts';
import { readSources } from './sources.ts';

const help = `plugtone build: check the inventory, then write dist/

Usage: plugtone build [--root DIR] [--out DIR] [--force] [--format text|json|github|sarif] [--strict]

  --root DIR     the folder that holds inventory/ (default: the current one)
  --out DIR      where to write (default: dist in the root)
  --force        write even where over 30 % of 10 or more phones change or go
  --format NAME  how findings are printed; github by itself under GITHUB_ACTIONS
  --strict       warnings count as errors

Example: plugtone build --out /srv/plugtone/dist
`;

const options = {
  root: { type: 'string', default: '.' },
  out: { type: 'string' },
  force: { type: 'boolean', default: false },
  format: { type: 'string' },
  strict: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The verb. Exit code 0 when dist/ is as it should be, 1 on findings or a refused mass change. */
export function build(argv: string[]): number {
  const { values } = parseArgs({ args: argv, options });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const reporter = chooseReporter(values.format);
  const { findings, output } = compile(readSources(values.root, { secrets: true }));
  const blocked = () => hasErrors(strictly(findings, values.strict));
  const dist = values.out ?? join(values.root, 'dist');
  const written =
    output && !blocked()
      ? writeRelease({
          dist,
          head: output.head,
          drafts: () => output.artifacts(findings),
          approve: changes => !blocked() && (values.force || !isMassChange(changes)),
        })
      : undefined;
  report(strictly(findings, values.strict), { reporter, root: values.root });
  if (!written || blocked()) return 1;
  process.stderr.write(summary(written, dist));
  return written.refused ? 1 : 0;
}

function summary({ refused, added, changed, removed, phones }: Written, dist: string): string {
  if (refused) {
    return `refused: ${phones.touched} of ${phones.before} phones would change or go, which is over 30 %. Nothing was written; look at what changed, then build with --force.\n`;
  }
  const lists = [
    added.map(path => `+ ${path}`),
    changed.map(path => `~ ${path}`),
    removed.map(path => `- ${path}`),
  ].map(shorten);
  return `${lists.flat().join('')}${dist}: ${added.length} added, ${changed.length} changed, ${removed.length} removed\n`;
}

const listed = 20;

function shorten(lines: string[]): string[] {
  const shown = lines.slice(0, listed).map(line => `  ${line}\n`);
  return lines.length > listed ? [...shown, `    … and ${lines.length - listed} more\n`] : shown;
}
