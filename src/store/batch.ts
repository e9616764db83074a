// One batch of the register: records checked against what is held, their entries made, and all of them
// written by one statement: each with its entry, number, words and references, or none at all.
import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Problem } from '#base/problem.ts'
import type { FullTile, LogEdge } from '#register/log/edge.ts'
import { type Entry, saltBytes, writeEntry } from '#register/log/entry.ts'
import type { Opening } from '#register/log/receipt.ts'
import { hideTexts, type references } from '#register/records.ts'
import { type Draft, problem, type Taken } from '#store/draft.ts'

/** A record that waits to be entered. */
export interface Waiting {
  readonly draft: Draft
  readonly refers: ReturnType<typeof references>
  /** Digests of files that it names. */
  readonly files: readonly string[]
  /** When it came, on a clock that does not step back. */
  readonly since: number
  readonly resolve: (taken: Taken) => void
  readonly reject: (error: Error) => void
}

/** A record with its entry. */
export interface Made {
  readonly waiting: Waiting
  readonly entry: Entry
  readonly bytes: Uint8Array
  readonly openings: readonly Opening[]
  readonly index: number
}

/** The newest version of a record, as far as the register needs to know it. */
export interface Head {
  readonly kind: string
  readonly version: number
}

/** Reads the heads of records. */
export async function readHeads(
  client: pg.Client,
  ids: readonly string[],
): Promise<Map<string, Head>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<Head & { id: string }>({
    name: 'heads',
    text: 'select id, kind, version from record_head where id = any($1)',
    values: [ids],
  })
  return new Map(rows.map(({ id, kind, version }) => [id, { kind, version }]))
}

/** References to records that are not there, or of another kind than is meant. */
export function unknownReferences(
  kind: string,
  refers: ReturnType<typeof references>,
  kindOf: ReadonlyMap<string, string>,
): Problem[] {
  return refers
    .filter(({ id, of }) => !of.includes(kindOf.get(id) ?? ''))
    .map(({ at, id, of }) =>
      problem(
        'reference-unknown',
        `${kind}${at}`,
        `There is no ${of.join(' or ')} "${id}"`,
        'Name a record that is in the register',
      ),
    )
}

/** Every reason why a draft does not fit what the register holds. */
export function checkDraft(
  { draft, refers }: Waiting,
  heads: ReadonlyMap<string, Head>,
): Problem[] {
  const { id, kind, after } = draft
  const kinds = new Map([...heads].map(([target, head]) => [target, head.kind]))
  const problems = unknownReferences(kind, refers, kinds)
  const own = id === undefined ? undefined : heads.get(id)
  if (id !== undefined && own?.kind !== kind)
    problems.push(
      problem(
        'record-unknown',
        kind,
        `There is no ${kind} "${id}"`,
        'Leave the id out for a new one',
      ),
    )
  if (after !== undefined && own !== undefined && own.version !== after)
    problems.push(
      problem(
        'record-changed',
        kind,
        `Version ${own.version} of "${id}" came after the version ${after} that was edited`,
        'Read the newest version and make the change there',
      ),
    )
  return problems
}

/**
 * The entry of a draft, appended to the edge.
 *
 * @throws RangeError where the entry would be longer than an entry may be.
 */
export function makeEntry(
  waiting: Waiting,
  { id, version, time }: Pick<Entry, 'id' | 'version' | 'time'>,
  edge: LogEdge,
): Made {
  const { kind, data, by } = waiting.draft
  const hidden = hideTexts(kind, data, () => randomBytes(saltBytes))
  const entry: Entry = { form: 1, kind, id, version, time, by, data: hidden.data }
  const bytes = writeEntry(entry)
  return { waiting, entry, bytes, openings: hidden.openings, index: edge.append(bytes) }
}

