// Load: template folders to packs.

import { validatorOf } from '../schemas.ts';
import { readDocuments } from '../source/document.ts';
import type { SourceFile } from '../source/file.ts';
import { type Finding, fileSpot } from '../source/finding.ts';
import { schemaFindings } from '../source/schemaFindings.ts';
import { type Catalogue, makeCatalogue, type Parameter } from './catalogue.ts';
import type { ModelPlan, Output, Pack } from './pack.ts';
import { asText } from './settings.ts';

interface PackText {
  title: string;
  outputs: (Pick<Output, 'for' | 'template' | 'to' | 'format' | 'type'> & Partial<Output>)[];
  userAgents?: string[];
  answers?: Pack['answers'];
  uploads?: Pack['uploads'];
  firmware?: string[];
  boots?: Pack['boots'];
  limits?: Pack['limits'];
  versions?: Pack['versions'];
  settings?: Record<string, string | number | boolean>;
}

type ModelText = Pick<ModelPlan, 'title' | 'lines' | 'keys' | 'directory'> &
  Partial<Pick<ModelPlan, 'userAgents' | 'data' | 'expansionKeys'>> & { settings?: PackText['settings'] };

interface Reading<T> {
  value: T | undefined;
  findings: Finding[];
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
    const name = file.path.split('/')[1] ?? '';
    packs.set(name, [...(packs.get(name) ?? []), file]);
  }
  return new Map([...packs].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function loadPack(name: string, files: SourceFile[]): Reading<Pack> {
  const prefix = `templates/${name}/`;
  const own = new Map(files.map(file => [file.path.slice(prefix.length), file]));
  const main = own.get('pack.yaml');
  if (!main) return { value: undefined, findings: [noPack(prefix)] };
  const { value, findings } = readYaml<PackText>(main, 'pack');
  if (!value) return { value: undefined, findings };
  const models = loadModels(name, own);
  const pack: Pack = {
    name,
    title: value.title,
    outputs: value.outputs.map(output => ({
      models: 'used',
      optional: false,
      orElse: undefined,
      parameters: false,
      ...output,
    })),
    userAgents: value.userAgents ?? [],
    answers: value.answers ?? [],
    uploads: value.uploads ?? [],
    firmware: value.firmware ?? [],
    boots: value.boots ?? [],
    limits: value.limits ?? {},
    versions: value.versions ?? {},
    settings: asText(value.settings),
    models: models.flatMap(model => model.value ?? []),
    templates: loadTemplates(own),
    catalogue: catalogueReader(
      own.get('parameters.yaml'),
      models.flatMap(model => suffixesOf(model.value)),
    ),
  };
  return { value: pack, findings: [...findings, ...models.flatMap(model => model.findings)] };
}

function loadModels(pack: string, files: Map<string, SourceFile>): Reading<ModelPlan>[] {
  return [...files].flatMap(([path, file]) => {
    const name = /^([^/]+)\/model\.yaml$/.exec(path)?.[1];
    return name === undefined ? [] : [loadModel(pack, name, file)];
  });
}

function loadModel(pack: string, name: string, file: SourceFile): Reading<ModelPlan> {
  const { value, findings } = readYaml<ModelText>(file, 'model');
  if (!value) return { value, findings };
  return {
    value: {
      userAgents: [],
      data: {},
      expansionKeys: 0,
      ...value,
      pack,
      name,
      settings: asText(value.settings),
    },
    findings,
  };
}

function loadTemplates(files: Map<string, SourceFile>): Pack['templates'] {
  const templates = [...files].filter(([path]) => path.endsWith('.eta'));
  return new Map(
    templates.map(([path, file]) => [
      path,
      { path: file.path, text: new TextDecoder().decode(file.bytes()) },
    ]),
  );
}

function readYaml<T>(file: SourceFile, schema: 'pack' | 'model'): Reading<T> {
  const { documents, findings } = readDocuments(file);
  const [document] = documents;
  if (!document) return { value: undefined, findings: findings.length > 0 ? findings : [empty(file.path)] };
  const faults = schemaFindings(document, validatorOf(schema)).map(({ finding }) => finding);
  return { value: faults.length > 0 ? undefined : (document.value as T), findings: [...findings, ...faults] }; // the schema has just said so
}

// The list is long and most companies set few parameters: it is read when one is checked.
function catalogueReader(file: SourceFile | undefined, suffixes: string[]): Pack['catalogue'] {
  let catalogue: Catalogue | undefined;
  return () => {
    if (file)
      catalogue ??= makeCatalogue(
        readDocuments(file).documents[0]?.value as Record<string, Parameter>,
        suffixes,
      ); // a pack's own file
    return catalogue;
  };
}

function suffixesOf(model: ModelPlan | undefined): string[] {
  return model?.userAgents.flatMap(agent => [agent, agent.replace('_', '')]) ?? [];
}

const noPack = (folder: string): Finding => ({
  severity: 'error',
  rule: 'pack',
  message: `${folder} has no pack.yaml`,
  spot: fileSpot(folder),
});

const empty = (path: string): Finding => ({
  severity: 'error',
  rule: 'pack',
  message: 'this file is empty',
  spot: fileSpot(path),
});
