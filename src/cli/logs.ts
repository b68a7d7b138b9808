// Logs: prints what phones have uploaded, also while the server takes more.

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { FoundLine } from '../runtime/logs/query.ts';
import { openLocalReading, openSharedReading, type Reading } from '../runtime/store/reading.ts';
import { follow, type SearchQuery, search } from '../runtime/store/search.ts';
import { didYouMean } from './didYouMean.ts';
import { levelWords, readLevel } from './logs/level.ts';
import { json, type Printer, raw, text } from './logs/print.ts';
import { readWhen } from './logs/when.ts';
import { whose } from './logs/whose.ts';
import { storeUrl } from './storeUrl.ts';
import { usageError } from './usage.ts';

const help = `plugtone logs: print what phones have uploaded

Usage: plugtone logs [MAC|EXTENSION|NAME] [--since WHEN] [--level LEVEL] [--component NAME] [--grep TEXT]
                     [--last N] [--follow] [--format text|json|raw] [--root DIR] [--dist DIR]
                     [--data DIR] [--store URL]

  MAC|EXTENSION|NAME  only this phone's, or the phones' of this person (default: all)
  --since WHEN        90s, 30m, 2h, 7d ago, or a time as this machine's clock has it: 2026-11-24, "2026-11-24 13:00"
  --level LEVEL       this severe and more: debug (0), info (3), warn (4), error (5), fatal (6); and what is always logged
  --component NAME    of this part of the phone's software: sip, so, cfg, log …
  --grep TEXT         whose text holds this, in any letter case
  --last N            only the newest so many
  --follow            go on with what comes in; begins with the last 10, unless --since or --last says otherwise
  --format FORMAT     text (with this machine's local times), json (one object a line) or raw (lines as they came)
  --root DIR          the folder that holds dist/ and data/ (default: the current one)
  --dist DIR          the compiled data, for people's names (default: dist in the root)
  --data DIR          what serve keeps (default: data in the root)
  --store URL         the PostgreSQL that serve keeps logs in, as it was told (or PLUGTONE_STORE in the environment)

Example: plugtone logs 00:04:f2:aa:bb:01 --since 2h --level warn
`;

const options = {
  root: { type: 'string', default: '.' },
  dist: { type: 'string' },
  data: { type: 'string' },
  store: { type: 'string' },
  since: { type: 'string' },
  level: { type: 'string' },
  component: { type: 'string' },
  grep: { type: 'string' },
  last: { type: 'string' },
  follow: { type: 'boolean', default: false },
  format: { type: 'string', default: 'text' },
  help: { type: 'boolean', short: 'h' },
} as const;

const lookEvery = 500; // milliseconds
const shownBefore = 10;

/** The verb. */
export async function logs(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  if (positionals.length > 1) throw usageError('logs wants one phone or person');
  const { root, dist = join(root, 'dist'), data = join(root, 'data') } = values;
  const print = printer(values.format);
  const query = queryOf(values);
  const store = storeUrl(values.store);
  const reading = store === undefined ? await openLocalReading(data) : await openSharedReading(store);
  if (!reading)
    throw new Error(`no logs in ${data}: no phone has uploaded any yet, or --data names another folder`);
  process.stdout.on('error', () => process.exit(0)); // whoever reads has seen enough
  try {
    const word = positionals[0];
    const stored = (await reading.source.logs(undefined)).map(({ mac }) => mac);
    const { macs, known } = word === undefined ? { macs: undefined, known: [] } : whose(word, dist, stored);
    if (macs?.length === 0) return nobody(word ?? '', known);
    await show(reading, { ...query, ...(macs && { macs }) }, { print, following: values.follow });
    return 0;
  } finally {
    await reading.close();
  }
}

function nobody(word: string, known: string[]): number {
  process.stderr.write(`plugtone logs: no phone or person "${word}"${didYouMean(word, known)}\n`);
  return 1;
}

async function show(
  { source }: Reading,
  query: SearchQuery,
  { print, following }: { print: Printer; following: boolean },
): Promise<void> {
  let id = await source.last();
  const isOpen = following && query.since === undefined && query.last === undefined;
  await write(await search(source, isOpen ? { ...query, last: shownBefore } : query), print);
  while (following) {
    await wait(lookEvery);
    const { lines, id: last } = await follow(source, query, id);
    id = last;
    await write(lines, print);
  }
}

const atOnce = 1000;

async function write(lines: FoundLine[], print: Printer): Promise<void> {
  for (let from = 0; from < lines.length; from += atOnce) {
    const block = Buffer.concat(lines.slice(from, from + atOnce).map(line => Buffer.from(print(line))));
    if (!process.stdout.write(block)) await new Promise(resolve => process.stdout.once('drain', resolve));
  }
}

function printer(format: string): Printer {
  const colour = Boolean(process.stdout.isTTY) && !process.env['NO_COLOR'];
  const formats: Record<string, Printer> = { text: text(colour), json, raw };
  const found = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (!found)
    throw usageError(
      `--format is text, json or raw; got "${format}"${didYouMean(format, Object.keys(formats))}`,
    );
  return found;
}

interface Values {
  since?: string | undefined;
  level?: string | undefined;
  component?: string | undefined;
  grep?: string | undefined;
  last?: string | undefined;
}

function queryOf({ since, level, component, grep, last }: Values): SearchQuery {
  const from = since === undefined ? undefined : readWhen(since, Date.now());
  if (since !== undefined && from === undefined)
    throw usageError(`--since wants 2h, 7d or a date like 2026-11-24; got "${since}"`);
  const least = level === undefined ? undefined : readLevel(level);
  if (level !== undefined && least === undefined)
    throw usageError(
      `--level is 0 to 6 or ${levelWords.join(', ')}; got "${level}"${didYouMean(level, levelWords)}`,
    );
  if (last !== undefined && !/^[1-9]\d{0,8}$/.test(last))
    throw usageError(`--last wants a number; got "${last}"`);
  return {
    ...(from !== undefined && { since: from }),
    ...(least !== undefined && { level: least }),
    ...(component !== undefined && { component }),
    ...(grep !== undefined && { text: grep }),
    ...(last !== undefined && { last: Number(last) }),
  };
}