/** Everything of a batch in one statement; the rows of each table come as columns. */
const insertText = `
  with item as (
    select * from unnest($1::bigint[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::text[],
      $7::text[], $8::bytea[]) as item(idx, id, version, kind, data, time, by, bytes)
  ), entry as (
    insert into log_entry (bytes, idx) select bytes, idx from item order by idx returning key, idx
  ), head as (
    insert into record_head (id, kind, version) select id, kind, version from item
    on conflict (id) do update set version = excluded.version
  ), made as (
    insert into record_version (id, version, kind, data, time, by, entry_key)
    select id, version, kind, data::jsonb, time, by, key from item join entry using (idx)
  ), words as (
    insert into record_text (id, version, at, salt, text)
    select * from unnest($9::text[], $10::integer[], $11::text[], $12::text[], $13::text[])
  ), refers as (
    insert into record_reference (id, version, at, target)
    select * from unnest($14::text[], $15::integer[], $16::text[], $17::text[])
  ), outdated as (
    delete from record_reference f using item where f.id = item.id and f.version < item.version
  ), files as (
    insert into record_file (id, version, digest)
    select * from unnest($18::text[], $19::integer[], $20::text[])
  ), tiles as (
    insert into log_node (level, idx, hash)
    select * from unnest($21::smallint[], $22::bigint[], $23::bytea[])
  ), erased as (
    update record_text set salt = null, text = null where id = any($24::text[])
  ), unnamed as (
    delete from record_file where id = any($24::text[])
  )
  update record_head set hidden = shown.hidden
  from unnest($25::text[], $26::boolean[]) as shown(id, hidden) where record_head.id = shown.id`

/** Writes a batch; no two of its records may touch the same one. */
export async function insertBatch(
  client: pg.Client,
  batch: readonly Made[],
  fullTiles: readonly FullTile[],
): Promise<void> {
  const entries = batch.map(({ entry }) => entry)
  const of = <T>(pick: (made: Made) => readonly T[]): { entry: Entry; value: T }[] =>
    batch.flatMap((made) => pick(made).map((value) => ({ entry: made.entry, value })))
  const words = of(({ openings }) => openings)
  const refers = of(({ waiting }) => waiting.refers)
  const files = of(({ waiting }) => waiting.files)
  const acts = entries
    .filter(({ kind }) => kind === 'moderation')
    .map(({ data }) => data as { act: string; subject: string })
  const shown = acts.filter(({ act }) => act === 'hide' || act === 'restore')
  const owner = (rows: readonly { entry: Entry }[]): [string[], number[]] => [
    rows.map(({ entry }) => entry.id),
    rows.map(({ entry }) => entry.version),
  ]
  await client.query({
    name: 'batch',
    text: insertText,
    values: [
      batch.map(({ index }) => index),
      entries.map(({ id }) => id),
      entries.map(({ version }) => version),
      entries.map(({ kind }) => kind),
      entries.map(({ data }) => JSON.stringify(data)),
      entries.map(({ time }) => time),
      entries.map(({ by }) => by),
      batch.map(({ bytes }) => Buffer.from(bytes)),
      ...owner(words),
      words.map(({ value }) => value.at),
      words.map(({ value }) => value.salt),
      words.map(({ value }) => value.text),
      ...owner(refers),
      refers.map(({ value }) => value.at),
      refers.map(({ value }) => value.id),
      ...owner(files),
      files.map(({ value }) => value),
      fullTiles.map(({ level }) => level + 1),
      fullTiles.map(({ index }) => index),
      fullTiles.map(({ hash }) => Buffer.from(hash)),
      acts.filter(({ act }) => act === 'erase').map(({ subject }) => subject),
      shown.map(({ subject }) => subject),
      shown.map(({ act }) => act === 'hide'),
    ],
  })
}

/** Records that a draft reads or changes beside those that it refers to. */
export function touches({ draft }: Waiting): string[] {
  const { id, kind, data } = draft
  const subject = kind === 'moderation' ? [(data as { subject: string }).subject] : []
  return id === undefined ? subject : [id, ...subject]
}
