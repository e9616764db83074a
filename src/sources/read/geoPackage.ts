// Layers of a GeoPackage (OGC 12-128r18), through whichever SQLite is at hand.
import type {
  RawGeometry,
  RawTable,
  RawValue,
  Read,
  Sql,
  SqlDatabase,
  SqlValue,
} from '#sources/raw.ts'
import { columnFromValues, columnNames, columnRecord } from '#sources/read/_columns.ts'
import { crsFromCode, crsFromName, crsFromWkt } from '#sources/read/_crs.ts'
import { Damage, damageOf, type Faults, faultsOf, grouped, quoted } from '#sources/read/_faults.ts'
import { addMixed } from '#sources/read/_geometryText.ts'
import { checkHeader, checkPages, openDatabase, rows } from '#sources/read/_sqlite.ts'
import { geometryFromGeoPackage } from '#sources/read/_wkb.ts'

/** A layer as the package's contents list it. */
interface Layer {
  readonly name: string
  readonly kind: string
  readonly geometryColumn: string | undefined
  readonly srsId: number
}

const fetchAgain = 'Fetch or export the file again'

/**
 * Reads the layer asked for, or every layer of features or attributes.
 *
 * The database is checked as a whole first, so that a damaged page is found wherever it lies. Tiles
 * and coverages are listed in a note and left out.
 */
export function readGeoPackage(
  bytes: Uint8Array,
  source: string,
  sql: Sql,
  options: { readonly layer?: string } = {},
): Read<readonly RawTable[]> {
  const faults = faultsOf(source)
  let database: SqlDatabase | undefined
  try {
    checkHeader(bytes)
    database = openDatabase(bytes, sql, faults)
    checkPages(database)
    const layers = layersOf(database)
    const chosen = chooseLayers(layers, options.layer, faults)
    const tables = chosen.map((layer) => readLayer(database as SqlDatabase, layer, source, faults))
    return faults.with<readonly RawTable[]>(tables.filter((table) => table !== undefined))
  } catch (error) {
    const message = damageOf(error)
    faults.add(
      'error',
      'geopackage-unreadable',
      0,
      `Cannot read the GeoPackage: ${message}`,
      fetchAgain,
    )
    return faults.with<readonly RawTable[]>(undefined)
  } finally {
    database?.close()
  }
}

function layersOf(database: SqlDatabase): Layer[] {
  const tables = new Set<string>()
  for (const [name] of rows(
    database,
    "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')",
  )) {
    tables.add(String(name))
  }
  if (!tables.has('gpkg_contents')) {
    throw new Damage('the database is no GeoPackage: it has no table "gpkg_contents"')
  }
  const geometry = new Map<string, { column: string; srsId: number }>()
  if (tables.has('gpkg_geometry_columns')) {
    const query = 'SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns'
    for (const [table, column, srsId] of rows(database, query)) {
      geometry.set(String(table), { column: String(column), srsId: Number(srsId) })
    }
  }
  const layers: Layer[] = []
  const query = 'SELECT table_name, data_type, srs_id FROM gpkg_contents ORDER BY rowid'
  for (const [table, kind, srsId] of rows(database, query)) {
    const found = geometry.get(String(table))
    layers.push({
      name: String(table),
      kind: String(kind),
      geometryColumn: found?.column,
      srsId: found?.srsId ?? Number(srsId ?? 0),
    })
  }
  return layers
}

function chooseLayers(
  layers: readonly Layer[],
  wanted: string | undefined,
  faults: Faults,
): readonly Layer[] {
  const readable = layers.filter(({ kind }) => kind === 'features' || kind.startsWith('attributes'))
  const names = readable.map(({ name }) => `"${name}"`).join(', ')
  if (wanted !== undefined) {
    const found = readable.filter(({ name }) => name === wanted)
    if (found.length === 0) {
      faults
        .inTable(wanted)
        .add(
          'error',
          'layer-missing',
          0,
          `The file has no layer ${quoted(wanted)}`,
          names === ''
            ? 'Give a file with layers of features'
            : `Ask for one of its layers: ${names}`,
        )
    }
    return found
  }
  const others = layers.filter((layer) => !readable.includes(layer))
  for (const { name, kind } of others) {
    faults
      .inTable(name)
      .add(
        'note',
        'layer-left-out',
        0,
        `Layer "${name}" holds ${kind}: it is left out`,
        'Export it as a GeoTIFF to use it',
      )
  }
  if (readable.length === 0) {
    faults.add(
      'error',
      'layer-missing',
      0,
      'The file has no layer of features',
      'Export it with its features',
    )
  }
  return readable
}

/** An SQL name, safe to stand in a query. */
const named = (name: string) => `"${name.replaceAll('"', '""')}"`

