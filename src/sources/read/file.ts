// Any file a planner has, told by its bytes and read by the reader for it.
import type { RawExtent, RawGrid, RawTable, Read, Sql } from '#sources/raw.ts'
import { faultsOf, quoted } from '#sources/read/_faults.ts'
import { joinNetworkTables } from '#sources/read/_ofdsTables.ts'
import { readCsv } from '#sources/read/csv.ts'
import { readGeoJson } from '#sources/read/geoJson.ts'
import { readGeoPackage } from '#sources/read/geoPackage.ts'
import { readGeoTiff } from '#sources/read/geoTiff.ts'
import { readHgt } from '#sources/read/hgt.ts'
import { readJson } from '#sources/read/json.ts'
import { readKml } from '#sources/read/kml.ts'
import { readParquet } from '#sources/read/parquet.ts'
import { readShapefile } from '#sources/read/shapefile.ts'
import { type Format, sniff } from '#sources/read/sniff.ts'
import { readXlsx } from '#sources/read/xlsx.ts'
import { readGzip, readZip } from '#sources/read/zip.ts'

/** What a file of unknown format may hold. */
export interface FileContent {
  readonly tables: readonly RawTable[]
  readonly grids: readonly RawGrid[]
}

/** What helps to read it. */
export interface FileOptions {
  /** Needed for GeoPackage only. */
  readonly sql?: Sql
  /** Only this layer or sheet. */
  readonly layer?: string
  /** Names for a text table without a header. */
  readonly names?: readonly string[]
  /** Of rasters, only the cells that touch this window, in longitude and latitude. */
  readonly degrees?: RawExtent
}

/** How deep archives may lie in each other. */
const maxDepth = 3

/**
 * Reads the tables and grids of a file in any known format, also inside a zip or a gzip; coordinates
 * stay as they are. OpenStreetMap extracts are refused here: `readOsmPbf` needs to know what is wanted.
 */
export async function readFile(
  bytes: Uint8Array,
  source: string,
  options: FileOptions = {},
): Promise<Read<FileContent>> {
  const read = await readAny(bytes, source, source, options, 0)
  return chooseLayer(withNetworks(read), source, options.layer)
}

/** The tables of an Open Fibre Data Standard network joined: what it says apart belongs to one table. */
function withNetworks({ value, problems }: Read<FileContent>): Read<FileContent> {
  if (value === undefined) return { value, problems }
  const joined = joinNetworkTables(value.tables)
  return {
    value: { ...value, tables: joined.value ?? [] },
    problems: [...problems, ...joined.problems],
  }
}

async function readAny(
  bytes: Uint8Array,
  source: string,
  name: string,
  options: FileOptions,
  depth: number,
): Promise<Read<FileContent>> {
  const format = sniff(bytes, name)
  switch (format) {
    case 'csv':
      return oneTable(
        readCsv(bytes, source, options.names === undefined ? {} : { names: options.names }),
      )
    case 'xlsx':
    case 'xls':
      return tables(readXlsx(bytes, source))
    case 'json':
      return tables(readJson(bytes, source))
    case 'geojson':
      return oneTable(readGeoJson(bytes, source))
    case 'geopackage':
      if (options.sql === undefined) throw new TypeError('Cannot read a GeoPackage without SQL')
      return tables(
        readGeoPackage(
          bytes,
          source,
          options.sql,
          // A network's nodes and spans are told by its other tables: these are read with them.
          options.layer === undefined || /^(nodes|spans)$/.test(options.layer)
            ? {}
            : { layer: options.layer },
        ),
      )
    case 'geotiff':
      return oneGrid(
        readGeoTiff(
          bytes,
          source,
          options.degrees === undefined ? {} : { degrees: options.degrees },
        ),
      )
    case 'shapefile':
      return tables(readShapefile(bytes, source))
    case 'kml':
      return oneTable(readKml(bytes, source))
    case 'parquet':
      return oneTable(await readParquet(bytes, source))
    case 'hgt':
      return oneGrid(readHgt(bytes, source))
    case 'gzip': {
      const inner = readGzip(bytes, source)
      if (inner.value === undefined || depth === maxDepth) return nothing(inner.problems)
      // Inside, the name without its ending may tell the format; messages keep the file's own name.
      const inside = name.replace(/\.(gz|gzip)$/i, '')
      return after(inner.problems, await readAny(inner.value, source, inside, options, depth + 1))
    }
    case 'zip':
      return readArchive(bytes, source, options, depth)
  }
  return refuse(format, source, bytes, name)
}

/** Every file of a zip that is a table or a grid; what is neither is passed over. */
async function readArchive(
  bytes: Uint8Array,
  source: string,
  options: FileOptions,
  depth: number,
): Promise<Read<FileContent>> {
  const wanted = (name: string) =>
    /\.(csv|tsv|txt|xlsx|json|geojson|geojsonl|gpkg|tiff?|hgt|kml|kmz|parquet|gz|zip|shp)$/i.test(
      name,
    ) && !/(^|\/)(__MACOSX|\.)/.test(name)
  const zip = readZip(bytes, source, { wanted })
  const entries = zip.value ?? []
  if (entries.length === 0 || depth === maxDepth) {
    const faults = faultsOf(source)
    if (zip.problems.length === 0) {
      faults.add(
        'error',
        'format-unknown',
        0,
        'The zip holds no file that Silta reads',
        'Give a zip with a table, a layer or a raster',
      )
    }
    return nothing([...zip.problems, ...faults.list()])
  }
  const parts: Read<FileContent>[] = []
  // A layer's shapes lie beside their table and crs: they are read from the zip, not one by one.
  if (entries.some(({ name }) => /\.shp$/i.test(name))) {
    parts.push(tables(readShapefile(bytes, source)))
  }
  for (const entry of entries) {
    if (/\.shp$/i.test(entry.name)) continue
    const inside = `${source}/${entry.name}`
    parts.push(await readAny(entry.bytes, inside, entry.name, options, depth + 1))
  }
  const values = parts.flatMap(({ value }) => value ?? [])
  return {
    value:
      values.length === 0
        ? undefined
        : {
            tables: values.flatMap((value) => value.tables),
            grids: values.flatMap((value) => value.grids),
          },
    problems: [...zip.problems, ...parts.flatMap(({ problems }) => problems)],
  }
}

