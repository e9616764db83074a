// Reading the register for pages and the API: records by the dozen in two queries, lists by keyset, the
// log's entries; nothing here writes, and what a moderator hid is not given out.
import { type Kysely, sql } from 'kysely'
import type { Json } from '#base/canonical.ts'
import type { Opening } from '#register/log/receipt.ts'
import type { CommitmentProgress, ProgressState } from '#register/progress.ts'
import { type RecordData, type RecordKind, showTexts } from '#register/records.ts'
import { type ListedKind, Listing, progressOf } from '#store/listing.ts'
import type { Register, StoredRecord } from '#store/register.ts'
import type { Tables } from '#store/tables.ts'
import { referringTo, settledAmong } from '#store/trails.ts'

/** A record whose words are in their places; one that was erased is null. */
export interface ReadRecord<K extends RecordKind = RecordKind> extends Omit<StoredRecord, 'data'> {
  readonly kind: K
  readonly data: RecordData<K>
}

/** What a list is chosen by; what is not given does not matter. */
export interface ListAsked {
  readonly kind: ListedKind
  readonly class?: string | undefined
  readonly signatory?: string | undefined
  readonly declaration?: string | undefined
  readonly programme?: string | undefined
  readonly country?: string | undefined
  readonly state?: string | undefined
  /** Words in title or name. */
  readonly words?: string | undefined
}

/** Where in a list to stand: before or after the row with this number. */
export interface ListPlace {
  readonly before?: number | undefined
  readonly after?: number | undefined
  readonly most?: number
}

/** One row of a list. */
export interface Listed {
  readonly id: string
  /** Its number in the list: the index of its first entry. */
  readonly idx: number
  readonly class: string | null
  readonly signatory: string | null
  readonly declaration: string | null
  readonly due: string | null
  readonly state: ProgressState | null
  readonly disputed: boolean
  readonly progress: CommitmentProgress | undefined
}

/** Rows newest first, and the numbers to go on from. */
export interface ListedPage {
  readonly rows: readonly Listed[]
  /** For the rows that came before these in time; undefined at the end. */
  readonly older: number | undefined
  readonly newer: number | undefined
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

const listedColumns = [
  'id',
  'idx',
  'class',
  'signatory',
  'declaration',
  'due',
  'state',
  'disputed',
  'progress',
] as const

const listedRow = (row: Pick<Tables['listing'], (typeof listedColumns)[number]>): Listed => ({
  ...row,
  state: row.state as ProgressState | null,
  progress: progressOf(row),
})

/** Reads an open register. */
export class Reading {
  readonly register: Register
  readonly #db: Kysely<Tables>
  readonly #listing: Listing
  /** Counts over whole lists, and the edition of the listing that they were counted in. */
  readonly #counted = new Map<
    string,
    { readonly edition: string; readonly count: Promise<unknown> }
  >()

  constructor(register: Register) {
    this.register = register
    this.#db = register.database.db
    this.#listing = new Listing(this.#db, () => this.today())
  }

  /** The day of the register's clock. */
  today(): string {
    return this.register.now().slice(0, 10)
  }

