// OpenStreetMap extracts in PBF (wiki.openstreetmap.org/wiki/PBF_Format): the wanted elements with
// their coordinates, block by block, so that memory grows with what is kept and not with the file.
import { report, type Watch } from '#base/progress.ts'
import type { RawGeometry, RawTable, RawValue, Read } from '#sources/raw.ts'
import { columnRecord } from '#sources/read/_columns.ts'
import { wgs84 } from '#sources/read/_crs.ts'
import { Damage, damageOf, type Faults, faultsOf, grouped } from '#sources/read/_faults.ts'
import { polygonsFromRings } from '#sources/read/_geometry.ts'
import {
  type Blob,
  type BlockKinds,
  type BlockTags,
  type BlockVisitor,
  blobContent,
  blobsOf,
  readHeader,
  visitBlock,
} from '#sources/read/_osmBlocks.ts'
import { NodePlaces, RefPool } from '#sources/read/_osmNodes.ts'
import { ringsFromWays } from '#sources/read/_osmRings.ts'

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

/** Blocks between two breaths: the page and the keyboard are heard that often. */
const blocksPerBreath = 8

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

interface Members {
  readonly isArea: boolean
  readonly ways: readonly { readonly id: number; readonly role: string }[]
}

/** Goes over the blocks of a file, more than once, each time only over those that hold what is looked for. */
class Walk {
  /** The block at hand, from 1; 0 before the first. */
  block = 0
  readonly bytes: Uint8Array
  readonly watch: Watch
  blobs: readonly Blob[] = []
  /** What each block held; undefined until it was opened. */
  kinds: (BlockKinds | undefined)[] = []

  constructor(bytes: Uint8Array, watch: Watch) {
    this.bytes = bytes
    this.watch = watch
  }

  /** Lists the blocks and reads the header; gives the date of the data. @throws Damage */
  open(): string {
    if (this.bytes.length === 0) throw new Damage('the file is empty')
    const blobs: Blob[] = []
    this.block = 1
    for (const blob of blobsOf(this.bytes)) {
      blobs.push(blob)
      this.block = blobs.length + 1
    }
    this.block = 1
    if (blobs[0].kind !== 'OSMHeader') throw new Damage('it does not start with a header')
    const header = readHeader(blobContent(this.bytes, blobs[0]))
    if (header.unknownFeatures.length > 0) {
      throw new Damage(
        `it needs features that Silta does not read: ${header.unknownFeatures.join(', ')}`,
      )
    }
    this.blobs = blobs
    return header.date
  }

  /** @throws Damage */
  async visit(
    stage: string,
    holds: (kinds: BlockKinds) => boolean,
    visitor: BlockVisitor,
  ): Promise<void> {
    for (let i = 1; i < this.blobs.length; i++) {
      const blob = this.blobs[i]
      this.block = i + 1
      if (i % blocksPerBreath === 1) {
        report(this.watch, stage, i / this.blobs.length)
        await breath()
      }
      const known = this.kinds[i]
      if (blob.kind !== 'OSMData' || (known !== undefined && !holds(known))) continue
      this.kinds[i] = visitBlock(blobContent(this.bytes, blob), visitor)
    }
    report(this.watch, stage, 1)
  }
}

/** Lets what waits (a key, a page's next frame) have its turn. */
const breath = () => new Promise<void>((resolve) => setTimeout(resolve))

/** Elements that were kept, as columns. */
class Kept {
  readonly kind: 'node' | 'way' | 'relation'
  readonly keys: readonly string[]
  readonly ids: number[] = []
  readonly columns: RawValue[][]
  /** The tags last looked at. */
  last: OsmTags = new Map()
  /** Whether a closed line of this element is an area, row for row. */
  readonly areas: boolean[] = []

  constructor(kind: 'node' | 'way' | 'relation', keys: readonly string[]) {
    this.kind = kind
    this.keys = keys
    this.columns = keys.map(() => [])
  }

  keep(id: number, tags: BlockTags, wanted: ((tags: OsmTags) => boolean) | undefined): boolean {
    const found = new Map<string, string>()
    for (let i = 0; i < tags.keys.length; i++) {
      found.set(tags.strings.at(tags.keys[i]), tags.strings.at(tags.values[i]))
    }
    this.last = found
    if (wanted === undefined || !wanted(found)) return false
    this.ids.push(id)
    for (let i = 0; i < this.keys.length; i++) this.columns[i].push(found.get(this.keys[i]) ?? null)
    if (this.kind === 'way') this.areas.push(isArea(found))
    return true
  }

  tag(key: string): string {
    return this.last.get(key) ?? ''
  }

  table(source: string, geometry: readonly (RawGeometry | null)[]): RawTable {
    const names = ['id', ...this.keys.filter((key) => key !== 'id')]
    const ids = this.ids.map((id) => `${this.kind}/${id}`)
    const columns = [ids, ...this.columns.filter((_, i) => this.keys[i] !== 'id')]
    return {
      source,
      table: `${this.kind}s`,
      names,
      columns: columnRecord(names, columns),
      length: ids.length,
      geometry,
      crs: wgs84,
      rowNumber: this.ids,
    }
  }
}

/** Keys whose closed ways are lines that end where they began: a roundabout, a fence, a loop of track. */
const lineKeys = [
  'highway',
  'barrier',
  'railway',
  'waterway',
  'aerialway',
  'aeroway',
  'route',
  'power',
]

/** Values of those keys that are areas all the same. */
const areaValues =
  /^(riverbank|dock|boatyard|station|platform|aerodrome|apron|helipad|terminal|substation|plant|generator|services|rest_area)$/

function isArea(tags: OsmTags): boolean {
  const area = tags.get('area')
  if (area !== undefined) return area !== 'no'
  if (/^(coastline|cliff|tree_row|ridge)$/.test(tags.get('natural') ?? '')) return false
  return lineKeys.every((key) => {
    const value = tags.get(key)
    return value === undefined || areaValues.test(value)
  })
}

function wayGeometry(ways: Kept, pool: RefPool, places: NodePlaces, faults: Faults) {
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

function relationGeometry(
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
