// What the Dialogue's forms share: who may be named, what one may act for, and a record as a form's beginning.
import type { Json } from '#base/canonical.ts'
import type { DialogueKind } from '#dialogue/held.ts'
import type { ActView, Prepared } from '#faces/site/dialogue/actForm.ts'
import { type DialogueView, ownSignatories, recordLink } from '#faces/site/dialogue/view.ts'
import { type Html, html } from '#faces/site/html.ts'
import type { ReadRecord } from '#store/reading.ts'

/** Data of a record as a form takes it. */
export const asJson = (data: object) => data as unknown as Readonly<Record<string, Json>>

/** Everyone who may be named, but those that are named already. */
export const others = (view: DialogueView, but: readonly string[] = []) =>
  view.around
    .all('signatory')
    .filter(({ id }) => !but.includes(id))
    .map(({ id, data }) => [id, data.name] as const)

/** Commitments of the signatories that the visitor acts for, as choices. */
export async function ownCommitments(view: DialogueView) {
  const { reading } = view.table.dialogue
  const lists = await Promise.all(
    ownSignatories(view).map(([signatory]) =>
      reading.lists.page({ kind: 'commitment', signatory }, { most: 50 }),
    ),
  )
  const records = await reading.records(lists.flatMap(({ rows }) => rows.map(({ id }) => id)))
  return [...records.values()].map(
    ({ id, data }) => [id, (data as { title: string | null }).title ?? id] as const,
  )
}

/** True where the visitor acts for the signatory. */
export const mine = (view: ActView, signatory: string): boolean =>
  ownSignatories(view).some(([id]) => id === signatory)

/** The one of some signatories that the visitor acts for. */
export const ownAmong = (view: ActView, among: readonly string[]) =>
  ownSignatories(view).filter(([id]) => among.includes(id))

/** The record that an act is about. */
export const about = (view: ActView, record: ReadRecord | undefined): Html =>
  html`<p class="lede">${recordLink(view, record)}</p>`

/**
 * A form that begins with the record of one's own that the address names, and makes its next version.
 *
 * @param besides What this record's form has besides.
 */
export async function editing<K extends DialogueKind>(
  view: ActView,
  kind: K,
  besides: (record: ReadRecord<K>) => Prepared | Promise<Prepared> = () => ({}),
): Promise<Prepared | undefined> {
  const record = view.around.find(kind, view.param('id')) as ReadRecord<K> | undefined
  if (record === undefined) return undefined
  const start = flat(asJson(record.data))
  const signatory = String(start.signatory)
  if (!mine(view, signatory)) return undefined
  const { fixed, ...more } = await besides(record)
  return {
    fixed: { signatory, ...fixed },
    edits: { id: record.id, version: record.version },
    start,
    ...more,
  }
}

/** Values of groups by the place that their fields have. */
export function flat(data: Readonly<Record<string, Json>>, under = ''): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]): [string, Json][] => {
      const group =
        typeof value === 'object' && value !== null && !Array.isArray(value) && !('minor' in value)
      return group
        ? Object.entries(flat(value as Readonly<Record<string, Json>>, `${under}${name}/`))
        : [[under + name, value]]
    }),
  )
}

/** The country of the visitor's first signatory, as a beginning. */
export function ownCountry(view: ActView): Record<string, Json> {
  const [first] = ownSignatories(view)
  const country = first && view.around.find('signatory', first[0])?.data.country
  return country === undefined ? {} : { country, countries: [country] }
}
