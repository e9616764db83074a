// `silta log backup|export|restore`: copies of a register as a folder of files. A backup holds everything
// and is secret; an export holds what the public may read, and its log can be verified by anyone.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import { type Answer, type Call, type Command, UsageError } from '#faces/cli/command.ts'
import { readSettings, type Settings } from '#faces/cli/openServices.ts'
import { backup, exportAll, type Manifest, restore } from '#store/backup.ts'
import { StoreError } from '#store/cluster.ts'
import { type Database, openDatabase, takeServerLock } from '#store/database.ts'

type Copy = (database: Database, settings: Settings, folder: string) => Promise<Manifest>

const copies = {
  backup: {
    help: `Usage: silta log backup FOLDER [--data DIR] [--json]

Copies the whole register as it is at one moment: every table, the files that people gave, and the key that
signs the log. It may run beside the server. The folder must be new; keep it as safe as the register.`,
    needs: true,
    copy: (({ db }, { folder: data }, folder) => backup(db, data, folder)) satisfies Copy,
    done: 'Backed up',
  },
  export: {
    help: `Usage: silta log export FOLDER [--data DIR] [--json]

Copies what the public may read: the log as static files, records with the words and files that are shown.
No accounts, no addresses, nothing hidden. It may run beside the server.`,
    needs: true,
    copy: (({ db }, { folder: data }, folder) => exportAll(db, data, folder)) satisfies Copy,
    done: 'Exported',
  },
  restore: {
    help: `Usage: silta log restore FOLDER [--data DIR] [--json]

Brings a backup back into a data folder (or a DATABASE_URL) that holds no register yet. Every table is held
against the backup's digests; where one differs nothing is restored. Start the server afterwards: it writes
the published log anew, and refuses to go on where a later one was published.`,
    needs: false,
    copy: (async (database, { folder: data }, folder) => {
      const client = await database.connect()
      try {
        await takeServerLock(client, data)
        return await restore(database.db, data, folder)
      } finally {
        await client.end()
      }
    }) satisfies Copy,
    done: 'Restored',
  },
} as const

function makeCommand(name: keyof typeof copies): Command {
  const { help, needs, copy, done } = copies[name]
  return {
    name: `log ${name}`,
    help: `${help}

  --data DIR   where the register keeps its data (default .silta beside the program, or SILTA_DATA)
  --json       {"folder","records","entries","files","problems"}`,
    options: { data: { type: 'string' } },
    takes: [1, 1],
    run: (call) => run(call, needs, copy, done),
  }
}

/** `silta log backup FOLDER`. */
export const backupCommand = { command: makeCommand('backup') }
/** `silta log export FOLDER`. */
export const exportCommand = { command: makeCommand('export') }
/** `silta log restore FOLDER`. */
export const restoreCommand = { command: makeCommand('restore') }

async function run(call: Call, needs: boolean, copy: Copy, done: string): Promise<Answer> {
  const [folder] = call.positionals
  const data = typeof call.options.data === 'string' ? call.options.data : undefined
  const settings = readSettings(process.env, data)
  if (needs && settings.databaseUrl === undefined && !existsSync(settings.folder))
    throw new UsageError(`Cannot find a register: there is no folder "${settings.folder}"`)
  // Found out before a database is made for it.
  if (!needs && !existsSync(join(folder, 'manifest.json')))
    throw new UsageError(
      `Cannot restore "${folder}": there is no manifest.json in it; name the folder that "silta log backup" wrote`,
    )
  try {
    const { folder: place, databaseUrl } = settings
    const database = await openDatabase({ folder: place, databaseUrl })
    try {
      const manifest = await copy(database, settings, folder)
      const { rows: records } = manifest.tables.record_version
      const { logSize: entries, files } = manifest
      return {
        document: { folder, records, entries, files, problems: [] as Json[] },
        text: `${done} ${records} records, ${entries} entries of the log and ${files} files: ${folder}`,
      }
    } finally {
      await database.done()
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const problem: Problem = {
      level: 'error',
      code: 'copy-failed',
      at: { source: folder, table: '', row: 0 },
      message: error.message,
      cure: error.cure,
    }
    const document = {
      folder,
      records: 0,
      entries: 0,
      files: 0,
      problems: [problem] as unknown as Json,
    }
    return { document, text: `${done} nothing`, problems: [problem] }
  }
}
