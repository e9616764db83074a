// The log's state in the database: the growing edge read back, hashes and entries by index.
import { sql } from 'kysely'
import type pg from 'pg'
import { type FullTile, LogEdge } from '#register/log/edge.ts'
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

/** Keeps the hashes of tiles that became full. */
export async function keepFullTiles(runs: Runs, fullTiles: readonly FullTile[]): Promise<void> {
  if (fullTiles.length === 0) return
  await runs.query(
    'insert into log_node (level, idx, hash) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])',
    [
      fullTiles.map(({ level }) => level + 1),
      fullTiles.map(({ index }) => index),
      fullTiles.map(({ hash }) => Buffer.from(hash)),
    ],
  )
}

/** The statement that numbers entries; its parameters are keys and indexes. */
export const numberEntries =
  'update log_entry set idx = new.idx from unnest($1::bigint[], $2::bigint[]) as new(key, idx) where log_entry.key = new.key'

/** Checkpoints that were signed at sizes from one on. */
export const checkpointsFrom = (size: number) =>
  sql<{
    size: number
    note: string
  }>`select size, note from log_checkpoint where size >= ${size} order by size`
