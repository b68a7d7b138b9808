// Reading: a log store beside whoever writes it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ChunkSource } from './source.ts';
import { openReader } from './sqlite/reader.ts';
import { openForReading, storeFile } from './sqlite/schema.ts';

export interface Reading {
  source: ChunkSource;
  close(): Promise<void> | void;
}

/** Opens a shared store. */
export async function openSharedReading(url: string): Promise<Reading> {
  const [{ openClient }, { openPostgresReader }] = await Promise.all([
    import('./postgres/client.ts'),
    import('./postgres/reader.ts'),
  ]);
  const sql = openClient(url);
  return { source: openPostgresReader(sql), close: () => sql.end({ timeout: 5 }) };
}

/** Opens the store below a data folder; undefined where no phone has uploaded anything. */
export async function openLocalReading(data: string): Promise<Reading | undefined> {
  const path = join(data, 'logs', storeFile);
  if (!existsSync(path)) return undefined;
  const database = await openForReading(path);
  return { source: openReader(database), close: () => database.close() };
}
