// OpenStreetMap extracts in the PBF format (wiki.openstreetmap.org/wiki/PBF_Format).
import type { Watch } from '#base/progress.ts'
import type { RawTable, Read } from '#sources/raw.ts'

/** An element's tags. */
export type OsmTags = ReadonlyMap<string, string>

/** Which elements to keep; a kind left out is not kept. */
export interface OsmWanted {
  readonly node?: (tags: OsmTags) => boolean
  readonly way?: (tags: OsmTags) => boolean
  readonly relation?: (tags: OsmTags) => boolean
  /** The tags that become columns, beside `id`. */
  readonly keys: readonly string[]
}

/** What an extract holds of what was wanted. */
export interface OsmExtract {
  /** Points. */
  readonly nodes: RawTable
  /** Lines; polygons where a closed way is an area. */
  readonly ways: RawTable
  /** Multipolygons assembled from member ways (types multipolygon and boundary); other types have no geometry. */
  readonly relations: RawTable
  /** The day the extract speaks of, `2021-04-08`; '' where it does not say. */
  readonly date: string
}

/** Reads the wanted elements, with the coordinates of ways resolved. */
export async function readOsmPbf(
  _bytes: Uint8Array,
  source: string,
  _wanted: OsmWanted,
  _watch: Watch = {},
): Promise<Read<OsmExtract>> {
  return {
    value: undefined,
    problems: [
      {
        level: 'error',
        code: 'unread',
        at: { source, table: '', row: 0 },
        message: 'Cannot read',
        cure: '',
      },
    ],
  }
}
