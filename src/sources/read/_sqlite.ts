// An SQLite database as bytes (sqlite.org/fileformat2.html): checked, opened and asked, whichever SQLite
// is at hand, with its faults as damage.
import type { Sql, SqlDatabase, SqlValue } from '#sources/raw.ts'
import { Damage, type Faults, grouped } from '#sources/read/_faults.ts'

/**
 * Checks that bytes are a whole database, by its header (section 1.3): the size of a page at byte 16,
 * the number of pages at byte 28. @throws Damage
 */
export function checkHeader(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Damage('the file is empty')
  const title = new TextDecoder().decode(bytes.subarray(0, 16))
  if (title !== 'SQLite format 3\0') throw new Damage('the file is no SQLite database')
  if (bytes.length < 100) throw new Damage(`the file is cut short: it has ${bytes.length} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = view.getUint16(16)
  const pageSize = size === 1 ? 65_536 : size
  const expected = view.getUint32(28) * pageSize
  // The number of pages counts only where the version it was written by (byte 92) is the last one.
  if (view.getUint32(24) === view.getUint32(92) && bytes.length < expected) {
    throw new Damage(
      `the file is cut short: it has ${grouped(bytes.length)} of ${grouped(expected)} bytes`,
    )
  }
}

/** Opens a database held in memory. @throws Damage */
export function openDatabase(bytes: Uint8Array, sql: Sql, faults: Faults): SqlDatabase {
  // A database in memory has no log beside it: one that was left in that mode opens without it.
  const hasLog = bytes[18] === 2 || bytes[19] === 2
  const content = hasLog ? bytes.slice() : bytes
  if (hasLog) {
    content[18] = 1
    content[19] = 1
    faults.add(
      'note',
      'database-log',
      0,
      'The file was left with a write-ahead log beside it: changes that are only in the log are not seen',
      'Close the program that wrote it, and copy the file again',
    )
  }
  try {
    return sql.open(content)
  } catch (error) {
    throw new Damage(sqlWords(error))
  }
}

/** The database's own words for what it refused, as the end of a sentence. */
function sqlWords(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]
}

/** The rows of a query; what the database says against it is damage. @throws Damage */
export function* rows(
  database: SqlDatabase,
  query: string,
  params?: readonly SqlValue[],
): Generator<readonly SqlValue[]> {
  try {
    yield* database.query(query, params)
  } catch (error) {
    throw error instanceof Damage ? error : new Damage(sqlWords(error))
  }
}

/** Checks every page of the database, since damage may lie where no query looks. @throws Damage */
export function checkPages(database: SqlDatabase): void {
  for (const [answer] of rows(database, 'PRAGMA quick_check(1)')) {
    if (answer !== 'ok')
      throw new Damage(`the database is damaged: ${String(answer).split('\n').at(-1)}`)
  }
}