function readLayer(
  database: SqlDatabase,
  layer: Layer,
  source: string,
  allFaults: Faults,
): RawTable | undefined {
  const faults = allFaults.inTable(layer.name)
  let row = 0
  try {
    const found = [...rows(database, `PRAGMA table_info(${named(layer.name)})`)].map(
      ([, name, type]) => ({
        name: String(name),
        isText: /CHAR|TEXT|DATE/i.test(String(type)),
      }),
    )
    if (found.length === 0) throw new Damage('the table it names is not there')
    const isGeometry = (name: string) => name.toLowerCase() === layer.geometryColumn?.toLowerCase()
    const plain = found.filter(({ name }) => !isGeometry(name))
    const geometryName = found.find(({ name }) => isGeometry(name))?.name
    const selected = [
      ...plain.map(({ name }) => wholeOrText(name)),
      ...(geometryName === undefined ? [] : [named(geometryName)]),
    ]
    const columns: RawValue[][] = plain.map(() => [])
    const geometry: (RawGeometry | null)[] = []
    let geometrySrs = layer.srsId
    for (const values of rows(
      database,
      `SELECT ${selected.join(', ')} FROM ${named(layer.name)}`,
    )) {
      row++
      for (let i = 0; i < plain.length; i++) columns[i].push(rawValue(values[i], plain[i].isText))
      if (geometryName === undefined) continue
      const read = readGeometry(values[plain.length], row, faults)
      geometry.push(read?.geometry ?? null)
      if (read !== undefined && read.srid > 0 && geometrySrs <= 0) geometrySrs = read.srid
    }
    if (row === 0) {
      faults.add(
        'warning',
        'table-empty',
        0,
        `Layer "${layer.name}" has no rows`,
        'Check that the export was complete',
      )
    }
    const names = columnNames(
      plain.map(({ name }) => name),
      faults,
    )
    return {
      source,
      table: layer.name,
      names,
      columns: columnRecord(names, columns.map(columnFromValues)),
      length: row,
      ...(geometryName === undefined
        ? { crs: '' }
        : { geometry, crs: crsOf(database, geometrySrs, faults) }),
    }
  } catch (error) {
    faults.add(
      'error',
      'layer-unreadable',
      row + 1,
      `Cannot read row ${grouped(row + 1)} of layer "${layer.name}": ${damageOf(error)}`,
      fetchAgain,
    )
    return undefined
  }
}

/** Selects a column; whole numbers that a JavaScript number cannot hold come as text, digit for digit. */
function wholeOrText(name: string): string {
  const column = named(name)
  const most = Number.MAX_SAFE_INTEGER
  return `CASE WHEN typeof(${column}) = 'integer' AND ${column} NOT BETWEEN -${most} AND ${most} THEN CAST(${column} AS TEXT) ELSE ${column} END`
}

function rawValue(value: SqlValue, isText: boolean): RawValue {
  if (value === null || value instanceof Uint8Array) return null
  if (typeof value === 'string') return value.trim()
  return isText ? String(value) : Number(value)
}

function readGeometry(value: SqlValue, row: number, faults: Faults) {
  if (value === null) return undefined
  try {
    if (!(value instanceof Uint8Array)) throw new Damage('it is no binary value')
    return geometryFromGeoPackage(value, () => addMixed(faults, row, `Row ${row}`))
  } catch (error) {
    faults.add(
      'error',
      'geometry-damaged',
      row,
      `Cannot read the geometry of row ${row}: ${damageOf(error)}`,
      'Correct the feature in a GIS program, or delete it',
    )
    return undefined
  }
}

function crsOf(database: SqlDatabase, srsId: number, faults: Faults): string {
  // -1 and 0 mean an undefined Cartesian or geographic system.
  let crs = ''
  let said = `srs_id ${srsId}`
  const query =
    'SELECT organization, organization_coordsys_id, definition, srs_name FROM gpkg_spatial_ref_sys WHERE srs_id = ?'
  for (const [organization, code, definition, name] of rows(database, query, [srsId])) {
    said = String(name ?? said)
    if (srsId <= 0) continue
    crs =
      String(organization).toUpperCase() === 'EPSG'
        ? crsFromCode(Number(code))
        : crsFromWkt(String(definition)) || crsFromName(`${organization}:${code}`)
  }
  if (crs === '') {
    faults.add(
      'warning',
      'crs-unknown',
      0,
      `The layer names its coordinates ${quoted(said)}, which Silta does not know`,
      'Convert the file to EPSG:4326 (ogr2ogr -t_srs EPSG:4326), or give its crs in the study',
    )
  }
  return crs
}
