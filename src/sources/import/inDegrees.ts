// Tables and grids in longitude and latitude, whatever they came in: by the file's own word, by the
// study's, or, for meters of which nobody says what they are, as Web Mercator where that fits.
import { isInExtent } from '#geo/pointInPolygon.ts'
import type { Extent } from '#geo/shapes.ts'
import type { RawGeometry, RawGrid, RawTable } from '#sources/raw.ts'
import type { Faults } from '#sources/read/_faults.ts'
import { findToLonLat, gridToWgs84, tableToWgs84 } from '#sources/read/toWgs84.ts'
import type { StudySource } from '#sources/studyFile.ts'

/** Web Mercator is what maps on the web export; nothing else is guessed. */
const guessedCrs = 'EPSG:3857'

/** A table with its geometry in degrees; undefined, and said, where that cannot be done. */
export function tableInDegrees(
  table: RawTable,
  spec: StudySource,
  extent: Extent | undefined,
  faults: Faults,
): RawTable | undefined {
  const crs = spec.crs ?? findCrs(table, extent, faults)
  if (crs === undefined) return undefined
  const { value, problems } = tableToWgs84({ ...table, crs })
  if (value !== undefined) sayConverted(crs, faults)
  for (const { level, code, at, message, cure } of problems) {
    faults.add(level, code, at.row, message, cure)
  }
  return value
}

/** A grid in degrees; undefined, and said, where that cannot be done. */
export function gridInDegrees(
  grid: RawGrid,
  spec: StudySource,
  faults: Faults,
): RawGrid | undefined {
  const { value, problems } = gridToWgs84(
    spec.crs === undefined ? grid : { ...grid, crs: spec.crs },
  )
  for (const { level, code, at, message, cure } of problems) {
    faults.add(level, code, at.row, message, cure)
  }
  return value
}

/** Longitude and latitude of every row, NaN where it has none. */
export interface Positions {
  readonly lon: Float64Array
  readonly lat: Float64Array
}

/** Columns of coordinates in degrees; undefined, and said, where that cannot be done. */
export function positionsInDegrees(
  given: Positions,
  spec: StudySource,
  extent: Extent | undefined,
  faults: Faults,
): Positions | undefined {
  const sample = { xs: given.lon, ys: given.lat }
  const crs = spec.crs ?? (areMeters(sample) ? guessCrs(sample, extent, faults) : 'EPSG:4326')
  if (crs === undefined || crs === 'EPSG:4326') return crs === undefined ? undefined : given
  const toLonLat = findToLonLat(crs)
  if (toLonLat === undefined) {
    faults.add(
      'error',
      'crs-unknown',
      0,
      `Cannot convert coordinates from ${crs}: Silta does not know it`,
      'Convert the file to EPSG:4326, for example: ogr2ogr -t_srs EPSG:4326 out.gpkg in.gpkg',
    )
    return undefined
  }
  sayConverted(crs, faults)
  const out: [number, number] = [0, 0]
  const lon = new Float64Array(given.lon.length)
  const lat = new Float64Array(given.lon.length)
  for (let i = 0; i < lon.length; i++) {
    toLonLat(given.lon[i], given.lat[i], out)
    lon[i] = out[0]
    lat[i] = out[1]
  }
  return { lon, lat }
}

function sayConverted(crs: string, faults: Faults): void {
  if (crs === 'EPSG:4326') return
  faults.add(
    'note',
    'crs-converted',
    0,
    `Found coordinates in ${crs}: they were converted to longitude and latitude`,
    'Nothing to do',
  )
}

interface Sample {
  readonly xs: ArrayLike<number>
  readonly ys: ArrayLike<number>
}

/** What a table's coordinates are in: its own word, unless its numbers deny it. */
function findCrs(table: RawTable, extent: Extent | undefined, faults: Faults): string | undefined {
  if (table.crs !== '' && table.crs !== 'EPSG:4326') return table.crs
  const points = (table.geometry ?? []).flatMap((geometry) => firstPoint(geometry) ?? [])
  const sample = {
    xs: points.filter((_, i) => i % 2 === 0),
    ys: points.filter((_, i) => i % 2 === 1),
  }
  return areMeters(sample) ? guessCrs(sample, extent, faults) : 'EPSG:4326'
}

function firstPoint(geometry: RawGeometry | null): readonly [number, number] | undefined {
  if (geometry === null) return undefined
  let inner: unknown = geometry.coordinates
  while (Array.isArray(inner) && typeof inner[0] === 'object') inner = inner[0]
  const [x, y] = inner as ArrayLike<number> & Iterable<number>
  return x === undefined || y === undefined ? undefined : [x, y]
}

/** True where most numbers are no angles. */
function areMeters({ xs, ys }: Sample): boolean {
  let given = 0
  let angles = 0
  for (let i = 0; i < xs.length; i++) {
    if (Number.isNaN(xs[i]) || Number.isNaN(ys[i])) continue
    given++
    if (Math.abs(xs[i]) <= 360 && Math.abs(ys[i]) <= 360) angles++
  }
  return angles * 2 < given
}

/** Web Mercator, where nine in ten of the points then lie in the country; otherwise an error. */
function guessCrs(
  { xs, ys }: Sample,
  extent: Extent | undefined,
  faults: Faults,
): string | undefined {
  const toLonLat = findToLonLat(guessedCrs)
  let given = 0
  let inside = 0
  const out: [number, number] = [0, 0]
  for (let i = 0; i < xs.length; i++) {
    if (Number.isNaN(xs[i]) || Number.isNaN(ys[i])) continue
    given++
    toLonLat?.(xs[i], ys[i], out)
    if (extent !== undefined && isInExtent(out[0], out[1], extent)) inside++
  }
  if (inside * 10 >= given * 9) {
    faults.add(
      'warning',
      'crs-guessed',
      0,
      `Found coordinates in meters where degrees are expected: as ${guessedCrs} (Web Mercator) they lie in the country`,
      `Say so in the study, "crs": "${guessedCrs}"; here they were converted`,
    )
    return guessedCrs
  }
  faults.add(
    'error',
    'crs-unknown',
    0,
    'Cannot place the rows: their coordinates are in meters, and the file does not say in which system',
    'Say it in the study with "crs": whoever gave the file knows it ("EPSG:32631" is UTM zone 31 north on WGS 84); a shapefile says it in its .prj',
  )
  return undefined
}
