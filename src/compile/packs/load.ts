// Load: template folders to packs.

import { type SourceFile, textIn } from '../source/file.ts';
import { type Finding, fileSpot } from '../source/finding.ts';
import { asKey } from './asKey.ts';
import { makeCatalogue } from './catalogue.ts';
import { loadModels, suffixesOf } from './models.ts';
import type { Output, Pack } from './pack.ts';
import { packFaults } from './packFaults.ts';
import { parameterList } from './parameterList.ts';
import { type Reading, readPackFile } from './read.ts';
import { asText } from './settings.ts';

interface OutputText extends Pick<Output, 'for' | 'template' | 'to' | 'format' | 'type'> {
  models?: Output['models'];
  optional?: boolean;
  orElse?: string | string[];
  shared?: boolean;
  parameters?: boolean;
}

interface PackText {
  title: string;
  outputs: OutputText[];
  userAgents?: string[];
  answers?: Pack['answers'];
  uploads?: Pack['uploads'];
  macs?: string[];
  firmware?: string[];
  boots?: Pack['boots'];
  limits?: Pack['limits'];
  versions?: Pack['versions'];
  complete?: (string | number)[];
  settings?: Record<string, string | number | boolean>;
}

/** Reads every pack of a templates folder; `files` are labelled `templates/<pack>/…`. */
export function loadPacks(files: SourceFile[]): { packs: Pack[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const packs: Pack[] = [];
  for (const [name, own] of byPack(files)) {
    const pack = loadPack(name, own);
    findings.push(...pack.findings);
    if (pack.value) packs.push(pack.value);
  }
  return { packs, findings };
}

function byPack(files: SourceFile[]): Map<string, SourceFile[]> {
  const packs = new Map<string, SourceFile[]>();
  for (const file of files) {
    const name = asKey(file.path.split('/')[1] ?? '');
    packs.set(name, [...(packs.get(name) ?? []), file]);
  }
  return new Map([...packs].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function loadPack(name: string, files: SourceFile[]): Reading<Pack> {
  const prefix = `templates/${name}/`;
  const own = new Map(files.map(file => [file.path.slice(prefix.length), file]));
  const main = own.get('pack.yaml');
  if (!main) return { value: undefined, findings: [noPack(prefix, files)] };
  const { value, findings, spot } = readPackFile<PackText>(main, 'pack');
  if (!value) return { value: undefined, findings };
  const models = loadModels(name, own);
  const pack: Pack = {
    name,
    title: value.title,
    outputs: value.outputs.map(outputOf),
    userAgents: value.userAgents ?? [],
    answers: value.answers ?? [],
    uploads: value.uploads ?? [],
    firmware: value.firmware ?? [],
    macs: value.macs ?? [],
    boots: value.boots ?? [],
    limits: value.limits ?? {},
    versions: value.versions ?? {},
    complete: (value.complete ?? []).map(String),
    settings: asText(value.settings),
    models: models.flatMap(model => model.value ?? []),
    settingSpot: (setting, model) => {
      const read = models.find(({ value }) => value === model);
      const owner = model && Object.hasOwn(model.settings, setting) ? read?.spot : spot;
      const isWritten = owner !== spot || Object.hasOwn(value.settings ?? {}, setting);
      return isWritten ? owner?.(['settings', setting], 'key') : undefined;
    },
    templates: loadTemplates(own),
    catalogue: catalogueReader(
      own.get('parameters.yaml'),
      models.flatMap(model => suffixesOf(model.value)),
    ),
  };
  const folders = [...own.keys()].flatMap(path => /^([^/]+)\/model\.yaml$/.exec(path)?.[1] ?? []);
  const faults = packFaults(pack, { spot: spot ?? (() => fileSpot(main.path)), folders });
  return { value: pack, findings: [...findings, ...models.flatMap(model => model.findings), ...faults] };
}

const outputOf = ({ orElse, ...written }: OutputText): Output => ({
  models: 'used',
  optional: false,
  shared: false,
  parameters: false,
  ...written,
  orElse: [orElse ?? []].flat(),
});

function loadTemplates(files: Map<string, SourceFile>): Pack['templates'] {
  const templates = [...files].filter(([path]) => path.endsWith('.eta'));
  return new Map(
    templates.map(([path, file]) => [
      path,
      { path: file.path, text: textIn(file), isOwn: file.isOwn ?? false },
    ]),
  );
}

function catalogueReader(file: SourceFile | undefined, suffixes: string[]): Pack['catalogue'] {
  const catalogue = file && makeCatalogue(parameterList(file), suffixes);
  return () => catalogue;
}

const noPack = (folder: string, [first]: SourceFile[]): Finding => ({
  severity: 'error',
  rule: 'pack',
  message: `${folder} has no pack.yaml, and no pack of that name ships with plugtone — \`plugtone packs\` lists them`,
  spot: fileSpot(first?.path ?? folder),
});
