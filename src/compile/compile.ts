// Compile: the whole pipeline on one page. Source files to findings, a plan and artifacts, through two gates.

import { createHash } from 'node:crypto';
import type { ManifestHead } from '../contract/manifest.ts';
import type { Artifact } from './emit/artifact.ts';
import { emit } from './emit/emit.ts';
import { manifestHead } from './emit/head.ts';
import { assemble, type CheckedDocument } from './inventory/inventory.ts';
import { misnamedSecrets, readSecrets } from './inventory/secrets.ts';
import { loadPacks } from './packs/load.ts';
import { planFleet } from './plan/fleet.ts';
import type { FleetPlan } from './plan/plan.ts';
import { runRules } from './rules/index.ts';
import { validatorOf } from './schemas.ts';
import { type Document, readDocuments } from './source/document.ts';
import type { SourceFile } from './source/file.ts';
import { type Finding, hasErrors } from './source/finding.ts';
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
}

/** `plan` and `output` are there where no error was found. */
export interface Compiled {
  findings: Finding[];
  output: Output | undefined;
}

export interface Output {
  plan: FleetPlan;
  head: ManifestHead;
  /** makes every artifact anew; template faults go to `findings` */
  artifacts(findings: Finding[]): Iterable<Artifact>;
}

/** Compiles a company. Wrong input is a finding, never an exception. */
export function compile(sources: Sources): Compiled {
  const { packs, findings } = loadPacks(sources.templates);
  const packsWhole = !hasErrors(findings);
  const secrets = readSecrets(sources.secrets, sources.secretsRequired);
  const { documents, whole } = readInventory(sources.inventory, findings);
  findings.push(...secrets.findings);

  const inventory = assemble(documents, secrets.table);
  findings.push(...runRules({ inventory, packs, whole, packsWhole }));
  if (hasErrors(findings)) return { findings, output: undefined };

  const plan = planFleet(inventory, packs, sources.year);
  if (!plan) return { findings, output: undefined };
  const head = manifestHead(plan, packs, digest(sources));
  return { findings, output: { plan, head, artifacts: faults => emit(plan, packs, faults) } };
}

interface ReadInventory {
  documents: CheckedDocument[];
  /** every file could be read: what is not there is missing */
  whole: boolean;
}

function readInventory(files: SourceFile[], findings: Finding[]): ReadInventory {
  let whole = true;
  const documents = files.flatMap(file => {
    const misnamed = misnamedSecrets(file);
    if (misnamed) findings.push(misnamed);
    if (misnamed) return [];
    const read = readDocuments(file);
    findings.push(...read.findings);
    whole &&= !read.broken;
    return read.documents.map(document => checkDocument(document, findings));
  });
  return { documents, whole };
}

function checkDocument(document: Document, findings: Finding[]): CheckedDocument {
  const faults = schemaFindings(document, validatorOf('inventory'));
  findings.push(...faults.map(({ finding }) => finding));
  return { document, faults: faults.map(({ fault }) => fault) };
}

function digest({ inventory, templates }: Sources): string {
  const hash = createHash('sha256');
  for (const { path, bytes } of [...inventory, ...templates])
    hash.update(`${path}\n`).update(bytes()).update('\n');
  return hash.digest('hex');
}
