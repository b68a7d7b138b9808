// Check document: what the schema finds wrong with one document of the inventory, and what of it is worth telling.

import type { Checked } from './inventory/astray.ts';
import { validatorOf } from './schemas.ts';
import type { Document } from './source/document.ts';
import type { SchemaFault } from './source/schema.ts';
import { schemaFindings } from './source/schemaFindings.ts';

/** Checks a document; what a second fleet lacks stands in the first: that it is a second one is enough. */
export function checkDocument(document: Document, isSecond: boolean): Checked {
  const placed = schemaFindings(document, validatorOf('inventory'));
  const told = placed.filter(
    ({ fault }) => !isSecond || fault.missing === undefined || fault.path.length > 1,
  );
  return { document, faults: placed.map(({ fault }) => fault), told };
}

export const hasFleet = ({ value }: Document): boolean =>
  typeof value === 'object' && value !== null && 'fleet' in value;

/** A section under a misspelt key, or of another form than it should have: its records are not missing, only unread. */
export const losesRecords = ({ faults }: Checked): boolean => faults.some(isOfSection);

const isOfSection = ({ path, missing }: SchemaFault) =>
  path.length === 0 || (path.length === 1 && path[0] !== 'fleet' && missing === undefined);
