// Lists of the register, read by keyset from the listing: what a list is chosen by, its pages, and how many
// rows there are; in step with the log whenever asked, and kept so in the background.
import { type Kysely, sql } from 'kysely'
import type { CommitmentProgress, ProgressState } from '#register/progress.ts'
import { Kept } from '#store/kept.ts'
import { type ListedKind, Listing, progressOf } from '#store/listing.ts'
import type { Register } from '#store/register.ts'
import type { Tables } from '#store/tables.ts'
import { Titles } from '#store/titles.ts'

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

type ListedRow = Pick<Tables['listing'], (typeof listedColumns)[number]>

/** So many numbers that a search found are looked at first, mostly enough for a page. */
const leastStep = 200

const listedRow = (row: ListedRow): Listed => ({
  ...row,
  state: row.state as ProgressState | null,
  progress: progressOf(row),
})

/** How long after an entry the listing takes it in unasked: many share one work. */
const followMilliseconds = 200

/** How many commitments stand in each state; none where a state is not named. */
export type StateCounts = Readonly<Partial<Record<ProgressState, number>>>

type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Lists of an open register. */
export class Lists {
  readonly #db: Kysely<Tables>
  readonly #listing: Listing
  readonly #titles: Titles
  readonly #kept: Kept
  #following: NodeJS.Timeout | undefined

  constructor(register: Register) {
    this.#db = register.database.db
    this.#listing = new Listing(register)
    this.#kept = new Kept(() => this.#listing.edition)
    this.#titles = new Titles(this.#db, () => this.#listing.size)
  }

  /** Resolves when lists hold what was acknowledged so far. */
  ready(): Promise<void> {
    return this.#listing.catchUp()
  }

  /** Changes whenever a row may have. */
  get edition(): string {
    return this.#listing.edition
  }

