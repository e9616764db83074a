// The one writer: takes whatever records wait, checks them against what is held, numbers them and writes
// them in one transaction, so that many share one flush to the disk. It works in one connection that
// holds the server's lock, so no second writer can number beside it, and has the log published.
import type pg from 'pg'
import type { LogEdge, LogFile } from '#register/log/edge.ts'
import {
  checkDraft,
  type Head,
  insertBatch,
  type Made,
  makeEntry,
  readHeads,
  type Waiting,
} from '#store/batch.ts'
import { StoreError } from '#store/cluster.ts'
import { inTime, takeServerLock } from '#store/database.ts'
import { newId, problem, RefusedError, type Taken } from '#store/draft.ts'
import { loadEdge, loggedSize } from '#store/logStore.ts'
import type { Publisher } from '#store/publisher.ts'
import { WaitingQueue } from '#store/waitingQueue.ts'

/** The longest the writer rests. */
const idleMilliseconds = 1000
/** How long a record waits for a database that is away. */
const patienceMilliseconds = 20_000

/** What a writer needs. */
export interface WriterSettings {
  readonly connect: () => Promise<pg.Client>
  readonly publisher: Publisher
  /** How the place is called where the lock is held by another. */
  readonly place: string
  /** The time of a new entry, which never goes back. */
  readonly now: () => string
  /** Least time between two checkpoints. */
  readonly publishMilliseconds?: number
  readonly onEvent?: (sentence: string) => void
  /** Told after entries were committed, before those who entered them. */
  readonly onGrown?: () => void
}

const closing = (): StoreError =>
  new StoreError('The register is closing', 'Try again when it is open')

/** Writes records and publishes their entries. */
export class Writer {
  readonly #settings: Required<WriterSettings>
  #client: pg.Client | undefined
  #edge: LogEdge | undefined
  #size = 0
  /** Files that the next checkpoint will state. */
  #files: LogFile[] = []
  readonly #queue = new WaitingQueue()
  /** A batch of which nobody knows whether it was committed. */
  #unsure: readonly Made[] = []
  readonly #publishWaiters: { size: number; resolve: () => void }[] = []
  #stopped = false
  #wakeUp: () => void = () => {}
  #loop: Promise<void> = Promise.resolve()
  /** Files being written, and the time before which no other checkpoint is signed. */
  #publishing: Promise<void> | undefined
  #publishAt = 0
  #failures = 0

