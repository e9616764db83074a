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
  /** How many files people gave. */
  readonly files: number
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
  computed_plan: 'consultation, code',
  form_act: 'key',
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
  more: (unfinished: string) => Promise<number>,
): Promise<Manifest> {
  const unfinished = `${folder}.unfinished-${randomBytes(4).toString('hex')}`
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  try {
    const files = await more(unfinished)
    const names = contents === 'backup' ? tableNames : publicTableNames
    const tables = await writeTables(db, unfinished, names)
    const manifest: Manifest = {
      form: 1,
      contents,
      migration: await newestMigration(db),
      // No number is left out, so the rows are as many as the log is long.
      logSize: tables.log_entry.rows,
      files,
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

/** Copies files by their digests; those that are not there any more are left out. */
async function copyUploads(from: string, to: string, digests: readonly string[]): Promise<number> {
  let count = 0
  for (const digest of digests) {
    const hex = digest.slice('sha256:'.length)
    const path = join(hex.slice(0, 2), hex.slice(2))
    const bytes = await readFile(join(from, path)).catch(absent)
    if (bytes === undefined) continue
    if (createHash('sha256').update(bytes).digest('hex') !== hex)
      throw new StoreError(
        `Cannot copy the file ${digest}: its bytes are not those of its digest`,
        'Restore it from an earlier backup, or erase the record that names it',
      )
    await mkdir(join(to, hex.slice(0, 2)), { recursive: true, mode: 0o700 })
    await writeFile(join(to, path), bytes, { mode: 0o600 })
    count++
  }
  return count
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}

const logFilesOnly = (source: string): boolean => !source.includes('.new')

/**
 * Writes a whole backup: every table, the files that people gave, and the log's key.
 *
 * @param dataFolder Where `log-key.json` and `uploads` are.
 */
export function backup(db: Kysely<Tables>, dataFolder: string, folder: string): Promise<Manifest> {
  return write(db, folder, 'backup', async (unfinished) => {
    await cp(join(dataFolder, 'log-key.json'), join(unfinished, 'log-key.json'), {
      force: false,
      // A server that is given its key from elsewhere keeps it there.
    }).catch(absent)
    const rows = await db.selectFrom('upload').select('digest').orderBy('digest').execute()
    const digests = rows.map(({ digest }) => digest)
    return copyUploads(join(dataFolder, 'uploads'), join(unfinished, 'uploads'), digests)
  })
}

/** Writes what the public may read: the log as static files, records with the words still shown, files. */
export function exportAll(
  db: Kysely<Tables>,
  dataFolder: string,
  folder: string,
): Promise<Manifest> {
  return write(db, folder, 'export', async (unfinished) => {
    await cp(join(dataFolder, 'log'), join(unfinished, 'log'), {
      recursive: true,
      filter: logFilesOnly,
    })
    const { rows } = await sql<{ digest: string }>`
      select distinct f.digest from record_file f join record_head h on h.id = f.id
      join upload u on u.digest = f.digest where not h.hidden order by 1`.execute(db)
    const digests = rows.map(({ digest }) => digest)
    return copyUploads(join(dataFolder, 'uploads'), join(unfinished, 'uploads'), digests)
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
    // A table that came later than the backup stays empty.
    for (const name of tableNames)
      if (manifest.tables[name] !== undefined || manifest.migration === migration)
        await restoreTable(all, name, folder, manifest)
    // New entries are numbered after the restored ones.
    await sql`select setval(pg_get_serial_sequence('log_entry', 'key'),
      greatest(1, (select coalesce(max(key), 0) from log_entry)))`.execute(all)
  })
  const uploads = await db.selectFrom('upload').select('digest').execute()
  const digests = uploads.map(({ digest }) => digest)
  const files = await copyUploads(join(folder, 'uploads'), join(dataFolder, 'uploads'), digests)
  if (files !== manifest.files)
    throw new StoreError(
      `Restored "${folder}", but ${manifest.files - files} of its ${manifest.files} files are not there`,
      'Use the register without them, or begin again in a new folder with another backup',
    )
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
  const path = join(folder, `${name}.jsonl`)
  const expected = manifest.tables[name]
  if (expected === undefined || (await fileDigest(path).catch(absent)) !== expected.digest)
    throw new StoreError(
      `Cannot restore "${folder}": ${name}.jsonl is not what its manifest says`,
      'The backup is damaged: use another one; nothing was restored',
    )
  let lines: string[] = []
  const insert = async (): Promise<void> => {
    if (lines.length === 0) return
    await sql`insert into ${sql.table(name)} overriding system value
      select * from json_populate_recordset(null::${sql.table(name)}, ${`[${lines.join(',')}]`}::json)`.execute(
      db,
    )
    lines = []
  }
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Infinity,
  })) {
    lines.push(line)
    if (lines.length === batch) await insert()
  }
  await insert()
}

async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return `sha256:${hash.digest('hex')}`
}
