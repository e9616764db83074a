// The one sequencer: numbers the entries that transactions left in the outbox, in one connection that
// holds the server's lock, so that no second one can number beside it, and has them published. Numbers
// are given after the commit that made the entry, so a rollback leaves no hole.
import type pg from 'pg'
import type { FullTile, LogEdge, LogFile } from '#register/log/edge.ts'
import { StoreError } from '#store/cluster.ts'
import { takeServerLock } from '#store/database.ts'
import { keepFullTiles, loadEdge, loggedSize, numberEntries } from '#store/logStore.ts'
import type { Publisher } from '#store/publisher.ts'

/** The longest the sequencer rests. */
const idleMilliseconds = 1000

/** At most so many entries are numbered in one transaction. */
const batch = 2048

interface Waiter {
  readonly resolve: (index: number) => void
  readonly reject: (error: Error) => void
}

/** What a sequencer needs. */
export interface SequencerSettings {
  readonly connect: () => Promise<pg.Client>
  readonly publisher: Publisher
  /** How the place is called where the lock is held by another. */
  readonly place: string
  /** Least time between two checkpoints. */
  readonly publishMilliseconds?: number
  readonly onEvent?: (sentence: string) => void
}

/** Numbers entries and publishes them. */
export class Sequencer {
  readonly #settings: Required<SequencerSettings>
  #client: pg.Client | undefined
  #edge: LogEdge | undefined
  /** Files that the next checkpoint will state. */
  #files: LogFile[] = []
  readonly #waiters = new Map<number, Waiter>()
  /** Numbers given before anyone asked. */
  readonly #given = new Map<number, number>()
  readonly #publishWaiters: { size: number; resolve: () => void }[] = []
  #awake = false
  #stopped = false
  #wakeUp: () => void = () => {}
  #loop: Promise<void> = Promise.resolve()
  /** When the next checkpoint may be signed, and whether the last attempt failed. */
  #publishAt = 0
  #failures = 0

