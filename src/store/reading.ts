// Reading the register for pages and the API: records by the dozen in two queries, what was said about them,
// the log's entries; nothing here writes, and what a moderator hid is not given out.
import { type Kysely, sql } from 'kysely'
import type { Json } from '#base/canonical.ts'
import type { Opening } from '#register/log/receipt.ts'
import { type RecordData, type RecordKind, showTexts } from '#register/records.ts'
import { Kept } from '#store/kept.ts'
import { Lists } from '#store/lists.ts'
import type { Register, StoredRecord } from '#store/register.ts'
import type { Tables } from '#store/tables.ts'
import { saidAbout, settledBy } from '#store/trails.ts'

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
  readonly #kept: Kept

  constructor(register: Register) {
    this.register = register
    this.#db = register.database.db
    this.lists = new Lists(register)
    this.#kept = new Kept(() => this.lists.edition)
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
      select ${recordColumns}
      from record_head h join record_version v on v.id = h.id and v.version = h.version
      join log_entry e on e.key = v.entry_key
      where h.id = any(${wanted}) and not h.hidden`.execute(this.#db)
    return new Map(rows.map((row) => [row.id, readRecord(row)]))
  }

  /**
   * The same for records without words of anybody's, as voices are, by the thousand.
   *
   * @param ids Identities that the register gave.
   */
  async wordless(ids: readonly string[]): Promise<Map<string, ReadRecord>> {
    const { rows } = await sql<RecordRow>`
      select v.id, v.version, v.kind, v.data, v.time, v.by, e.idx as index, h.hidden, '[]'::json as openings
      from record_head h join record_version v on v.id = h.id and v.version = h.version
      join log_entry e on e.key = v.entry_key
      where h.id = any(${ids}) and not h.hidden`.execute(this.#db)
    return new Map(rows.map((row) => [row.id, readRecord(row)]))
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

  /** One record of a kind, as visitors may see it. */
  async find<K extends RecordKind>(kind: K, id: string): Promise<ReadRecord<K> | undefined> {
    const found = (await this.records([id])).get(id)
    return found?.kind === kind ? (found as unknown as ReadRecord<K>) : undefined
  }

  /** The newest declarations, for choosing among: read once for each edition of the lists. */
  async declarations(): Promise<readonly ReadRecord<'declaration'>[]> {
    await this.lists.ready()
    return this.#kept.get('declarations', () => this.#readDeclarations())
  }

  async #readDeclarations(): Promise<ReadRecord<'declaration'>[]> {
    const { rows } = await this.lists.page({ kind: 'declaration' }, { most: 50 })
    const records = await this.records(rows.map(({ id }) => id))
    return rows.flatMap(({ id }) => (records.get(id) ?? []) as ReadRecord<'declaration'>[])
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

  /** Records of these kinds whose newest version refers to this one, oldest first. */
  async referring(id: string, kinds: readonly RecordKind[]): Promise<ReadRecord[]> {
    const { rows } = await sql<RecordRow>`
      select ${recordColumns}
      from (select distinct id, version from record_reference where target = ${id}) as f
      join record_head h on h.id = f.id and h.version = f.version
      join record_version v on v.id = h.id and v.version = h.version
      join log_entry e on e.key = v.entry_key
      where h.kind = any(${kinds}) and not h.hidden
      order by v.entry_key`.execute(this.#db)
    return rows.map(readRecord)
  }

  /** All that was said about a commitment or project, of its reports at most so many, the newest. */
  async said(subject: string, most = 200): Promise<Said> {
    const { rows } = await sql<RecordRow>`
      ${saidAbout([subject], most)}
      select ${recordColumns}
      from (select distinct id, version from said) as s
      join record_version v on v.id = s.id and v.version = s.version
      join record_head h on h.id = v.id
      join log_entry e on e.key = v.entry_key
      order by v.entry_key`.execute(this.#db)
    const settled = new Set(rows.map(settledBy))
    const of = <K extends RecordKind>(kind: K): ReadRecord<K>[] =>
      rows
        .filter((row) => row.kind === kind)
        .map((row) => readRecord(row) as unknown as ReadRecord<K>)
    const disputes = of('dispute')
    return {
      reports: of('report'),
      evidence: of('evidence'),
      reviews: of('review'),
      replies: of('reply'),
      disputes,
      settled: new Set(disputes.map(({ id }) => id).filter((id) => settled.has(id))),
    }
  }

  /** Acts of moderation on a record, oldest first. */
  async moderated(id: string): Promise<ReadRecord<'moderation'>[]> {
    return (await this.referring(id, ['moderation'])) as ReadRecord<'moderation'>[]
  }

  /** What pages call the accounts: names that a moderator has seen, or that came with an invitation. */
  async accountNames(ids: Iterable<string>): Promise<Map<string, string>> {
    const rows = await this.#db
      .selectFrom('account')
      .select(['id', 'name'])
      .where(sql<boolean>`id = any(${[...new Set(ids)]}::text[])`)
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

/** What a record is read from: columns of its version `v`, its head `h` and its entry `e`. */
const recordColumns = sql`
  v.id, v.version, v.kind, v.data, v.time, v.by, e.idx as index, h.hidden,
  coalesce(
    (select json_agg(json_build_object('at', t.at, 'salt', t.salt, 'text', t.text)) from record_text t
      where t.id = v.id and t.version = v.version and t.text is not null),
    '[]') as openings`

interface RecordRow {
  readonly id: string
  readonly version: number
  readonly kind: RecordKind
  readonly data: Json
  readonly time: string
  readonly by: string
  readonly index: number | null
  readonly hidden: boolean
  /** The words that may still be read. */
  readonly openings: readonly Opening[]
}

function readRecord({ openings, ...row }: RecordRow): ReadRecord {
  const data = showTexts(row.kind, { data: row.data, openings })
  return { ...row, data } as unknown as ReadRecord
}
