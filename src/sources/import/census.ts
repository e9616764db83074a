// A census: how many people live in each administrative area, as a table without positions whose rows
// carry the areas' codes or names (OCHA's population statistics, a national office's own list).
import type { Problem } from '#base/problem.ts'
import { tableFromRows } from '#base/table.ts'
import { type Areas, areaColumns } from '#country/model.ts'
import { findColumns, numberAt } from '#sources/import/columns.ts'
import type { CensusRow, Found, ImportContext } from '#sources/import/imported.ts'
import { fold } from '#sources/nearestWord.ts'
import type { RawTable } from '#sources/raw.ts'
import type { Faults } from '#sources/read/_faults.ts'

/** The rows of a census. */
export function importCensus(
  table: RawTable,
  { spec }: Pick<ImportContext, 'spec'>,
  faults: Faults,
): readonly Found<CensusRow>[] {
  const columns = findColumns(table, spec.columns ?? {}, faults)
  if (columns.named.population === undefined) {
    if (spec.columns?.population === undefined) {
      faults.add(
        'error',
        'column-missing',
        0,
        `Cannot count people from "${table.table}": no column holds the population`,
        `Say which one does in the study, "columns": {"population": "…"}; the table has ${table.names.slice(0, 20).join(', ')}`,
      )
    }
    return []
  }
  const found: Found<CensusRow>[] = []
  for (let row = 0; row < table.length; row++) {
    const population = numberAt(table, columns, 'population', row, [0, 1e10], faults)
    if (Number.isNaN(population)) continue
    found.push({
      row: { id: columns.text('id', row), name: columns.text('name', row), population },
      at: { source: table.source, table: table.table, row: row + 1 },
    })
  }
  return found
}

/** A code of digits alone without its leading zeros; '' for any other. */
function codeNumber(code: string): string {
  return /^\d+$/.test(code.trim()) ? code.trim().replace(/^0+(?=\d)/, '') : ''
}

/** The areas with the people a census counted in each: by code, otherwise by a name that is one area's alone. */
export function areasWithCensus(
  areas: Areas,
  census: readonly Found<CensusRow>[],
): { readonly areas: Areas; readonly problems: readonly Problem[] } {
  if (census.length === 0) return { areas, problems: [] }
  const problems: Problem[] = []
  const { table, polygons } = areas
  const areaForId = new Map(table.id.map((id, area) => [fold(id), area]))
  // A spreadsheet takes 0101 for a number and writes 101: codes may differ by their leading zeros.
  const areaForNumber = new Map<string, number | undefined>()
  for (const [area, id] of table.id.entries()) {
    const number = codeNumber(id)
    if (number !== '') areaForNumber.set(number, areaForNumber.has(number) ? undefined : area)
  }
  const areasForName = new Map<string, number[]>()
  table.name.forEach((name, area) => {
    const known = areasForName.get(fold(name))
    if (known === undefined) areasForName.set(fold(name), [area])
    else known.push(area)
  })
  const population = Float64Array.from(table.population)
  const counted = new Set<number>()
  for (const { row, at } of census) {
    const named = areasForName.get(fold(row.name)) ?? []
    const area =
      areaForId.get(fold(row.id)) ??
      (named.length === 1 ? named[0] : undefined) ??
      (named.length === 0 ? areaForNumber.get(codeNumber(row.id)) : undefined)
    const label = row.name === '' ? row.id : row.name
    if (area === undefined) {
      problems.push({
        level: 'warning',
        code: 'census-unmatched',
        at,
        message: `Cannot find the area "${label}" of the census: ${named.length > 1 ? `${named.length} areas have this name` : 'no area has its code or its name'}`,
        cure: 'Give the area’s code in a column "pcode", as the boundaries write it; its people were left out',
      })
      continue
    }
    if (counted.has(area)) {
      problems.push({
        level: 'warning',
        code: 'census-twice',
        at,
        message: `Found the area "${label}" a second time in the census`,
        cure: 'Remove one of the rows; the first counts',
      })
      continue
    }
    counted.add(area)
    population[area] = row.population
  }
  const rows = table.id.map((id, area) => ({
    id,
    name: table.name[area],
    level: table.level[area],
    parent: table.parent[area],
    population: population[area],
    source: table.source[area],
  }))
  return { areas: { table: tableFromRows(areaColumns, rows), polygons }, problems }
}
