// Layers in ESRI shapefiles, zipped as they travel (ESRI, Shapefile Technical Description, 1998).
import type { RawGeometry, RawTable, Read } from '#sources/raw.ts'
import { columnRecord } from '#sources/read/_columns.ts'
import { crsFromWkt, titleOfWkt } from '#sources/read/_crs.ts'
import { readDbf } from '#sources/read/_dbf.ts'
import { Damage, damageOf, type Faults, faultsOf, grouped, quoted } from '#sources/read/_faults.ts'
import { lineOf, pointOf, polygonsFromRings, ringOf } from '#sources/read/_geometry.ts'
import { readZip } from '#sources/read/zip.ts'

/** The files of one layer, by their endings. */
type Parts = Readonly<Partial<Record<string, Uint8Array>>>

/** Reads every layer of a zip, or a bare .shp without its table. */
export function readShapefile(bytes: Uint8Array, source: string): Read<readonly RawTable[]> {
  const faults = faultsOf(source)
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b)) {
    const table = readLayer({ shp: bytes }, source, source, faults.inTable(source))
    return faults.with<readonly RawTable[]>(table === undefined ? undefined : [table])
  }
  const zip = readZip(bytes, source, { wanted: (name) => /\.(shp|dbf|prj|cpg)$/i.test(name) })
  // Parts find each other whatever the case of their names; the layer is called as its .shp.
  const layers = new Map<string, Record<string, Uint8Array>>()
  const called = new Map<string, string>()
  for (const entry of zip.value ?? []) {
    const dot = entry.name.lastIndexOf('.')
    const key = entry.name.slice(0, dot).toLowerCase()
    const ending = entry.name.slice(dot + 1).toLowerCase()
    const parts = layers.get(key) ?? {}
    parts[ending] = entry.bytes
    layers.set(key, parts)
    if (ending === 'shp') called.set(key, entry.name.slice(0, dot).replace(/^.*\//, ''))
  }
  const tables: RawTable[] = []
  for (const [key, parts] of layers) {
    const name = called.get(key)
    if (name === undefined) continue
    const table = readLayer(parts, source, name, faults.inTable(name))
    if (table !== undefined) tables.push(table)
  }
  if (tables.length === 0 && zip.problems.length === 0 && faults.list().length === 0) {
    faults.add(
      'error',
      'shapefile-missing',
      0,
      'The zip holds no .shp file',
      'Zip the .shp with its .dbf, .prj and .cpg',
    )
  }
  const value = tables.length === 0 ? undefined : tables
  return { value, problems: [...zip.problems, ...faults.list()] }
}

function readLayer(
  parts: Parts,
  source: string,
  name: string,
  faults: Faults,
): RawTable | undefined {
  try {
    const shapes = readShapes(parts.shp ?? new Uint8Array(), faults)
    const crs = crsOf(parts.prj, faults)
    if (parts.dbf === undefined) {
      faults.add(
        'warning',
        'dbf-missing',
        0,
        'The layer has no .dbf file: its shapes are read without their table',
        'Put the .dbf of the same name beside the .shp, or zip both with their .prj and .cpg',
      )
      return {
        source,
        table: name,
        names: [],
        columns: columnRecord([], []),
        length: shapes.length,
        geometry: shapes,
        crs,
      }
    }
    const codePage = parts.cpg === undefined ? '' : new TextDecoder().decode(parts.cpg)
    const { names, columns, length, deleted } = readDbf(parts.dbf, codePage, faults)
    if (length !== shapes.length) {
      faults.add(
        'error',
        'shapefile-unreadable',
        0,
        `Cannot read the layer: its .shp holds ${grouped(shapes.length)} shapes and its .dbf ${grouped(length)} rows, so nobody knows which row belongs to which shape`,
        'Give the .dbf that was exported with this .shp',
      )
      return undefined
    }
    if (length === 0)
      faults.add(
        'warning',
        'table-empty',
        0,
        'The layer has no rows',
        'Check that the export was complete',
      )
    const kept = Array.from({ length }, (_, row) => row).filter((row) => !deleted.has(row))
    const keep = <T>(values: readonly T[]) =>
      deleted.size === 0 ? values : kept.map((row) => values[row])
    return {
      source,
      table: name,
      names,
      columns: columnRecord(
        names,
        names.map((column) => keep(columns[column])),
      ),
      length: kept.length,
      geometry: keep(shapes),
      crs,
      ...(deleted.size === 0 ? {} : { rowNumber: kept.map((row) => row + 1) }),
    }
  } catch (error) {
    const row = error instanceof DamagedShape ? error.row : 0
    faults.add(
      'error',
      'shapefile-unreadable',
      row,
      `Cannot read the layer: ${damageOf(error)}`,
      'Fetch or export the shapefile again',
    )
    return undefined
  }
}

function crsOf(prj: Uint8Array | undefined, faults: Faults): string {
  const wkt = prj === undefined ? '' : new TextDecoder().decode(prj)
  const crs = crsFromWkt(wkt)
  if (crs !== '') return crs
  // A projection that is not known goes by its title: what places the layer refuses it by that name.
  const title = titleOfWkt(wkt)
  if (/^\s*PROJ/i.test(wkt) && title !== '') return title
  faults.add(
    'warning',
    'crs-missing',
    0,
    prj === undefined
      ? 'The layer has no .prj file, so it names no crs'
      : `The layer names a crs that Silta does not know${title === '' ? '' : `, ${quoted(title)}: its degrees are taken for WGS 84, from which they may be off by some hundred meters`}`,
    `${prj === undefined ? 'Put the .prj of the same name beside the .shp, give' : 'Give'} its crs in the study, or convert it to EPSG:4326 (ogr2ogr -t_srs EPSG:4326)`,
  )
  return ''
}

class DamagedShape extends Damage {
  readonly row: number
  constructor(row: number, message: string) {
    super(message)
    this.row = row
  }
}

function readShapes(bytes: Uint8Array, faults: Faults): (RawGeometry | null)[] {
  if (bytes.length < 100) throw new Damage(`its .shp has ${bytes.length} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getInt32(0) !== 9994) throw new Damage('its .shp does not start as one')
  const end = view.getInt32(24) * 2
  if (end > bytes.length) {
    throw new Damage(
      `its .shp is cut short: it has ${grouped(bytes.length)} of ${grouped(end)} bytes`,
    )
  }
  const shapes: (RawGeometry | null)[] = []
  for (let at = 100; at < end; ) {
    const row = shapes.length + 1
    if (at + 12 > end)
      throw new DamagedShape(row, `its .shp ends inside the header of shape ${row}`)
    const size = view.getInt32(at + 4) * 2
    const start = at + 8
    if (size < 4 || start + size > end)
      throw new DamagedShape(row, `shape ${row} claims ${size} bytes`)
    try {
      shapes.push(readShape(new DataView(bytes.buffer, bytes.byteOffset + start, size)) ?? null)
    } catch (error) {
      faults.add(
        'error',
        'geometry-damaged',
        row,
        `Cannot read shape ${row}: ${damageOf(error)}`,
        'Correct the shape in a GIS program, or delete it',
      )
      shapes.push(null)
    }
    at = start + size
  }
  return shapes
}

/** Types by their last digit: +10 adds heights and measures, +20 measures, which stand behind. */
function readShape(view: DataView): RawGeometry | undefined {
  const type = view.getInt32(0, true)
  if (type === 0) return undefined
  if (type === 31 || type < 0 || type > 28) throw new Damage(`it is of type ${type}`)
  switch (type % 10) {
    case 1:
      if (view.byteLength < 20) throw new Damage('it is cut short')
      return pointOf(view.getFloat64(4, true), view.getFloat64(12, true))
    case 8: {
      const count = countAt(view, 36, 16, 40)
      return count === 0
        ? undefined
        : { type: 'MultiPoint', coordinates: finite(positions(view, 40, count)) }
    }
    case 3: {
      const parts = readParts(view).map(lineOf)
      if (parts.length === 0) return undefined
      return parts.length === 1
        ? { type: 'LineString', coordinates: parts[0] }
        : { type: 'MultiLineString', coordinates: parts }
    }
    case 5: {
      const polygons = polygonsFromRings(readParts(view).map(ringOf))
      if (polygons.length === 0) return undefined
      return polygons.length === 1
        ? { type: 'Polygon', coordinates: polygons[0] }
        : { type: 'MultiPolygon', coordinates: polygons }
    }
  }
  throw new Damage(`it is of type ${type}`)
}

/** A count whose items must lie in what is left. */
function countAt(view: DataView, at: number, itemBytes: number, itemsAt: number): number {
  const count = at + 4 <= view.byteLength ? view.getInt32(at, true) : -1
  if (count < 0 || itemsAt + count * itemBytes > view.byteLength)
    throw new Damage(`it claims ${count} points or parts`)
  return count
}

function readParts(view: DataView): Float64Array[] {
  const parts = countAt(view, 36, 4, 44)
  const pointsAt = 44 + parts * 4
  const points = countAt(view, 40, 16, pointsAt)
  const starts: number[] = []
  for (let i = 0; i < parts; i++) starts.push(view.getInt32(44 + i * 4, true))
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? points
    if (!(start >= 0 && start <= end && end <= points))
      throw new Damage(`its part ${i + 1} starts at point ${start} of ${points}`)
    return positions(view, pointsAt + start * 16, end - start)
  })
}

function positions(view: DataView, at: number, count: number): Float64Array {
  const flat = new Float64Array(count * 2)
  for (let i = 0; i < flat.length; i++) flat[i] = view.getFloat64(at + i * 8, true)
  return flat
}

function finite(flat: Float64Array): Float64Array {
  for (const value of flat)
    if (!Number.isFinite(value)) throw new Damage('a coordinate is no finite number')
  return flat
}
