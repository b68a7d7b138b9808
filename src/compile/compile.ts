// Compile: the whole pipeline on one page. Source files to findings, a plan and artifacts, through two gates.

import type { ManifestHead } from '../contract/manifest.ts';
import { renewPhones } from '../contract/phones.ts';
import { textHash } from '../contract/textHash.ts';
import { checkDocument, hasFleet, losesRecords } from './checkDocument.ts';
import type { Artifact } from './emit/artifact.ts';
import { emit, emitPhones } from './emit/emit.ts';
import { manifestHead } from './emit/head.ts';
import { gathered } from './inventory/astray.ts';
import { assemble, type CheckedDocument, holdsPhonesOnly, type Inventory } from './inventory/inventory.ts';
import { misnamedSecrets, readSecrets } from './inventory/secrets.ts';
import { loadPacks } from './packs/load.ts';
import type { Pack } from './packs/pack.ts';
import { planFleet } from './plan/fleet.ts';
import type { FleetPlan } from './plan/plan.ts';
import { phoneless, runRules } from './rules/index.ts';
import { readDocuments } from './source/document.ts';
import { digestOf, type SourceFile } from './source/file.ts';
import { type Finding, hasErrors } from './source/finding.ts';

export interface Sources {
  /** the YAML files of inventory/, without the secrets */
  inventory: SourceFile[];
  /** the shipped packs with the user's laid over them */
  templates: SourceFile[];
  secrets: SourceFile | undefined;
  /** a secret that cannot be looked up is an error, not a warning */
  secretsRequired: boolean;
  /** the year whose clock changes phones are told */
  year: number;
  /** people and phones as they were written are let go of once they are planned */
  lean?: boolean;
  /** paths of files in which no fault was found before, with others that held phones and nothing else */
  settled?: Set<string>;
  /** asked for the bytes of each file of the inventory, which another thread may have read, stamped and digested */
  ahead?: ((file: SourceFile) => Uint8Array | undefined) | undefined;
  /** told the values of each file in which no fault was found */
  keep?(file: SourceFile, values: unknown[]): void;
}

/** `plan` and `output` are there where no error was found. */
export interface Compiled {
  findings: Finding[];
  output: Output | undefined;
}

export interface Output {
  plan: FleetPlan;
  /** what the plan was made of, without people and phones where it is `lean`: tells where a value comes from */
  inventory: Inventory;
  packs: Pack[];
  head: ManifestHead;
  /** paths of the files that hold more than phones */
  mixed: Set<string>;
  /** makes every artifact; template faults go to `findings` */
  artifacts(findings: Finding[]): Iterable<Artifact>;
  /** makes those of single phones; phones.json is as it was `before` but for the phones of `touched` */
  phoneArtifacts(findings: Finding[], list: { before: string; touched: Set<string> }): Iterable<Artifact>;
}

/** Compiles a company. Wrong input is a finding, never an exception. */
export function compile(sources: Sources): Compiled {
  const { packs, findings } = loadPacks(sources.templates);
  const packsWhole = !hasErrors(findings);
  const secrets = readSecrets(sources.secrets, sources.secretsRequired);
  const reading: Reading = { whole: true, misnamed: false, fleets: 0, mixed: new Set() };
  const inventory = assemble(readInventory(sources, reading, findings), secrets.table);
  findings.push(...secrets.findings);
  const { whole, misnamed, mixed } = reading;
  if (misnamed) secrets.table.broken = true; // they may stand there

  const { settled } = sources;
  const phonesOnly = settled !== undefined && [...mixed].every(path => settled.has(path));
  const isNeeded = (rule: string) => !phonesOnly || !phoneless.has(rule);
  const company = { inventory, packs, whole, packsWhole, year: sources.year, phonesOnly };
  findings.push(...runRules(company, { which: isNeeded, before: findings }));
  if (hasErrors(findings)) return { findings, output: undefined };

  const plan = planFleet(sources.lean ? inventory : copyOf(inventory), packs, sources.year);
  if (!plan) return { findings, output: undefined };
  const output: Output = {
    plan,
    inventory,
    packs,
    get head() {
      return manifestHead(plan, packs, inputsDigest(sources)); // reads every file: only for those who write
    },
    mixed,
    artifacts: faults => emit(plan, packs, faults),
    phoneArtifacts: (faults, { before, touched }) =>
      emitPhones(plan, packs, {
        findings: faults,
        list: (head, phones) => renewPhones(before, touched, { head, phones }),
      }),
  };
  return { findings, output };
}

const copyOf = (inventory: Inventory): Inventory => ({
  ...inventory,
  people: [...inventory.people],
  phones: [...inventory.phones],
});

/** What there is to know of all files, once they were read. */
interface Reading {
  /** everything could be read: what is not there is missing */
  whole: boolean;
  /** a file of secrets stands among the others, by another name than theirs */
  misnamed: boolean;
  /** how many there are */
  fleets: number;
  mixed: Output['mixed'];
}

function* readInventory(
  { inventory, ahead, keep }: Sources,
  reading: Reading,
  findings: Finding[],
): Iterable<CheckedDocument> {
  for (const file of inventory) {
    const secrets = misnamedSecrets(file);
    if (secrets) {
      findings.push(secrets);
      reading.misnamed = true;
      continue;
    }
    const before = findings.length;
    const read = readDocuments(file, ahead?.(file));
    findings.push(...read.findings);
    reading.whole &&= !read.broken;
    if (!read.documents.every(holdsPhonesOnly)) reading.mixed.add(file.path);
    if (read.isKnown) {
      for (const document of read.documents) yield { document, faults: [] };
      continue;
    }
    const checked = read.documents.map(document => {
      if (hasFleet(document)) reading.fleets++;
      return checkDocument(document, reading.fleets > 1);
    });
    if (checked.some(losesRecords)) reading.whole = false;
    findings.push(...gathered(checked));
    if (findings.length === before) keep?.(file, read.values);
    yield* checked;
  }
}

/** What the manifest calls its inputs: the digest of everything that was read, but for the secrets. */
export function inputsDigest({ inventory, templates }: Sources): string {
  return textHash(digestLines([...inventory, ...templates]));
}

function* digestLines(files: SourceFile[]): Iterable<string> {
  for (const file of files) yield `${file.path} ${digestOf(file)}\n`;
}
