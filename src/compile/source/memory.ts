// Memory: what files were read to before, so that an unchanged one is not parsed again. Losing it costs time only.

import type { SourceFile } from './file.ts';

export interface Memory {
  /** the values of a file's documents, where its bytes are those that were kept */
  recall(file: SourceFile): unknown[] | undefined;
  /** keeps the values of a file in which no fault was found */
  keep(file: SourceFile, values: unknown[]): void;
}
