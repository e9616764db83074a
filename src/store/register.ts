// The register in the database: a record and its log entry are written in one statement, so that neither
// is ever without the other; the words behind commitments stand apart, where they can be erased.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import { type Entry, saltBytes, writeEntry } from '#register/log/entry.ts'
import type { SignerKey } from '#register/log/note.ts'
import { type Opening, writeReceipt } from '#register/log/receipt.ts'
import { tileHashes } from '#register/log/tiles.ts'
import { inclusionProof } from '#register/log/tree.ts'
import {
  checkRecord,
  hideTexts,
  type RecordKind,
  references,
  showTexts,
} from '#register/records.ts'
import { type Database, type DatabaseSettings, openDatabase } from '#store/database.ts'
import { Publisher, type WriteFile } from '#store/publisher.ts'
import { Sequencer } from '#store/sequencer.ts'

/** Thrown where a record is not taken; says every reason. */
export class RefusedError extends Error {
  override name = 'RefusedError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('; '))
    this.problems = problems
  }
}

/** A record to be taken. */
export interface Draft {
  readonly kind: RecordKind
  readonly data: Json
  /** The account that acts. */
  readonly by: string
  /** The record that this is the next version of; absent for a new one. */
  readonly id?: string
  /** The version that the author saw: where another came between, this one is refused. */
  readonly after?: number
}

/** A record that was taken: durable, and numbered in the log. */
export interface Taken {
  readonly id: string
  readonly version: number
  readonly index: number
}

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

const problem = (code: string, at: string, message: string, cure: string): Problem => ({
  level: 'error',
  code,
  at: { source: 'register', table: at, row: 0 },
  message,
  cure,
})

/** A new identity: 125 random bits as 25 letters and digits. */
export function newId(): string {
  return BigInt(`0x${randomBytes(16).toString('hex')}`)
    .toString(36)
    .padStart(25, '0')
    .slice(-25)
}

/** The open register. */
export class Register {
  readonly database: Database
  readonly publisher: Publisher
  readonly #sequencer: Sequencer
  readonly #clock: () => number
  #lastTime = 0

  private constructor(
    database: Database,
    publisher: Publisher,
    sequencer: Sequencer,
    clock: () => number,
  ) {
    this.database = database
    this.publisher = publisher
    this.#sequencer = sequencer
    this.#clock = clock
  }

  /**
   * Opens the register: database, lock, repair of what a crash left, sequencer.
   *
   * @throws StoreError with the cure where it cannot be opened, or must not be.
   */
  static async open(settings: RegisterSettings): Promise<Register> {
    const { folder, key, logFolder = join(folder, 'log'), clock = Date.now, onEvent } = settings
    const database = await openDatabase(settings)
    const publisher = new Publisher(logFolder, key, settings.write)
    const sequencer = new Sequencer({
      connect: database.connect,
      publisher,
      place: settings.databaseUrl === undefined ? folder : 'the database of DATABASE_URL',
      ...(settings.publishMilliseconds === undefined
        ? {}
        : { publishMilliseconds: settings.publishMilliseconds }),
      ...(onEvent === undefined ? {} : { onEvent }),
    })
    try {
      await sequencer.start()
    } catch (error) {
      await database.leave()
      throw error
    }
    const register = new Register(database, publisher, sequencer, clock)
    const last = await database.db
      .selectFrom('record_version')
      .select('time')
      .orderBy('entry_key', 'desc')
      .limit(1)
      .executeTakeFirst()
    register.#lastTime = last === undefined ? 0 : Date.parse(last.time)
    return register
  }

