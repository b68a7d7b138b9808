// Shipped: the values of the packs' YAML, worked out when the program is bundled and found again by digest.

import { validatorOf } from '../schemas.ts';
import { readDocuments } from '../source/document.ts';
import { digestOf, type SourceFile } from '../source/file.ts';
import { schemaFindings } from '../source/schemaFindings.ts';

/** A line a file: its digest, a tab, its documents' values as JSON. Files with a fault are left out. */
export function printShipped(files: SourceFile[]): string {
  return files
    .filter(({ path }) => path.endsWith('.yaml'))
    .flatMap(file => {
      const { documents, values, findings } = readDocuments(file);
      const kind = /\/(pack|model)\.yaml$/.exec(file.path)?.[1] as 'pack' | 'model' | undefined; // by the pattern
      const faults = kind ? documents.flatMap(document => schemaFindings(document, validatorOf(kind))) : [];
      return findings.length + faults.length > 0 ? [] : `${digestOf(file)}\t${JSON.stringify(values)}\n`;
    })
    .join('');
}
