// Writer: uploads into chunks in PostgreSQL, each in one transaction; one runtime at a time a log.

import { makeChunk, printSections, unpacked } from '../chunk.ts';
import type { LogPart } from '../logs.ts';
import { type PieceOfLog, pieces } from '../pieces.ts';
import { type Arriving, emptyLog, type LogState, type Placed, place } from '../place.ts';
import { blob, joined, nothing, type Row, stateOf } from '../rows.ts';
import { type Sql, type Transaction, translated } from './client.ts';
import { dayOf, makeTables, partitions } from './schema.ts';

/** A part of a log that came to this runtime. */
export interface Upload extends LogPart, Omit<Arriving, 'bytes' | 'offset'> {
  mac: string;
  name: string;
  /** IANA zone that it is stamped in */
  zone: string;
}

export interface PostgresWriter {
  /** stores what is new of it; true where it is the log's first */
  append(upload: Upload): Promise<boolean>;
  /** bytes that a phone must append to */
  size(mac: string, name: string): Promise<number>;
}

/** Writes to a database, whose tables are made when it is first reached. */
export function openPostgresWriter(sql: Sql): PostgresWriter {
  let tables: Promise<void> | undefined;
  const ready = () => {
    tables ??= makeTables(sql).catch(error => {
      tables = undefined; // tried again with the next upload
      throw error;
    });
    return tables;
  };
  const partition = partitions(sql);
  return {
    append: upload =>
      translated(async () => {
        await ready();
        await partition(upload.now);
        return sql.begin(turn => appendInTurn(turn, upload));
      }),
    size: (mac, name) =>
      translated(async () => {
        await ready();
        const [row] =
          await sql`SELECT total - base AS size FROM plugtone_logs WHERE mac = ${mac} AND name = ${name}`;
        return Number(row?.['size'] ?? 0);
      }),
  };
}

// The lock is the log's own, also before it has a row; it ends with the transaction, however that ends.
async function appendInTurn(turn: Transaction, upload: Upload): Promise<boolean> {
  const { mac, name } = upload;
  await turn`SELECT pg_advisory_xact_lock(hashtextextended(${`${mac} ${name}`}, 0))`;
  const [row] = await turn`SELECT * FROM plugtone_logs WHERE mac = ${mac} AND name = ${name}`;
  const state = row ? stateOf(row) : emptyLog;
  const bytes = blob(upload.bytes);
  const placed = await place(state, { ...upload, bytes }, (at, length) =>
    readBack(turn, row, { at, length }),
  );
  if (placed.bytes.length > 0) await add(turn, { row, state, upload, placed });
  return row === undefined;
}

interface Adding {
  row: Row | undefined;
  state: LogState;
  upload: Upload;
  placed: Placed;
}

async function add(
  turn: Transaction,
  { row, state, upload: { mac, name, zone }, placed }: Adding,
): Promise<void> {
  const before = { state, tail: row ? blob(row['tail']) : nothing };
  const { whole, open } = pieces(before, placed.bytes, placed.state);
  const { total, base, from, claim, arrived } = placed.state;
  const [log] = await turn`
    INSERT INTO plugtone_logs (mac, name, zone, total, base, start, claim, arrived, tail)
    VALUES (${mac}, ${name}, ${zone}, ${total}, ${base}, ${from}, ${claim}, ${arrived}, ${Buffer.from(open.tail)})
    ON CONFLICT (mac, name) DO UPDATE SET zone = excluded.zone, total = excluded.total, base = excluded.base,
      start = excluded.start, claim = excluded.claim, arrived = excluded.arrived, tail = excluded.tail
    RETURNING id`;
  for (const piece of whole) await addChunk(turn, String(log?.['id']), { piece, zone, arrived });
}

async function addChunk(
  turn: Transaction,
  log: string,
  { piece, zone, arrived }: { piece: PieceOfLog; zone: string; arrived: number },
): Promise<void> {
  const chunk = makeChunk({ ...piece, zone, sections: [{ at: 0, arrived }] });
  const { at, length, lines, levels, notable, trigrams, packed } = chunk;
  const [earliest, latest] = [Math.round(chunk.earliest), Math.round(chunk.latest)];
  await turn`
    INSERT INTO plugtone_chunks (day, log, at, length, lines, earliest, latest, levels, arrived, zone, sections, notable, few, trigrams, packed)
    VALUES (${dayOf(arrived)}, ${log}, ${at}, ${length}, ${lines}, ${earliest}, ${latest}, ${levels}, ${arrived},
      ${zone}, ${printSections(chunk.sections)}, ${notable.from}, ${notable.bytes}, ${blob(trigrams)}, ${packed})`;
}

/** The stored bytes of a log; undefined where they are not all there. */
export async function readBack(
  sql: Sql | Transaction,
  log: Row | undefined,
  { at, length }: { at: number; length: number },
): Promise<Buffer | undefined> {
  if (!log) return undefined;
  const rows = await sql`
    SELECT at, length, packed FROM plugtone_chunks
    WHERE log = ${String(log['id'])} AND at + length > ${at} AND at < ${at + length} ORDER BY at`;
  const found = rows.map(row => ({
    at: Number(row['at']),
    bytes: unpacked(blob(row['packed']), Number(row['length'])),
  }));
  const tail = blob(log['tail']);
  return joined([...found, { at: Number(log['total']) - tail.length, bytes: tail }], at, length);
}
