// Features in GeoJSON (RFC 7946), with the crs member of its ancestor of 2008, or one feature per line.
import type { RawGeometry, RawTable, RawValue, Read } from '#sources/raw.ts'
import { columnFromValues, columnNames, columnRecord } from '#sources/read/_columns.ts'
import { crsFromName, wgs84 } from '#sources/read/_crs.ts'
import { damageOf, type Faults, faultsOf, quoted } from '#sources/read/_faults.ts'
import { geometryFromObject } from '#sources/read/_geoJsonGeometry.ts'
import { addMixed } from '#sources/read/_geometryText.ts'
import { jsonFaultAt } from '#sources/read/_jsonFault.ts'
import { decodeText, lineOfCharacter } from '#sources/read/_text.ts'

type JsonObject = Readonly<Record<string, unknown>>

interface Features {
  readonly features: readonly JsonObject[]
  readonly crs: unknown
  /** The line of each feature, where there is one on each line. */
  readonly lines?: Int32Array
}

/**
 * Reads a FeatureCollection, a Feature, a geometry, a GeometryCollection (a row for each part), or one
 * feature per line. Properties become columns in the order they first occur; lists and objects in
 * them stay JSON text, true and false become texts. A file that names no crs is in longitude and
 * latitude, as the standard says, unless its numbers cannot be degrees.
 */
export function readGeoJson(bytes: Uint8Array, source: string): Read<RawTable> {
  const faults = faultsOf(source, source)
  const text = decodeText(bytes, faults)
  if (text === undefined) return faults.with<RawTable>(undefined)
  const found = readFeatures(text, faults)
  if (found === undefined) return faults.with<RawTable>(undefined)
  const { features, lines } = found
  const geometry = features.map((feature, i) => geometryOf(feature, i + 1, faults))
  if (features.length === 0) {
    faults.add(
      'warning',
      'table-empty',
      0,
      'The file holds no features',
      'Check that the export was complete',
    )
  }
  return faults.with<RawTable>({
    source,
    table: source,
    ...propertyColumns(features, faults),
    length: features.length,
    geometry,
    crs: crsOf(found.crs, geometry, faults),
    ...(lines === undefined ? {} : { rowNumber: lines }),
  })
}

function readFeatures(text: string, faults: Faults): Features | undefined {
  let root: unknown
  try {
    root = JSON.parse(text)
  } catch {
    return readLines(text, faults) ?? refuseBroken(text, faults)
  }
  const features = featuresOf(root)
  if (features === undefined) {
    faults.add(
      'error',
      'geojson-type',
      0,
      `The file is JSON but not GeoJSON: its "type" is ${typeName(root)}`,
      'Give a FeatureCollection (ogr2ogr -f GeoJSON writes one)',
    )
    return undefined
  }
  const whole = features.filter((feature, i): feature is JsonObject => {
    if (feature !== null && typeof feature === 'object') return true
    faults.add(
      'error',
      'feature-damaged',
      i + 1,
      `Feature ${i + 1} is no object, so it is left out`,
      'Correct or delete it',
    )
    return false
  })
  return { features: whole, crs: (root as JsonObject).crs }
}

function typeName(root: unknown): string {
  const type = root !== null && typeof root === 'object' ? (root as JsonObject).type : undefined
  return type === undefined ? 'missing' : quoted(String(type))
}

const geometryTypes = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
])

/** The features of any GeoJSON object, a bare geometry as a feature without properties. */
function featuresOf(root: unknown): readonly unknown[] | undefined {
  if (root === null || typeof root !== 'object') return undefined
  const { type, features, geometries } = root as JsonObject
  if (type === 'FeatureCollection') return Array.isArray(features) ? features : undefined
  if (type === 'Feature') return [root]
  if (type === 'GeometryCollection' && Array.isArray(geometries)) {
    return geometries.map((geometry) => ({ type: 'Feature', properties: null, geometry }))
  }
  if (typeof type === 'string' && geometryTypes.has(type)) {
    return [{ type: 'Feature', properties: null, geometry: root }]
  }
  return undefined
}

/** What RFC 8142 puts before each object. */
const recordSeparator = '\x1e'

/** One object per line (RFC 8142, or without its separators); undefined where the first line is none. */
function readLines(text: string, faults: Faults): Features | undefined {
  const features: JsonObject[] = []
  const lines: number[] = []
  let crs: unknown
  let line = 0
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from)
    const stop = end === -1 ? text.length : end
    const one = text.slice(text[from] === recordSeparator ? from + 1 : from, stop).trim()
    from = stop + 1
    line++
    if (one === '') continue
    let found: readonly unknown[] | undefined
    try {
      const root = JSON.parse(one)
      found = featuresOf(root)
      crs ??= root?.crs
    } catch {
      // What is wrong is said below, by line.
    }
    if (found === undefined) {
      if (features.length === 0) return undefined
      faults.add(
        'error',
        'feature-damaged',
        features.length + 1,
        `Line ${line} is no GeoJSON feature${end === -1 ? ': the file may end too early' : ''}`,
        end === -1 ? 'Fetch the file again' : 'Correct or delete the line',
      )
      continue
    }
    for (const feature of found) {
      features.push(feature as JsonObject)
      lines.push(line)
    }
  }
  return features.length === 0 ? undefined : { features, crs, lines: Int32Array.from(lines) }
}

