// Overrides: settings, directories and call lists that phones send; the newest of each is kept, none is served.

import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceFile } from '../replaceFile.ts';

/** Stores the newest upload of a name whole, below `folder`. */
export async function keepOverride(
  folder: string,
  path: string,
  body: Buffer,
): Promise<'created' | 'replaced'> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true, mode: 0o750 });
  const existed = await stat(target).then(
    () => true,
    () => false,
  );
  const temporary = `${target}.${process.pid}.${counter++}.tmp`;
  await replaceFile(target, temporary, file => file.writeFile(body));
  return existed ? 'replaced' : 'created';
}

let counter = 0;
