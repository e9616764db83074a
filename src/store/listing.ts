// Keeps the listing in step with the log: takes in entries in the order of their index, which only grows,
// so that nothing is missed and a crash costs nothing but the work since the last mark.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Json } from '#base/canonical.ts'
import type { Trail } from '#register/progress.ts'
import { type CommitmentProgress, daysAfter, graceDays, progress } from '#register/progress.ts'
import type { CommitmentData } from '#register/records/promises.ts'
import { type ListingTables, partOf } from '#store/listingTable.ts'
import { oneAtATime } from '#store/oneAtATime.ts'
import type { Register } from '#store/register.ts'
import type { Tables } from '#store/tables.ts'
import { trailsFor } from '#store/trails.ts'

/** Kinds of record that are listed; what is said about a commitment stands on its page. */
export const listedKinds = [
  'declaration',
  'resolution',
  'studyQuestion',
  'signatory',
  'signature',
  'commitment',
  'programme',
  'initiative',
  'project',
] as const
export type ListedKind = (typeof listedKinds)[number]

/** So many entries are taken in at once. */
const batch = 2000

/** Further behind than this, everything is calculated anew. */
const farBehind = 10_000

/** So many commitments are calculated at once where a day has passed. */
const dayBatch = 500

type Row = ListingTables['listing']

/** The listing's upkeep. */
export class Listing {
  readonly #db: Kysely<Tables>
  readonly #register: Pick<Register, 'now' | 'size'>
  /** How many entries this server knows to be taken in; none before it has asked. */
  #size = -1
  #day = ''

  /** Resolves when the listing holds all entries that were acknowledged when it was called. */
  readonly catchUp: () => Promise<void>

  constructor(register: Pick<Register, 'database' | 'now' | 'size'>) {
    this.#db = register.database.db
    this.#register = register
    const work = oneAtATime(() => this.#catchUp())
    this.catchUp = async () => {
      if (this.#size !== register.size || this.#day !== this.#today()) await work()
    }
  }

  /** The day of the register's clock. */
  #today(): string {
    return this.#register.now().slice(0, 10)
  }

  /** How many entries of the log are taken in. */
  get size(): number {
    return this.#size
  }

  /** Changes whenever a row may have: by an entry of the log, or a new day. */
  get edition(): string {
    return `${this.#size} ${this.#day}`
  }

  async #catchUp(): Promise<void> {
    const { size } = this.#register
    if (this.#size < 0) this.#size = await this.#mark()
    if (size - this.#size > farBehind) await this.#rebuild(size)
    while (this.#size < size) this.#size = await this.#takeIn(this.#size, size)
    const today = this.#today()
    if (this.#day === today) return
    await this.#newDay(today)
    this.#day = today
  }

  /** After a restore each listed record is calculated once, and not for every entry about it. */
  async #rebuild(size: number): Promise<void> {
    let from = ''
    for (;;) {
      const rows = await this.#db
        .selectFrom('record_head')
        .select('id')
        .where('kind', 'in', listedKinds)
        .where('id', '>', from)
        .orderBy('id')
        .limit(dayBatch)
        .execute()
      if (rows.length === 0) break
      await this.#refresh(rows.map(({ id }) => id))
      from = rows[rows.length - 1].id
    }
    await this.#refresh([], size)
    this.#size = size
  }

  async #mark(): Promise<number> {
    const row = await this.#db.selectFrom('listing_mark').select('size').executeTakeFirst()
    return row?.size ?? 0
  }

  async #takeIn(from: number, size: number): Promise<number> {
    const until = Math.min(size, from + batch)
    const { rows } = await sql<Touched>`
      select v.id, v.kind, v.data from log_entry e join record_version v on v.entry_key = e.key
      where e.idx >= ${from} and e.idx < ${until} order by e.idx`.execute(this.#db)
    const touched = await this.#affected(rows)
    await this.#refresh(touched, until)
    return until
  }

  /** The listed records that entries bear on: a review on its report's commitment, and so on. */
  async #affected(entries: readonly Touched[]): Promise<string[]> {
    const listed = new Set<string>()
    let next = new Set<string>()
    for (const { id, kind, data } of entries) {
      const about = parentOf(kind, data)
      if (isListed(kind)) listed.add(id)
      if (about !== undefined) next.add(about)
    }
    // Moderation of a reply to a dispute of evidence of a report: no way up is longer.
    for (let level = 0; level < 6 && next.size > 0; level++) {
      const { rows } = await sql<Touched>`
        select h.id, h.kind, v.data from record_head h
        join record_version v on v.id = h.id and v.version = h.version
        where h.id = any(${[...next]})`.execute(this.#db)
      next = new Set()
      for (const { id, kind, data } of rows) {
        const about = parentOf(kind, data)
        if (isListed(kind)) listed.add(id)
        else if (about !== undefined) next.add(about)
      }
    }
    return [...listed]
  }

  async #newDay(today: string): Promise<void> {
    for (;;) {
      const rows = await this.#db
        .selectFrom('listing')
        .select('id')
        .where('changes_on', '<=', today)
        .limit(dayBatch)
        .execute()
      if (rows.length > 0) await this.#refresh(rows.map(({ id }) => id))
      if (rows.length < dayBatch) return
    }
  }

  /** Calculates the rows of these records anew, and sets the mark with them. */
  async #refresh(ids: readonly string[], mark?: number): Promise<void> {
    const today = this.#today()
    const rows = ids.length === 0 ? [] : await this.#rowsOf(ids, today)
    await this.#db.transaction().execute(async (all) => {
      if (rows.length > 0) {
        // Rows and their counts change together, one change at a time; reading goes on meanwhile.
        await sql`lock table listing in share row exclusive mode`.execute(all)
        await upsert(rows).execute(all)
      }
      if (mark !== undefined)
        await sql`
          insert into listing_mark (size) values (${mark})
          on conflict (one) do update set size = excluded.size`.execute(all)
    })
  }

  async #rowsOf(ids: readonly string[], today: string): Promise<Row[]> {
    const { rows } = await sql<Newest>`
      select h.id, h.kind, h.hidden, v.data, e.idx as changed, f.idx
      from record_head h
      join record_version v on v.id = h.id and v.version = h.version
      join log_entry e on e.key = v.entry_key
      join record_version w on w.id = h.id and w.version = 1
      join log_entry f on f.key = w.entry_key
      where h.id = any(${ids}) and e.idx is not null`.execute(this.#db)
    const commitments = rows
      .filter(({ kind }) => kind === 'commitment')
      .map(({ id, data }) => ({ id, data: data as unknown as CommitmentData }))
    const trails = await trailsFor(this.#db, commitments)
    return rows.map((row) => rowOf(row, trails.get(row.id), today))
  }
}

