// Secrets: each `!secret` is in the secrets file; a password written out is a warning.

import type { Partly } from '../inventory/believe.ts';
import { believed, type Entry, type Inventory, spotOf } from '../inventory/inventory.ts';
import { passwordPlaces, settingPlaces } from '../inventory/secretPlaces.ts';
import { secretPath } from '../inventory/secrets.ts';
import type { PersonWritten, Secret } from '../inventory/written.ts';
import type { Spot } from '../source/finding.ts';
import { quoted } from '../source/quote.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Company, Remark } from './rule.ts';

type Table = Inventory['secrets'];

// Without the file each secret is missing, and one remark says so.
function* withoutFile(remarks: Remark[]): Iterable<Remark> {
  const [first, ...others] = remarks.filter(({ message }) => message === noFile);
  yield* remarks.filter(({ message }) => message !== noFile);
  if (!first) return;
  const more = others.length === 0 ? '' : `; the same goes for ${others.length} more`;
  yield { ...first, message: noFile + more };
}

const noFile = 'this secret cannot be looked up: there is no inventory/secrets.yaml here';

/** A record that was copied, and its secret forgotten. Where more than two share one, it is meant. */
function* copied({ people }: Inventory): Iterable<Remark> {
  const pathOf = (person: Person) => secretPath(person.value.password) ?? '';
  const others = believed(people).filter(person => !isOwn(pathOf(person), person.key));
  if (others.length === 0) return;
  const extensions = new Set(people.map(({ key }) => key));
  const having = new Map<string, number>();
  for (const path of believed(people).map(pathOf)) having.set(path, (having.get(path) ?? 0) + 1);
  for (const person of others) {
    const path = pathOf(person);
    const [, folder = '', owner = ''] = /^(.*\/)?(\d+)$/.exec(path) ?? [];
    if (owner === '' || owner === person.key || !extensions.has(owner) || having.get(path) !== 2) continue;
    const message = `extension ${person.key} has the password of extension ${owner} — did you mean ${folder}${person.key}?`;
    yield { severity: 'warning', message, spot: spotOf(person, ['password']) };
  }
}

type Person = Entry<Partly<PersonWritten>>;

// Nearly all are: the rest is not worth its tables for them.
const isOwn = (path: string, extension: string) =>
  path === '' || (path.endsWith(extension) && path.at(-extension.length - 1) === '/');

export function* secrets({ inventory, phonesOnly }: Company): Iterable<Remark> {
  if (phonesOnly) return yield* ofSettings(inventory);
  yield* copied(inventory);
  if (inventory.secrets.present || inventory.secrets.broken) return yield* each(inventory);
  yield* withoutFile([...each(inventory)]);
}

function* each(inventory: Inventory): Iterable<Remark> {
  for (const { secret, spot } of passwordPlaces(inventory)) yield* one(secret, spot, inventory.secrets);
  yield* ofSettings(inventory);
}

function* ofSettings(inventory: Inventory): Iterable<Remark> {
  for (const { secret, spot } of settingPlaces(inventory)) yield* one(secret, spot, inventory.secrets);
}

function* one(secret: Partly<Secret> | undefined, spot: Spot, table: Table): Iterable<Remark> {
  if (secret === undefined || secret === '') return;
  const path = secretPath(secret);
  if (path === '') yield { message: '!secret needs a path, for example !secret people/101', spot };
  else if (path !== undefined) yield* lookedUp(path, spot, table);
  else if (typeof secret !== 'object') yield writtenOut(secret, spot);
}

function writtenOut(text: string | number, spot: Spot): Remark {
  if (/^!?secret [\w./-]+$/.test(String(text))) {
    const message =
      'this is a text, not a secret that is looked up — write !secret without quotes, for example !secret people/101';
    return { message, spot };
  }
  if (/^\$(?:\{\w+\}|[A-Z][A-Z0-9_]*)$/.test(String(text))) {
    const message =
      'this is a text, not a variable that is filled in — write !secret and a path of inventory/secrets.yaml';
    return { severity: 'warning', message, spot, secret: true };
  }
  return {
    severity: 'warning',
    message:
      'a password written out is readable by everybody who can read the repo — use !secret and inventory/secrets.yaml',
    spot,
    secret: true,
  };
}

function* lookedUp(path: string, spot: Spot, table: Table): Iterable<Remark> {
  if (table.get(path) !== undefined || table.broken) return;
  const severity = table.present || table.required ? 'error' : 'warning';
  const message = table.present
    ? `no secret ${quoted(path)} in inventory/secrets.yaml${guess(path, table) || below(path, table)}`
    : noFile;
  yield { severity, message, spot };
}

// Of two numbers neither is a slip of the other.
function guess(path: string, { names }: Table): string {
  const folder = /^.*\/(?=\d+$)/.exec(path)?.[0];
  if (names.length > many) return '';
  return didYouMean(path, folder === undefined ? names : names.filter(name => !name.startsWith(folder)));
}

// Of thousands of names some are near any word, and looking through them takes its time.
const many = 2000;

// A path may end too early.
function below(path: string, { names }: Table): string {
  const longer = names.find(name => name.startsWith(`${path}/`));
  return longer === undefined ? ' — add it there' : ` — a path goes on to the value, for example ${longer}`;
}
