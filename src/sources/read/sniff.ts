// Which format a file is in, from its bytes; the name decides only where bytes cannot (HGT, text, and
// what is left of a file that was cut short).
import { zipNames } from '#sources/read/zip.ts'

/** The formats Silta tells apart. */
export type Format =
  | 'csv'
  | 'xlsx'
  | 'xls'
  | 'json'
  | 'geojson'
  | 'geopackage'
  | 'sqlite'
  | 'geotiff'
  | 'hgt'
  | 'osmPbf'
  | 'shapefile'
  | 'kml'
  | 'xml'
  | 'parquet'
  | 'zip'
  | 'gzip'
  | 'empty'
  | 'unknown'

/**
 * The format of a file. A zip that holds a workbook, a shapefile, a KML or a terrain tile is told as
 * that; a gzip is told as such, whatever it holds.
 */
export function sniff(bytes: Uint8Array, name: string): Format {
  if (bytes.length === 0) return 'empty'
  if (startsWith(bytes, 'SQLite format 3\0')) return sniffSqlite(bytes)
  if (startsWith(bytes, 'PAR1')) return 'parquet'
  if (isTiff(bytes)) return 'geotiff'
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip'
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06'))
    return sniffZip(bytes, name)
  if (startsWith(bytes, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'xls'
  if (isOsmPbf(bytes)) return 'osmPbf'
  if (bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0x27 && bytes[3] === 0x0a) return 'shapefile'
  // Text, or a cut or damaged file of a kind that is none: the reader for its name says what is wrong.
  const named = binaryEndings.find(([ending]) => ending.test(name))
  return named === undefined ? sniffText(bytes, name) : named[1]
}

const binaryEndings: readonly (readonly [ending: RegExp, format: Format])[] = [
  [/\.hgt(\.zip)?$/i, 'hgt'],
  [/\.xlsx$/i, 'xlsx'],
  [/\.(tiff?|gtiff)$/i, 'geotiff'],
  [/\.gpkg$/i, 'geopackage'],
  [/\.pbf$/i, 'osmPbf'],
  [/\.parquet$/i, 'parquet'],
  [/\.kmz$/i, 'kml'],
  [/(\.shp|shp.*\.zip)$/i, 'shapefile'],
  [/\.zip$/i, 'zip'],
  [/\.gz$/i, 'gzip'],
]

function startsWith(bytes: Uint8Array, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[i] !== text.charCodeAt(i)) return false
  return true
}

/** Classic (42) or big (43), in either byte order. */
function isTiff(bytes: Uint8Array): boolean {
  return (
    startsWith(bytes, 'II*\0') ||
    startsWith(bytes, 'MM\0*') ||
    startsWith(bytes, 'II+\0') ||
    startsWith(bytes, 'MM\0+')
  )
}

/** A GeoPackage says so at byte 68 (GPKG, or GP10 and GP11 before 1.2); some writers forget. */
function sniffSqlite(bytes: Uint8Array): Format {
  if (startsWith(bytes.subarray(68), 'GP')) return 'geopackage'
  return indexOfText(bytes.subarray(0, 1_000_000), 'gpkg_contents') === -1 ? 'sqlite' : 'geopackage'
}

/** A PBF opens with the length of a header of type "OSMHeader". */
function isOsmPbf(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0 &&
    bytes[1] === 0 &&
    bytes[4] === 0x0a &&
    startsWith(bytes.subarray(6), 'OSMHeader')
  )
}

function sniffZip(bytes: Uint8Array, name: string): Format {
  const names = zipNames(bytes).map((entry) => entry.toLowerCase())
  if (names.includes('xl/workbook.xml') || names.includes('[content_types].xml')) return 'xlsx'
  const kinds = new Set(
    names.flatMap(
      (entry) =>
        /\.(csv|tsv|xlsx|g?json|geojson|gpkg|tiff?|parquet|hgt|km[lz]|shp|zip)$/.exec(entry)?.[1] ??
        [],
    ),
  )
  // What holds several kinds of files is a parcel, and no layer of any.
  if (kinds.size > 1) return 'zip'
  if (kinds.has('shp')) return 'shapefile'
  if (names.filter((entry) => entry.endsWith('.kml')).length === 1) return 'kml'
  if (kinds.has('hgt')) return 'hgt'
  // A zip cut short has no directory; its name may still tell what it was.
  if (names.length === 0) {
    return binaryEndings.find(([ending]) => ending.test(name))?.[1] ?? 'zip'
  }
  return 'zip'
}

/** Text starts with the sign of its format, after a byte order mark and white space. */
function sniffText(bytes: Uint8Array, name: string): Format {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (!wide && bytes.subarray(0, 4096).includes(0)) return 'unknown'
  const text = [...bytes.subarray(0, 4096)]
    .filter((byte) => byte !== 0 && byte < 0x80)
    .map((byte) => String.fromCharCode(byte))
    .join('')
    .trimStart()
  const head = text.startsWith('\x1e') ? text.slice(1) : text
  if (head.startsWith('{')) return isGeoJson(head, name) ? 'geojson' : 'json'
  if (head.startsWith('[')) return 'json'
  if (head.startsWith('<')) return /<kml[\s>]|opengis\.net\/kml/i.test(head) ? 'kml' : 'xml'
  return 'csv'
}

const geoJsonType =
  /^\s*:\s*"(FeatureCollection|Feature|GeometryCollection|(Multi)?(Point|LineString|Polygon))"/

/** Whether an object's own members, not those of what lies in it, make it GeoJSON. */
function isGeoJson(head: string, name: string): boolean {
  if (/\.(geojson|geojsonl|ndjson)$/i.test(name)) return true
  let depth = 0
  for (let at = 0; at < head.length; at++) {
    const sign = head[at]
    if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') depth--
    else if (sign === '"') {
      const end = stringEnd(head, at)
      const word = head.slice(at + 1, end)
      at = end
      if (depth !== 1) continue
      if (word === 'type') return geoJsonType.test(head.slice(end + 1))
      if (word === 'features' && /^\s*:\s*\[/.test(head.slice(end + 1))) return true
    }
  }
  return false
}

/** Where the text that opens at `at` closes. */
function stringEnd(head: string, at: number): number {
  let end = at + 1
  while (end < head.length && head[end] !== '"') end += head[end] === '\\' ? 2 : 1
  return end
}

function indexOfText(bytes: Uint8Array, text: string): number {
  const first = text.charCodeAt(0)
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes.subarray(at, at + text.length), text)) return at
  }
  return -1
}
