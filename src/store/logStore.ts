// The log's state in the database: the growing edge read back, hashes and entries by index.
import type pg from 'pg'
import { LogEdge } from '#register/log/edge.ts'
import { tileWidth } from '#register/log/tiles.ts'

/** What can run a query: a pool, or one connection. */
export interface Runs {
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<R>>
}

/** How many entries are numbered. */
export async function loggedSize(runs: Runs): Promise<number> {
  const { rows } = await runs.query<{ size: number }>(
    'select coalesce(max(idx) + 1, 0)::bigint as size from log_entry',
  )
  return rows[0].size
}

/** Entries from one index to before another, in order. */
export async function readEntries(runs: Runs, from: number, until: number): Promise<Uint8Array[]> {
  const { rows } = await runs.query<{ bytes: Uint8Array }>(
    'select bytes from log_entry where idx >= $1 and idx < $2 order by idx',
    [from, until],
  )
  return rows.map(({ bytes }) => bytes)
}

/**
 * The edge of the log as it was at `size` entries.
 *
 * @throws RangeError where the database lacks entries or hashes below that size.
 */
export async function loadEdge(runs: Runs, size: number): Promise<LogEdge> {
  const entries = await readEntries(runs, size - (size % tileWidth), size)
  const levels: Uint8Array[][] = []
  for (let count = Math.floor(size / tileWidth); count > 0; count = Math.floor(count / tileWidth)) {
    const { rows } = await runs.query<{ hash: Uint8Array }>(
      'select hash from log_node where level = $1 and idx >= $2 and idx < $3 order by idx',
      [levels.length + 1, count - (count % tileWidth), count],
    )
    levels.push(rows.map(({ hash }) => hash))
  }
  return new LogEdge({ size, entries, levels })
}
