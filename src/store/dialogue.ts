// The Dialogue's records in memory, in step with the log: pages look up dozens of them, and all of them are
// small. Acts are entered here, checked against who acts and what they answer to.
import { sql } from 'kysely'
import { type Actor, checkMayEnter } from '#accounts/roles.ts'
import type { Json } from '#base/canonical.ts'
import { checkAct, concernedIn } from '#dialogue/acts.ts'
import { type Act, type Around, type DialogueKind, dialogueKinds } from '#dialogue/held.ts'
import { checkRecord, type RecordKind, references } from '#register/records.ts'
import { type Draft, RefusedError, type Taken } from '#store/draft.ts'
import { Reading, type ReadRecord } from '#store/reading.ts'
import type { Register } from '#store/register.ts'

/** Kinds held in memory: the Dialogue's own, and signatories for their names. */
const heldKinds: readonly RecordKind[] = [...dialogueKinds, 'signatory']
export type HeldKind = DialogueKind | 'signatory'

/** So many records are read at once; of voices, which have no words, more. */
const readAtOnce = { words: 500, voices: 5000 } as const

/** The Dialogue's records as they stood when they were asked for. */
export interface Snapshot extends Around {
  /** All of a kind that are not hidden, oldest first. */
  all<K extends HeldKind>(kind: K): readonly ReadRecord<K>[]
  find<K extends RecordKind>(kind: K, id: string): ReadRecord<K> | undefined
  to<K extends RecordKind>(kind: K, target: string): readonly ReadRecord<K>[]
  /** The record whatever its kind. */
  any(id: string): ReadRecord | undefined
  /** Every record that refers to one, oldest first. */
  allTo(target: string): readonly ReadRecord[]
}

/** More of an act than its data. */
export interface ActOptions {
  /** The record that it is the next version of, and the version that its author saw. */
  readonly id?: string
  readonly after?: number
  /** The name it is entered under, where it is another than the account's own. */
  readonly by?: string
}

/** An entry that changes what is held: of a record of the Dialogue, or a moderator's act on one. */
interface Touched {
  readonly id: string
  readonly kind: RecordKind
  readonly subject: string | null
  readonly idx: number
}

/** The Dialogue on an open register. */
export class Dialogue {
  readonly register: Register
  readonly reading: Reading
  readonly #records = new Map<string, ReadRecord>()
  readonly #byKind = new Map<RecordKind, Map<string, ReadRecord>>()
  readonly #byTarget = new Map<string, Map<string, ReadRecord>>()
  /** Sorted lists, each made when first asked for and dropped when one of its records changes. */
  readonly #sorted = new Map<Map<string, ReadRecord>, readonly ReadRecord[]>()
  /** The same by kind, of those who are referred to: a consultation has thousands of voices and few changes. */
  readonly #kinds = new Map<Map<string, ReadRecord>, Map<RecordKind, readonly ReadRecord[]>>()
  #size = 0
  #running: Promise<void> | undefined

  constructor(register: Register, reading = new Reading(register)) {
    this.register = register
    this.reading = reading
  }

