// Build: check, then write dist/.

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { once } from '../contract/once.ts';
import { readBefore } from '../release/before.ts';
import { findLeftovers } from '../release/leftovers.ts';
import type { Written } from '../release/write.ts';
import { readAhead } from './ahead/ahead.ts';
import { type Place, readLastBuild, toldBefore } from './lastBuild.ts';
import { knowsFiles } from './memory.ts';
import type { Made, Scene } from './order.ts';
import { chooseReporter, report, strictly } from './report.ts';
import { readSources } from './sources.ts';
import { stampAll, stampTogether } from './stamp.ts';
import { wantFolder } from './usage.ts';

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
export async function build(argv: string[]): Promise<number> {
  const { values } = parseArgs({ args: argv, options });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const { root, strict, force, format } = values;
  const reporter = chooseReporter(format);
  const scene = look({ root, dist: wantFolder(values.out ?? join(root, 'dist'), '--out') });
  const made = quickly(scene, strict) ?? (await import('./make.ts')).make({ ...scene, strict, force });
  report(strictly(made.findings, strict), { reporter, root });
  if (!made.written) return 1;
  process.stderr.write(summary(made.written, scene.dist));
  return made.written.refused ? 1 : 0;
}

const usualSize = 250; // bytes of a phone's own file

/** What there is, before anything is read but stamps. */
function look(place: Place): Scene {
  const last = readLastBuild(place);
  const before = readBefore(place.dist, last !== undefined);
  const sources = readSources(place.root, { secrets: true });
  const ahead = last || knowsFiles(place.root) ? undefined : readAhead(sources.inventory);
  const stamped = ahead ? { ...sources, inventory: [] } : sources; // the rest as it is read
  const size = stampAll(stamped) + (ahead ? sources.inventory.length * usualSize : 0);
  const together = once(() => stampTogether(sources));
  return { ...place, sources: { ...sources, ahead }, together, size, last, before };
}

/** Where nothing has changed since the last build, what it found and that there is nothing to do. */
function quickly({ last, together, before, dist }: Scene, strict: boolean): Made | undefined {
  if (last?.sources === undefined || last.sources !== together()) return undefined;
  if (before.damaged().size > 0 || findLeftovers(dist).folders.length > 0) return undefined;
  if (strict && last.findings.length > 0) return undefined;
  return { findings: toldBefore(last.findings), written: nothingNew };
}

const nothingNew: Written = {
  refused: false,
  added: [],
  changed: [],
  removed: [],
  same: true,
  phones: { before: 0, touched: 0 },
};

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
