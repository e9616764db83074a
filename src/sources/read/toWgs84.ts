// From the coordinates a file is in to longitude and latitude on WGS 84: Web Mercator (EPSG Guidance
// Note 7-2, method 1024) and UTM (`_utm.ts`), in pure arithmetic, so every engine gives the same bits.
import { atan, exp, ln, radiansPerDegree, tan } from '#base/math.ts'
import type { RawExtent, RawGeometry, RawGrid, RawTable, Read } from '#sources/raw.ts'
import { wgs84 } from '#sources/read/_crs.ts'
import { type Faults, faultsOf } from '#sources/read/_faults.ts'
import { mapPositions } from '#sources/read/_geometry.ts'
import { lonLatToUtm, utmToLonLat } from '#sources/read/_utm.ts'

/** Moves a position: writes into `out`, allocates nothing. */
export type Move = (x: number, y: number, out: [x: number, y: number]) => void

/** A coordinate reference system that Silta knows, both ways. */
export interface Projection {
  /** To longitude and latitude in degrees. */
  readonly toLonLat: Move
  readonly fromLonLat: Move
  /** How far its datum may lie from WGS 84, meters; 0 where it is WGS 84. */
  readonly datumMeters: number
}

/** The sphere of Web Mercator has the ellipsoid's longer radius. */
const mercatorRadius = 6_378_137

const webMercator: Projection = {
  toLonLat(x, y, out) {
    out[0] = x / mercatorRadius / radiansPerDegree
    out[1] = 90 - (2 * atan(exp(-y / mercatorRadius))) / radiansPerDegree
  },
  fromLonLat(lon, lat, out) {
    out[0] = mercatorRadius * (lon * radiansPerDegree)
    out[1] = mercatorRadius * ln(tan((45 + lat / 2) * radiansPerDegree))
  },
  datumMeters: 0,
}

const same: Move = (x, y, out) => {
  out[0] = x
  out[1] = y
}

/** Longitude and latitude on datums that follow WGS 84 within a meter or two on their own continent. */
const geographic: Readonly<Record<string, number>> = {
  [wgs84]: 0,
  'EPSG:4258': 1, // ETRS89
  'EPSG:4269': 2, // NAD83
  'EPSG:4674': 1, // SIRGAS 2000
  'EPSG:4283': 2, // GDA94
  'EPSG:7844': 2, // GDA2020
  'EPSG:4167': 1, // NZGD2000
  'EPSG:4148': 1, // Hartebeesthoek94
}

/** UTM zones by the first number of their row in the EPSG register, and the zones that are in it. */
const utmRows: readonly {
  first: number
  last: number
  zone: number
  south: boolean
  meters: number
}[] = [
  { first: 32601, last: 32660, zone: 1, south: false, meters: 0 }, // WGS 84
  { first: 32701, last: 32760, zone: 1, south: true, meters: 0 },
  { first: 25828, last: 25838, zone: 28, south: false, meters: 1 }, // ETRS89
  { first: 3067, last: 3067, zone: 35, south: false, meters: 1 }, // ETRS89 / TM35FIN, UTM zone 35 by another name
  { first: 26901, last: 26923, zone: 1, south: false, meters: 2 }, // NAD83
  { first: 31965, last: 31976, zone: 11, south: false, meters: 1 }, // SIRGAS 2000
  { first: 31977, last: 31985, zone: 17, south: true, meters: 1 },
]

/** The projection of a crs by name; undefined where Silta does not know it. */
export function findProjection(crs: string): Projection | undefined {
  if (crs === 'EPSG:3857') return webMercator
  const datumMeters = geographic[crs]
  if (datumMeters !== undefined) return { toLonLat: same, fromLonLat: same, datumMeters }
  const code = /^EPSG:(\d+)$/.exec(crs)
  const row = utmRows.find(
    ({ first, last }) => Number(code?.[1]) >= first && Number(code?.[1]) <= last,
  )
  if (row === undefined) return undefined
  const zone = row.zone + Number(code?.[1]) - row.first
  return {
    toLonLat: (x, y, out) => utmToLonLat(zone, row.south, x, y, out),
    fromLonLat: (lon, lat, out) => lonLatToUtm(zone, row.south, lon, lat, out),
    datumMeters: row.meters,
  }
}

/** The way from a crs to longitude and latitude in degrees; undefined where Silta does not know the crs. */
export function findToLonLat(crs: string): Move | undefined {
  return findProjection(crs)?.toLonLat
}

