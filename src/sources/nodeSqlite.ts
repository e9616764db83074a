// SQLite as Node brings it, behind the one interface the GeoPackage reader knows.
import { DatabaseSync } from 'node:sqlite'
import type { Sql, SqlDatabase, SqlValue } from '#sources/raw.ts'

/** Node's SQLite, on databases held in memory. */
export const nodeSqlite: Sql = {
  open(bytes) {
    const database = new DatabaseSync(':memory:')
    try {
      database.deserialize(bytes)
    } catch (error) {
      database.close()
      throw error
    }
    return {
      *query(sql, params = []) {
        const statement = database.prepare(sql)
        statement.setReturnArrays(true)
        for (const row of statement.iterate(...(params as SqlValue[]))) {
          yield row as unknown as readonly SqlValue[]
        }
      },
      close: () => database.close(),
    } satisfies SqlDatabase
  },
}
