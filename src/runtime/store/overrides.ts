// Overrides: settings, directories and call lists that phones send; the newest of each is kept, none is served.

import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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
  try {
    const file = await open(temporary, 'w', 0o640);
    await file
      .writeFile(body)
      .then(() => file.sync())
      .finally(() => file.close());
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }); // a full disk has no room for halves
    throw error;
  }
  return existed ? 'replaced' : 'created';
}

let counter = 0;
