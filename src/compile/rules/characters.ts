// Characters: what no phone can show or no file can hold does not stand in names and settings.

import type { Partly } from '../inventory/believe.ts';
import { believed, type Entry, type Inventory, spotOf } from '../inventory/inventory.ts';
import { secretPath } from '../inventory/secrets.ts';
import type { SettingsWritten } from '../inventory/written.ts';
import type { Pack } from '../packs/pack.ts';
import type { Spot } from '../source/finding.ts';
import { quoted, spelled } from '../source/quote.ts';
import type { Path, SecretReference } from '../source/yaml.ts';
import type { Company, Remark } from './rule.ts';
import { labels, texts } from './texts.ts';

export function* characters({ inventory, packs, phonesOnly }: Company): Iterable<Remark> {
  for (const { text, spot } of phonesOnly ? labels(inventory) : texts(inventory)) {
    const message = textFault(text);
    if (message !== undefined) yield { message, spot };
    else if (/^[\u201c\u201d\u201e\u00ab\u2018\u2019\u201a].*[\u201c\u201d\u00bb\u2018\u2019]$/u.test(text))
      yield {
        severity: 'warning',
        message: `the quotes of ${quoted(text)} are part of the name — YAML's quotes are " and '`,
        spot,
      };
  }
  for (const { entry, path, settings, pack } of settingsOf(inventory)) {
    for (const [name, value] of Object.entries(settings)) {
      const nameMessage = nameFault(
        name,
        packs.find(one => one.name === pack),
      );
      if (nameMessage !== undefined)
        yield { message: nameMessage, spot: spotOf(entry, [...path, name], 'key') };
      yield* valueFaults(name, value, { secrets: inventory.secrets, spot: spotOf(entry, [...path, name]) });
    }
  }
}

function* valueFaults(
  name: string,
  value: unknown,
  { secrets, spot }: { secrets: Inventory['secrets']; spot: Spot },
): Iterable<Remark> {
  const path = secretPath(value as SecretReference); // undefined of anything else
  const found = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff\ufffe\uffff]/u.exec(
    path === undefined ? String(value) : (secrets.get(path) ?? ''),
  )?.[0];
  if (found === undefined) return;
  if (path === undefined) yield { message: `the value of ${name} holds ${named(found)} — take it out`, spot };
  else
    yield {
      message: `the secret ${quoted(path)}, the value of ${name}, holds a control character — take it out`,
      spot: secrets.spot(path) ?? spot,
      secret: true,
    };
}

// Controls and line ends break files of lines; the rest cannot be seen, or turns what stands around it.
const strange: [RegExp, string][] = [
  [/[\n\r\u0085\u2028\u2029]/u, 'a line break'],
  [/\t/u, 'a tab'],
  [/[\u0000-\u001f\u007f-\u009f]/u, 'the control character'],
  [/[\ud800-\udfff]/u, 'half a character,'],
  [/[\ufffe\uffff\ufdd0-\ufdef]|[\u{1fffe}\u{1ffff}\u{10fffe}\u{10ffff}]/u, 'a code that is no character,'],
  [/[\u202a-\u202e\u2066-\u2069]/u, 'a mark that turns the reading direction,'],
  [/[\u200b\u2060\ufeff\u00ad\ufff9-\ufffb]/u, 'an invisible character,'],
  [/\ufffd/u, 'the sign for a character that was lost,'],
];

/** What keeps a text from being shown on a phone and held in every file, or undefined. */
function textFault(text: string): string | undefined {
  if (/^[!-~]+(?: [!-~]+)*$/.test(text)) return undefined; // most names
  for (const [pattern, what] of strange) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return `${quoted(text)} holds ${what} ${spelled(found)} — take it out`;
  }
  if (!/[^\s\p{M}\p{Cf}]/u.test(text)) return `${quoted(text)} shows nothing — write a name`;
  return text.trim() === text
    ? undefined
    : `${quoted(text)} begins or ends with a blank, which files of lines lose — take it out`;
}

const named = (found: string) =>
  `${strange.find(([pattern]) => pattern.test(found))?.[1] ?? 'the character'} ${spelled(found)}`;

interface Layer {
  entry: Entry<unknown>;
  path: Path;
  pack: string;
  settings: Partly<SettingsWritten>;
}

function* settingsOf(inventory: Inventory): Iterable<Layer> {
  for (const entry of [...believed(inventory.fleet), ...believed(inventory.sites)]) {
    for (const [pack, settings = {}] of Object.entries(entry.value.settings ?? {}))
      yield { entry, path: ['settings', pack], pack, settings };
  }
  for (const entry of believed(inventory.phones)) {
    const { settings, model = '' } = entry.value;
    if (settings) yield { entry, path: ['settings'], pack: model.split('/')[0] ?? '', settings };
  }
}

/** What keeps a parameter's name from being one. It is printed as it stands: in XML it is an attribute. */
export function nameFault(name: string, pack: Pack | undefined): string | undefined {
  const isAttribute = pack?.outputs.some(({ parameters, format }) => parameters && format === 'xml') ?? false;
  const fits = isAttribute ? /^[A-Za-z_][\w.-]*$/ : /^[\w.:[\]/@#-]+$/;
  return fits.test(name)
    ? undefined
    : `${quoted(name)} cannot be a parameter's name — use letters, digits and dots, as the vendor writes it`;
}
