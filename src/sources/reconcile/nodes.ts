// Fibre nodes that two sources tell of: one operator's node counts once, with what each source says of it, and
// where they contradict each other it is said. Method: docs/methods/reconciling.md.
import { indexPoints } from '#geo/pointIndex.ts'
import { distanceMeters } from '#geo/sphere.ts'
import type { FibreNodeRow, Found } from '#sources/import/imported.ts'
import { fold } from '#sources/nearestWord.ts'
import { type Faults, grouped } from '#sources/read/_faults.ts'
import { meanSamePlace, ownWords } from '#sources/reconcile/names.ts'

/** Nodes of two sources this near are one where their names do not speak against it. */
const sameSpotMeters = 150
/** Nodes of the same id, or the same name, are one within this. */
const sameNameMeters = 1_000

/** The nodes as they count, and which sources gave others what they did not know. */
export interface MergedNodes {
  readonly nodes: readonly Found<FibreNodeRow>[]
  readonly lenders: readonly number[]
}

interface Tally {
  readonly name: string
  both: number
  alone: number
}

/** Counts each operator's node once; the earlier source's place stands. */
export function mergeNodes(
  found: readonly Found<FibreNodeRow>[],
  titles: readonly string[],
  faults: Faults,
): MergedNodes {
  const sources = [...new Set(found.map(({ row }) => row.source))]
  if (sources.length < 2) return { nodes: found, lenders: [] }
  const kept = found.filter(({ row }) => row.source === sources[0])
  const lenders = new Set<number>()
  for (const source of sources.slice(1)) {
    const index = indexPoints(
      kept.map(({ row }) => row.lon),
      kept.map(({ row }) => row.lat),
    )
    const taken = new Set<number>()
    const tallies = new Map<string, Tally>()
    for (const node of found.filter(({ row }) => row.source === source)) {
      const { row } = node
      const operator = fold(row.operator)
      const tally = tallies.get(operator) ?? { name: row.operator, both: 0, alone: 0 }
      tallies.set(operator, tally)
      const twin = index
        .within(row.lon, row.lat, sameNameMeters)
        .filter((i) => !taken.has(i) && areOne(kept[i].row, row))
        .sort((a, b) => rank(kept[a].row, row) - rank(kept[b].row, row) || a - b)[0]
      if (twin === undefined) {
        tally.alone++
        kept.push(node)
        continue
      }
      tally.both++
      taken.add(twin)
      const first = kept[twin].row
      sayDispute(first, node, titles, faults)
      const whole = completed(first, row)
      if (Object.entries(whole).some(([key, value]) => first[key as keyof FibreNodeRow] !== value))
        lenders.add(source)
      kept[twin] = { ...kept[twin], row: whole }
    }
    for (const { name, both, alone } of tallies.values())
      if (both > 0)
        faults.add(
          'note',
          'node-merged',
          0,
          `Found ${grouped(both)} nodes ${name === '' ? 'without an operator' : `of ${name}`} in "${titles[source]}" that earlier sources tell of: they count once, with what each source says; ${grouped(alone)} stand in the later source alone`,
          'Nothing to do; put the source whose places you trust first in the study',
        )
  }
  return { nodes: kept, lenders: [...lenders] }
}

/** Whether two nodes of two sources are one: the operators may not differ, and name or id must not speak against it. */
function areOne(a: FibreNodeRow, b: FibreNodeRow): boolean {
  const [own, other] = [fold(a.operator), fold(b.operator)]
  if (own !== '' && other !== '' && own !== other) return false
  if (a.id === b.id) return true
  const names = [nodeWords(a.name), nodeWords(b.name)] as const
  if (names[0].length > 0 && names[1].length > 0) return meanSamePlace(...names)
  return apart(a, b) <= sameSpotMeters
}

/** The same id comes before any other likeness, then the nearest. */
function rank(a: FibreNodeRow, b: FibreNodeRow): number {
  return a.id === b.id ? -1 : apart(a, b)
}

/** What every node may be called beside its place. */
const plainNode: ReadonlySet<string> = new Set(
  'pop node noeud nodo site station relay exchange adm olt hub fibre fiber fibra'.split(' '),
)

function nodeWords(name: string): readonly string[] {
  return ownWords(name).filter((word) => !plainNode.has(word))
}

function apart(a: FibreNodeRow, b: FibreNodeRow): number {
  return distanceMeters(a.lon, a.lat, b.lon, b.lat)
}

function sayDispute(
  first: FibreNodeRow,
  { row, at }: Found<FibreNodeRow>,
  titles: readonly string[],
  faults: Faults,
): void {
  const isTold = first.status !== 'unknown' && row.status !== 'unknown'
  if (!isTold || first.status === row.status) return
  faults.add(
    'warning',
    'node-disputed',
    at.row,
    `Found the node "${row.name || row.id}" as ${row.status} in "${titles[row.source]}", and as ${first.status} in "${titles[first.source]}"`,
    'Ask the operator; here the earlier source counts',
  )
}

/** What the first does not say, the second may. */
function completed(first: FibreNodeRow, second: FibreNodeRow): FibreNodeRow {
  return {
    ...first,
    name: first.name === '' ? second.name : first.name,
    operator: first.operator === '' ? second.operator : first.operator,
    status: first.status === 'unknown' ? second.status : first.status,
    role: first.role === 'node' ? second.role : first.role,
  }
}
