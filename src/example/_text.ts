// Text files of an example: CSV (RFC 4180) and GeoJSON (RFC 7946, one feature per line).

const encoder = new TextEncoder()

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

type Value = string | number

const field = (value: Value): string => {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value)
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

/** A table with its header; NaN is an empty field. */
export function csvFile(header: readonly string[], rows: Iterable<readonly Value[]>): Uint8Array {
  const lines = [header.join(',')]
  for (const row of rows) lines.push(row.map(field).join(','))
  return utf8(`${lines.join('\n')}\n`)
}

/** One feature: its properties and its geometry, both as JSON values. */
export interface Feature {
  readonly properties: Readonly<Record<string, Value | boolean>>
  readonly type: 'Point' | 'LineString' | 'Polygon' | 'MultiPolygon'
  readonly coordinates: unknown
}

/** A collection of features. */
export function geoJsonFile(features: Iterable<Feature>): Uint8Array {
  const lines: string[] = []
  for (const { properties, type, coordinates } of features) {
    lines.push(JSON.stringify({ type: 'Feature', properties, geometry: { type, coordinates } }))
  }
  return utf8(`{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`)
}

/** The pairs of a flat line. */
export function pairs(flat: Float64Array): number[][] {
  const result: number[][] = []
  for (let i = 0; i < flat.length; i += 2) result.push([flat[i], flat[i + 1]])
  return result
}
