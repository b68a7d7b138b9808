// Compile: the whole pipeline on one page. Source files to findings, a plan and artifacts, through two gates.

import { hash } from 'node:crypto';
import type { ManifestHead } from '../contract/manifest.ts';
import { renewPhones } from '../contract/phones.ts';
import type { Artifact } from './emit/artifact.ts';
import { emit, emitPhones } from './emit/emit.ts';
import { manifestHead } from './emit/head.ts';
import { holdsPhonesOnly, type Origins, originsOf } from './emit/origins.ts';
import { assemble, type CheckedDocument, type Inventory } from './inventory/inventory.ts';
import { misnamedSecrets, readSecrets } from './inventory/secrets.ts';
import { loadPacks } from './packs/load.ts';
import type { Pack } from './packs/pack.ts';
import { planFleet } from './plan/fleet.ts';
import type { FleetPlan } from './plan/plan.ts';
import { phoneless, runRules } from './rules/index.ts';
import { validatorOf } from './schemas.ts';
import { type Document, readDocuments } from './source/document.ts';
import { digestOf, type SourceFile } from './source/file.ts';
import { type Finding, hasErrors } from './source/finding.ts';
import type { SchemaFault } from './source/schema.ts';
import { schemaFindings } from './source/schemaFindings.ts';

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
  /** paths of files in which no fault was found before, with others that held phones and nothing else */
  settled?: Set<string>;
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
  /** what the plan was made of: for questions about where a value comes from */
  inventory: Inventory;
  packs: Pack[];
  head: ManifestHead;
  /** where what the artifacts are made of was written */
  origins: Origins;
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
  const { documents, whole, misnamed } = readInventory(sources, findings);
  findings.push(...secrets.findings);
  if (misnamed) secrets.table.broken = true; // they may stand there

  const inventory = assemble(documents, secrets.table);
  const onlyPhones = documents.every(
    ({ document }) =>
      sources.settled?.has(document.source.path) || (sources.settled && holdsPhonesOnly(document)),
  );
  const isNeeded = (rule: string) => !onlyPhones || !phoneless.has(rule);
  findings.push(...runRules({ inventory, packs, whole, packsWhole, year: sources.year }, isNeeded));
  if (hasErrors(findings)) return { findings, output: undefined };

  const plan = planFleet(inventory, packs, sources.year);
  if (!plan) return { findings, output: undefined };
  const output: Output = {
    plan,
    inventory,
    packs,
    get head() {
      return manifestHead(plan, packs, inputsDigest(sources)); // reads every file: only for those who write
    },
    get origins() {
      return originsOf(documents, inventory);
    },
    artifacts: faults => emit(plan, packs, faults),
    phoneArtifacts: (faults, { before, touched }) =>
      emitPhones(plan, packs, { findings: faults, list: known => renewPhones(before, touched, known) }),
  };
  return { findings, output };
}

interface ReadInventory {
  documents: CheckedDocument[];
  /** everything could be read: what is not there is missing */
  whole: boolean;
  /** a file of secrets stands among the others, by another name than theirs */
  misnamed: boolean;
}

function readInventory({ inventory, keep }: Sources, findings: Finding[]): ReadInventory {
  let [whole, misnamed] = [true, false];
  let fleets = 0;
  const documents = inventory.flatMap(file => {
    const secrets = misnamedSecrets(file);
    if (secrets) {
      findings.push(secrets);
      misnamed = true;
      return [];
    }
    const before = findings.length;
    const read = readDocuments(file);
    findings.push(...read.findings);
    whole &&= !read.broken;
    if (read.isKnown) return read.documents.map(document => ({ document, faults: [] }));
    const checked = read.documents.map(document => {
      if (hasFleet(document)) fleets++;
      return checkDocument(document, fleets > 1, findings);
    });
    whole &&= !checked.some(({ faults }) => faults.some(losesRecords));
    if (findings.length === before) keep?.(file, read.values);
    return checked;
  });
  return { documents, whole, misnamed };
}

// A section under a misspelt key, or of another form than it should have: its records are not missing, only unread.
const losesRecords = ({ path, missing }: SchemaFault) =>
  path.length === 0 || (path.length === 1 && path[0] !== 'fleet' && missing === undefined);

const hasFleet = ({ value }: Document) => typeof value === 'object' && value !== null && 'fleet' in value;

// What a second fleet lacks stands in the first: that it is a second one is enough.
function checkDocument(document: Document, isSecond: boolean, findings: Finding[]): CheckedDocument {
  const faults = schemaFindings(document, validatorOf('inventory'));
  const told = faults.filter(
    ({ fault }) => !isSecond || fault.missing === undefined || fault.path.length > 1,
  );
  findings.push(...told.map(({ finding }) => finding));
  return { document, faults: faults.map(({ fault }) => fault) };
}

/** What the manifest calls its inputs: the digest of everything that was read, but for the secrets. */
export function inputsDigest({ inventory, templates }: Sources): string {
  let text = '';
  for (const file of [...inventory, ...templates]) text += `${file.path} ${digestOf(file)}\n`;
  return hash('sha256', text);
}
