// The register in the database: records go in through one writer, each with its log entry in one
// transaction, and are found again with their words, their receipts and what refers to them.
import { join } from 'node:path'
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import { type SignerKey, writeVkey } from '#register/log/note.ts'
import { type Opening, writeReceipt } from '#register/log/receipt.ts'
import { tileHashes } from '#register/log/tiles.ts'
import { inclusionProof } from '#register/log/tree.ts'
import { checkRecord, digests, type RecordKind, references, showTexts } from '#register/records.ts'
import { unknownReferences } from '#store/batch.ts'
import { type Database, type DatabaseSettings, openDatabase } from '#store/database.ts'
import type { Draft, Taken } from '#store/draft.ts'
import { RefusedError } from '#store/draft.ts'
import { Publisher, type WriteFile } from '#store/publisher.ts'
import { Writer } from '#store/writer.ts'

export { type Condition, type Draft, newId, RefusedError, type Taken } from '#store/draft.ts'

/** A version of a record, its words in their places; null where they were erased. */
export interface StoredRecord {
  readonly id: string
  readonly version: number
  readonly kind: RecordKind
  readonly data: Json
  readonly time: string
  readonly by: string
  readonly index: number | null
  readonly hidden: boolean
}

/** How a register is opened. */
export interface RegisterSettings extends DatabaseSettings {
  /** The key that signs checkpoints; its name is the log's origin. */
  readonly key: SignerKey
  /** Where the static log is published; `log` in the data folder where not given. */
  readonly logFolder?: string
  /** Milliseconds since 1970; `Date.now` where not given. */
  readonly clock?: () => number
  readonly publishMilliseconds?: number
  readonly write?: WriteFile
}

/** The open register. */
export class Register {
  readonly database: Database
  readonly publisher: Publisher
  /** The log's public key, `name+id+key`. */
  readonly vkey: string
  readonly #writer: Writer
  readonly #clock: () => number
  readonly #followers = new Set<() => void>()
  #lastTime = 0

  private constructor(
    database: Database,
    publisher: Publisher,
    { clock = Date.now, key }: Pick<RegisterSettings, 'clock' | 'key'>,
    writer: (now: () => string, onGrown: () => void) => Writer,
  ) {
    this.database = database
    this.publisher = publisher
    this.vkey = writeVkey(key)
    this.#clock = clock
    this.#writer = writer(
      () => this.now(),
      () => {
        for (const follower of this.#followers) follower()
      },
    )
  }

  /**
   * Opens the register: database, lock, repair of what a crash left, writer.
   *
   * @throws StoreError with the cure where it cannot be opened, or must not be.
   */
  static async open(settings: RegisterSettings): Promise<Register> {
    const { folder, key, logFolder = join(folder, 'log'), onEvent } = settings
    const database = await openDatabase(settings)
    const publisher = new Publisher(logFolder, key, settings.write)
    const register = new Register(
      database,
      publisher,
      settings,
      (now, onGrown) =>
        new Writer({
          connect: database.connect,
          publisher,
          place: settings.databaseUrl === undefined ? folder : 'the database of DATABASE_URL',
          now,
          onGrown,
          ...(settings.publishMilliseconds === undefined
            ? {}
            : { publishMilliseconds: settings.publishMilliseconds }),
          ...(onEvent === undefined ? {} : { onEvent }),
        }),
    )
    try {
      await register.#writer.start()
      const last = await database.db
        .selectFrom('record_version')
        .select('time')
        .orderBy('entry_key', 'desc')
        .limit(1)
        .executeTakeFirst()
      register.#lastTime = last === undefined ? 0 : Date.parse(last.time)
    } catch (error) {
      await database.leave()
      throw error
    }
    return register
  }

  /** Publishes what is numbered, and closes. */
  async close(): Promise<void> {
    await this.#writer.stop()
    await this.database.close()
  }

  /** How many entries the log has; every acknowledged one is among them. */
  get size(): number {
    return this.#writer.size
  }

  /** Calls back after every growth of the log. */
  follow(follower: () => void): void {
    this.#followers.add(follower)
  }