  /** Takes entries in also while nobody asks, so that whoever asks after many does not wait for all of them. */
  follow(register: Register): void {
    const takeIn = (): void => {
      this.#following ??= setTimeout(() => {
        this.ready()
          .then(() => this.#titles.catchUp())
          .then(
            () => this.#listing.size < register.size,
            // A database that is away is told to those who ask; the next entry tries again.
            () => false,
          )
          .then((behind) => {
            this.#following = undefined
            if (behind) takeIn()
          })
      }, followMilliseconds).unref()
    }
    takeIn()
    register.follow(takeIn)
  }

  /** One page of a list, newest first. */
  async page(asked: ListAsked, place: ListPlace = {}): Promise<ListedPage> {
    await this.ready()
    const { before, after, most = 25 } = place
    const ascending = after !== undefined
    const found =
      (await this.#searched(asked, place, most + 1)) ??
      (await this.#rows(asked, place, most + 1).execute())
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

  #rows(asked: ListAsked, { before, after }: ListPlace, most: number) {
    let query = this.#asked(asked).select(listedColumns)
    if (before !== undefined) query = query.where('idx', '<', before)
    if (after !== undefined) query = query.where('idx', '>', after)
    return query.orderBy('idx', after === undefined ? 'desc' : 'asc').limit(most)
  }

  /** Rows whose titles hold the words, the nearest first, read in growing steps until there are enough. */
  async #searched(
    asked: ListAsked,
    place: ListPlace,
    most: number,
  ): Promise<ListedRow[] | undefined> {
    const all = await this.#titles.find(asked.kind, asked.words ?? '')
    if (all === undefined) return undefined
    const { before = Number.POSITIVE_INFINITY, after } = place
    const numbers = all.filter((idx) => idx < before && idx > (after ?? -1))
    if (after === undefined) numbers.reverse()
    const found: ListedRow[] = []
    for (let from = 0, step = leastStep; from < numbers.length; from += step, step *= 2) {
      const some = [...numbers.subarray(from, from + step)]
      const rows = await this.#rows(asked, place, most - found.length)
        .where(sql<boolean>`idx = any(${some}::bigint[])`)
        .execute()
      found.push(...rows)
      if (found.length === most) break
    }
    return found
  }

  #asked(asked: Omit<ListAsked, 'words'>) {
    const { kind, class: sort, signatory, declaration, programme, country, state } = asked
    let query = this.#db.selectFrom('listing').where('kind', '=', kind).where('hidden', '=', false)
    if (sort !== undefined) query = query.where('class', '=', sort)
    if (signatory !== undefined) query = query.where('signatory', '=', signatory)
    if (declaration !== undefined) query = query.where('declaration', '=', declaration)
    if (programme !== undefined) query = query.where('programme', '=', programme)
    if (state === 'disputed') query = query.where('disputed', '=', true)
    else if (state !== undefined) query = query.where('state', '=', state)
    if (country !== undefined) query = query.where(sql<boolean>`${country} = any(countries)`)
    return query
  }

  /** Rows of the list for records that are named, newest first. */
  async listed(ids: readonly string[]): Promise<readonly Listed[]> {
    await this.ready()
    const rows = await this.#db
      .selectFrom('listing')
      .where(sql<boolean>`id = any(${ids}::text[])`)
      .where('hidden', '=', false)
      .select(listedColumns)
      .orderBy('idx', 'desc')
      .execute()
    return rows.map(listedRow)
  }

  /** How many commitments stand in each state; of one signatory, declaration or country where named. */
  async states(asked: Omit<ListAsked, 'kind' | 'words'> = {}): Promise<StateCounts> {
    if (Object.keys(asked).length === 0) return (await this.#counts()).commitment ?? {}
    await this.ready()
    return this.#kept.get(`states ${JSON.stringify(asked)}`, () => this.#readStates(asked))
  }

  async #readStates(asked: Omit<ListAsked, 'kind' | 'words'>): Promise<StateCounts> {
    const rows = await this.#asked({ ...asked, kind: 'commitment' })
      .select(({ fn }) => ['state', fn.countAll<number>().as('n')])
      .groupBy('state')
      .execute()
    return Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]))
  }

  /** How many of each listed kind there are. */
  async counts(): Promise<Readonly<Partial<Record<ListedKind, number>>>> {
    const sum = (parts: Readonly<Record<string, number>>): number =>
      Object.values(parts).reduce((total, n) => total + n, 0)
    const counts = Object.entries(await this.#counts())
    return Object.fromEntries(counts.map(([kind, parts]) => [kind, sum(parts)]))
  }

  /** True where the register holds signatories and none of them is real: an example's. */
  async fictional(): Promise<boolean> {
    const { signatory = {} } = await this.#counts()
    return signatory.fictional !== undefined && Object.keys(signatory).length === 1
  }

  /** What made-up countries that are signatories are called, by their codes. */
  async madeUpCountries(): Promise<ReadonlyMap<string, string>> {
    const { signatory = {} } = await this.#counts()
    if (signatory.fictional === undefined) return new Map()
    return this.#kept.get('madeUp', () => this.#readMadeUp())
  }

  async #readMadeUp(): Promise<ReadonlyMap<string, string>> {
    const { rows } = await sql<{ code: string; name: string }>`
      select l.countries[1] as code, t.text as name from listing l
      join record_head h on h.id = l.id
      join record_text t on t.id = h.id and t.version = h.version and t.at = '/data/name'
      where l.kind = 'signatory' and l.class = 'country' and l.fictional and not l.hidden
        and t.text is not null order by l.idx limit 300`.execute(this.#db)
    return new Map(rows.map(({ code, name }) => [code, name]))
  }

  /** The counts of this edition of the listing, by kind and part; read once. */
  async #counts(): Promise<Counts> {
    await this.ready()
    return this.#kept.get('counts', () => this.#readCounts())
  }

  async #readCounts(): Promise<Counts> {
    const counts: Record<string, Record<string, number>> = {}
    const rows = await this.#db.selectFrom('listing_count').selectAll().where('n', '>', 0).execute()
    for (const { kind, part, n } of rows) {
      counts[kind] ??= {}
      counts[kind][part] = n
    }
    return counts
  }

  /** Commitments of many signatories by state, in one query. */
  async statesBySignatory(signatories: readonly string[]): Promise<Map<string, StateCounts>> {
    await this.ready()
    const rows = await this.#db
      .selectFrom('listing')
      .where('kind', '=', 'commitment')
      .where('hidden', '=', false)
      .where(sql<boolean>`signatory = any(${signatories}::text[])`)
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

  /** Identities of the newest act of each signatory on a declaration, or of one on each declaration. */
  async newestSignatures(
    of: { readonly declaration: string } | { readonly signatory: string },
    from: string,
    most: number,
  ): Promise<string[]> {
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
    return rows.map((row) => row.id)
  }
}
