// Tables in Apache Parquet, and their geometry where they are GeoParquet (1.0 and 1.1), by hyparquet.
import { type FileMetaData, parquetMetadata, parquetScan } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { RawGeometry, RawTable, RawValue, Read } from '#sources/raw.ts'
import { columnFromValues, columnNames, columnRecord } from '#sources/read/_columns.ts'
import { crsFromCode, crsFromTitle, wgs84 } from '#sources/read/_crs.ts'
import { Damage, damageOf, type Faults, faultsOf, grouped, quoted } from '#sources/read/_faults.ts'
import { addMixed } from '#sources/read/_geometryText.ts'
import { checkFooter, checkPages } from '#sources/read/_parquetPages.ts'
import { geometryFromWkb } from '#sources/read/_wkb.ts'

/** More rows than this are not read at once. */
const maxRows = 50_000_000

/** Reads the table of a Parquet file; lists and objects in it become JSON text, dates `2021-04-08`. */
export async function readParquet(bytes: Uint8Array, source: string): Promise<Read<RawTable>> {
  const faults = faultsOf(source, source)
  try {
    return faults.with(await readTable(bytes, source, faults))
  } catch (error) {
    faults.add(
      'error',
      'parquet-unreadable',
      0,
      `Cannot read the Parquet file: ${damageOf(error)}`,
      'Fetch or export the file again',
    )
    return faults.with<RawTable>(undefined)
  }
}

/** What GeoParquet says of one column of geometry. */
interface GeoColumn {
  readonly encoding?: unknown
  readonly crs?: unknown
}

async function readTable(bytes: Uint8Array, source: string, faults: Faults): Promise<RawTable> {
  const metadata = checkedMetadata(bytes)
  const top = topNames(metadata)
  const geo = geoOf(metadata, faults)
  const geometryName = geo === undefined || !top.includes(geo.name) ? undefined : geo.name
  if (geometryName !== undefined && geo?.column.encoding !== 'WKB') {
    throw new Damage(
      `its geometry is encoded as ${quoted(String(geo?.column.encoding ?? 'nothing'))}, expected "WKB"`,
    )
  }
  const buffer = bytes.buffer.slice(
    bytes.byteOffset,
    bytes.byteOffset + bytes.byteLength,
  ) as ArrayBuffer
  const scan = await library(() =>
    parquetScan({
      file: buffer,
      metadata,
      compressors,
      geoparquet: false,
      utf8: false,
      useOffsetIndex: false,
      parsers: { geometryFromBytes: (value) => value, geographyFromBytes: (value) => value },
    }),
  )
  const length = Number(metadata.num_rows)
  const columns = new Map<string, RawValue[]>()
  let geometry: (RawGeometry | null)[] | undefined
  for (const name of top) {
    const values: unknown[] = []
    for (const { rowStart, rowEnd } of scan.ranges) {
      const part = await library(() => scan.readColumn({ column: name, rowStart, rowEnd }))
      if (part.length !== rowEnd - rowStart) {
        throw new Damage(
          `column ${quoted(name)} has ${part.length} values for ${rowEnd - rowStart} rows`,
        )
      }
      for (let i = 0; i < part.length; i++) values.push(part[i])
    }
    if (values.length !== length)
      throw new Damage(`column ${quoted(name)} has ${values.length} of ${length} rows`)
    if (name === geometryName)
      geometry = values.map((value, row) => readGeometry(value, row + 1, faults))
    else columns.set(name, values.map(rawValue))
  }
  if (length === 0) {
    faults.add(
      'warning',
      'table-empty',
      0,
      'The table has no rows',
      'Check that the export was complete',
    )
  }
  const names = columnNames([...columns.keys()], faults)
  return {
    source,
    table: source,
    names,
    columns: columnRecord(names, [...columns.values()].map(columnFromValues)),
    length,
    ...(geometry === undefined ? { crs: '' } : { geometry, crs: crsOf(geo?.column ?? {}, faults) }),
  }
}

