// Roads that fibre may be laid along: OpenStreetMap's highways, from an extract or a table of lines.
import { findColumns } from '#sources/import/columns.ts'
import type { ImportContext, LineFound } from '#sources/import/imported.ts'
import { placeLines } from '#sources/import/lines.ts'
import { idReader, tagReader } from '#sources/import/sites.ts'
import type { RawTable } from '#sources/raw.ts'
import type { Faults } from '#sources/read/_faults.ts'

/** Highways that a trench digger can follow; footways, steps and what is only planned are left out. */
const drivable = new Set([
  ...['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'unclassified', 'residential'],
  ...['motorway_link', 'trunk_link', 'primary_link', 'secondary_link', 'tertiary_link'],
  ...['living_street', 'service', 'track', 'road', 'busway'],
])

/** True for OpenStreetMap ways that are such roads. */
export function isRoad(tag: (key: string) => string): boolean {
  return drivable.has(tag('highway'))
}

/** The roads of a table; every line is one where the table has no `highway`. */
export function importRoads(
  table: RawTable,
  context: ImportContext,
  faults: Faults,
): readonly LineFound[] {
  const columns = findColumns(table, context.spec.columns ?? {}, faults)
  const tag = tagReader(table)
  const classed = table.names.includes('highway')
  const idOf = idReader(table, columns)
  const lines = placeLines(table, context, faults, (row) => !classed || isRoad(tag(row)))
  return lines.map(({ row, part, line }) => ({
    id: part === 0 ? idOf(row) : `${idOf(row)}/${part}`,
    name: columns.text('name', row),
    kind: classed ? tag(row)('highway') : columns.text('kind', row),
    operator: '',
    status: 'operational',
    line,
    source: context.source,
  }))
}