  constructor(settings: SequencerSettings) {
    this.#settings = { publishMilliseconds: 200, onEvent: () => {}, ...settings }
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
      await this.#settings.publisher.repair(client)
      const edge = await loadEdge(client, await loggedSize(client))
      edge.takeFiles()
      this.#edge = edge
      this.#files = []
      this.#client = client
      return client
    } catch (error) {
      await client.end().catch(() => undefined)
      throw error
    }
  }

  /** The index of an entry, once it is numbered and that is durable. */
  index(key: number): Promise<number> {
    const given = this.#given.get(key)
    if (given !== undefined) {
      this.#given.delete(key)
      return Promise.resolve(given)
    }
    if (this.#stopped) return Promise.reject(new Error('The register is closing'))
    this.wake()
    return new Promise((resolve, reject) => this.#waiters.set(key, { resolve, reject }))
  }

  /** Resolves when a checkpoint states at least so many entries. */
  published(size: number): Promise<void> {
    if (this.#settings.publisher.published.size >= size) return Promise.resolve()
    return new Promise((resolve) => this.#publishWaiters.push({ size, resolve }))
  }

  /** Says that the outbox holds something. */
  wake(): void {
    this.#awake = true
    this.#wakeUp()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#wakeUp()
    await this.#loop
    for (const { reject } of this.#waiters.values()) reject(new Error('The register is closing'))
    this.#waiters.clear()
    await this.#client?.end().catch(() => undefined)
  }

  /**
   * Numbering and publishing take turns in one loop: a checkpoint only ever states what is committed.
   */
  async #run(): Promise<void> {
    // What a crash left in the outbox is numbered before anyone asks.
    this.#awake = true
    while (!this.#stopped) {
      await this.#rest()
      this.#awake = false
      try {
        const client = this.#client ?? (await this.#retake())
        let numbered = await this.#numberSome(client)
        while (numbered === batch && performance.now() < this.#publishAt)
          numbered = await this.#numberSome(client)
        if (numbered === 0 && this.#waiters.size > 0) await this.#giveNumbered(client)
        if (this.#unpublished() && performance.now() >= this.#publishAt) await this.#publish(client)
      } catch (error) {
        if (error instanceof StoreError) {
          // Another server took over while the database was away: this one may not write any more.
          this.#settings.onEvent(error.message)
          this.#stopped = true
          for (const { reject } of this.#waiters.values()) reject(error)
          this.#waiters.clear()
          return
        }
        await this.#lose(error)
      }
    }
    if (this.#client !== undefined && this.#unpublished())
      await this.#publish(this.#client).catch(() => undefined)
  }

  #unpublished(): boolean {
    return this.#edge !== undefined && this.#edge.size > this.#settings.publisher.published.size
  }

  /** Waits until there is something to number, or to publish. */
  #rest(): Promise<void> {
    if (this.#awake || this.#stopped) return Promise.resolve()
    // Looks up once a second unasked: so it also finds out that its connection is gone.
    const due = this.#unpublished() ? this.#publishAt - performance.now() : idleMilliseconds
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, Math.min(due, idleMilliseconds)))
      this.#wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Whether the last transaction was committed is unknown: all state is read anew. */
  async #lose(error: unknown): Promise<void> {
    const client = this.#client
    if (client !== undefined)
      this.#settings.onEvent(`The log waits for the database: ${(error as Error).message}`)
    this.#client = undefined
    this.#edge = undefined
    await client?.end().catch(() => undefined)
    this.#awake = true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }

  async #retake(): Promise<pg.Client> {
    const client = await this.#take()
    await this.#giveNumbered(client)
    return client
  }

  /** Tells those who wait for an entry that was numbered in a transaction whose end was not heard of. */
  async #giveNumbered(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ key: number; idx: number }>(
      'select key, idx from log_entry where key = any($1) and idx is not null',
      [[...this.#waiters.keys()]],
    )
    for (const { key, idx } of rows) this.#give(key, idx)
  }

  async #numberSome(client: pg.Client): Promise<number> {
    const { rows } = await client.query<{ key: number; bytes: Uint8Array }>(
      'select key, bytes from log_entry where idx is null order by key limit $1',
      [batch],
    )
    if (rows.length === 0) return 0
    const edge = this.#edge as LogEdge
    const indexes = rows.map(({ bytes }) => edge.append(bytes))
    const taken: { files: LogFile[]; fullTiles: FullTile[] } = edge.takeFullTiles()
    await client.query('begin')
    await client.query(numberEntries, [rows.map(({ key }) => key), indexes])
    await keepFullTiles(client, taken.fullTiles)
    await client.query('commit')
    this.#files.push(...taken.files)
    for (let i = 0; i < rows.length; i++) this.#give(rows[i].key, indexes[i])
    return rows.length
  }

  #give(key: number, index: number): void {
    const waiter = this.#waiters.get(key)
    this.#waiters.delete(key)
    if (waiter !== undefined) waiter.resolve(index)
    else {
      this.#given.set(key, index)
      // Entries of other connections are never asked for here: the oldest are forgotten.
      if (this.#given.size > 1_000_000)
        this.#given.delete(this.#given.keys().next().value as number)
    }
  }

  async #publish(client: pg.Client): Promise<void> {
    const { publisher, publishMilliseconds, onEvent } = this.#settings
    const edge = this.#edge as LogEdge
    const files = [...this.#files, ...edge.takeFiles().files]
    this.#files = []
    try {
      // After a failure nobody knows which files are there: they are made again from the database.
      if (this.#failures > 0) await publisher.repair(client)
      else await publisher.publish(client, edge.size, edge.root(), files)
      this.#failures = 0
    } catch (error) {
      this.#failures++
      onEvent(`Cannot publish the log: ${(error as Error).message}`)
    }
    this.#publishAt = performance.now() + publishMilliseconds * Math.min(25, 1 + this.#failures)
    this.#tellPublished(publisher.published.size)
  }

  #tellPublished(size: number): void {
    for (let i = this.#publishWaiters.length - 1; i >= 0; i--)
      if (this.#publishWaiters[i].size <= size) this.#publishWaiters.splice(i, 1)[0].resolve()
  }
}
