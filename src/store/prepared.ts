// Statements that the database plans once and keeps: planning a join of four tables takes it longer than
// finding the dozen rows that a page shows.
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** So many texts are kept; lists of changing length could make any number of them. */
const mostTexts = 300

/**
 * The pool as queries are sent through it: each text with parameters under a name of its own, which every
 * connection prepares the first time it hears it (`PREPARE`; PostgreSQL's manual, chapter 55.2.3).
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known !== undefined || names.size === mostTexts) return known
    const name = `silta-${names.size}`
    names.set(text, name)
    return name
  }
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const clientFor = (client: pg.PoolClient): PostgresPoolClient => {
    const query = (text: string, values: readonly unknown[]): Promise<unknown> => {
      const name = values.length === 0 ? undefined : nameOf(text)
      return client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) })
    }
    // Cursors, which the type knows too, are asked for nowhere.
    return { query: query as PostgresPoolClient['query'], release: () => client.release() }
  }
  return {
    async connect() {
      const client = await pool.connect()
      const known = clients.get(client) ?? clientFor(client)
      clients.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}