/** The file's own description, checked against the file before any of it is believed. */
function checkedMetadata(bytes: Uint8Array): FileMetaData {
  const end = bytes.length
  if (end < 12 || new TextDecoder().decode(bytes.subarray(end - 4)) !== 'PAR1') {
    throw new Damage('the file is cut short: it does not end with "PAR1"')
  }
  checkFooter(bytes)
  const metadata = librarySync(() => parquetMetadata(bytes, { geoparquet: false }))
  const rows = Number(metadata.num_rows)
  let inGroups = 0
  for (const { num_rows, columns } of metadata.row_groups) {
    inGroups += Number(num_rows)
    for (const { meta_data: chunk } of columns) {
      if (chunk === undefined) throw new Damage('a column lacks its description')
      const name = quoted(chunk.path_in_schema.join('.'))
      const start = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset)
      const size = Number(chunk.total_compressed_size)
      const count = Number(chunk.num_values)
      if (!(start >= 0 && size >= 0 && count >= 0 && start + size <= end)) {
        throw new Damage(`column ${name} does not lie within the file`)
      }
      checkPages(bytes, start, start + size, count, name)
    }
  }
  if (!(rows >= 0 && inGroups >= 0)) throw new Damage('its description is damaged')
  if (rows > maxRows) throw new Damage(`it claims ${grouped(rows)} rows`)
  if (inGroups !== rows) {
    throw new Damage(`it claims ${grouped(rows)} rows, its groups hold ${grouped(inGroups)}`)
  }
  return metadata
}

/** Columns of the first level: the schema is a list in which each node says how many follow below it. */
function topNames({ schema }: FileMetaData): string[] {
  const names: string[] = []
  let at = 1
  const pass = (depth: number): void => {
    const node = schema[at++]
    if (node === undefined || depth > 32) throw new Damage('its schema is damaged')
    for (let i = 0; i < (node.num_children ?? 0); i++) pass(depth + 1)
  }
  for (let i = 0; i < (schema[0]?.num_children ?? 0); i++) {
    names.push(schema[at]?.name ?? '')
    pass(0)
  }
  return names
}

/** hyparquet throws plain errors where bytes are not what they claim to be. */
async function library<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw asDamage(error)
  }
}

function librarySync<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw asDamage(error)
  }
}

function asDamage(error: unknown): Damage {
  if (error instanceof Damage) return error
  // Its own errors are plain ones, and say what they found; the others are stumbles over damage.
  const isOwn =
    error instanceof Error && error.constructor === Error && !error.message.includes('undefined')
  return new Damage(isOwn ? error.message.split('\n')[0].replace(/\.$/, '') : 'its data is damaged')
}

function geoOf(
  metadata: FileMetaData,
  faults: Faults,
): { name: string; column: GeoColumn } | undefined {
  const text = metadata.key_value_metadata?.find(({ key }) => key === 'geo')?.value
  if (text === undefined) return undefined
  try {
    const geo = JSON.parse(text)
    const name = String(geo.primary_column)
    return { name, column: geo.columns[name] ?? {} }
  } catch {
    faults.add(
      'warning',
      'geoparquet-damaged',
      0,
      'The description of the geometry is no JSON: the file is read without it',
      'Write the file anew',
    )
    return undefined
  }
}

/** GeoParquet: a crs left out is longitude and latitude, null is none, else it is PROJJSON. */
function crsOf({ crs }: GeoColumn, faults: Faults): string {
  if (crs === undefined) return wgs84
  const { id, name } = Object(crs) as {
    id?: { authority?: unknown; code?: unknown }
    name?: unknown
  }
  if (id?.authority === 'EPSG' && Number.isFinite(Number(id.code)))
    return crsFromCode(Number(id.code))
  if (id?.authority === 'OGC' && /^CRS84/.test(String(id.code))) return wgs84
  const known = typeof name === 'string' ? crsFromTitle(name) : ''
  if (known === '') {
    faults.add(
      'warning',
      'crs-missing',
      0,
      'The file names no crs that Silta knows',
      'Convert it to EPSG:4326, or give its crs in the study',
    )
  }
  return known
}

function readGeometry(value: unknown, row: number, faults: Faults): RawGeometry | null {
  if (value === null || value === undefined) return null
  try {
    if (!(value instanceof Uint8Array)) throw new Damage('it is no binary value')
    return geometryFromWkb(value, () => addMixed(faults, row, `Row ${row}`)).geometry ?? null
  } catch (error) {
    faults.add(
      'error',
      'geometry-damaged',
      row,
      `Cannot read the geometry of row ${row}: ${damageOf(error)}`,
      'Correct the row, or delete it',
    )
    return null
  }
}

function rawValue(value: unknown): RawValue {
  if (value === null || value === undefined || value instanceof Uint8Array) return null
  if (typeof value === 'number') return value
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : String(value)
  }
  if (value instanceof Date) return dateText(value)
  return JSON.stringify(value, (_, inner) => {
    if (typeof inner === 'bigint') return Number(inner)
    return inner instanceof Uint8Array ? null : inner
  })
}

/** A day where the time is midnight, else the moment to the second, both UTC. */
function dateText(date: Date): RawValue {
  if (Number.isNaN(date.getTime())) return null
  const text = date.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, -14) : text.replace(/\.\d+Z$/, 'Z')
}