  /** Resolves when lists hold what was taken so far. */
  ready(): Promise<void> {
    return this.#listing.catchUp()
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

  /** True where the register holds signatories and none of them is real: an example's. */
  async fictional(): Promise<boolean> {
    await this.ready()
    const { rows } = await sql<{ all: boolean }>`
      select exists (select from listing where kind = 'signatory')
        and not exists (select from listing where kind = 'signatory' and not fictional) as all
    `.execute(this.#db)
    return rows[0].all
  }

  /** One page of a list, newest first. */
  async list(asked: ListAsked, place: ListPlace = {}): Promise<ListedPage> {
    await this.ready()
    const { before, after, most = 25 } = place
    let query = this.#asked(asked).select(listedColumns)
    const ascending = after !== undefined
    if (before !== undefined) query = query.where('idx', '<', before)
    if (after !== undefined) query = query.where('idx', '>', after)
    const found = await query
      .orderBy('idx', ascending ? 'asc' : 'desc')
      .limit(most + 1)
      .execute()
    const more = found.length > most
    const rows = found.slice(0, most)
    if (ascending) rows.reverse()
    const hasOlder = ascending ? rows.length > 0 : more
    const hasNewer = ascending ? more : before !== undefined && rows.length > 0
    return {
      rows: rows.map(listedRow),
      older: hasOlder ? rows.at(-1)?.idx : undefined,
      newer: hasNewer ? rows[0]?.idx : undefined,
    }
  }

  #asked(asked: ListAsked) {
    const { kind, class: sort, signatory, declaration, programme, country, state, words } = asked
    let query = this.#db.selectFrom('listing').where('kind', '=', kind).where('hidden', '=', false)
    if (sort !== undefined) query = query.where('class', '=', sort)
    if (signatory !== undefined) query = query.where('signatory', '=', signatory)
    if (declaration !== undefined) query = query.where('declaration', '=', declaration)
    if (programme !== undefined) query = query.where('programme', '=', programme)
    if (state === 'disputed') query = query.where('disputed', '=', true)
    else if (state !== undefined) query = query.where('state', '=', state)
    if (country !== undefined) query = query.where(sql<boolean>`${country} = any(countries)`)
    if (words !== undefined && words !== '') {
      const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
      query = query.where(sql<boolean>`id in (
        select t.id from record_text t join record_head h on h.id = t.id and h.version = t.version
        where (t.at = '/data/title' or t.at = '/data/name') and t.text ilike ${pattern}
          and h.kind = ${kind})`)
    }
    return query
  }

  /** Rows of the list for records that are named, newest first. */
  async listed(ids: readonly string[]): Promise<readonly Listed[]> {
    await this.ready()
    const rows = await this.#db
      .selectFrom('listing')
      .where('id', 'in', [...ids, ''])
      .where('hidden', '=', false)
      .select(listedColumns)
      .orderBy('idx', 'desc')
      .execute()
    return rows.map(listedRow)
  }

  /** What was counted in this edition of the listing, or counts it now. */
  #once<T>(what: string, count: () => Promise<T>): Promise<T> {
    const { edition } = this.#listing
    const before = this.#counted.get(what)
    if (before?.edition === edition) return before.count as Promise<T>
    const counted = count()
    this.#counted.set(what, { edition, count: counted })
    counted.catch(() => this.#counted.delete(what))
    return counted
  }

  /** How many commitments stand in each state; of one signatory or declaration where named. */
  async states(
    asked: Omit<ListAsked, 'kind'> = {},
  ): Promise<Readonly<Partial<Record<ProgressState, number>>>> {
    await this.ready()
    return Object.keys(asked).length === 0
      ? this.#once('states', () => this.#states({}))
      : this.#states(asked)
  }

  async #states(
    asked: Omit<ListAsked, 'kind'>,
  ): Promise<Readonly<Partial<Record<ProgressState, number>>>> {
    const rows = await this.#asked({ ...asked, kind: 'commitment' })
      .select(({ fn }) => ['state', fn.countAll<number>().as('n')])
      .groupBy('state')
      .execute()
    return Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]))
  }

  /** How many of each listed kind there are. */
  async counts(): Promise<Readonly<Partial<Record<ListedKind, number>>>> {
    await this.ready()
    return this.#once('kinds', () => this.#counts())
  }

  async #counts(): Promise<Readonly<Partial<Record<ListedKind, number>>>> {
    const rows = await this.#db
      .selectFrom('listing')
      .where('hidden', '=', false)
      .select(({ fn }) => ['kind', fn.countAll<number>().as('n')])
      .groupBy('kind')
      .execute()
    return Object.fromEntries(rows.map(({ kind, n }) => [kind, Number(n)]))
  }

  /** Commitments of many signatories by state, in one query. */
  async statesBySignatory(
    signatories: readonly string[],
  ): Promise<Map<string, Partial<Record<ProgressState, number>>>> {
    await this.ready()
    const rows = await this.#db
      .selectFrom('listing')
      .where('kind', '=', 'commitment')
      .where('hidden', '=', false)
      .where('signatory', 'in', [...signatories, ''])
      .select(({ fn }) => ['signatory', 'state', fn.countAll<number>().as('n')])
      .groupBy(['signatory', 'state'])
      .execute()
    const found = new Map<string, Partial<Record<ProgressState, number>>>()
    for (const { signatory, state, n } of rows) {
      const own = found.get(signatory as string) ?? {}
      own[state as ProgressState] = Number(n)
      found.set(signatory as string, own)
    }
    return found
  }

  /** The newest act of each signatory on a declaration, or of a signatory on each declaration. */
  async signatures(
    of: { readonly declaration: string } | { readonly signatory: string },
    from = '',
    most = 200,
  ): Promise<ReadRecord<'signature'>[]> {
    await this.ready()
    const [fixed, id, each] =
      'declaration' in of
        ? (['declaration', of.declaration, 'signatory'] as const)
        : (['signatory', of.signatory, 'declaration'] as const)
    const { rows } = await sql<{ id: string }>`
      select distinct on (${sql.ref(each)}) id from listing
      where kind = 'signature' and not hidden and ${sql.ref(fixed)} = ${id}
        and ${sql.ref(each)} > ${from}
      order by ${sql.ref(each)}, idx desc limit ${most}`.execute(this.#db)
    const records = await this.records(rows.map((row) => row.id))
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
