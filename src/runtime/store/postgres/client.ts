// Client: PostgreSQL, and any cluster that speaks its protocol. The one place that knows the package.

import postgres from 'postgres';

export type Sql = postgres.Sql;
export type Transaction = postgres.TransactionSql;

const connections = 8;
const patience = 10; // seconds

/** A pool for `postgres://user@host/database`; it connects when it is first asked. */
export function openClient(url: string): Sql {
  return postgres(url, {
    max: connections,
    connect_timeout: patience,
    idle_timeout: 60,
    onnotice: () => undefined,
    connection: { application_name: 'plugtone', synchronous_commit: 'on' },
  });
}

const full = new Set(['53100']); // disk_full
// Of our own statements none is at fault by itself: what is left is a server that is away, starting or overrun.
const ours = /^(22|23|42)/;

/** Runs work; a server that is away is an error that says to come again later. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code = '' } = error as { code?: string }; // as the package throws them
    if (!(error instanceof Error) || ours.test(code)) throw error;
    throw Object.assign(error, { code: full.has(code) ? 'ENOSPC' : 'EBUSY' });
  }
}
