// Reading the register for pages and the API: records by the dozen in two queries, what was said about them,
// the log's entries; nothing here writes, and what a moderator hid is not given out.
import { type Kysely, sql } from 'kysely'
import type { Json } from '#base/canonical.ts'
import type { Opening } from '#register/log/receipt.ts'
import { type RecordData, type RecordKind, showTexts } from '#register/records.ts'
import { Lists } from '#store/lists.ts'
import type { Register, StoredRecord } from '#store/register.ts'
import type { Tables } from '#store/tables.ts'
import { referringTo, settledAmong } from '#store/trails.ts'

/** A record whose words are in their places; one that was erased is null. */
export interface ReadRecord<K extends RecordKind = RecordKind> extends Omit<StoredRecord, 'data'> {
  readonly kind: K
  readonly data: RecordData<K>
}

/** One entry of the log as the list of latest entries shows it. */
export interface EntryLine {
  readonly index: number
  readonly id: string
  readonly version: number
  readonly kind: RecordKind
  readonly time: string
  readonly by: string
}

/** One entry with what is known of it beside the log. */
export interface ReadEntry extends EntryLine {
  readonly bytes: Uint8Array
  readonly openings: readonly Opening[]
  readonly hidden: boolean
  /** Commitments to texts that were erased. */
  readonly erased: number
}

/** Everything said about one commitment, project or report, oldest first. */
export interface Said {
  readonly reports: readonly ReadRecord<'report'>[]
  readonly evidence: readonly ReadRecord<'evidence'>[]
  readonly reviews: readonly ReadRecord<'review'>[]
  readonly replies: readonly ReadRecord<'reply'>[]
  readonly disputes: readonly ReadRecord<'dispute'>[]
  readonly settled: ReadonlySet<string>
}

/** Reads an open register. */
export class Reading {
  readonly register: Register
  readonly #db: Kysely<Tables>
  /** Records by what they are chosen by, and their counts. */
  readonly lists: Lists

  constructor(register: Register) {
    this.register = register
    this.#db = register.database.db
    this.lists = new Lists(register)
  }

  /** The day of the register's clock. */
  today(): string {
    return this.register.now().slice(0, 10)
  }