function refuseBroken(text: string, faults: Faults): undefined {
  const at = jsonFaultAt(text)
  const row = text.slice(0, at).split(/"type"\s*:\s*"Feature"/).length - 1
  const line = lineOfCharacter(text, at)
  faults.add(
    'error',
    at >= text.length ? 'file-truncated' : 'json-broken',
    row,
    at >= text.length
      ? `The file ends inside ${row === 0 ? 'its head' : `feature ${row}`}, on line ${line}: its JSON is not closed`
      : `The JSON is broken on line ${line}, at character ${at + 1}${row === 0 ? '' : `, in feature ${row}`}: found ${quoted(text.slice(at, at + 12))}`,
    'Fetch or export the file again',
  )
  return undefined
}

function geometryOf(feature: JsonObject, row: number, faults: Faults): RawGeometry | null {
  try {
    if (feature.type !== 'Feature') {
      faults.add(
        'warning',
        'feature-type',
        row,
        `Feature ${row} has the type ${typeName(feature)}, expected "Feature"`,
        'Check where the file comes from',
      )
    }
    const mixed = () => addMixed(faults, row, `Feature ${row}`)
    return geometryFromObject(feature.geometry, mixed) ?? null
  } catch (error) {
    faults.add(
      'error',
      'geometry-damaged',
      row,
      `Cannot read the geometry of feature ${row}: ${damageOf(error)}`,
      'Correct the feature, or delete it',
    )
    return null
  }
}

/** Properties as columns; a feature's own `id` becomes a column where no property has that name. */
function propertyColumns(
  features: readonly JsonObject[],
  faults: Faults,
): Pick<RawTable, 'names' | 'columns'> {
  const columns = new Map<string, RawValue[]>()
  const column = (name: string): RawValue[] => {
    let values = columns.get(name)
    if (values === undefined) {
      values = new Array(features.length).fill(null)
      columns.set(name, values)
    }
    return values
  }
  const hasOwnId = features.some(
    ({ properties }) =>
      properties !== null && typeof properties === 'object' && Object.hasOwn(properties, 'id'),
  )
  features.forEach((feature, i) => {
    if (feature.id !== undefined && !hasOwnId) column('id')[i] = rawValue(feature.id)
    const { properties } = feature
    if (properties === null || typeof properties !== 'object') return
    for (const name of Object.keys(properties)) {
      column(name)[i] = rawValue((properties as JsonObject)[name])
    }
  })
  const names = columnNames([...columns.keys()], faults)
  return { names, columns: columnRecord(names, [...columns.values()].map(columnFromValues)) }
}

function rawValue(value: unknown): RawValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return value
  if (typeof value === 'string') return value.trim()
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value)
}

function crsOf(member: unknown, geometry: readonly (RawGeometry | null)[], faults: Faults): string {
  if (member === null || member === undefined) {
    if (geometry.every((one) => one === null || maybeDegrees(one))) return wgs84
    const row = geometry.findIndex((one) => one !== null && !maybeDegrees(one)) + 1
    faults.add(
      'warning',
      'crs-missing',
      row,
      `The file names no crs, and feature ${row} lies beyond 180 degrees of longitude or 90 of latitude: its numbers are no degrees`,
      'Convert the file to EPSG:4326 (ogr2ogr -t_srs EPSG:4326), or give its crs in the study',
    )
    return ''
  }
  const { name, href, code } = Object((member as JsonObject).properties) as JsonObject
  const said = String(
    name ?? href ?? (code === undefined ? JSON.stringify(member) : `EPSG:${code}`),
  )
  const crs = crsFromName(said)
  if (crs === '') {
    faults.add(
      'warning',
      'crs-unknown',
      0,
      `The file names its coordinates ${quoted(said)}, which Silta does not know`,
      'Convert the file to EPSG:4326 (ogr2ogr -t_srs EPSG:4326), or give its crs in the study',
    )
  }
  return crs
}

/** Whether a geometry's first position can be a longitude and a latitude. */
function maybeDegrees(geometry: RawGeometry): boolean {
  let part: unknown = geometry.coordinates
  while (typeof (part as readonly unknown[])[0] === 'object') part = (part as readonly unknown[])[0]
  const [x, y] = part as ArrayLike<number> & Iterable<number>
  return Math.abs(x) <= 180.5 && Math.abs(y) <= 90.5
}