/** The projection of a crs, with what there is to say about it in the list. */
function projectionOf(crs: string, faults: Faults): Projection | undefined {
  const projection = findProjection(crs)
  if (projection === undefined) {
    faults.add(
      'error',
      'crs-unsupported',
      0,
      `The coordinates are in ${crs}, which Silta does not convert`,
      'Convert the file to EPSG:4326: ogr2ogr -t_srs EPSG:4326 out.gpkg in.shp, gdalwarp -t_srs EPSG:4326 in.tif out.tif, or "Save features as" in QGIS',
    )
  } else if (projection.datumMeters > 0) {
    faults.add(
      'note',
      'datum-taken',
      0,
      `The coordinates are in ${crs}: its datum is taken for WGS 84, from which it differs by up to ${projection.datumMeters} m`,
      'Convert the file to EPSG:4326 if that matters',
    )
  }
  return projection
}

/**
 * The same table with its geometry in `EPSG:4326`. A table without geometry, in no stated crs, or in
 * WGS 84 already is given back as it is; positions that have no place on Earth lose their geometry.
 */
export function tableToWgs84(table: RawTable): Read<RawTable> {
  const faults = faultsOf(table.source, table.table)
  const { geometry, crs } = table
  if (geometry === undefined || crs === '' || crs === wgs84) return faults.with(table)
  const projection = projectionOf(crs, faults)
  if (projection === undefined) return faults.with<RawTable>(undefined)
  const moved = geometry.map((one, row): RawGeometry | null => {
    if (one === null) return null
    let wrong = false
    const result = mapPositions(one, (x, y, out) => {
      projection.toLonLat(x, y, out)
      if (!(Math.abs(out[1]) <= 90 && Math.abs(out[0]) <= 540)) wrong = true
    })
    if (!wrong) return result
    faults.add(
      'error',
      'place-off-earth',
      row + 1,
      `Row ${row + 1} has coordinates that lie nowhere in ${crs}`,
      'Correct the row, or the crs that the file states',
    )
    return null
  })
  return faults.with<RawTable>({ ...table, geometry: moved, crs: wgs84 })
}

/**
 * The same grid in `EPSG:4326`, with as many cells: each new cell takes the value of the old cell that
 * holds its center. Right for heights and classes; for counts convert the center of each cell instead, since
 * taking nearest cells repeats some and leaves others out, which moves a sum.
 */
export function gridToWgs84(grid: RawGrid): Read<RawGrid> {
  const faults = faultsOf(grid.source, grid.band)
  if (grid.crs === wgs84) return faults.with(grid)
  const projection = projectionOf(grid.crs, faults)
  if (projection === undefined) return faults.with<RawGrid>(undefined)
  const extent = movedExtent(grid.extent, projection.toLonLat)
  const { width, height, missing } = grid
  const values = new Float32Array(width * height).fill(missing)
  const cellWidth = (grid.extent.east - grid.extent.west) / width
  const cellHeight = (grid.extent.north - grid.extent.south) / height
  const out: [number, number] = [0, 0]
  for (let row = 0; row < height; row++) {
    const lat = extent.north - ((row + 0.5) * (extent.north - extent.south)) / height
    for (let column = 0; column < width; column++) {
      const lon = extent.west + ((column + 0.5) * (extent.east - extent.west)) / width
      projection.fromLonLat(lon, lat, out)
      const fromColumn = Math.floor((out[0] - grid.extent.west) / cellWidth)
      const fromRow = Math.floor((grid.extent.north - out[1]) / cellHeight)
      if (fromColumn >= 0 && fromColumn < width && fromRow >= 0 && fromRow < height) {
        values[row * width + column] = grid.values[fromRow * width + fromColumn]
      }
    }
  }
  faults.add(
    'note',
    'grid-converted',
    0,
    `The grid is converted from ${grid.crs}: each cell takes the value nearest to its center`,
    'Give the grid in EPSG:4326 if single cells matter',
  )
  return faults.with<RawGrid>({ ...grid, crs: wgs84, extent, values })
}

/** Bounds in other coordinates: the edges of a rectangle bend on the way, so they are walked. */
export function movedExtent(extent: RawExtent, move: Move): RawExtent {
  const steps = 32
  const out: [number, number] = [0, 0]
  let west = Number.POSITIVE_INFINITY
  let south = Number.POSITIVE_INFINITY
  let east = Number.NEGATIVE_INFINITY
  let north = Number.NEGATIVE_INFINITY
  for (let i = 0; i <= steps; i++) {
    const x = extent.west + ((extent.east - extent.west) * i) / steps
    const y = extent.south + ((extent.north - extent.south) * i) / steps
    for (const [px, py] of [
      [x, extent.south],
      [x, extent.north],
      [extent.west, y],
      [extent.east, y],
    ]) {
      move(px, py, out)
      west = Math.min(west, out[0])
      east = Math.max(east, out[0])
      south = Math.min(south, out[1])
      north = Math.max(north, out[1])
    }
  }
  return { west, south, east, north }
}