  /** Publishes what is numbered, and closes. */
  async close(): Promise<void> {
    await this.#sequencer.stop()
    await this.database.close()
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
   */
  async append(draft: Draft): Promise<Taken> {
    const { kind, data, by } = draft
    const problems = checkRecord(kind, data, 'register')
    if (problems.length > 0) throw new RefusedError(problems)
    const refers = references(kind, data)
    const seen = await this.#checkReferences(draft, refers)
    const version = seen + 1
    const id = draft.id ?? newId()
    const hidden = hideTexts(kind, data, () => randomBytes(saltBytes))
    const entry: Entry = { form: 1, kind, id, version, time: this.now(), by, data: hidden.data }
    const key = await this.#insert(entry, writeEntry(entry), hidden.openings, refers)
    return { id, version, index: await this.#sequencer.index(key) }
  }

  /** Every record referred to is there and of a fitting kind; the version that this one follows. */
  async #checkReferences(
    { id, kind, after }: Draft,
    refers: ReturnType<typeof references>,
  ): Promise<number> {
    const wanted = [...new Set([...refers.map(({ id }) => id), ...(id === undefined ? [] : [id])])]
    if (wanted.length === 0) return 0
    const rows = await this.database.db
      .selectFrom('record_head')
      .select(['id', 'kind', 'version'])
      .where('id', 'in', wanted)
      .execute()
    const found = new Map(rows.map((row) => [row.id, row]))
    const problems = refers
      .filter(({ id: target, of }) => !of.includes(found.get(target)?.kind ?? ''))
      .map(({ at, id: target, of }) =>
        problem(
          'reference-unknown',
          `${kind}${at}`,
          `There is no ${of.join(' or ')} "${target}"`,
          'Name a record that is in the register',
        ),
      )
    const own = id === undefined ? undefined : found.get(id)
    if (id !== undefined && own?.kind !== kind)
      problems.push(
        problem(
          'record-unknown',
          kind,
          `There is no ${kind} "${id}"`,
          'Leave the id out for a new one',
        ),
      )
    if (after !== undefined && own !== undefined && own.version !== after)
      problems.push(
        problem(
          'record-changed',
          kind,
          `Version ${own.version} of "${id}" came after the version ${after} that was edited`,
          'Read the newest version and make the change there',
        ),
      )
    if (problems.length > 0) throw new RefusedError(problems)
    return own?.version ?? 0
  }

  /** One statement: entry, version, words, references and head stand or fall together. */
  async #insert(
    entry: Entry,
    bytes: Uint8Array,
    openings: readonly Opening[],
    refers: ReturnType<typeof references>,
  ): Promise<number> {
    const { id, version, kind, data, time, by } = entry
    const moderated = kind === 'moderation' ? (data as { act: string; subject: string }) : undefined
    const erases = moderated?.act === 'erase'
    try {
      const { rows } = await sql<{ key: number }>`
        with entry as (
          insert into log_entry (bytes) values (${Buffer.from(bytes)}) returning key
        ), head as (
          insert into record_head (id, kind, version) values (${id}, ${kind}, ${version})
          on conflict (id) do update set version = excluded.version
          where record_head.version = excluded.version - 1 returning id
        ), made as (
          insert into record_version (id, version, kind, data, time, by, entry_key)
          select ${id}, ${version}, ${kind}, ${JSON.stringify(data)}::jsonb, ${time}, ${by}, key
          from entry returning entry_key
        ), words as (
          insert into record_text (id, version, at, salt, text)
          select ${id}, ${version}, word.at, word.salt, word.text
          from unnest(
            ${openings.map(({ at }) => at)}::text[],
            ${openings.map(({ salt }) => salt)}::text[],
            ${openings.map(({ text }) => text)}::text[]
          ) as word(at, salt, text)
        ), refers as (
          insert into record_reference (id, version, at, target)
          select ${id}, ${version}, reference.at, reference.target
          from unnest(
            ${refers.map(({ at }) => at)}::text[], ${refers.map(({ id }) => id)}::text[]
          ) as reference(at, target)
        ), erased as (
          update record_text set salt = null, text = null
          where ${erases} and id = ${moderated?.subject ?? ''}
        ), shown as (
          update record_head set hidden = ${moderated?.act === 'hide'}
          where id = ${moderated?.subject ?? ''} and ${moderated?.act ?? ''} in ('hide', 'restore')
        )
        select entry_key as key from made`.execute(this.database.db)
      return rows[0].key
    } catch (error) {
      if ((error as { code?: string }).code !== '23505') throw error
      // Two authors made the same next version at one moment: the primary key let one through.
      throw new RefusedError([
        problem(
          'record-changed',
          kind,
          `Another version ${version} of "${id}" was taken at the same moment`,
          'Read the newest version and make the change there',
        ),
      ])
    }
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
    return this.#sequencer.published(index + 1)
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
