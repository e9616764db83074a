// Backup, restore and export: every table as lines of JSON read from one moment, with a manifest of
// counts and digests. A backup holds all and is secret; an export holds what the public may read.
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { cp, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { StoreError } from '#store/cluster.ts'
import { publicTableNames, type Tables, tableNames } from '#store/tables.ts'

/** What a backup says of itself. */
export interface Manifest {
  readonly form: 1
  readonly contents: 'backup' | 'export'
  /** The newest migration of the database it came from. */
  readonly migration: string
  readonly logSize: number
  readonly tables: Readonly<Record<string, { readonly rows: number; readonly digest: string }>>
}

type TableName = (typeof tableNames)[number]

/** Rows are read and written so many at a time. */
const batch = 1000

/** Rows in the order of their keys, so that the same content gives the same bytes. */
const orderOf: Readonly<Record<TableName, string>> = {
  log_entry: 'key',
  log_node: 'level, idx',
  log_checkpoint: 'size',
  record_head: 'id',
  record_version: 'entry_key',
  record_text: 'id, version, at',
  record_reference: 'id, version, at',
  record_file: 'id, version, digest',
  account: 'id',
  upload: 'digest',
  account_role: 'account, role, signatory',
  invitation: 'token_hash',
  email_link: 'token_hash',
  passkey: 'credential',
  challenge: 'hash',
  session: 'token_hash',
  pending_signature: 'id',
  participant: 'consultation, account',
  supporter: 'consultation, account, target',
  held_comment: 'id',
  subscription: 'id',
  mail_queue: 'id',
  flag: 'id',
}

async function newestMigration(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name desc limit 1`.execute(db)
  return rows[0]?.name ?? ''
}

async function writeTables(
  db: Kysely<Tables>,
  folder: string,
  names: readonly TableName[],
): Promise<Manifest['tables']> {
  const tables: Record<string, { rows: number; digest: string }> = {}
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (moment) => {
      for (const name of names) {
        const file = await open(join(folder, `${name}.jsonl`), 'wx', 0o600)
        const hash = createHash('sha256')
        let rows = 0
        // What a moderator hid is in the log, but its words are not for an export.
        const words = names.length < tableNames.length && name === 'record_text'
        const shown = words ? sql`where id in (select id from record_head where not hidden)` : sql``
        await sql`declare rows no scroll cursor for
          select row_to_json(t)::text as line from ${sql.table(name)} t ${shown}
          order by ${sql.raw(orderOf[name])}`.execute(moment)
        for (;;) {
          const some = await sql<{
            line: string
          }>`fetch ${sql.raw(String(batch))} from rows`.execute(moment)
          if (some.rows.length === 0) break
          const text = some.rows.map(({ line }) => `${line}\n`).join('')
          hash.update(text)
          await file.appendFile(text)
          rows += some.rows.length
        }
        await sql`close rows`.execute(moment)
        await file.sync()
        await file.close()
        tables[name] = { rows, digest: `sha256:${hash.digest('hex')}` }
      }
    })
  return tables
}

async function write(
  db: Kysely<Tables>,
  folder: string,
  contents: Manifest['contents'],
  more: (unfinished: string) => Promise<void>,
): Promise<Manifest> {
  const unfinished = `${folder}.unfinished-${randomBytes(4).toString('hex')}`
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  try {
    await more(unfinished)
    const names = contents === 'backup' ? tableNames : publicTableNames
    const tables = await writeTables(db, unfinished, names)
    const { rows } = await sql<{ size: number }>`
      select coalesce(max(idx) + 1, 0)::bigint as size from log_entry`.execute(db)
    const manifest: Manifest = {
      form: 1,
      contents,
      migration: await newestMigration(db),
      logSize: rows[0].size,
      tables,
    }
    await writeFile(join(unfinished, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    // Under its own name only when it is whole; a folder that is already there is left alone.
    await rename(unfinished, folder)
    return manifest
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTEMPTY' || code === 'EEXIST')
      throw new StoreError(`Cannot write to "${folder}": it is not empty`, 'Name a new folder')
    throw error
  }
}

/**
 * Writes a whole backup: every table, and the log's key.
 *
 * @param dataFolder Where `log-key.json` is.
 */
export function backup(db: Kysely<Tables>, dataFolder: string, folder: string): Promise<Manifest> {
  return write(db, folder, 'backup', async (unfinished) => {
    await cp(join(dataFolder, 'log-key.json'), join(unfinished, 'log-key.json'), {
      force: false,
    }).catch((error: NodeJS.ErrnoException) => {
      // A server that is given its key from elsewhere keeps it there.
      if (error.code !== 'ENOENT') throw error
    })
  })
}

/** Writes what the public may read: the log as static files, and records with the words still shown. */
export function exportAll(
  db: Kysely<Tables>,
  logFolder: string,
  folder: string,
): Promise<Manifest> {
  return write(db, folder, 'export', async (unfinished) => {
    await cp(logFolder, join(unfinished, 'log'), {
      recursive: true,
      filter: (source) => !source.includes('.new'),
    })
  })
}

/**
 * Reads a backup into an empty, migrated database.
 *
 * @throws StoreError where the backup is damaged or an export, or the database holds anything.
 */
export async function restore(
  db: Kysely<Tables>,
  dataFolder: string,
  folder: string,
): Promise<Manifest> {
  const manifest = await readManifest(folder)
  const migration = await newestMigration(db)
  if (manifest.migration > migration)
    throw new StoreError(
      `Cannot restore "${folder}": it was made by a newer Silta (${manifest.migration}, here ${migration})`,
      'Restore it with that version',
    )
  await db.transaction().execute(async (all) => {
    for (const name of tableNames) {
      const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(all)
      if (rows.length > 0)
        throw new StoreError(
          `Cannot restore "${folder}": the database holds records already`,
          'Restore into a new folder or an empty database',
        )
    }
    for (const name of tableNames) await restoreTable(all, name, folder, manifest)
    // New entries are numbered after the restored ones.
    await sql`select setval(pg_get_serial_sequence('log_entry', 'key'),
      greatest(1, (select coalesce(max(key), 0) from log_entry)))`.execute(all)
  })
  const names = await readdir(folder)
  if (names.includes('log-key.json'))
    await cp(join(folder, 'log-key.json'), join(dataFolder, 'log-key.json'))
  return manifest
}

async function readManifest(folder: string): Promise<Manifest> {
  let manifest: Manifest
  try {
    manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  } catch (error) {
    throw new StoreError(
      `Cannot restore "${folder}": ${(error as Error).message}`,
      'Name the folder that "silta log backup" wrote',
      { cause: error },
    )
  }
  if (manifest.contents === 'backup') return manifest
  throw new StoreError(
    `Cannot restore "${folder}": it is an export, which lacks accounts and hidden words`,
    'Restore a backup ("silta log backup")',
  )
}

async function restoreTable(
  db: Kysely<Tables>,
  name: TableName,
  folder: string,
  manifest: Manifest,
): Promise<void> {
  const expected = manifest.tables[name]
  const hash = createHash('sha256')
  let rows = 0
  let lines: string[] = []
  const insert = async (): Promise<void> => {
    if (lines.length === 0) return
    await sql`insert into ${sql.table(name)} overriding system value
      select * from json_populate_recordset(null::${sql.table(name)}, ${`[${lines.join(',')}]`}::json)`.execute(
      db,
    )
    rows += lines.length
    lines = []
  }
  const path = join(folder, `${name}.jsonl`)
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Infinity,
  })) {
    hash.update(`${line}\n`)
    lines.push(line)
    if (lines.length === batch) await insert()
  }
  await insert()
  if (
    expected === undefined ||
    rows !== expected.rows ||
    `sha256:${hash.digest('hex')}` !== expected.digest
  )
    throw new StoreError(
      `Cannot restore "${folder}": ${name}.jsonl is not what its manifest says`,
      'The backup is damaged: use another one; nothing was restored',
    )
}
