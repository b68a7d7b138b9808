// Schema findings: what a document's schema finds wrong, placed in the document.

import type { Document } from './document.ts';
import type { Finding } from './finding.ts';
import type { Validator } from './schema.ts';
import { didYouMean } from './suggest.ts';
import type { Path } from './yaml.ts';

/** Each finding with the path it is about; a harmless one leaves the rest of its record believable. */
export function schemaFindings(
  document: Document,
  validate: Validator,
): { path: Path; harmless: boolean; finding: Finding }[] {
  return validate(document.value).map(({ path, part, message, word, allowed }) => {
    const guess = word === undefined ? '' : didYouMean(word, allowed ?? []) || listed(allowed ?? []);
    return {
      path,
      harmless: part === 'key' && word !== undefined,
      finding: {
        severity: 'error',
        rule: 'schema',
        message: message + guess,
        spot: document.spot(path, part),
      },
    };
  });
}

const listed = (allowed: string[]) =>
  allowed.length > 0 && !allowed.includes('') ? ` — known here: ${allowed.join(', ')}` : '';
