// What the readers make of the fixtures, as digests that must be the same on every engine.
import { bytesDigest } from '#base/canonical.ts'
import type { RawGrid, RawTable, Read } from '#sources/raw.ts'
import { readFile } from '#sources/read/file.ts'
import { readOsmPbf } from '#sources/read/osmPbf.ts'
import { gridToWgs84, tableToWgs84 } from '#sources/read/toWgs84.ts'

/** The fixtures whose reading is compared. */
export const compared = [
  'everything.xlsx',
  'schools-gdal.xlsx',
  'schools-utm.geojson',
  'schools.geojsonl',
  'schools-utf8.shp.zip',
  'schools-1252.shp.zip',
  'areas.shp.zip',
  'places.kml',
  'schools.parquet',
  'plain-snappy.parquet',
  'plain-brotli.parquet',
  'town.osm.pbf',
  'f32-lzw-p2-bigtiff.tif',
  'f32-deflate-p3.tif',
  'f32-zstd-tiles.tif',
  'f64-deflate-p2.tif',
  'i16-utm38s.tif',
  'i16-mercator-point.tif',
]

/**
 * Digests by file, of the whole and of a copy that is cut short, problems included.
 *
 * @param files Bytes in hexadecimal, by name.
 */
export async function readDigests(
  files: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const digests: Record<string, string> = {}
  for (const [name, hex] of Object.entries(files)) {
    const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    digests[name] = await digestOf(name, bytes)
    digests[`${name}, cut`] = await digestOf(
      name,
      bytes.subarray(0, Math.floor(bytes.length * 0.7)),
    )
  }
  const csv = 'id;name;lat\n1;\u00c9cole;-11,25\n2;"a ""b""";<NA>\n3;x\n'
  digests['a table in text'] = await digestOf('a.csv', new TextEncoder().encode(csv))
  digests['a table in Windows-1252'] = await digestOf(
    'b.csv',
    Uint8Array.from(csv, (sign) => sign.charCodeAt(0)),
  )
  return digests
}

async function digestOf(name: string, bytes: Uint8Array): Promise<string> {
  const parts: unknown[] = []
  const add = <T>({ value, problems }: Read<T>, say: (value: T) => unknown) => {
    parts.push(value === undefined ? null : say(value), problems)
  }
  if (name.endsWith('.pbf')) {
    const every = () => true
    const wanted = { node: every, way: every, relation: every, keys: ['name', 'highway'] }
    add(await readOsmPbf(bytes, name, wanted), ({ nodes, ways, relations, date }) => [
      ...[nodes, ways, relations].map(sayTable),
      date,
    ])
  } else {
    const read = await readFile(bytes, name)
    add(read, ({ tables, grids }) => [tables.map(sayTable), grids.map(sayGrid)])
    for (const table of read.value?.tables ?? []) add(tableToWgs84(table), sayTable)
    for (const grid of read.value?.grids ?? []) add(gridToWgs84(grid), sayGrid)
  }
  return bytesDigest(new TextEncoder().encode(JSON.stringify(parts)))
}

const sayTable = ({ names, columns, geometry, crs, rowNumber }: RawTable) => [
  names,
  names.map((column) => columns[column]),
  // Typed arrays say the same as lists, so that engines cannot differ in how they print them.
  geometry?.map((one) => one && [one.type, JSON.stringify(one.coordinates, asList)]),
  crs,
  rowNumber && Array.from(rowNumber),
]

const sayGrid = ({ values, ...grid }: RawGrid) => [grid, bytesDigest(new Uint8Array(values.buffer))]

const asList = (_: string, value: unknown) =>
  value instanceof Float64Array ? Array.from(value) : value
