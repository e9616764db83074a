// Hands the content of one file to the importers of its roles: boundaries first, for they tell what
// belongs to the country; all else after.
import type { Problem } from '#base/problem.ts'
import { importAreas } from '#sources/import/areas.ts'
import { importCensus } from '#sources/import/census.ts'
import { canBePlaced } from '#sources/import/columns.ts'
import { importCoverage, importCoverageGrid } from '#sources/import/coverage.ts'
import { importFibreNodes, importFibreRoutes } from '#sources/import/fibre.ts'
import type { Imported } from '#sources/import/imported.ts'
import { importLand } from '#sources/import/land.ts'
import { importLayer } from '#sources/import/layers.ts'
import { isOsmRole } from '#sources/import/osm.ts'
import { importPopulationGrid, importPopulationTable } from '#sources/import/population.ts'
import { importRoads } from '#sources/import/roads.ts'
import { importPlaces, importSettlements, importSites } from '#sources/import/sites.ts'
import type { Territory } from '#sources/import/territory.ts'
import { importTowers } from '#sources/import/towers.ts'
import type { RawGrid, RawTable } from '#sources/raw.ts'
import { type Faults, faultsOf } from '#sources/read/_faults.ts'
import { type Content, roleUnfit } from '#sources/readSource.ts'
import { type ApartTerritory, rolesOf } from '#sources/studyFile.ts'
import type { Role } from '#sources/studySchema.ts'

type WithProblems<T> = T & { readonly problems: readonly Problem[] }

/** The areas, land and census of a file. */
export function importBoundaries(
  content: Content,
  territory: Territory,
  apart: readonly ApartTerritory[],
): WithProblems<Pick<Imported, 'areas' | 'census' | 'land'>> {
  const context = { ...content, territory }
  const faults = faultsOf(content.name)
  const areas = tablesFor(content, 'areas', faults).flatMap((table) =>
    importAreas(table, context, apart, faults.inTable(table.table)),
  )
  const land = tablesFor(content, 'land', faults).flatMap((table) =>
    importLand(table, context, faults.inTable(table.table)),
  )
  const census = tablesFor(content, 'census', faults).flatMap((table) =>
    importCensus(table, context, faults.inTable(table.table)),
  )
  return { areas, census, land, problems: faults.list() }
}

/** All else of a file, placed in the territory. */
export function importRest(
  content: Content,
  territory: Territory,
): WithProblems<Omit<Imported, 'areas' | 'census' | 'land'>> {
  const context = { ...content, territory }
  const faults = faultsOf(content.name)
  const each = <T>(
    role: Role,
    importer: (table: RawTable, its: typeof context, faults: Faults) => readonly T[],
  ): readonly T[] =>
    tablesFor(content, role, faults).flatMap((table) =>
      importer(table, context, faults.inTable(table.table)),
    )
  const imported = {
    places: each('places', importPlaces),
    sites: [...each('settlements', importSettlements), ...each('sites', importSites)],
    towers: each('towers', importTowers),
    fibreNodes: each('fibreNodes', importFibreNodes),
    fibreRoutes: each('fibreRoutes', importFibreRoutes),
    roads: each('roads', importRoads),
    cells: [
      ...gridsFor(content, 'population', faults).flatMap(
        (grid) => importPopulationGrid(grid, context, faults) ?? [],
      ),
      ...tablesWhereNoGrid(content, 'population', faults).flatMap(
        (table) => importPopulationTable(table, context, faults.inTable(table.table)) ?? [],
      ),
    ],
    coverage: [
      ...gridsFor(content, 'coverage', faults).flatMap((grid) =>
        importCoverageGrid(grid, context, faults),
      ),
      ...tablesWhereNoGrid(content, 'coverage', faults).flatMap((table) =>
        importCoverage(table, context, faults.inTable(table.table)),
      ),
    ],
    layers: (['elevation', 'builtUp', 'tree'] as const).flatMap((kind) =>
      gridsFor(content, kind, faults, true).flatMap(
        (grid) => importLayer(grid, kind, context, faults) ?? [],
      ),
    ),
  }
  return { ...imported, problems: faults.list() }
}

/** The tables of a file for a role that needs tables; says so where it has none. */
function tablesFor(content: Content, role: Role, faults: Faults): readonly RawTable[] {
  if (!rolesOf(content.spec).includes(role)) return []
  if (content.osm !== undefined) return isOsmRole(role) ? (content.osm[role] ?? []) : []
  if (content.tables.length === 0) sayUnfit(content, role, faults)
  return fittingTables(content, role, faults)
}

/**
 * The tables of a file that can be placed, where it holds several: a workbook's notes or a database's
 * lists of styles are passed over. Where none can be, all are tried, so that each says why not.
 */
function fittingTables({ tables, spec }: Content, role: Role, faults: Faults): readonly RawTable[] {
  const filled = tables.filter(({ length }) => length > 0)
  const fitting = filled.filter(canBePlaced)
  const mapped = (['lon', 'lat', 'position'] as const).some((one) => spec.columns?.[one])
  // A census has no positions at all.
  if (role === 'census') return filled
  if (tables.length < 2 || fitting.length === 0 || mapped) return filled
  // Said once, however many roles the file has.
  if (rolesOf(spec)[0] !== role) return fitting
  for (const { table } of tables.filter((one) => !fitting.includes(one))) {
    faults
      .inTable(table)
      .add(
        'note',
        'table-passed-over',
        0,
        `Found no positions in "${table}", one of ${tables.length} tables of the file`,
        'Nothing to do: it was passed over; name the table to read with "layer"',
      )
  }
  return fitting
}

/** The grids of a file for a role; says so where the role needs one and there is none. */
function gridsFor(
  content: Content,
  role: Role,
  faults: Faults,
  needed = false,
): readonly RawGrid[] {
  if (!rolesOf(content.spec).includes(role) || content.osm !== undefined) return []
  if (needed && content.grids.length === 0) sayUnfit(content, role, faults)
  return content.grids
}

function tablesWhereNoGrid(content: Content, role: Role, faults: Faults): readonly RawTable[] {
  return content.grids.length > 0 ? [] : tablesFor(content, role, faults)
}

function sayUnfit(content: Content, role: Role, faults: Faults): void {
  const { level, code, at, message, cure } = roleUnfit(content.name, role)
  faults.add(level, code, at.row, message, cure)
}
