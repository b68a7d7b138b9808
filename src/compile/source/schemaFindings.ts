// Schema findings: what a document's schema finds wrong, placed in the document.

import { quoteIt } from './comments.ts';
import { type Document, isCommented, spotIn } from './document.ts';
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
    const said = isSwallowed(fault, document) ? `${message.split(' — ')[0]} — ${quoteIt}` : message + guess;
    return { fault, finding: { severity: 'error', rule: 'schema', message: said, spot } };
  });
}

// `name: #1`: there is nothing but a comment.
function isSwallowed({ path, part, word, missing }: SchemaFault, document: Document): boolean {
  if (part !== 'key' || word !== undefined || missing !== undefined) return false;
  const found = path.reduce<unknown>((inner, step) => Reflect.get(Object(inner), step), document.value);
  return found === null && isCommented(document, path);
}