const nothing = (problems: Read<FileContent>['problems']): Read<FileContent> => ({
  value: undefined,
  problems,
})

const after = (
  problems: Read<FileContent>['problems'],
  read: Read<FileContent>,
): Read<FileContent> => ({
  value: read.value,
  problems: [...problems, ...read.problems],
})

const tables = ({ value, problems }: Read<readonly RawTable[]>): Read<FileContent> => ({
  value: value === undefined ? undefined : { tables: value, grids: [] },
  problems,
})

const oneTable = ({ value, problems }: Read<RawTable>): Read<FileContent> =>
  tables({ value: value === undefined ? undefined : [value], problems })

const oneGrid = ({ value, problems }: Read<RawGrid>): Read<FileContent> => ({
  value: value === undefined ? undefined : { tables: [], grids: [value] },
  problems,
})

/** What a planner is often sent and must have converted, by its first bytes or its ending. */
const known: readonly (readonly [sign: RegExp, ending: RegExp, found: string, cure: string])[] = [
  [/^Rar!/, /\.rar$/i, 'The file is a RAR archive', 'Unpack it, and give what lies in it'],
  [/^7z/, /\.7z$/i, 'The file is a 7z archive', 'Unpack it, and give what lies in it'],
  [/^fgb/, /\.fgb$/i, 'The file is a FlatGeobuf', 'Convert it: ogr2ogr out.gpkg in.fgb'],
  [/<(gml:|wfs:|ogr:)/, /\.gml$/i, 'The file is GML', 'Convert it: ogr2ogr out.gpkg in.gml'],
  [/<gpx/, /\.gpx$/i, 'The file is GPX', 'Convert it: ogr2ogr out.gpkg in.gpx'],
  [
    /<osm /,
    /\.osm$/i,
    'The file is OpenStreetMap XML',
    'Convert it: osmium cat in.osm -o out.osm.pbf',
  ],
  [
    /Standard (Jet|ACE) DB/,
    /\.(mdb|accdb)$/i,
    'The file is an Access database',
    'Export its tables as CSV',
  ],
  [
    /<(!doctype )?html/i,
    /^$/,
    'The file is a web page, most likely one that says an error',
    'Fetch the file again: open its address in a browser to see what is wrong',
  ],
  [
    /opendocument\.spreadsheet/,
    /\.ods$/i,
    'The file is an OpenDocument workbook',
    'Save it as .xlsx or CSV',
  ],
  [
    /^AC10/,
    /\.(dwg|dxf)$/i,
    'The file is a CAD drawing',
    'Have its layers exported as GeoPackage, with their crs',
  ],
]

const refusals: Readonly<Partial<Record<Format, readonly [found: string, cure: string]>>> = {
  empty: ['The file is empty', 'Fetch or export the file again'],
  sqlite: ['The file is a database, but no GeoPackage', 'Export its tables as GeoPackage or CSV'],
  xml: [
    'The file is XML of a kind that Silta does not read',
    'Convert it to CSV, GeoJSON or GeoPackage',
  ],
  osmPbf: ['The file is an OpenStreetMap extract', 'Say in the study what to take from it'],
}

function refuse(
  format: Format,
  source: string,
  bytes: Uint8Array,
  name: string,
): Read<FileContent> {
  const head = String.fromCharCode(...bytes.subarray(0, 2000))
  const kind = known.find(([sign, ending]) => sign.test(head) || ending.test(name))
  const told = kind === undefined || format === 'empty' ? undefined : ([kind[2], kind[3]] as const)
  const [found, cure] = told ??
    refusals[format] ?? [
      'The file is in no format that Silta reads',
      'Convert it to CSV, GeoJSON, GeoPackage or GeoTIFF',
    ]
  const faults = faultsOf(source)
  faults.add('error', format === 'empty' ? 'file-empty' : 'format-unknown', 0, found, cure)
  return faults.with<FileContent>(undefined)
}

/** Only the table asked for, where a file holds several. */
function chooseLayer(
  read: Read<FileContent>,
  source: string,
  layer: string | undefined,
): Read<FileContent> {
  const { value } = read
  if (layer === undefined || value === undefined || value.tables.length === 0) return read
  const chosen = value.tables.filter(({ table }) => table === layer)
  if (chosen.length > 0) {
    const others = new Set(value.tables.map(({ table }) => table).filter((one) => one !== layer))
    const problems = read.problems.filter(({ at }) => !others.has(at.table))
    return { value: { ...value, tables: chosen }, problems }
  }
  const names = value.tables.map(({ table }) => `"${table}"`).join(', ')
  const faults = faultsOf(source, layer)
  faults.add(
    'error',
    'layer-missing',
    0,
    `The file has no table ${quoted(layer)}`,
    `Ask for one of its tables: ${names}`,
  )
  return { value: undefined, problems: [...read.problems, ...faults.list()] }
}
