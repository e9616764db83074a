// SQLite compiled to WebAssembly (sql.js), behind the one interface the GeoPackage reader knows. The
// caller loads it, since only a page knows where its WebAssembly lies.
import type { SqlJsStatic } from 'sql.js'
import type { Sql, SqlValue } from '#sources/raw.ts'

/** SQL from a loaded sql.js: `sqlJs(await initSqlJs({ locateFile }))`. */
export function sqlJs(module: SqlJsStatic): Sql {
  return {
    open(bytes) {
      const database = new module.Database(bytes)
      return {
        *query(sql, params = []) {
          const statement = database.prepare(sql, params as (string | number | Uint8Array | null)[])
          try {
            while (statement.step()) yield statement.get() as readonly SqlValue[]
          } finally {
            statement.free()
          }
        },
        close: () => database.close(),
      }
    },
  }
}
