// A layer as GeoJSON (RFC 7946), one feature per line, with its attribution as a foreign member.
import { canonicalJson, type Json } from '#base/canonical.ts'
import { isMissing, type Schema, type Table } from '#base/table.ts'
import type { Attribution } from '#faces/report/attribution.ts'
import type { LayerGeometry, PublicLayer } from '#faces/report/layers.ts'
import type { FlatLine } from '#geo/shapes.ts'

/** A layer as the text of a FeatureCollection. */
export function layerToGeoJson(layer: PublicLayer, attribution: Attribution): string {
  const { name, means, schema, table, length, geometry } = layer
  const features = new Array<string>(length)
  for (let row = 0; row < length; row++) {
    const properties = JSON.stringify(rowProperties(schema, table, row, geometry.type))
    features[row] =
      `{"type":"Feature","properties":${properties},"geometry":${geometryJson(geometry, row)}}`
  }
  const members = `"name":${JSON.stringify(name)},"description":${JSON.stringify(means)},"attribution":${canonicalJson(attribution as unknown as Json)}`
  return `{"type":"FeatureCollection",${members},"features":[\n${features.join(',\n')}\n]}\n`
}

function rowProperties(
  schema: Schema,
  table: Table<Schema>,
  row: number,
  type: LayerGeometry['type'],
): Record<string, string | number | null> {
  const properties: Record<string, string | number | null> = {}
  for (const [name, spec] of Object.entries(schema)) {
    // A point says its place itself.
    if (type === 'Point' && (name === 'lon' || name === 'lat')) continue
    const value = table[name][row] as string | number
    properties[name] = isMissing(spec, value) ? null : value
  }
  return properties
}

function geometryJson(geometry: LayerGeometry, row: number): string {
  if (geometry.type === 'Point')
    return `{"type":"Point","coordinates":[${geometry.lon[row]},${geometry.lat[row]}]}`
  if (geometry.type === 'LineString') {
    const line = geometry.lines[row]
    // A line of fewer than two points is no line in GeoJSON.
    if (line.length < 4) return 'null'
    return `{"type":"LineString","coordinates":${positions(line)}}`
  }
  const polygons = geometry.polygons[row]
  if (polygons.length === 0) return 'null'
  const coordinates = polygons
    .map((rings) => `[${rings.map((ring, i) => positions(wound(ring, i === 0))).join(',')}]`)
    .join(',')
  return `{"type":"MultiPolygon","coordinates":[${coordinates}]}`
}

function positions(line: FlatLine): string {
  const parts = new Array<string>(line.length / 2)
  for (let i = 0; i < parts.length; i++) parts[i] = `[${line[2 * i]},${line[2 * i + 1]}]`
  return `[${parts.join(',')}]`
}

/** The ring in the direction RFC 7946 asks for: outer rings counterclockwise, holes clockwise. */
function wound(ring: FlatLine, outer: boolean): FlatLine {
  let twiceArea = 0
  for (let i = 2; i < ring.length; i += 2)
    twiceArea += ring[i - 2] * ring[i + 1] - ring[i] * ring[i - 1]
  if (twiceArea === 0 || twiceArea > 0 === outer) return ring
  const turned = new Float64Array(ring.length)
  for (let i = 0; i < ring.length; i += 2) {
    turned[i] = ring[ring.length - 2 - i]
    turned[i + 1] = ring[ring.length - 1 - i]
  }
  return turned
}
