// Schema: the tables of the log store in PostgreSQL, one partition a day.

import type { Sql } from './client.ts';

const version = 2;
const lock = 0x706c7567; // plug: tables are made by one runtime at a time
const day = 86_400_000;

const meta = 'CREATE TABLE IF NOT EXISTS plugtone_meta (key text PRIMARY KEY, value bigint NOT NULL)';

const tables = `
CREATE TABLE IF NOT EXISTS plugtone_logs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mac text NOT NULL, name text NOT NULL,
  total bigint NOT NULL DEFAULT 0, base bigint NOT NULL DEFAULT 0, start bigint NOT NULL DEFAULT 0,
  claim bigint NOT NULL DEFAULT 0, arrived bigint NOT NULL DEFAULT 0, zone text NOT NULL,
  tail bytea NOT NULL DEFAULT '', UNIQUE (mac, name)
);
CREATE SEQUENCE IF NOT EXISTS plugtone_chunk_id;
CREATE TABLE IF NOT EXISTS plugtone_chunks (
  id bigint NOT NULL DEFAULT nextval('plugtone_chunk_id'), day date NOT NULL, log bigint NOT NULL, at bigint NOT NULL,
  length integer NOT NULL, lines integer NOT NULL, earliest bigint NOT NULL, latest bigint NOT NULL,
  levels integer NOT NULL, arrived bigint NOT NULL, zone text NOT NULL, sections text NOT NULL,
  notable integer NOT NULL, few bytea NOT NULL, trigrams bytea NOT NULL, packed bytea NOT NULL
) PARTITION BY RANGE (day);
CREATE INDEX IF NOT EXISTS plugtone_chunks_id ON plugtone_chunks (id);
CREATE INDEX IF NOT EXISTS plugtone_chunks_place ON plugtone_chunks (log, at, length);
CREATE INDEX IF NOT EXISTS plugtone_chunks_of_log ON plugtone_chunks (log, latest);
CREATE INDEX IF NOT EXISTS plugtone_chunks_latest ON plugtone_chunks (latest);
`;

/** The day of a moment, UTC: `2026-11-24`. */
export const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

const partition = (name: string) => `plugtone_chunks_${name.replaceAll('-', '')}`;

/** Makes the tables where they are not there. Throws where another plugtone has made them. */
export async function makeTables(sql: Sql): Promise<void> {
  await sql.begin(async turn => {
    await turn`SELECT pg_advisory_xact_lock(${lock})`;
    await turn.unsafe(meta);
    await turn`INSERT INTO plugtone_meta VALUES ('version', ${version}) ON CONFLICT DO NOTHING`;
    const [row] = await turn`SELECT value FROM plugtone_meta WHERE key = 'version'`;
    if (Number(row?.['value']) !== version)
      throw new Error(
        `the log store is of format ${row?.['value']}; this plugtone reads format ${version}: give it another database`,
      );
    await turn.unsafe(tables);
  });
}

/** Makes the partition of a moment's day, once. */
export function partitions(sql: Sql): (moment: number) => Promise<void> {
  const made = new Set<string>();
  return async moment => {
    const name = dayOf(moment);
    if (made.has(name)) return;
    await sql.begin(async turn => {
      await turn`SELECT pg_advisory_xact_lock(${lock})`;
      await turn.unsafe(
        `CREATE TABLE IF NOT EXISTS ${partition(name)} PARTITION OF plugtone_chunks FOR VALUES FROM ('${name}') TO ('${dayOf(moment + day)}')`,
      );
    });
    made.add(name);
  };
}

/** Drops the partitions of days that ended before `since`. */
export async function dropBefore(sql: Sql, since: number): Promise<void> {
  const rows = await sql`
    SELECT child.relname AS name FROM pg_inherits
    JOIN pg_class parent ON parent.oid = inhparent JOIN pg_class child ON child.oid = inhrelid
    WHERE parent.relname = 'plugtone_chunks'`;
  const keep = partition(dayOf(since));
  for (const { name } of rows) {
    if (!/^plugtone_chunks_\d{8}$/.test(name) || name >= keep) continue;
    await sql.begin(async turn => {
      await turn`SELECT pg_advisory_xact_lock(${lock})`;
      await turn.unsafe(`DROP TABLE IF EXISTS ${name}`);
    });
  }
}