  /** The time of a new entry: never before that of one taken earlier, also where the clock steps back. */
  now(): string {
    this.#lastTime = Math.max(this.#lastTime, Math.floor(this.#clock()))
    return new Date(this.#lastTime).toISOString()
  }

  /**
   * Takes a record. When this returns, record and entry are on the disk and the entry has its number.
   *
   * @throws RefusedError with every problem where it is not sound.
   * @throws StoreError where the database is away or has no room.
   */
  async append(draft: Draft): Promise<Taken> {
    const { kind, data } = draft
    const problems = checkRecord(kind, data, 'register')
    // What only the register knows is told in the same round, as far as the record has its form.
    if (problems.length > 0)
      throw new RefusedError([...problems, ...(await this.#unknownReferences(draft, problems))])
    return this.#writer.enter({ draft, refers: references(kind, data), files: digests(kind, data) })
  }

  async #unknownReferences(
    { kind, data }: Draft,
    known: readonly Problem[],
  ): Promise<readonly Problem[]> {
    if (known.some(({ code }) => code === 'value-type' || code === 'value-unknown')) return []
    const told = new Set(known.map(({ at }) => at.table))
    const refers = references(kind, data).filter(({ at }) => !told.has(`${kind}${at}`))
    const heads = await this.database.db
      .selectFrom('record_head')
      .select(['id', 'kind'])
      .where('id', 'in', ['', ...refers.map(({ id }) => id)])
      .execute()
    return unknownReferences(kind, refers, new Map(heads.map((head) => [head.id, head.kind])))
  }

  /** A version of a record, the newest where none is named; undefined where there is none. */
  async findRecord(id: string, version?: number): Promise<StoredRecord | undefined> {
    const row = await this.database.db
      .selectFrom('record_version as v')
      .innerJoin('record_head as r', 'r.id', 'v.id')
      .innerJoin('log_entry as e', 'e.key', 'v.entry_key')
      .select(['v.id', 'v.version', 'v.kind', 'v.data', 'v.time', 'v.by', 'e.idx', 'r.hidden'])
      .where('v.id', '=', id)
      .where((eb) =>
        version === undefined
          ? eb('v.version', '=', eb.ref('r.version'))
          : eb('v.version', '=', version),
      )
      .executeTakeFirst()
    if (row === undefined) return undefined
    const kind = row.kind as RecordKind
    const openings = await this.#openings(id, row.version)
    return {
      id,
      version: row.version,
      kind,
      data: showTexts(kind, { data: row.data, openings }),
      time: row.time,
      by: row.by,
      index: row.idx,
      hidden: row.hidden,
    }
  }

  async #openings(id: string, version: number): Promise<Opening[]> {
    const rows = await this.database.db
      .selectFrom('record_text')
      .select(['at', 'salt', 'text'])
      .where('id', '=', id)
      .where('version', '=', version)
      .where('text', 'is not', null)
      .orderBy('at')
      .execute()
    return rows as Opening[]
  }

  /** Records of a kind, newest identity last, from one on. */
  async listRecords(kind: RecordKind, from = '', most = 100): Promise<string[]> {
    const rows = await this.database.db
      .selectFrom('record_head')
      .select('id')
      .where('kind', '=', kind)
      .where('id', '>', from)
      .orderBy('id')
      .limit(most)
      .execute()
    return rows.map(({ id }) => id)
  }

  /** Records whose newest version refers to this one. */
  async referring(id: string): Promise<{ id: string; kind: RecordKind }[]> {
    const rows = await this.database.db
      .selectFrom('record_reference as f')
      .innerJoin('record_head as r', (join) =>
        join.onRef('r.id', '=', 'f.id').onRef('r.version', '=', 'f.version'),
      )
      .select(['r.id', 'r.kind'])
      .where('f.target', '=', id)
      .distinct()
      .orderBy('r.id')
      .execute()
    return rows.map((row) => ({ id: row.id, kind: row.kind as RecordKind }))
  }

  /** Resolves when a checkpoint states the entry at this index. */
  published(index: number): Promise<void> {
    return this.#writer.published(index + 1)
  }

  /**
   * The receipt of a version: entry, words that may still be read, proof and checkpoint in one file;
   * undefined where there is no such version, or no checkpoint states it yet.
   */
  async receipt(id: string, version: number): Promise<string | undefined> {
    const row = await this.database.db
      .selectFrom('record_version as v')
      .innerJoin('log_entry as e', 'e.key', 'v.entry_key')
      .select(['e.idx', 'e.bytes'])
      .where('v.id', '=', id)
      .where('v.version', '=', version)
      .executeTakeFirst()
    const { checkpoint, size } = this.publisher.published
    if (row === undefined || row.idx === null || row.idx >= size) return undefined
    const read = tileHashes((path) => this.publisher.read(path), size)
    return writeReceipt({
      entry: row.bytes,
      openings: await this.#openings(id, version),
      index: row.idx,
      proof: await inclusionProof(read, row.idx, size),
      checkpoint,
    })
  }
}
