// Schema findings: what a document's schema finds wrong, placed in the document.

import { type Document, spotIn } from './document.ts';
import type { Finding } from './finding.ts';
import { listed, type SchemaFault, type Validator } from './schema.ts';
import { didYouMean } from './suggest.ts';

export interface PlacedFault {
  fault: SchemaFault;
  finding: Finding;
}

/** Each fault with its finding. */
export function schemaFindings(document: Document, validate: Validator): PlacedFault[] {
  return validate(document.value).map(fault => {
    const { path, part, message, word, allowed = [] } = fault;
    const guess =
      word === undefined ? '' : didYouMean(word, allowed) || (part === 'key' ? listed(allowed) : '');
    const spot = spotIn(document, path, part);
    return { fault, finding: { severity: 'error', rule: 'schema', message: message + guess, spot } };
  });
}
