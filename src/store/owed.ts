// What signatories owe the register: reports that fell due, evidence that a report still lacks, replies to open
// disputes. Read for a few signatories at a time, from what stands by their name.
import { sql } from 'kysely'
import { daysAfter, graceDays, type ProgressState } from '#register/progress.ts'
import type { CommitmentData } from '#register/records/promises.ts'
import type { Reading, ReadRecord } from '#store/reading.ts'

/** Something owed on a commitment: a report since the day it fell due, or evidence for the report that stands. */
export type Owed =
  | {
      readonly what: 'report'
      readonly commitment: ReadRecord<'commitment'>
      readonly fell: string
    }
  | {
      readonly what: 'evidence'
      readonly commitment: ReadRecord<'commitment'>
      readonly report: string
    }

/** An open dispute without a reply, with the promise or project that it is about in the end. */
export interface UnansweredDispute {
  readonly id: string
  readonly time: string
  readonly signatory: string
  readonly subject: ReadRecord<'commitment' | 'project'>
}

/** So many are read of either. */
const most = 100

/** What is owed on the commitments of these signatories. */
export async function findOwed(reading: Reading, signatories: readonly string[]): Promise<Owed[]> {
  if (signatories.length === 0) return []
  await reading.lists.ready()
  const today = reading.today()
  // A report that fell due and is still waited for changes the progress within the days of grace.
  const soon = daysAfter(today, graceDays + 1)
  const { rows } = await sql<{
    id: string
    state: ProgressState
    date: string | null
    report: string | null
  }>`
    select id, state, progress ->> 'valueDate' as date, progress ->> 'report' as report from listing
    where kind = 'commitment' and not hidden and signatory = any(${signatories}::text[])
      and (state in ('notReported', 'noEvidence')
        or (state in ('notYetDue', 'onTrack', 'offTrack') and changes_on <= ${soon}))
    order by state = 'notReported' desc, changes_on, idx limit ${most}`.execute(
    reading.register.database.db,
  )
  const records = await reading.records(rows.map(({ id }) => id))
  return rows.flatMap(({ id, state, date, report }): Owed[] => {
    const commitment = records.get(id) as ReadRecord<'commitment'> | undefined
    if (commitment === undefined) return []
    if (state === 'noEvidence' && report !== null) return [{ what: 'evidence', commitment, report }]
    const fell = lastDue(commitment.data, today)
    return fell === undefined || (date ?? '') >= fell ? [] : [{ what: 'report', commitment, fell }]
  })
}

/** The last day, today at the latest, on which a report fell due. */
function lastDue({ milestones, target }: CommitmentData, today: string): string | undefined {
  return [...milestones.map(({ date }) => date), target.date].filter((day) => day <= today).at(-1)
}

/** Open disputes of what these signatories promised, reported or gave as evidence, that have no reply yet. */
export async function findDisputes(
  reading: Reading,
  signatories: readonly string[],
): Promise<UnansweredDispute[]> {
  if (signatories.length === 0) return []
  const { rows } = await sql<{ id: string; time: string; subject: string }>`
    with open as (
      select h.id, v.time, v.data ->> 'subject' as subject from record_head h
      join record_version v on v.id = h.id and v.version = h.version
      where h.kind = 'dispute' and not h.hidden and not exists (
        select 1 from record_reference f
        join record_version w on w.id = f.id and w.version = f.version
        where f.target = h.id and (w.kind = 'reply'
          or (w.kind = 'moderation' and w.data ->> 'act' in ('settle', 'erase'))))
    )
    select o.id, o.time, p.id as subject from open o
    join record_head s on s.id = o.subject and not s.hidden
    join record_version sv on sv.id = s.id and sv.version = s.version
    left join record_head r
      on r.id = case s.kind when 'evidence' then sv.data ->> 'report' when 'report' then s.id end
    left join record_version rv on rv.id = r.id and rv.version = r.version
    join record_head p on p.id = coalesce(rv.data ->> 'commitment', s.id) and not p.hidden
    join record_version pv on pv.id = p.id and pv.version = p.version
    where pv.data ->> 'signatory' = any(${signatories}::text[])
    order by o.time limit ${most}`.execute(reading.register.database.db)
  const subjects = await reading.records(rows.map(({ subject }) => subject))
  return rows.flatMap(({ id, time, subject: about }) => {
    const subject = subjects.get(about) as ReadRecord<'commitment' | 'project'> | undefined
    return subject === undefined ? [] : [{ id, time, signatory: subject.data.signatory, subject }]
  })
}
