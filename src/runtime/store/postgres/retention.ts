// Retention: whole days go at once; of phones that have too much, the oldest chunks.

import type { Kept } from '../sqlite/retention.ts';
import { type Sql, translated } from './client.ts';
import { dayOf, dropBefore } from './schema.ts';

/** Removes what is too old or too much. Runtimes side by side do it one at a time. */
export function openPostgresRetention(sql: Sql): (kept: Kept) => Promise<boolean> {
  return ({ since, maxBytes }) =>
    translated(async () => {
      if (since !== undefined) {
        await dropBefore(sql, since);
        await sql`DELETE FROM plugtone_logs WHERE arrived < ${Date.parse(dayOf(since))}
          AND NOT EXISTS (SELECT 1 FROM plugtone_chunks WHERE log = plugtone_logs.id)`;
      }
      await sql`
        WITH counted AS (
          SELECT c.id, SUM(c.length) OVER (PARTITION BY l.mac ORDER BY c.arrived DESC, c.id DESC) AS newer
          FROM plugtone_chunks c JOIN plugtone_logs l ON l.id = c.log)
        DELETE FROM plugtone_chunks WHERE id IN (SELECT id FROM counted WHERE newer > ${maxBytes})`;
      return false;
    });
}
