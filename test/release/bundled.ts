// Bundled: programs of threads and processes, as lib/ has them.

import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** The second thread's program. */
export const helperSource = join(import.meta.dirname, '../../src/release/helper.ts');

/** Bundles programs into a folder, side by side: `helper.ts` becomes `helper.cjs`. */
export function bundle(folder: string, ...sources: string[]): void {
  buildSync({
    entryPoints: sources,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['uvu'],
    define: { 'import.meta.dirname': '__dirname' },
    entryNames: '[name]',
    outExtension: { '.js': '.cjs' },
    outdir: folder,
  });
}