  constructor(settings: WriterSettings) {
    this.#settings = {
      publishMilliseconds: 200,
      onEvent: () => {},
      onGrown: () => {},
      ...settings,
    }
  }

  /**
   * Takes the lock, repairs what a crash left, and begins.
   *
   * @throws StoreError where another server has the lock, or the published log does not fit.
   */
  async start(): Promise<void> {
    await this.#take()
    this.#loop = this.#run()
  }

  async #take(): Promise<pg.Client> {
    const client = await this.#settings.connect()
    try {
      await takeServerLock(client, this.#settings.place)
      // Files of an earlier checkpoint that are still being written would be in the way.
      await this.#publishing
      await this.#settings.publisher.repair(client)
      await this.#readEdge(client)
      this.#client = client
      return client
    } catch (error) {
      await inTime(client.end(), 1000)
      throw error
    }
  }

  async #readEdge(client: pg.Client): Promise<void> {
    const edge = await loadEdge(client, await loggedSize(client))
    edge.takeFiles()
    this.#edge = edge
    this.#grown()
  }

  /** How many entries are committed; every acknowledged one is among them. */
  get size(): number {
    return this.#size
  }

  #grown(): void {
    const { size } = this.#edge as LogEdge
    if (size === this.#size) return
    this.#size = size
    this.#settings.onGrown()
  }

  /** Enters a record; resolves once it is durable. */
  enter(given: Omit<Waiting, 'since' | 'resolve' | 'reject'>): Promise<Taken> {
    if (this.#stopped) return Promise.reject(closing())
    const taken = this.#queue.enter(given)
    this.#wakeUp()
    return taken
  }

  /** Resolves when a checkpoint states at least so many entries. */
  published(size: number): Promise<void> {
    if (this.#settings.publisher.published.size >= size) return Promise.resolve()
    return new Promise((resolve) => this.#publishWaiters.push({ size, resolve }))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#wakeUp()
    await this.#loop
    this.#rejectAll(closing())
    if (this.#client !== undefined) await inTime(this.#client.end(), 1000)
  }

  #rejectAll(error: Error): void {
    this.#queue.rejectAll(error)
    this.#unsure = []
  }

  /** Writing and signing take turns in one loop: a checkpoint only ever states what is committed. */
  async #run(): Promise<void> {
    while (!this.#stopped) {
      const idle = await this.#rest()
      try {
        const client = this.#client ?? (await this.#take())
        await this.#settle(client)
        // Asked when there is nothing to do: so it also finds out that its connection is gone.
        if (idle) await client.query('select 1')
        if (this.#queue.length > 0) await this.#enterSome(client, this.#queue.nextBatch())
        if (this.#mayPublish()) await this.#publish(client)
      } catch (error) {
        if (error instanceof StoreError) {
          // Another server took over while the database was away: this one may not write any more.
          this.#settings.onEvent(error.message)
          this.#stopped = true
          this.#rejectAll(error)
          return
        }
        await this.#lose(error as Error)
      }
    }
    await this.#publishing
    if (this.#client !== undefined && this.#unpublished()) {
      await this.#publish(this.#client).catch(() => undefined)
      await this.#publishing
    }
  }

  #unpublished(): boolean {
    return this.#edge !== undefined && this.#edge.size > this.#settings.publisher.published.size
  }

  #mayPublish(): boolean {
    return (
      this.#publishing === undefined && this.#unpublished() && performance.now() >= this.#publishAt
    )
  }

  /** Waits until there is something to write or to publish; true where nothing came up. */
  #rest(): Promise<boolean> {
    if (this.#queue.length > 0 || this.#stopped || this.#client === undefined)
      return Promise.resolve(false)
    const due =
      this.#publishing === undefined && this.#unpublished()
        ? this.#publishAt - performance.now()
        : idleMilliseconds
    return new Promise((resolve) => {
      const milliseconds = Math.max(0, Math.min(due, idleMilliseconds))
      const timer = setTimeout(() => resolve(true), milliseconds)
      this.#wakeUp = () => {
        clearTimeout(timer)
        resolve(false)
      }
    })
  }

  /** Whether the last transaction was committed is unknown: all state is read anew. */
  async #lose(error: Error): Promise<void> {
    const client = this.#client
    if (client !== undefined)
      this.#settings.onEvent(`The register waits for the database: ${error.message}`)
    this.#client = undefined
    this.#edge = undefined
    this.#files = []
    if (client !== undefined) await inTime(client.end(), 1000)
    this.#giveUp()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }

  /** Tells those who have waited too long that the database is away. */
  #giveUp(): void {
    const oldest = performance.now() - patienceMilliseconds
    const away = new StoreError(
      'The database is away, and whether this was entered is not known',
      'Look in a minute whether it is there, and enter it if not',
    )
    for (const { waiting } of this.#unsure) if (waiting.since < oldest) waiting.reject(away)
    this.#unsure = this.#unsure.filter(({ waiting }) => waiting.since >= oldest)
    const gone = new StoreError(
      'The database is away; nothing was entered',
      'Try again in a minute',
    )
    this.#queue.giveUp(oldest, gone)
  }

  /** After a loss: those that were committed are told so, the others are entered again. */
  async #settle(client: pg.Client): Promise<void> {
    if (this.#unsure.length === 0) return
    const unsure = this.#unsure
    const { rows } = await client.query<{ idx: number; bytes: Buffer; id: string }>(
      `select v.id, e.idx, e.bytes from record_version v join log_entry e on e.key = v.entry_key
       where v.id = any($1)`,
      [unsure.map(({ entry }) => entry.id)],
    )
    this.#unsure = []
    const again: Waiting[] = []
    for (const { waiting, entry, bytes } of unsure) {
      // Salts are random: no one else can have written the same bytes.
      const row = rows.find((each) => each.id === entry.id && each.bytes.equals(bytes))
      if (row === undefined) again.push(waiting)
      else waiting.resolve({ id: entry.id, version: entry.version, index: row.idx })
    }
    this.#queue.putBack(again)
  }

  async #enterSome(client: pg.Client, batch: readonly Waiting[]): Promise<void> {
    const ids = batch.flatMap(({ draft, refers }) => [
      ...(draft.id === undefined ? [] : [draft.id]),
      ...refers.map(({ id }) => id),
    ])
    let made: Made[] = []
    try {
      const heads = await readHeads(client, [...new Set(ids)])
      const whole = batch.some(({ draft }) => draft.condition !== undefined)
      if (whole) await client.query('begin')
      made = await this.#make(client, batch, heads)
      this.#unsure = made
      if (made.length > 0) {
        const { files, fullTiles } = (this.#edge as LogEdge).takeFullTiles()
        await insertBatch(client, made, fullTiles)
        if (whole) await client.query('commit')
        this.#files.push(...files)
        this.#grown()
      } else if (whole) await client.query('rollback')
      this.#unsure = []
    } catch (error) {
      await this.#fail(client, batch, error as Error)
      return
    }
    for (const { waiting, entry, index } of made)
      waiting.resolve({ id: entry.id, version: entry.version, index })
  }

  /** Refuses what does not fit, and makes the entries of the rest. */
  async #make(
    client: pg.Client,
    batch: readonly Waiting[],
    heads: ReadonlyMap<string, Head>,
  ): Promise<Made[]> {
    const made: Made[] = []
    for (const waiting of batch) {
      const { draft } = waiting
      const problems = checkDraft(waiting, heads)
      if (problems.length === 0 && draft.condition !== undefined) {
        const { text, values, otherwise } = draft.condition
        const { rowCount } = await client.query(text, [...values])
        if (rowCount !== 1) problems.push(...otherwise)
      }
      if (problems.length > 0) {
        waiting.reject(new RefusedError(problems))
        continue
      }
      const id = draft.id ?? newId()
      const version = (heads.get(id)?.version ?? 0) + 1
      const place = { id, version, time: this.#settings.now() }
      try {
        made.push(makeEntry(waiting, place, this.#edge as LogEdge))
      } catch (error) {
        waiting.reject(tooLong(draft.kind, error as Error))
      }
    }
    return made
  }

  /** A batch was not written: the connection is gone, or one of its records is at fault. */
  async #fail(client: pg.Client, batch: readonly Waiting[], error: Error): Promise<void> {
    const open = this.#queue.openAmong(batch)
    try {
      // After a time-out nobody knows what the connection is doing.
      if (error.message.includes('timeout')) throw error
      await client.query('rollback')
      await this.#readEdge(client)
    } catch {
      if (this.#unsure.length === 0) this.#queue.putBack(open)
      throw error
    }
    this.#unsure = []
    if (open.length === 1) open[0].reject(explained(error))
    else this.#queue.putBackSingly(open)
  }

  async #publish(client: pg.Client): Promise<void> {
    const { publisher, publishMilliseconds, onEvent } = this.#settings
    const edge = this.#edge as LogEdge
    const files = [...this.#files, ...edge.takeFiles().files]
    this.#files = []
    const done = (error?: Error): void => {
      // Told when it begins and when it ends, not at each of its tries.
      if (error !== undefined && this.#failures === 0)
        onEvent(`Cannot publish the log, and tries again: ${error.message}`)
      if (error === undefined && this.#failures > 0) onEvent('The log is published again')
      this.#failures = error === undefined ? 0 : this.#failures + 1
      this.#publishAt = performance.now() + publishMilliseconds * Math.min(25, 1 + this.#failures)
      this.#publishing = undefined
      this.#tellPublished(publisher.published.size)
    }
    // After a failure nobody knows which files are there: they are made again from the database.
    if (this.#failures > 0) {
      await publisher.repair(client).then(() => done(), done)
      return
    }
    const note = await publisher.sign(client, edge.size, edge.root())
    // Files are written beside the next batch; that they state nothing uncommitted is settled by now.
    this.#publishing = publisher.put(note, files).then(() => done(), done)
  }

  #tellPublished(size: number): void {
    for (let i = this.#publishWaiters.length - 1; i >= 0; i--)
      if (this.#publishWaiters[i].size <= size) this.#publishWaiters.splice(i, 1)[0].resolve()
    this.#wakeUp()
  }
}

/** An entry holds 65,535 bytes at most; only lists of thousands of numbers come near that. */
function tooLong(kind: string, error: Error): Error {
  if (!(error instanceof RangeError)) return error
  return new RefusedError([
    problem('record-too-long', kind, error.message, 'Divide it into several records'),
  ])
}

/** What is told of a fault of the database. */
function explained(error: Error): Error {
  const { code = '' } = error as { code?: string }
  if (!/^53/.test(code)) return error
  return new StoreError(
    `The database has no room: ${error.message}`,
    'Make room on its disk; the register goes on by itself',
    { cause: error },
  )
}
