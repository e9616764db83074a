// What was said about commitments, read for many at once: as many queries for a thousand as for one.
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dated, Trail } from '#register/progress.ts'
import type { EvidenceData, ReportData, ReviewData } from '#register/records/answers.ts'
import type { CommitmentData } from '#register/records/promises.ts'
import type { Tables } from '#store/tables.ts'

/** The newest version of a record that refers to another, its words still commitments. */
export interface Referring {
  readonly id: string
  readonly kind: string
  readonly target: string
  readonly data: unknown
  readonly time: string
}

/** Records whose newest versions refer to any of these; hidden ones are left out. */
export async function referringTo(
  db: Kysely<Tables>,
  targets: readonly string[],
  kinds: readonly string[],
): Promise<Referring[]> {
  if (targets.length === 0) return []
  const { rows } = await sql<Referring>`
    select h.id, h.kind, f.target, v.data, v.time
    from record_reference f
    join record_head h on h.id = f.id and h.version = f.version
    join record_version v on v.id = h.id and v.version = h.version
    join log_entry e on e.key = v.entry_key
    where f.target = any(${targets}) and h.kind = any(${kinds}) and not h.hidden
      and e.idx is not null
    order by e.idx`.execute(db)
  return rows
}

/** Identities of disputes that a moderator has settled. */
export async function settledAmong(
  db: Kysely<Tables>,
  disputes: readonly string[],
): Promise<Set<string>> {
  const acts = await referringTo(db, disputes, ['moderation'])
  return new Set(
    acts
      .filter(({ data }) => (data as { act: string }).act === 'settle')
      .map(({ target }) => target),
  )
}

/** Everything that counts for the progress of these commitments, by their identity. */
export async function trailsFor(
  db: Kysely<Tables>,
  commitments: readonly { readonly id: string; readonly data: CommitmentData }[],
): Promise<Map<string, Trail>> {
  const ids = commitments.map(({ id }) => id)
  const reports = await referringTo(db, ids, ['report'])
  const reportIds = reports.map(({ id }) => id)
  const about = await referringTo(db, reportIds, ['evidence', 'review', 'dispute'])
  const evidence = about.filter(({ kind }) => kind === 'evidence')
  const deeper = await referringTo(
    db,
    evidence.map(({ id }) => id),
    ['dispute'],
  )
  const disputes = [...about.filter(({ kind }) => kind === 'dispute'), ...deeper]
  const settled = await settledAmong(
    db,
    disputes.map(({ id }) => id),
  )
  const disputed = disputes.filter(({ id }) => !settled.has(id)).map(({ target }) => target)
  const byTarget = groupByTarget([...reports, ...about])
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
