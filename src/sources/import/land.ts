// Land polygons: from a table, or put together from OpenStreetMap's coastline, whose ways have land on
// their left (wiki.openstreetmap.org/wiki/Tag:natural=coastline).
import type { FlatLine, Polygon } from '#geo/shapes.ts'
import type { ImportContext } from '#sources/import/imported.ts'
import { tableInDegrees } from '#sources/import/inDegrees.ts'
import type { RawTable } from '#sources/raw.ts'
import type { Faults } from '#sources/read/_faults.ts'

/** The land polygons of a table: its polygons as they are, its lines joined into rings. */
export function importLand(
  table: RawTable,
  { spec, territory }: ImportContext,
  faults: Faults,
): readonly Polygon[] {
  const value = tableInDegrees(table, spec, territory.extent, faults)
  if (value === undefined) return []
  const land: (readonly Polygon[])[] = []
  const coasts: (readonly FlatLine[])[] = []
  value.geometry?.forEach((geometry, row) => {
    if (geometry?.type === 'Polygon') land.push([geometry.coordinates])
    else if (geometry?.type === 'MultiPolygon') land.push(geometry.coordinates)
    else if (geometry?.type === 'LineString') coasts.push([geometry.coordinates])
    else if (geometry?.type === 'MultiLineString') coasts.push(geometry.coordinates)
    else {
      faults.add(
        'warning',
        'geometry-wrong',
        row + 1,
        `Cannot use a row of "${table.table}" as land: ${geometry === null ? 'it has no geometry' : `its geometry is a ${geometry.type}`}`,
        'Give polygons or coastlines; the row was left out',
      )
    }
  })
  const { rings, open } = joinRings(coasts.flat())
  if (open > 0) {
    faults.add(
      'note',
      'coastline-open',
      0,
      `Found ${open} pieces of coastline that close no ring`,
      'Nothing to do where the extract ends at sea; otherwise the land there is missing',
    )
  }
  return [...land.flat(), ...rings.map((ring) => [ring])]
}

/** Lines joined end to start where they share a point; what does not close is counted. */
export function joinRings(lines: readonly FlatLine[]): {
  readonly rings: readonly FlatLine[]
  readonly open: number
} {
  const startsAt = new Map<string, number[]>()
  lines.forEach((line, i) => {
    const start = pointKey(line, 0)
    const known = startsAt.get(start)
    if (known === undefined) startsAt.set(start, [i])
    else known.push(i)
  })
  const used = new Uint8Array(lines.length)
  const rings: FlatLine[] = []
  let open = 0
  for (let first = 0; first < lines.length; first++) {
    if (used[first] === 1 || lines[first].length < 4) continue
    used[first] = 1
    const chain = [lines[first]]
    const goal = pointKey(lines[first], 0)
    for (;;) {
      const last = chain[chain.length - 1]
      const end = pointKey(last, last.length - 2)
      if (end === goal) {
        rings.push(concat(chain))
        break
      }
      const next = startsAt.get(end)?.find((i) => used[i] === 0)
      if (next === undefined) {
        open += chain.length
        break
      }
      used[next] = 1
      chain.push(lines[next])
    }
  }
  return { rings: rings.filter((ring) => ring.length >= 8), open }
}

function pointKey(line: FlatLine, at: number): string {
  return `${line[at]} ${line[at + 1]}`
}

/** Joined lines share the point where they meet: it stands once. */
function concat(chain: readonly FlatLine[]): FlatLine {
  const length = chain.reduce((sum, line) => sum + line.length - 2, 2)
  const ring = new Float64Array(length)
  ring.set(chain[0].subarray(0, 2))
  let at = 2
  for (const line of chain) {
    ring.set(line.subarray(2), at)
    at += line.length - 2
  }
  return ring
}
