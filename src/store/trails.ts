// What was said about commitments, read for many at once: as many queries for a thousand as for one.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Dated, Trail } from '#register/progress.ts'
import type { EvidenceData, ReportData, ReviewData } from '#register/records/answers.ts'
import type { CommitmentData } from '#register/records/promises.ts'
import type { Tables } from '#store/tables.ts'

/** Progress counts every report that there is. */
const allReports = 2_147_483_647

/** The newest version of a record that refers to another, its words still commitments. */
interface Referring {
  readonly id: string
  readonly kind: string
  readonly target: string
  readonly data: unknown
  readonly time: string
}

/**
 * The newest versions of all that was said about some records, and about that again, as rows of id, version,
 * kind and target: reports and disputes, evidence for reports and reviews of them, disputes of either, replies,
 * and what moderators did with disputes. Hidden ones are left out, and with them all that was said about them.
 *
 * @param mostReports Of each subject the newest so many reports count.
 */
export const saidAbout = (
  subjects: readonly string[],
  mostReports: number,
): RawBuilder<unknown> => sql`
  with recursive said (id, version, kind, target) as (
    select r.* from unnest(${subjects}::text[]) as s(id) cross join lateral (
      select h.id, h.version, h.kind, f.target from record_reference f
      join record_head h on h.id = f.id and h.version = f.version
      join record_version v on v.id = h.id and v.version = h.version
      where f.target = s.id and h.kind = 'report' and not h.hidden
      order by v.entry_key desc limit ${mostReports}) as r
    union all
    select h.id, h.version, h.kind, f.target from record_reference f
    join record_head h on h.id = f.id and h.version = f.version
    where f.target = any(${subjects}::text[]) and h.kind = 'dispute' and not h.hidden
    union all
    select h.id, h.version, h.kind, f.target from said
    join record_reference f on f.target = said.id
    join record_head h on h.id = f.id and h.version = f.version
    where not h.hidden and case said.kind
      when 'report' then h.kind in ('evidence', 'review', 'dispute')
      when 'evidence' then h.kind = 'dispute'
      when 'review' then h.kind = 'reply'
      when 'dispute' then h.kind in ('reply', 'moderation')
      else false end
  )`

/** The dispute that an act of moderation settles. */
export function settledBy({ kind, data }: Pick<Referring, 'kind' | 'data'>): string | undefined {
  const { act, subject } = data as { act: string; subject: string }
  return kind === 'moderation' && act === 'settle' ? subject : undefined
}

/** Everything that counts for the progress of these commitments, by their identity. */
export async function trailsFor(
  db: Kysely<Tables>,
  commitments: readonly { readonly id: string; readonly data: CommitmentData }[],
): Promise<Map<string, Trail>> {
  const ids = commitments.map(({ id }) => id)
  const { rows } = await sql<Referring>`
    ${saidAbout(ids, allReports)}
    select said.id, said.kind, said.target, v.data, v.time
    from said join record_version v on v.id = said.id and v.version = said.version
    where said.kind <> 'reply'
    order by v.entry_key`.execute(db)
  const settled = new Set(rows.map(settledBy))
  const disputed = rows
    .filter(({ id, kind }) => kind === 'dispute' && !settled.has(id))
    .map(({ target }) => target)
  const byTarget = groupByTarget(rows)
  const dated = <D>(target: string, kind: string): Dated<D>[] =>
    (byTarget.get(target) ?? [])
      .filter((record) => record.kind === kind)
      .map(({ id, data, time }) => ({ id, data: data as D, time }))
  return new Map(
    commitments.map(({ id, data }) => {
      const own = dated<ReportData>(id, 'report')
      return [
        id,
        {
          commitment: data,
          reports: own,
          evidence: own.flatMap((report) => dated<EvidenceData>(report.id, 'evidence')),
          reviews: own.flatMap((report) => dated<ReviewData>(report.id, 'review')),
          disputed,
        },
      ]
    }),
  )
}

function groupByTarget(records: readonly Referring[]): Map<string, Referring[]> {
  const groups = new Map<string, Referring[]>()
  for (const record of records) {
    const group = groups.get(record.target)
    if (group === undefined) groups.set(record.target, [record])
    else group.push(record)
  }
  return groups
}
