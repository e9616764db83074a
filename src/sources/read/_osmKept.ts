// Elements of an extract that were kept, as columns, and which closed ways are areas.
import type { RawGeometry, RawTable, RawValue } from '#sources/raw.ts'
import { columnRecord } from '#sources/read/_columns.ts'
import { wgs84 } from '#sources/read/_crs.ts'
import type { BlockTags } from '#sources/read/_osmBlocks.ts'

type Tags = ReadonlyMap<string, string>

/** Elements that were kept, as columns. */
export class Kept {
  readonly kind: 'node' | 'way' | 'relation'
  readonly keys: readonly string[]
  readonly ids: number[] = []
  readonly columns: RawValue[][]
  /** The tags last looked at. */
  last: Tags = new Map()
  /** Whether a closed line of this element is an area, row for row. */
  readonly areas: boolean[] = []

  constructor(kind: 'node' | 'way' | 'relation', keys: readonly string[]) {
    this.kind = kind
    this.keys = keys
    this.columns = keys.map(() => [])
  }

  keep(id: number, tags: BlockTags, wanted: ((tags: Tags) => boolean) | undefined): boolean {
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

function isArea(tags: Tags): boolean {
  const area = tags.get('area')
  if (area !== undefined) return area !== 'no'
  if (/^(coastline|cliff|tree_row|ridge)$/.test(tags.get('natural') ?? '')) return false
  return lineKeys.every((key) => {
    const value = tags.get(key)
    return value === undefined || areaValues.test(value)
  })
}
