// OpenStreetMap extracts in PBF (wiki.openstreetmap.org/wiki/PBF_Format): the wanted elements with
// their coordinates, block by block, so that memory grows with what is kept and not with the file.
import type { Watch } from '#base/progress.ts'
import type { RawGeometry, RawTable, Read } from '#sources/raw.ts'
import { damageOf, faultsOf } from '#sources/read/_faults.ts'
import { type Members, relationGeometry, wayGeometry } from '#sources/read/_osmGeometry.ts'
import { Kept } from '#sources/read/_osmKept.ts'
import { NodePlaces, RefPool } from '#sources/read/_osmNodes.ts'
import { Walk } from '#sources/read/_osmWalk.ts'

/** An element's tags. */
export type OsmTags = ReadonlyMap<string, string>

/** Which elements to keep; a kind left out is not kept. Only elements with tags are asked about. */
export interface OsmWanted {
  readonly node?: (tags: OsmTags) => boolean
  readonly way?: (tags: OsmTags) => boolean
  readonly relation?: (tags: OsmTags) => boolean
  /** The tags that become columns, beside `id` (`node/249399360`). */
  readonly keys: readonly string[]
}

/** What an extract holds of what was wanted; rows stand in the file's order. */
export interface OsmExtract {
  /** Points. */
  readonly nodes: RawTable
  /** Lines; polygons where a closed way is an area. */
  readonly ways: RawTable
  /** Multipolygons put together from member ways, for the types multipolygon and boundary; others have no geometry. */
  readonly relations: RawTable
  /** The day the extract speaks of, `2021-04-08`; '' where it does not say. */
  readonly date: string
}

/**
 * Reads the wanted elements of an extract, with the coordinates of ways resolved.
 *
 * Ways lose nodes that the extract has cut off; relations that lack a member way have no geometry: both
 * are listed. A damaged or shortened file is refused.
 */
export async function readOsmPbf(
  bytes: Uint8Array,
  source: string,
  wanted: OsmWanted,
  watch: Watch = {},
): Promise<Read<OsmExtract>> {
  const faults = faultsOf(source)
  const walk = new Walk(bytes, watch)
  try {
    const date = walk.open()
    const nodes = new Kept('node', wanted.keys)
    const points: RawGeometry[] = []
    const ways = new Kept('way', wanted.keys)
    const relations = new Kept('relation', wanted.keys)
    const pool = new RefPool()
    const members: Members[] = []

    await walk.visit('Reading OpenStreetMap', () => true, {
      ...(wanted.node && {
        node(id, lon, lat, tags) {
          if (tags.keys.length > 0 && nodes.keep(id, tags, wanted.node)) {
            points.push({ type: 'Point', coordinates: [lon, lat] })
          }
        },
      }),
      ...(wanted.way && {
        way(id, refs, tags) {
          if (tags.keys.length > 0 && ways.keep(id, tags, wanted.way)) pool.add(id, refs)
        },
      }),
      ...(wanted.relation && {
        relation(id, { ids, types, roles }, tags) {
          if (!relations.keep(id, tags, wanted.relation)) return
          const memberWays: { id: number; role: string }[] = []
          for (let i = 0; i < ids.length; i++) {
            if (types[i] === 1) memberWays.push({ id: ids[i], role: tags.strings.at(roles[i]) })
          }
          members.push({
            isArea: /^(multipolygon|boundary)$/.test(relations.tag('type')),
            ways: memberWays,
          })
        },
      }),
    })

    const missing = new Set<number>()
    for (const relation of members) {
      if (relation.isArea) for (const { id } of relation.ways) if (!pool.has(id)) missing.add(id)
    }
    if (missing.size > 0) {
      await walk.visit('Reading the edges of areas', ({ ways: has }) => has, {
        way(id, refs) {
          if (missing.has(id)) pool.add(id, refs)
        },
      })
    }

    const places = new NodePlaces(pool)
    if (places.count > 0) {
      await walk.visit('Reading the places of lines', ({ nodes: has }) => has, {
        node: (id, lon, lat) => places.put(id, lon, lat),
      })
    }
    return faults.with<OsmExtract>({
      nodes: nodes.table(source, points),
      ways: ways.table(source, wayGeometry(ways, pool, places, faults.inTable('ways'))),
      relations: relations.table(
        source,
        relationGeometry(relations, members, pool, places, faults.inTable('relations')),
      ),
      date,
    })
  } catch (error) {
    if (watch.signal?.aborted) throw error
    const cause = damageOf(error)
    const cut = cause.startsWith('the file is cut short')
    faults.add(
      'error',
      cut ? 'file-truncated' : 'osm-unreadable',
      walk.block,
      `Cannot read the OpenStreetMap extract${walk.block > 0 ? ` at block ${walk.block}` : ''}: ${cause}`,
      'Fetch the file again; it must be an .osm.pbf extract with zlib blocks',
    )
    return faults.with<OsmExtract>(undefined)
  }
}
