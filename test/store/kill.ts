// Kills a server, its database, or both, at random moments under concurrent writes, and then looks for
// anything acknowledged that is lost, doubled, misnumbered, or not provable.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { verifyLog } from '#register/verify/verify.ts'
import { fill, freshFolder, openRegister, removeFolder, vkey } from './helpers.ts'

const victimPath = fileURLToPath(new URL('victim.ts', import.meta.url))

interface Victim {
  readonly child: ChildProcess
  /** Acknowledged entries: identity and index, in the order they were heard of. */
  readonly taken: string[]
  /** What it said on stderr. */
  readonly errors: () => string
}

async function startVictim(folder: string, ids: readonly string[], round: number): Promise<Victim> {
  const words = ['--disable-warning=ExperimentalWarning', victimPath, folder, ...ids, String(round)]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  const taken: string[] = []
  let rest = ''
  let open = false
  let errors = ''
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  child.stdout?.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() as string
    for (const line of lines)
      if (line === 'open') open = true
      else taken.push(line.slice('taken '.length))
  })
  for (let waited = 0; !open; waited += 10) {
    if (child.exitCode !== null || waited > 120_000)
      throw new Error(`The server did not start again: ${errors}`)
    await sleep(10)
  }
  return { child, taken, errors: () => errors }
}

/** The database's process; 0 while there is none. */
function postmaster(folder: string): number {
  try {
    return Number(readFileSync(join(folder, 'database', 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return 0
  }
}

/** Kills the database, and returns the number its process had. */
async function killDatabase(folder: string, victim: Victim): Promise<number> {
  for (let waited = 0; ; waited += 20) {
    if (waited > 60_000 || victim.child.exitCode !== null)
      throw new Error(`The database does not come back: ${victim.errors()}`)
    const pid = postmaster(folder)
    try {
      if (pid > 0) {
        process.kill(pid, 'SIGKILL')
        return pid
      }
    } catch {
      // It is between two lives.
    }
    await sleep(20)
  }
}

/** Runs so many kills and checks what is left. */
export async function killAtRandom(kills: number, seed: number): Promise<void> {
  const random = seededRandom(seed)
  const folder = freshFolder()
  const log = join(folder, 'log')
  const first = await openRegister(folder)
  const { signatory, declaration } = await fill(first)
  await first.close()
  const ids = [signatory.id, declaration.id]
  const acknowledged: string[] = []
  const checkpoints: string[] = []
  let victim = await startVictim(folder, ids, 0)
  for (let kill = 1; kill <= kills; kill++) {
    await sleep(random.between(20, 400))
    const whom = random.pick(['server', 'database', 'both'])
    const killed = whom === 'server' ? 0 : await killDatabase(folder, victim)
    if (whom === 'database') {
      // The server must come through: it starts the database again and takes entries again.
      let before = victim.taken.length
      for (let waited = 0; victim.taken.length === before; waited += 20) {
        // What was acknowledged before the new one runs may have been on its way since before the kill.
        const now = postmaster(folder)
        if (now === killed || now === 0) before = victim.taken.length
        if (waited > 60_000 || victim.child.exitCode !== null)
          throw new Error(`Kill ${kill}: the server did not recover: ${victim.errors()}`)
        await sleep(20)
      }
      continue
    }
    victim.child.kill('SIGKILL')
    await once(victim.child, 'close')
    acknowledged.push(...victim.taken)
    checkpoints.push(readFileSync(join(log, 'checkpoint'), 'utf8'))
    victim = await startVictim(folder, ids, kill)
  }
  victim.child.kill('SIGKILL')
  await once(victim.child, 'close')
  acknowledged.push(...victim.taken)

  const register = await openRegister(folder)
  try {
    const rows = await register.database.db
      .selectFrom('log_entry as e')
      .leftJoin('record_version as v', 'v.entry_key', 'e.key')
      .select(['e.idx', 'v.id'])
      .execute()
    await register.published(rows.length - 1)
    const indexes = rows.map(({ idx }) => idx as number).sort((a, b) => a - b)
    expect(indexes, 'no hole and no double').toEqual(rows.map((_, i) => i))
    expect(
      rows.filter(({ id }) => id === null),
      'no entry without its record',
    ).toEqual([])
    const orphans = await register.database.db
      .selectFrom('record_head as r')
      .leftJoin('record_version as v', (join) =>
        join.onRef('v.id', '=', 'r.id').onRef('v.version', '=', 'r.version'),
      )
      .where('v.id', 'is', null)
      .select('r.id')
      .execute()
    expect(orphans, 'no record without its version').toEqual([])
    const held = new Set(rows.map(({ id, idx }) => `${id} ${idx}`))
    expect(
      acknowledged.filter((line) => !held.has(line)),
      'nothing acknowledged is lost',
    ).toEqual([])
    expect(new Set(acknowledged).size, 'nothing is acknowledged twice').toBe(acknowledged.length)
    expect(acknowledged.length).toBeGreaterThan(kills)
    const source = {
      name: folder,
      read: async (path: string) => {
        try {
          return readFileSync(join(log, path))
        } catch {
          return undefined
        }
      },
      list: async () =>
        readdirSync(log, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(log.length + 1)),
    }
    for (const since of [...checkpoints.slice(0, 3), ...checkpoints.slice(-3)]) {
      const verdict = await verifyLog(source, vkey, { since })
      expect(verdict.problems).toEqual([])
      expect(verdict.size).toBe(rows.length)
    }
  } finally {
    await register.close()
    removeFolder(folder)
  }
}