/** Puts rows in the place of those of the same records, and adjusts the counts by the difference. */
const upsert = (rows: readonly Row[]): RawBuilder<unknown> => sql`
  with given as (
    select * from jsonb_populate_recordset(null::listing, ${JSON.stringify(rows)}::jsonb)
  ), change as (
    select kind, ${partOf('given')} as part, 1 as n from given where not hidden
    union all
    select listing.kind, ${partOf('listing')}, -1 from listing join given using (id)
    where not listing.hidden
  ), counted as (
    insert into listing_count (kind, part, n)
    select kind, part, sum(n) from change group by kind, part having sum(n) <> 0
    on conflict (kind, part) do update set n = listing_count.n + excluded.n
  )
  insert into listing select * from given
  on conflict (id) do update set
    changed = excluded.changed, hidden = excluded.hidden, class = excluded.class,
    signatory = excluded.signatory, declaration = excluded.declaration,
    programme = excluded.programme, countries = excluded.countries, due = excluded.due,
    state = excluded.state, disputed = excluded.disputed, fictional = excluded.fictional,
    progress = excluded.progress, changes_on = excluded.changes_on`

interface Touched {
  readonly id: string
  readonly kind: string
  readonly data: unknown
}

interface Newest extends Touched {
  readonly hidden: boolean
  readonly changed: number
  readonly idx: number
}

const isListed = (kind: string): boolean => (listedKinds as readonly string[]).includes(kind)

/** The record that one of these is about. */
function parentOf(kind: string, data: unknown): string | undefined {
  const { commitment, report, subject, to } = data as Readonly<Record<string, string | undefined>>
  if (kind === 'report') return commitment
  if (kind === 'evidence' || kind === 'review') return report
  if (kind === 'dispute' || kind === 'moderation') return subject
  return kind === 'reply' ? to : undefined
}

function rowOf(row: Newest, trail: Trail | undefined, today: string): Row {
  const { id, kind, idx, changed, hidden } = row
  const data = row.data as Readonly<Record<string, unknown>>
  const text = (name: string): string | null =>
    typeof data[name] === 'string' ? (data[name] as string) : null
  const now = trail === undefined ? undefined : progress(trail, today)
  const country = text('country')
  return {
    id,
    kind,
    idx,
    changed,
    hidden,
    class: text('kind') ?? text('act'),
    signatory: kind === 'signatory' ? id : text('signatory'),
    declaration: text('declaration'),
    programme: text('programme'),
    countries: (data.countries as string[] | undefined) ?? (country === null ? [] : [country]),
    due: (data.target as { date: string } | undefined)?.date ?? null,
    state: now?.state ?? null,
    disputed: now?.disputed ?? false,
    fictional: data.fictional === true,
    progress: (now ?? null) as unknown as Json,
    changes_on: trail === undefined ? null : nextChange(trail, today),
  }
}

/** The first day after this one on which progress may differ with no record added. */
export function nextChange({ commitment, reports }: Trail, today: string): string | null {
  const due = [...commitment.milestones.map(({ date }) => date), commitment.target.date]
  const days = [
    ...due.map((date) => daysAfter(date, graceDays + 1)),
    ...reports.map(({ data }) => data.until),
  ].filter((day) => day > today)
  return days.sort()[0] ?? null
}

/** What the listing holds of a commitment's progress. */
export function progressOf(row: Pick<Row, 'progress'>): CommitmentProgress | undefined {
  return (row.progress ?? undefined) as unknown as CommitmentProgress | undefined
}
