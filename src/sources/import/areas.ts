// Administrative areas: boundary tables of any agency, and the boundary relations of OpenStreetMap.
import { tableFromRows } from '#base/table.ts'
import { type Areas, areaColumns } from '#country/model.ts'
import { indexAreas } from '#geo/areaIndex.ts'
import { isInExtent } from '#geo/pointInPolygon.ts'
import type { MultiPolygon } from '#geo/shapes.ts'
import { findColumns, numberAt } from '#sources/import/columns.ts'
import type { AreaFound, ImportContext } from '#sources/import/imported.ts'
import { tableInDegrees } from '#sources/import/inDegrees.ts'
import { sayApart } from '#sources/import/positions.ts'
import { idReader } from '#sources/import/sites.ts'
import { extentFrom, interiorPoint } from '#sources/import/territory.ts'
import { type RawTable, rawNumber } from '#sources/raw.ts'
import type { Faults } from '#sources/read/_faults.ts'
import type { ApartTerritory } from '#sources/studyFile.ts'

/** The areas of a table; those in a territory administered separately are left out and counted. */
export function importAreas(
  table: RawTable,
  { spec, source, territory }: ImportContext,
  apart: readonly ApartTerritory[],
  faults: Faults,
): readonly AreaFound[] {
  const columns = findColumns(table, spec.columns ?? {}, faults)
  const value = tableInDegrees(table, spec, territory.extent, faults)
  if (value === undefined) return []
  if (value.geometry === undefined) {
    faults.add(
      'error',
      'geometry-missing',
      0,
      `Cannot read areas from "${table.table}": it has no geometry`,
      'Give polygons: as GeoPackage, GeoJSON, or well-known text in a column "geometry"',
    )
    return []
  }
  const levelOf = levelReader(table, columns.named.level, spec.levels)
  const idOf = idReader(table, columns)
  const isoName = table.names.find((name) => /^iso3166[-_:]?2$/i.test(name.replace('ref:', '')))
  const found: AreaFound[] = []
  const left = new Map<string, number>()
  value.geometry.forEach((geometry, row) => {
    const level = levelOf(row)
    if (level === undefined) return
    const shape: MultiPolygon | undefined =
      geometry?.type === 'MultiPolygon'
        ? geometry.coordinates
        : geometry?.type === 'Polygon'
          ? [geometry.coordinates]
          : undefined
    if (shape === undefined || shape.length === 0) {
      faults.add(
        'warning',
        'geometry-wrong',
        row + 1,
        `Cannot use "${columns.text('name', row) || idOf(row)}" as an area: ${geometry === null ? 'its boundary is not whole' : `its geometry is a ${geometry.type}`}`,
        'Give a closed boundary; the area was left out',
      )
      return
    }
    const [lon, lat] = interiorPoint(shape)
    const separate = apart.find(({ extent }) => isInExtent(lon, lat, extentFrom(extent)))
    if (separate !== undefined) {
      left.set(separate.name, (left.get(separate.name) ?? 0) + 1)
      return
    }
    const iso = isoName === undefined ? null : table.columns[isoName][row]
    found.push({
      row: {
        id: iso === null ? idOf(row) : String(iso),
        name: columns.text('name', row),
        level,
        population: numberAt(table, columns, 'population', row, [0, 1e10], faults),
        source,
      },
      shape,
      at: { source: table.source, table: table.table, row: row + 1 },
    })
  })
  sayApart(left, 'areas', faults)
  return found
}

/** Columns that carry a level in their name: OCHA's `adm2_name` and `admin2Name`, GADM's `NAME_2`. */
const levelInName = /^(?:adm(?:in)?_?([0-5])(?:_|$|name|pcod)|(?:name|id)_([0-5])$)/i

/**
 * The level of each row, undefined for rows whose level the study does not want: by the study's map,
 * otherwise by the order of the levels there are, from 1. Without a column of levels a table holds one
 * level: the deepest that its columns name, or the first.
 */
function levelReader(
  table: RawTable,
  column: string | undefined,
  levels: Readonly<Record<string, number>> | undefined,
): (row: number) => number | undefined {
  if (column === undefined) {
    const named = table.names.flatMap((name) => {
      const match = levelInName.exec(name)
      return match === null ? [] : Number(match[1] ?? match[2])
    })
    const level = Math.max(...named, 0) || 1
    return () => level
  }
  // geoBoundaries writes `ADM2`.
  const own = table.columns[column].map((value) =>
    rawNumber(typeof value === 'string' ? value.replace(/^adm/i, '') : value),
  )
  if (levels !== undefined) return (row) => levels[String(own[row])]
  // geoBoundaries gives each level a file of its own: its number is the level, whatever else the file holds.
  const isNamed = table.columns[column].every((value) => /^adm[1-5]$/i.test(String(value)))
  if (isNamed) return (row) => own[row]
  const order = [...new Set(own.filter((level) => !Number.isNaN(level)))].sort((a, b) => a - b)
  return (row) => (Number.isNaN(own[row]) ? undefined : Math.min(order.indexOf(own[row]) + 1, 9))
}

/** The country's areas, higher levels first, each with the area above that holds its middle. */
export function areasFrom(found: readonly AreaFound[]): Areas {
  const ordered = [...found].sort((a, b) => a.row.level - b.row.level)
  const polygons = ordered.map(({ shape }) => shape)
  const index = indexAreas(
    polygons,
    ordered.map(({ row }) => row.level),
  )
  const rows = ordered.map(({ row, shape }) => {
    const [lon, lat] = interiorPoint(shape)
    return { ...row, parent: index.locate(lon, lat, row.level) }
  })
  return { table: tableFromRows(areaColumns, rows), polygons }
}