  /** Newest versions of records by their identities; hidden and unknown ones are absent. */
  async records(ids: Iterable<string | null | undefined>): Promise<Map<string, ReadRecord>> {
    // Identities come from addresses too: what is none is in no row, and may be no text a database takes.
    const wanted = [...new Set(ids)].filter(
      (id) => typeof id === 'string' && /^[a-z0-9]{16,40}$/.test(id),
    )
    if (wanted.length === 0) return new Map()
    const { rows } = await sql<RecordRow>`
      select v.id, v.version, v.kind, v.data, v.time, v.by, e.idx as index, h.hidden
      from record_head h join record_version v on v.id = h.id and v.version = h.version
      join log_entry e on e.key = v.entry_key
      where h.id = any(${wanted}) and not h.hidden`.execute(this.#db)
    const openings = await this.#openings(rows)
    return new Map(rows.map((row) => [row.id, readRecord(row, openings.get(row.id) ?? [])]))
  }

  /** Titles and names alone, of records that are shown and whose title was not erased. */
  async titles(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map()
    const { rows } = await sql<{ id: string; text: string }>`
      select h.id, t.text from record_head h
      join record_text t on t.id = h.id and t.version = h.version
        and (t.at = '/data/title' or t.at = '/data/name')
      where h.id = any(${ids}) and not h.hidden and t.text is not null`.execute(this.#db)
    return new Map(rows.map(({ id, text }) => [id, text]))
  }

  async #openings(rows: readonly RecordRow[]): Promise<Map<string, Opening[]>> {
    const { rows: words } = await sql<Opening & { id: string }>`
      select t.id, t.at, t.salt, t.text from record_text t
      join unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ version }) => version)}::int[])
        as w(id, version) on w.id = t.id and w.version = t.version
      where t.text is not null`.execute(this.#db)
    const found = new Map<string, Opening[]>()
    for (const { id, ...opening } of words) {
      const own = found.get(id)
      if (own === undefined) found.set(id, [opening])
      else own.push(opening)
    }
    return found
  }

  /** One record of a kind, as visitors may see it. */
  async find<K extends RecordKind>(kind: K, id: string): Promise<ReadRecord<K> | undefined> {
    const found = (await this.records([id])).get(id)
    return found?.kind === kind ? (found as unknown as ReadRecord<K>) : undefined
  }

  /** A version of a record, as visitors may see it. */
  async findVersion(id: string, version: number): Promise<ReadRecord | undefined> {
    const found = await this.register.findRecord(id, version)
    return found === undefined || found.hidden ? undefined : (found as unknown as ReadRecord)
  }

  /** When each version of a record was taken, newest first. */
  async versions(id: string): Promise<readonly EntryLine[]> {
    const { rows } = await sql<EntryLine>`
      select e.idx as index, v.id, v.version, v.kind, v.time, v.by
      from record_version v join log_entry e on e.key = v.entry_key
      where v.id = ${id} and e.idx is not null order by v.version desc limit 200`.execute(this.#db)
    return rows
  }

  /** The newest act of each signatory on a declaration, or of a signatory on each declaration. */
  async signatures(
    of: { readonly declaration: string } | { readonly signatory: string },
    from = '',
    most = 200,
  ): Promise<ReadRecord<'signature'>[]> {
    const records = await this.records(await this.lists.newestSignatures(of, from, most))
    return [...records.values()] as ReadRecord<'signature'>[]
  }

  /** Identities of records of a kind whose newest version refers to this one, oldest first. */
  async referring(id: string, kind: RecordKind): Promise<string[]> {
    return (await referringTo(this.#db, [id], [kind])).map((record) => record.id)
  }

  /** All that was said about a commitment or project, at most so many of each. */
  async said(subject: string, most = 200): Promise<Said> {
    const onSubject = await referringTo(this.#db, [subject], ['report', 'dispute'])
    const reports = onSubject.filter(({ kind }) => kind === 'report').slice(-most)
    const onReports = await referringTo(
      this.#db,
      reports.map(({ id }) => id),
      ['evidence', 'review', 'dispute'],
    )
    const evidence = onReports.filter(({ kind }) => kind === 'evidence')
    const onEvidence = await referringTo(
      this.#db,
      evidence.map(({ id }) => id),
      ['dispute'],
    )
    const answered = [...onSubject, ...onReports, ...onEvidence].filter(
      ({ kind }) => kind === 'review' || kind === 'dispute',
    )
    const replies = await referringTo(
      this.#db,
      answered.map(({ id }) => id),
      ['reply'],
    )
    const all = [...reports, ...onSubject, ...onReports, ...onEvidence, ...replies]
    const records = await this.records(all.map(({ id }) => id))
    const inOrder = [...records.values()].sort((a, b) => (a.index ?? 0) - (b.index ?? 0))
    const of = <K extends RecordKind>(kind: K): ReadRecord<K>[] =>
      inOrder.filter((record) => record.kind === kind) as unknown as ReadRecord<K>[]
    const disputes = of('dispute')
    return {
      reports: of('report'),
      evidence: of('evidence'),
      reviews: of('review'),
      replies: of('reply'),
      disputes,
      settled: await settledAmong(
        this.#db,
        disputes.map(({ id }) => id),
      ),
    }
  }

  /** Acts of moderation on a record, oldest first. */
  async moderated(id: string): Promise<ReadRecord<'moderation'>[]> {
    const acts = await referringTo(this.#db, [id], ['moderation'])
    const records = await this.records(acts.map((act) => act.id))
    return [...records.values()].sort(
      (a, b) => (a.index ?? 0) - (b.index ?? 0),
    ) as ReadRecord<'moderation'>[]
  }

  /** What pages call the accounts: names that a moderator has seen, or that came with an invitation. */
  async accountNames(ids: Iterable<string>): Promise<Map<string, string>> {
    const rows = await this.#db
      .selectFrom('account')
      .select(['id', 'name'])
      .where('id', 'in', [...new Set(ids), ''])
      .where('name_seen', '=', true)
      .where('name', '!=', '')
      .execute()
    return new Map(rows.map(({ id, name }) => [id, name]))
  }

  /** Entries of the log below an index, newest first. */
  async entries(below = Number.MAX_SAFE_INTEGER, most = 25): Promise<readonly EntryLine[]> {
    const { rows } = await sql<EntryLine>`
      select e.idx as index, v.id, v.version, v.kind, v.time, v.by
      from log_entry e join record_version v on v.entry_key = e.key
      where e.idx < ${below} order by e.idx desc limit ${most}`.execute(this.#db)
    return rows
  }

  /** One entry of the log, with the words that may still be read. */
  async entry(index: number): Promise<ReadEntry | undefined> {
    const { rows } = await sql<EntryLine & { bytes: Uint8Array; hidden: boolean }>`
      select e.idx as index, v.id, v.version, v.kind, v.time, v.by, e.bytes, h.hidden
      from log_entry e join record_version v on v.entry_key = e.key
      join record_head h on h.id = v.id
      where e.idx = ${index}`.execute(this.#db)
    const row = rows.at(0)
    if (row === undefined) return undefined
    const { rows: words } = await sql<{ at: string; salt: string | null; text: string | null }>`
      select at, salt, text from record_text
      where id = ${row.id} and version = ${row.version} order by at`.execute(this.#db)
    const openings = words.filter(({ text }) => text !== null) as Opening[]
    return {
      ...row,
      openings: row.hidden ? [] : openings,
      erased: words.length - openings.length,
    }
  }
}

interface RecordRow {
  readonly id: string
  readonly version: number
  readonly kind: RecordKind
  readonly data: Json
  readonly time: string
  readonly by: string
  readonly index: number | null
  readonly hidden: boolean
}

function readRecord(row: RecordRow, openings: readonly Opening[]): ReadRecord {
  const data = showTexts(row.kind, { data: row.data, openings })
  return { ...row, data } as unknown as ReadRecord
}
