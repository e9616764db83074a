// Where a radio technology can be received: polygons of ITU's mobile coverage tables, one row one
// coverage, or a raster whose covered cells hold 1.
import type { Coverage } from '#country/model.ts'
import { shapeExtent } from '#geo/pointInPolygon.ts'
import type { MultiPolygon, Polygon } from '#geo/shapes.ts'
import { findColumns } from '#sources/import/columns.ts'
import type { ImportContext } from '#sources/import/imported.ts'
import { gridInDegrees, tableInDegrees } from '#sources/import/inDegrees.ts'
import { technologyOf } from '#sources/import/towers.ts'
import type { RawGrid, RawTable } from '#sources/raw.ts'
import type { Faults } from '#sources/read/_faults.ts'

/** The coverage polygons of a table. */
export function importCoverage(
  table: RawTable,
  { spec, source, origin, territory }: ImportContext,
  faults: Faults,
): readonly Coverage[] {
  const columns = findColumns(table, spec.columns ?? {}, faults)
  const value = tableInDegrees(table, spec, territory.extent, faults)
  if (value === undefined) return []
  if (value.geometry === undefined) {
    faults.add(
      'error',
      'geometry-missing',
      0,
      `Cannot read the coverage in "${table.table}": no column holds a geometry`,
      'Give polygons: as GeoPackage, GeoJSON, or well-known text in a column "geometry"',
    )
    return []
  }
  const found: Coverage[] = []
  value.geometry.forEach((geometry, row) => {
    const area: MultiPolygon | undefined =
      geometry?.type === 'MultiPolygon'
        ? geometry.coordinates
        : geometry?.type === 'Polygon'
          ? [geometry.coordinates]
          : undefined
    if (area === undefined) {
      faults.add(
        'warning',
        'geometry-wrong',
        row + 1,
        `Cannot use a row of "${table.table}" as coverage: ${geometry === null ? 'it has no geometry' : `its geometry is a ${geometry.type}`}`,
        'Give a polygon; the row was left out',
      )
      return
    }
    const technology = technologyOf(columns.text('technology', row)) || spec.technology || ''
    if (technology === '') {
      faults.add(
        'error',
        'technology-missing',
        row + 1,
        `Cannot tell which radio technology a coverage of "${table.table}" is for`,
        'Fill in its radio_type (2G, 3G, 4G, 5G), or say it in the study: "technology": "4G"',
      )
      return
    }
    const { extent } = territory
    const own = shapeExtent(area)
    if (
      extent !== undefined &&
      (own.west > extent.east ||
        own.east < extent.west ||
        own.south > extent.north ||
        own.north < extent.south)
    ) {
      faults.add(
        'warning',
        'outside-boundary',
        row + 1,
        'Found a coverage that lies wholly outside the country',
        'Check its coordinates; it covers no site',
      )
    }
    found.push({ technology, area, origin, source })
  })
  return found
}

/** The cells of a raster that hold 1, as rectangles that do not overlap. */
export function importCoverageGrid(
  raw: RawGrid,
  { spec, source, origin }: ImportContext,
  faults: Faults,
): readonly Coverage[] {
  const grid = gridInDegrees(raw, spec, faults)
  if (grid === undefined) return []
  if (spec.technology === undefined) {
    faults.add(
      'error',
      'technology-missing',
      0,
      `Cannot tell which radio technology the coverage raster "${raw.source}" is for`,
      'Say it in the study: "technology": "4G"',
    )
    return []
  }
  const { extent, width, height, values } = grid
  const dLon = (extent.east - extent.west) / width
  const dLat = (extent.north - extent.south) / height
  const area: Polygon[] = []
  for (let y = 0; y < height; y++) {
    const north = extent.north - y * dLat
    for (let x = 0; x < width; ) {
      if (values[y * width + x] !== 1) {
        x++
        continue
      }
      const first = x
      while (x < width && values[y * width + x] === 1) x++
      const west = extent.west + first * dLon
      const east = extent.west + x * dLon
      const south = north - dLat
      area.push([Float64Array.of(west, south, east, south, east, north, west, north, west, south)])
    }
  }
  if (area.length === 0) {
    faults.add(
      'warning',
      'coverage-empty',
      0,
      `Found no covered cell in "${raw.source}"`,
      'Covered cells hold the value 1',
    )
    return []
  }
  return [{ technology: spec.technology, area, origin, source }]
}
