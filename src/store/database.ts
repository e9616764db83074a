// The door to the database: the embedded cluster or an operator's PostgreSQL by one setting, migrated,
// and held by one server at a time.
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery, Kysely, Migrator, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type Cluster, openCluster, StoreError } from '#store/cluster.ts'
import { preparing } from '#store/prepared.ts'
import { migrationProvider, type Tables } from '#store/tables.ts'

// Whole numbers as numbers: none in these tables comes near 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** The advisory lock that a server holds as long as it lives: "silta" in ASCII. */
const serverLock = 0x7369_6c74_61

/** An open database. */
export interface Database {
  readonly db: Kysely<Tables>
  /** A connection of its own, as the writer needs one; throws while the database is gone. */
  readonly connect: () => Promise<pg.Client>
  readonly close: () => Promise<void>
  /** Closes this side only: the database is another server's. */
  readonly leave: () => Promise<void>
  /** Closes what was opened: a database that another server runs is left running. */
  readonly done: () => Promise<void>
}

/** Where the database is, and who hears of it. */
export interface DatabaseSettings {
  /** The data folder. */
  readonly folder: string
  /** An operator's own server; without it the cluster in the folder is used. */
  readonly databaseUrl?: string | undefined
  readonly connections?: number
  readonly onEvent?: (sentence: string) => void
}

/**
 * Opens the database and brings its tables up to date.
 *
 * @throws StoreError where it cannot be reached, or is newer than this Silta.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const { folder, databaseUrl, connections = 16, onEvent = () => {} } = settings
  const cluster: Cluster | undefined =
    databaseUrl === undefined ? await openCluster(folder, onEvent) : undefined
  const url = (): string => databaseUrl ?? (cluster as Cluster).url()
  // By its name a server finds its own connections again, those that it lost touch with too.
  const name = { application_name: `silta-${randomBytes(8).toString('hex')}` }
  // The embedded cluster may come back on another port: each new connection asks where it is.
  class Client extends pg.Client {
    constructor() {
      // A query is waited for no longer than this: a database that died in a bad moment says nothing.
      const limits = { connectionTimeoutMillis: 5000, query_timeout: 20_000, keepAlive: true }
      super({ connectionString: url(), ...limits, ...name })
      // A connection may die in the middle of a query, which hears of it; nobody else needs to.
      this.on('error', () => {})
    }
  }
  // `pg` takes the class from its config, which its types do not tell.
  const poolConfig = { max: connections, connectionTimeoutMillis: 20_000, Client } as pg.PoolConfig
  const pool = new pg.Pool(poolConfig)
  // A connection that dies while idle is replaced at the next query; there is nothing else to do.
  pool.on('error', () => {})
  const dialect = new PostgresDialect({
    pool: preparing(pool),
    // What is asked for is a matter of the text, not of its values: the first plan is as good as the sixth.
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('set plan_cache_mode = force_generic_plan'))
    },
  })
  const db = new Kysely<Tables>({ dialect })
  const destroy = (): Promise<void> => inTime(db.destroy())
  const close = async (): Promise<void> => {
    await destroy()
    await cluster?.stop()
  }
  const leave = async (): Promise<void> => {
    cluster?.leave()
    await destroy()
  }
  try {
    await migrate(db, databaseUrl ?? folder)
  } catch (error) {
    await leave()
    throw error
  }
  const connect = async (): Promise<pg.Client> => {
    const client = new Client()
    await client.connect()
    return client
  }
  const done = cluster?.found === true ? leave : close
  return { db, connect, close, leave, done }
}

async function migrate(db: Kysely<Tables>, place: string): Promise<void> {
  // Rooms bring their migrations one by one; none of them stands on another room's.
  const settings = { db, provider: migrationProvider, allowUnorderedMigrations: true }
  const { error } = await new Migrator(settings).migrateToLatest()
  if (error === undefined) return
  const message = error instanceof Error ? error.message : String(error)
  const newer = message.includes('corrupted migrations')
  throw new StoreError(
    newer
      ? `Cannot use the database of "${place}": a newer Silta made it`
      : `Cannot reach the database of "${place}": ${message}`,
    newer
      ? 'Run that newer version, or restore a backup of this one'
      : 'Check that it runs, that its address is right and that its disk has room',
    { cause: error },
  )
}

/** Waits for the end of connections, but not for ever: one that died in a bad moment never says so. */
export async function inTime(work: Promise<unknown>, milliseconds = 3000): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([work.catch(() => undefined), patience])
  clearTimeout(timer)
}

/** A connection of this server's own that still has the lock, though nobody hears of it any more. */
const endOwn = `
  select pg_terminate_backend(a.pid) from pg_stat_activity a
  where a.application_name = current_setting('application_name') and a.pid <> pg_backend_pid()
  and a.pid in (select pid from pg_locks where locktype = 'advisory' and granted)`

/**
 * Takes the lock that only one server may hold; it goes when the connection does.
 *
 * @throws StoreError where another server holds it.
 */
export async function takeServerLock(client: pg.Client, place: string): Promise<void> {
  // The connection of a server that was killed a moment ago is still being cleared away.
  for (let tries = 0; tries < 40; tries++) {
    if (tries > 0) await sleep(100)
    const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [serverLock])
    if (rows[0].taken === true) return
    await client.query(endOwn)
  }
  throw new StoreError(
    `Cannot use "${place}": another Silta server is using it`,
    'Stop the other server first, or give this one a folder of its own',
  )
}

/** True for what a query throws where the database cannot be reached, or has no room, for now. */
export function isAway(error: unknown): boolean {
  if (error instanceof StoreError) return true
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string }
  return (
    /^(53|57P0|08|ECONN|EPIPE|ETIMEDOUT)/.test(code) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/.test(
      message,
    )
  )
}