  /** The records as of now. */
  async snapshot(): Promise<Snapshot> {
    // One reading at a time; a caller that comes amid one waits for the next, so as to see its own acts.
    while (this.#running !== undefined) await this.#running
    this.#running = this.#catchUp().finally(() => {
      this.#running = undefined
    })
    await this.#running
    return this.#view()
  }

  async #catchUp(): Promise<void> {
    const { rows } = await sql<Touched>`
      select v.id, v.kind, v.data ->> 'subject' as subject, e.idx
      from log_entry e join record_version v on v.entry_key = e.key
      where e.idx >= ${this.#size} and v.kind = any(${[...heldKinds, 'moderation']})
      order by e.idx`.execute(this.register.database.db)
    if (rows.length === 0) return
    this.#sorted.clear()
    this.#kinds.clear()
    const voices = new Set(rows.flatMap(({ id, kind }) => (kind === 'support' ? [id] : [])))
    const others = new Set(
      rows.flatMap(({ id, subject, kind }) =>
        kind === 'support' ? [] : subject ? [id, subject] : [id],
      ),
    )
    await this.#read([...voices], readAtOnce.voices, (ids) => this.reading.wordless(ids))
    await this.#read([...others], readAtOnce.words, (ids) => this.reading.records(ids))
    this.#size = (rows.at(-1)?.idx ?? 0) + 1
  }

  async #read(
    ids: readonly string[],
    atOnce: number,
    read: (ids: readonly string[]) => Promise<Map<string, ReadRecord>>,
  ): Promise<void> {
    // The database reads the next while these are put in their places.
    const batch = (from: number) => {
      const some = ids.slice(from, from + atOnce)
      return { some, records: some.length === 0 ? undefined : read(some) }
    }
    for (let at = 0, next = batch(0); next.records !== undefined; ) {
      const { some } = next
      const records = await next.records
      at += atOnce
      next = batch(at)
      // A reading that fails is told when its turn comes.
      next.records?.catch(() => undefined)
      for (const id of some) this.#put(id, records.get(id))
    }
  }

  #put(id: string, record: ReadRecord | undefined): void {
    const before = this.#records.get(id)
    if (before !== undefined) {
      this.#records.delete(id)
      this.#byKind.get(before.kind)?.delete(id)
      for (const target of targetsOf(before)) this.#byTarget.get(target)?.delete(id)
    }
    if (record === undefined || !heldKinds.includes(record.kind)) return
    this.#records.set(id, record)
    place(this.#byKind, record.kind, record)
    for (const target of targetsOf(record)) place(this.#byTarget, target, record)
  }

  #view(): Snapshot {
    const of = (records: Map<string, ReadRecord> | undefined): readonly ReadRecord[] => {
      if (records === undefined) return []
      const known = this.#sorted.get(records)
      if (known !== undefined) return known
      const made = [...records.values()].sort((a, b) => (a.index ?? 0) - (b.index ?? 0))
      this.#sorted.set(records, made)
      return made
    }
    const ofKind = (
      records: Map<string, ReadRecord> | undefined,
      kind: RecordKind,
    ): readonly ReadRecord[] => {
      if (records === undefined) return []
      let kinds = this.#kinds.get(records)
      if (kinds === undefined) {
        kinds = Map.groupBy(of(records), (record) => record.kind)
        this.#kinds.set(records, kinds)
      }
      return kinds.get(kind) ?? []
    }
    return {
      today: this.reading.today(),
      all: <K extends HeldKind>(kind: K) =>
        of(this.#byKind.get(kind)) as unknown as readonly ReadRecord<K>[],
      any: (id) => this.#records.get(id),
      find: <K extends RecordKind>(kind: K, id: string) => {
        const found = this.#records.get(id)
        return found?.kind === kind ? (found as unknown as ReadRecord<K>) : undefined
      },
      to: <K extends RecordKind>(kind: K, target: string) =>
        ofKind(this.#byTarget.get(target), kind) as unknown as ReadRecord<K>[],
      allTo: (target) => of(this.#byTarget.get(target)),
    }
  }

  /**
   * Enters a record of the Dialogue.
   *
   * @throws RefusedError with every reason: fields, role, and what it answers to.
   */
  async enter(
    actor: Actor,
    kind: DialogueKind,
    data: Json,
    { id, after, by = actor.account }: ActOptions = {},
  ): Promise<Taken> {
    const unsound = checkRecord(kind, data, 'dialogue')
    if (unsound.length > 0) throw new RefusedError(unsound)
    const act = { kind, data } as unknown as Act
    const around = await this.snapshot()
    const before = id === undefined ? undefined : around.find(kind, id)
    const problems = [
      ...checkMayEnter(actor, kind, concernedIn(act, around)),
      ...checkAct(act, around, before, await this.#waitingSections(before)),
    ]
    // What a record says belongs to who said it: a next version does not pass it on to another.
    if (
      before !== undefined &&
      concernedIn({ kind, data: before.data } as Act, around) !== concernedIn(act, around)
    )
      problems.push({
        level: 'error',
        code: 'record-of-another',
        at: { source: 'dialogue', table: `${kind}/signatory`, row: 0 },
        message: 'The record is of another signatory',
        cure: 'Change only records of your own signatory',
      })
    if (problems.length > 0) throw new RefusedError(problems)
    const draft: Draft = {
      kind,
      data,
      by,
      ...(id === undefined ? {} : { id }),
      ...(after === undefined ? {} : { after }),
    }
    return this.register.append(draft)
  }

  /** Sections of a consultation of which somebody said what a moderator has yet to read. */
  async #waitingSections(before: ReadRecord | undefined): Promise<ReadonlySet<string>> {
    if (before?.kind !== 'consultation') return new Set()
    const { rows } = await sql<{ section: string }>`
      select distinct data ->> 'section' as section from held_comment
      where decision is null and data ->> 'consultation' = ${before.id}`.execute(
      this.register.database.db,
    )
    return new Set(rows.map(({ section }) => section))
  }
}

const targetsOf = ({ kind, data }: ReadRecord): string[] => [
  ...new Set(references(kind, data as unknown as Json).map(({ id }) => id)),
]

function place<K>(groups: Map<K, Map<string, ReadRecord>>, key: K, record: ReadRecord): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, new Map([[record.id, record]]))
  else group.set(record.id, record)
}
