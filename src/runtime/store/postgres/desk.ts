// Desk: what the store's thread does with PostgreSQL.

import type { Desk } from '../desk.ts';
import type { Kept } from '../sqlite/retention.ts';
import { openClient } from './client.ts';
import { openPostgresRetention } from './retention.ts';
import { openPostgresWriter, type Upload } from './writer.ts';

/** Opens a store that is on another machine; whether that is there shows with the first question. */
export function openPostgresDesk(url: string): Desk {
  const sql = openClient(url);
  const writer = openPostgresWriter(sql);
  const tidy = openPostgresRetention(sql);
  const answers: Record<string, (what: never) => unknown> = {
    append: (upload: Upload) => writer.append(upload),
    size: ({ mac, name }: { mac: string; name: string }) => writer.size(mac, name),
    tidy: (kept: Kept) => tidy(kept),
  };
  return {
    answer: (kind, what) => answers[kind]?.(what as never), // thread.ts sends what the kind wants
    stop: () => sql.end({ timeout: 5 }),
  };
}
