// Entering a record for someone: whose it is, whether the actor may, and then into the register. Forms and
// the example go through here, so neither can do what the other may not.
import { type Actor, checkMayEnter } from '#accounts/roles.ts'
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import type { RecordKind } from '#register/records.ts'
import type { Reading, ReadRecord } from '#store/reading.ts'
import { RefusedError, type Register, type Taken } from '#store/register.ts'

/** What someone wants entered. */
export interface Wanted {
  readonly kind: RecordKind
  readonly data: Json
  /** The record that this is the next version of. */
  readonly id?: string
  /** The version that its author saw. */
  readonly after?: number
}

type Data = Readonly<Record<string, unknown>>

const refused = (code: string, message: string, cure: string): RefusedError => {
  const problem: Problem = {
    level: 'error',
    code,
    at: { source: 'register', table: '', row: 0 },
    message,
    cure,
  }
  return new RefusedError([problem])
}

/** The records that one is about, nearest first: of a reply its dispute, that one's report, … */
export async function aboutOf(
  reading: Reading,
  kind: RecordKind,
  data: Json,
): Promise<readonly ReadRecord[]> {
  const way: ReadRecord[] = []
  let at: { kind: RecordKind; data: Data } = { kind, data: data as Data }
  // No way up is longer than reply, dispute, evidence, report, commitment.
  for (let level = 0; level < 6; level++) {
    const next = at.data.to ?? at.data.subject ?? at.data.report ?? at.data.commitment
    if (typeof next !== 'string') return way
    const record = (await reading.records([next])).get(next)
    if (record === undefined) return way
    way.push(record)
    at = record as { kind: RecordKind; data: Data }
  }
  return way
}

/** The signatory concerned; '' where there is none, or its record is hidden. */
export async function ownerOf(reading: Reading, kind: RecordKind, data: Json): Promise<string> {
  if (kind === 'signatory') return ''
  const own = (data as Data).signatory
  if (typeof own === 'string') return own
  for (const record of await aboutOf(reading, kind, data)) {
    const { signatory } = record.data as Data
    if (typeof signatory === 'string') return signatory
  }
  return ''
}

/** Kinds that speak for one person, so that nobody else may change them. */
const personal: readonly RecordKind[] = ['review', 'dispute']

/**
 * Enters a record for an actor.
 *
 * @throws RefusedError with every reason where the actor may not, or the record is not sound.
 */
export async function enterRecord(
  register: Register,
  reading: Reading,
  actor: Actor,
  { kind, data, id, after }: Wanted,
): Promise<Taken> {
  const owner = await ownerOf(reading, kind, data)
  const problems = checkMayEnter(actor, kind, owner)
  if (problems.length > 0) throw new RefusedError(problems)
  if (id !== undefined) {
    const held = await reading.find(kind, id)
    if (held === undefined)
      throw refused('record-unknown', `There is no ${kind} "${id}"`, 'Start again from its page')
    const before = await ownerOf(reading, kind, held.data as unknown as Json)
    if (before !== owner)
      throw refused(
        'owner-changed',
        'A new version cannot belong to another signatory',
        'Enter a record of its own',
      )
    if (personal.includes(kind) && held.by !== actor.account)
      throw refused(
        'author-other',
        'Someone else wrote this',
        'Write one of your own; both will stand',
      )
  }
  return register.append({
    kind,
    data,
    by: actor.account,
    ...(id === undefined ? {} : { id }),
    ...(after === undefined ? {} : { after }),
  })
}
