// The geometry of ways and of multipolygon relations, once the places of their nodes are known.
import type { RawGeometry } from '#sources/raw.ts'
import { type Faults, grouped } from '#sources/read/_faults.ts'
import { polygonsFromRings } from '#sources/read/_geometry.ts'
import type { Kept } from '#sources/read/_osmKept.ts'
import type { NodePlaces, RefPool } from '#sources/read/_osmNodes.ts'
import { ringsFromWays } from '#sources/read/_osmRings.ts'

/** The member ways of a relation, and whether it bounds an area. */
export interface Members {
  readonly isArea: boolean
  readonly ways: readonly { readonly id: number; readonly role: string }[]
}

/** A line for each way, a polygon where it is an area; what the extract cuts is listed. */
export function wayGeometry(ways: Kept, pool: RefPool, places: NodePlaces, faults: Faults) {
  let cut = 0
  let lost = 0
  const geometry = ways.ids.map((id, row): RawGeometry | null => {
    const refs = pool.refs(id)
    const line = places.line(refs)
    if (line.length < refs.length * 2) cut++
    if (line.length < 4) {
      lost++
      faults.add(
        'note',
        'way-without-place',
        row + 1,
        `Way ${id} has ${line.length / 2} of its ${refs.length} nodes in the extract: it has no geometry`,
        'Take an extract that reaches farther, or leave the way out',
      )
      return null
    }
    const closed =
      refs.length >= 4 && refs[0] === refs[refs.length - 1] && line.length === refs.length * 2
    return closed && ways.areas[row]
      ? { type: 'Polygon', coordinates: [line] }
      : { type: 'LineString', coordinates: line }
  })
  if (cut > lost) {
    faults.add(
      'note',
      'ways-cut',
      0,
      `The extract cuts ${grouped(cut - lost)} way${cut - lost === 1 ? '' : 's'}: the nodes that lie outside are left out`,
      'Take an extract that reaches farther if these ways matter',
    )
  }
  return geometry
}

/** A multipolygon for each relation that bounds an area; those that do not close are listed. */
export function relationGeometry(
  relations: Kept,
  members: readonly Members[],
  pool: RefPool,
  places: NodePlaces,
  faults: Faults,
) {
  return relations.ids.map((id, row): RawGeometry | null => {
    const relation = members[row]
    if (!relation.isArea) return null
    const absent = relation.ways.filter((way) => !pool.has(way.id)).length
    const rings =
      absent > 0
        ? undefined
        : ringsFromWays(relation.ways.map(({ id: way, role }) => ({ role, refs: pool.refs(way) })))
    const lines = rings?.map((ring) => places.line(ring))
    const whole =
      lines !== undefined &&
      lines.length > 0 &&
      lines.every((line, i) => line.length === rings![i].length * 2)
    if (!whole) {
      faults.add(
        'warning',
        'area-open',
        row + 1,
        `Relation ${id} does not close: ${absent > 0 ? `${absent} of its ${relation.ways.length} ways are outside the extract` : 'its ways leave gaps'}`,
        'Take an extract that holds the whole area, or another source for it',
      )
      return null
    }
    return { type: 'MultiPolygon', coordinates: polygonsFromRings(lines) }
  })
}
