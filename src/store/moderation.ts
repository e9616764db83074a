// What waits for moderators: words about a record, pseudonyms that nobody has seen, disputes that are open.
// Every act goes into the register, and so into the log.
import { type Kysely, sql } from 'kysely'
import type { RecordKind } from '#register/records.ts'
import { newId } from '#store/draft.ts'
import type { Tables } from '#store/tables.ts'

/** Something that someone told the moderators. */
export interface Flag {
  readonly id: string
  readonly record: string
  readonly kind: RecordKind
  /** Where the record's newest version stands in the log. */
  readonly index: number
  readonly reason: string
  readonly created: string
}

/** A pseudonym that waits to be seen. */
export interface WaitingName {
  readonly account: string
  readonly name: string
  readonly created: string
}

/** A dispute that no one has settled. */
export interface OpenDispute {
  readonly id: string
  readonly index: number
  readonly time: string
}

/** A list shows so many. */
const listMost = 100

/** The moderators' table. */
export class Moderation {
  readonly #db: Kysely<Tables>
  readonly #now: () => string

  constructor(db: Kysely<Tables>, now: () => string) {
    this.#db = db
    this.#now = now
  }

  /** Tells the moderators of a record. */
  async flag(record: string, reason: string): Promise<void> {
    await this.#db
      .insertInto('flag')
      .values({ id: newId(), record, reason, created: this.#now(), closed: null })
      .execute()
  }

  /** What was told and not closed, the oldest first. */
  async flags(): Promise<Flag[]> {
    const rows = await this.#db
      .selectFrom('flag as f')
      .innerJoin('record_head as r', 'r.id', 'f.record')
      .innerJoin('record_version as v', (join) =>
        join.onRef('v.id', '=', 'r.id').onRef('v.version', '=', 'r.version'),
      )
      .innerJoin('log_entry as e', 'e.key', 'v.entry_key')
      .select(['f.id', 'f.record', 'r.kind', 'e.idx as index', 'f.reason', 'f.created'])
      .where('f.closed', 'is', null)
      .orderBy('f.created')
      .limit(listMost)
      .execute()
    return rows.map((row) => ({ ...row, kind: row.kind as RecordKind }))
  }

  /** How many comments of newcomers wait to be read. */
  async waitingComments(): Promise<number> {
    const { count } = await this.#db
      .selectFrom('held_comment')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('decision', 'is', null)
      .executeTakeFirstOrThrow()
    return Number(count)
  }

  /** Closes everything that was told of a record. */
  async closeFlags(record: string): Promise<void> {
    await this.#db
      .updateTable('flag')
      .set({ closed: this.#now(), reason: '' })
      .where('record', '=', record)
      .where('closed', 'is', null)
      .execute()
  }

  /** Pseudonyms that nobody has seen yet. */
  async waitingNames(): Promise<WaitingName[]> {
    const rows = await this.#db
      .selectFrom('account')
      .select(['id', 'name', 'created'])
      .where('name_seen', '=', false)
      .where('name', '!=', '')
      .where('suspended', '=', false)
      .orderBy('created')
      .limit(listMost)
      .execute()
    return rows.map(({ id, ...rest }) => ({ account: id, ...rest }))
  }

  /** One of them; undefined where it does not wait. */
  async waitingName(account: string): Promise<WaitingName | undefined> {
    return (await this.waitingNames()).find((each) => each.account === account)
  }

  /** Lets a pseudonym be shown, or takes it away: the account may give itself another. */
  async decideName(account: string, shown: boolean): Promise<void> {
    await this.#db
      .updateTable('account')
      .set(shown ? { name_seen: true } : { name_seen: true, name: '' })
      .where('id', '=', account)
      .where('name_seen', '=', false)
      .execute()
  }

  /** Gives a resident another pseudonym, which waits to be seen. */
  async rename(account: string, name: string): Promise<void> {
    await this.#db
      .updateTable('account')
      .set({ name, name_seen: false })
      .where('id', '=', account)
      .where('kind', '=', 'resident')
      .execute()
  }

  /** Disputes that are shown and that no act has settled. */
  async openDisputes(): Promise<OpenDispute[]> {
    return this.#db
      .selectFrom('record_head as r')
      .innerJoin('record_version as v', (join) =>
        join.onRef('v.id', '=', 'r.id').onRef('v.version', '=', 'r.version'),
      )
      .innerJoin('log_entry as e', 'e.key', 'v.entry_key')
      .select(['r.id', 'e.idx as index', 'v.time'])
      .where('r.kind', '=', 'dispute')
      .where('r.hidden', '=', false)
      .where(
        sql<boolean>`not exists (select 1 from record_reference f
          join record_version m on m.id = f.id and m.version = f.version
          where f.target = r.id and m.kind = 'moderation' and m.data->>'act' in ('settle', 'erase'))`,
      )
      .orderBy('v.time')
      .limit(listMost)
      .execute()
  }
}
