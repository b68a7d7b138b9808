// Replace file: a file that is there whole or not at all, and leaves nothing behind where it cannot be written.

import { type FileHandle, open, rename, rm } from 'node:fs/promises';

/** Writes a file beside its place, has it on disk, and then puts it there. Rejects with what node:fs says. */
export async function replaceFile(
  path: string,
  temporary: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  try {
    const file = await open(temporary, 'w', 0o640);
    await write(file)
      .then(() => file.sync())
      .finally(() => file.close());
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }); // a full disk has no room for halves
    throw error;
  }
}
