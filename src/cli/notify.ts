// Notify: asks phones over Asterisk to look for new configuration.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../contract/manifest.ts';
import { announce, type Result } from '../release/announce/announce.ts';
import { openManager } from '../release/announce/manager.ts';
import { readAnnounced, writeAnnounced } from '../release/announce/record.ts';
import { comeBack, readRows } from './notify/admin.ts';
import { managerOptions, readArguments, type Values, wishOf } from './notify/arguments.ts';
import { printResult, printSummary } from './notify/print.ts';
import { type Known, knownPhones, type Wish, wanted } from './notify/wanted.ts';
import { duration, pauseOf } from './notify/words.ts';

const help = `plugtone notify: ask phones to look for new configuration

Usage: plugtone notify [MAC or EXTENSION …] [--changed | --stale | --all] --ami HOST:PORT [--ami-user NAME]
                       [--ami-secret-file FILE] [--rate N/s|N/m] [--dry-run] [--wait TIME] [--admin URL]
                       [--root DIR] [--dist DIR]

  MAC …               these phones; an extension stands for every phone that registers it
  --changed           phones whose files are not those that they were last told of (unless another is said)
  --stale             phones that have not fetched what is served now, as plugtone serve has seen them
  --all               every phone of the inventory
  --ami HOST:PORT     Asterisk's manager interface
  --ami-user NAME     its user (default: plugtone); manager.conf gives it \`write = system\`, and reporting for chan_sip
  --ami-secret-file F a file with its secret; else the environment's PLUGTONE_AMI_SECRET
  --rate N/s          how fast (default: 5/s)
  --dry-run           say who would be told over which line; nothing is sent
  --wait TIME         then wait so long for each to come back (10m), and say who did not
  --admin URL         plugtone serve's admin listener, for --stale and --wait (default: http://127.0.0.1:8081)
  --root DIR          the folder that holds dist/ (default: the current one)
  --dist DIR          the release to tell of (default: dist in the root)

What each phone was told of is kept in .plugtone/announced.json in the root: a digest of its own files, and of its
site's and its model's. A phone that could not be told is told next time. Without that file, --changed tells all.
A phone restarts only where what it finds has changed. Exit code 1 where a phone was not told, or did not come back.

Example: plugtone notify --changed --ami 127.0.0.1:5038 --wait 10m
`;

/** The verb. */
export async function notify(argv: string[]): Promise<number> {
  const { values, positionals } = readArguments(argv);
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const wait = values.wait === undefined ? 0 : duration(values.wait, '--wait');
  const manager = managerOptions(values);
  const record = join(values.root, '.plugtone/announced.json');
  const manifest = readRelease(values.dist ?? join(values.root, 'dist'));
  const known = knownPhones(manifest.files);
  const wish = wishOf(values, positionals);
  const stale = wish.kind === 'stale' ? await staleMacs(values.admin) : new Set<string>();
  const phones = wanted(wish, { known, announced: readAnnounced(record), stale });
  if (phones.length === 0) {
    process.stderr.write(`nobody to tell: ${nobody[wish.kind]}\n`);
    return 0;
  }
  const driver = manifest.files.some(({ path }) => path === 'asterisk/sip_plugtone.conf') ? 'sip' : 'pjsip';
  const began = Date.now();
  const results = await tell(phones, { driver, manager, values, record });
  const missing = wait > 0 && !values['dry-run'] ? await missed(results, { values, wait, began }) : [];
  printSummary(results, missing, values['dry-run']);
  return missing.length > 0 || results.some(({ kind }) => kind !== 'sent') ? 1 : 0;
}

const nobody: Record<Wish['kind'], string> = {
  changed: 'every phone was told of the files that it has now',
  stale: 'every phone that was heard of has fetched what is served',
  all: 'the release holds no phone',
  named: 'no phone is named',
};

function readRelease(dist: string) {
  const path = join(dist, 'manifest.json');
  if (!existsSync(path))
    throw new Error(`there is no ${path} — run plugtone build, or name another with --dist`);
  return readManifest(readFileSync(path, 'utf8'));
}

interface Telling {
  driver: 'pjsip' | 'sip';
  manager: ReturnType<typeof managerOptions>;
  values: Values;
  record: string;
}

/** Tells them, prints each result as it comes, and notes who was told of what, also where it is broken off. */
async function tell(
  phones: Known[],
  { driver, manager: options, values, record }: Telling,
): Promise<Result[]> {
  const isDry = values['dry-run'];
  const pause = pauseOf(values.rate);
  const manager = await openManager(options);
  const byMac = new Map(phones.map(phone => [phone.mac, phone]));
  const announced = readAnnounced(record);
  const results: Result[] = [];
  try {
    for await (const result of announce(manager, { driver, phones, pause, isDry })) {
      results.push(result);
      const phone = byMac.get(result.mac);
      if (phone) printResult(result, phone, { done: results.length, of: phones.length, isDry });
      if (result.kind === 'sent' && phone) announced.set(phone.mac, phone.digest);
    }
  } finally {
    manager.close();
    if (!isDry) writeAnnounced(record, announced);
  }
  return results;
}

async function staleMacs(admin: string): Promise<Set<string>> {
  const rows = await readRows(admin);
  return new Set(rows.filter(({ states }) => states.includes('stale')).map(({ mac }) => mac));
}

function missed(results: Result[], { values, wait, began }: { values: Values; wait: number; began: number }) {
  const told = results.filter(({ kind }) => kind === 'sent').map(({ mac }) => mac);
  return comeBack(values.admin, told, { until: Date.now() + wait * 1000, since: began });
}
