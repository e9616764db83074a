// The country put together from what its files gave: rows become tables, lines share their arrays, and
// everyone is counted once.
import type { Problem } from '#base/problem.ts'
import { tableFromRows } from '#base/table.ts'
import {
  type Areas,
  type Country,
  type FibreRoutes,
  fibreNodeColumns,
  fibreRouteColumns,
  type PopulationCells,
  type Roads,
  roadColumns,
  type Source,
  siteColumns,
  towerColumns,
} from '#country/model.ts'
import { extentOf, isInExtent } from '#geo/pointInPolygon.ts'
import { type Extent, linesFrom, type Polygon } from '#geo/shapes.ts'
import { lineLengthMeters } from '#geo/sphere.ts'
import { dropDuplicates } from '#sources/duplicates.ts'
import type {
  CellsFound,
  Found,
  Imported,
  LineFound,
  NamedPlace,
  SiteRow,
} from '#sources/import/imported.ts'
import type { Territory } from '#sources/import/territory.ts'
import { type Faults, faultsOf } from '#sources/read/_faults.ts'
import { reconcileFibre } from '#sources/reconcile/fibre.ts'
import { mergeNodes } from '#sources/reconcile/nodes.ts'
import {
  type ReconciledPeople,
  reconcilePeople,
  spreadOverPlaces,
} from '#sources/reconcile/people.ts'
import { type SettlementRules, settlementsFrom } from '#sources/settlements.ts'
import type { PeopleRules } from '#sources/studyFile.ts'

/** All that a country's files gave, boundaries apart. */
export type Parts = Omit<Imported, 'areas' | 'census' | 'land'>

/** How the parts are put together. */
export interface AssembleRules {
  readonly settlements: SettlementRules
  readonly duplicates: 'drop' | 'keep'
  readonly people: PeopleRules
  readonly fibreJoinMeters: number
  /** The source of the census, where one is read: people spread over places are its people. */
  readonly censusSource: number | undefined
}

/** What of a country comes from its files alone. */
export type Assembled = Pick<
  Country,
  | 'extent'
  | 'areas'
  | 'cells'
  | 'sites'
  | 'towers'
  | 'coverage'
  | 'fibreNodes'
  | 'fibreRoutes'
  | 'roads'
  | 'land'
  | 'terrain'
  | 'peopleCompared'
  | 'lenders'
>

/** Puts a country together; says what stands twice in it. */
export function assemble(
  parts: Parts,
  areas: Areas,
  land: readonly Polygon[],
  territory: Territory,
  country: { readonly name: string; readonly sources: readonly Source[] },
  rules: AssembleRules,
): { readonly assembled: Assembled; readonly problems: readonly Problem[] } {
  const faults = faultsOf(country.name)
  const people = peopleFrom(parts, areas, rules, faults.inTable('areas'))
  const cells = mergeCells(people.cells)
  const { settlements, settlementForCell } = settlementsFrom(
    cells,
    people.places,
    rules.settlements,
  )
  const listed = dropDuplicates(parts.sites, rules.duplicates)
  const sites = withOwnIds(settlements, listed.sites)
  const rowsOf = <T>(found: readonly Found<T>[]): readonly T[] => found.map(({ row }) => row)
  const titles = country.sources.map(({ title }) => title)
  const merged = mergeNodes(parts.fibreNodes, titles, faults.inTable('fibreNodes'))
  const assembled: Assembled = {
    extent: extentOfCountry(sites, territory),
    areas,
    cells: cellTable(cells, settlementForCell),
    sites: tableFromRows(siteColumns, sites),
    towers: tableFromRows(towerColumns, rowsOf(parts.towers)),
    coverage: parts.coverage,
    fibreNodes: tableFromRows(fibreNodeColumns, rowsOf(merged.nodes)),
    fibreRoutes: fibreRoutesFrom(
      reconcileFibre(
        parts.fibreRoutes,
        titles,
        rules.fibreJoinMeters,
        faults.inTable('fibreRoutes'),
      ),
    ),
    roads: roadsFrom(parts.roads),
    land,
    terrain: parts.layers,
    ...(people.compared === undefined ? {} : { peopleCompared: people.compared }),
    lenders: lendersOf(parts, settlements, [...listed.lenders, ...merged.lenders], rules),
  }
  return {
    assembled,
    problems: [...checkCountedOnce(parts), ...faults.list(), ...listed.problems],
  }
}

/** The cells that count, and the places they are gathered around. */
function peopleFrom(
  { cells, places, sites }: Parts,
  areas: Areas,
  { people, censusSource }: AssembleRules,
  faults: Faults,
): ReconciledPeople & { readonly places: readonly NamedPlace[] } {
  const towns = places.filter(({ isPart }) => !isPart)
  const hasCells = cells.some(({ population }) => population.length > 0)
  if (hasCells || people.areas !== 'census') {
    return { ...reconcilePeople(cells, areas, people, faults), places: towns }
  }
  // Where nobody names a village, people are looked for around what serves them.
  const homes = places.length > 0 ? places : sites.map(({ row }) => homeAt(row))
  const spread = spreadOverPlaces(homes, areas, censusSource ?? 0, faults)
  return { cells: spread === undefined ? [] : [spread], compared: undefined, places }
}

/** A school or clinic as a place where people live. */
function homeAt({ id, lon, lat, area, source }: SiteRow): NamedPlace {
  const unknown = { name: '', kind: '', population: Number.NaN, isPart: false }
  return { id, lon, lat, area, source, ...unknown }
}

/** Named places lend settlements their names, a census its counts, a list what another does not know. */
function lendersOf(
  { places }: Parts,
  settlements: readonly SiteRow[],
  ofLists: readonly number[],
  { people, censusSource }: AssembleRules,
): readonly number[] {
  const named = settlements.some(({ name }) => name !== '')
  const census = people.areas === 'census' && censusSource !== undefined ? [censusSource] : []
  const all = [...(named ? places.map(({ source }) => source) : []), ...census, ...ofLists]
  return [...new Set(all)].sort((a, b) => a - b)
}

/** People of a grid and people of a table of settlements are the same people. */
function checkCountedOnce({ cells, sites }: Parts): readonly Problem[] {
  const twice = sites.find(({ row }) => row.kind === 'settlement' && row.population > 0)
  if (twice === undefined || cells.every(({ population }) => population.length === 0)) return []
  return [
    {
      level: 'error',
      code: 'population-twice',
      at: twice.at,
      message:
        'Cannot count people: a population grid holds them, and so does this table of settlements',
      cure: 'Read the table as "places", so that it only lends its names, or remove the grid',
    },
  ]
}

/** The cells of all sources as one list; a study usually has one. */
function mergeCells(
  found: readonly CellsFound[],
): CellsFound & { readonly sourceForCell: Int32Array } {
  const count = found.reduce((total, { lon }) => total + lon.length, 0)
  const merged = {
    lon: new Float64Array(count),
    lat: new Float64Array(count),
    population: new Float64Array(count),
    area: new Int32Array(count),
    sourceForCell: new Int32Array(count),
    source: found[0]?.source ?? 0,
    origin: found[0]?.origin ?? 'modeled',
  } as const
  let at = 0
  for (const { lon, lat, population, area, source } of found) {
    merged.lon.set(lon, at)
    merged.lat.set(lat, at)
    merged.population.set(population, at)
    merged.area.set(area, at)
    merged.sourceForCell.fill(source, at, at + lon.length)
    at += lon.length
  }
  return merged
}

function cellTable(
  cells: CellsFound & { readonly sourceForCell: Int32Array },
  settlement: Int32Array,
): PopulationCells {
  const { lon, lat, population, area, sourceForCell } = cells
  return { lon, lat, population, settlement, area, source: sourceForCell }
}

/** Settlements first, so that a cell's settlement is a row of sites; ids are each used once. */
function withOwnIds(
  settlements: readonly SiteRow[],
  listed: readonly Found<SiteRow>[],
): readonly SiteRow[] {
  const taken = new Set(settlements.map(({ id }) => id))
  return [
    ...settlements,
    ...listed.map(({ row }) => (taken.has(row.id) ? { ...row, id: `${row.kind}/${row.id}` } : row)),
  ]
}

/** Around all sites; around the territory where there are none. */
function extentOfCountry(sites: readonly SiteRow[], territory: Territory): Extent {
  const points = Float64Array.from(sites.flatMap(({ lon, lat }) => [lon, lat]))
  const around = extentOf([points])
  const { extent } = territory
  if (extent === undefined) {
    return sites.length > 0 ? around : { west: 0, south: 0, east: 0, north: 0 }
  }
  const inside = sites.every(({ lon, lat }) => isInExtent(lon, lat, extent))
  return inside
    ? extent
    : {
        west: Math.min(around.west, extent.west),
        south: Math.min(around.south, extent.south),
        east: Math.max(around.east, extent.east),
        north: Math.max(around.north, extent.north),
      }
}

function roadsFrom(found: readonly LineFound[]): Roads {
  const lines = linesFrom(found.map(({ line }) => line))
  const rows = found.map(({ id, kind, line, source }) => ({
    id,
    kind,
    lengthMeters: lineLengthMeters(line),
    source,
  }))
  return { table: tableFromRows(roadColumns, rows), lines }
}

function fibreRoutesFrom(found: readonly LineFound[]): FibreRoutes {
  const lines = linesFrom(found.map(({ line }) => line))
  const rows = found.map(({ id, name, operator, status, line, source }) => ({
    id,
    name,
    operator,
    status,
    lengthMeters: lineLengthMeters(line),
    source,
  }))
  return { table: tableFromRows(fibreRouteColumns, rows), lines }
}
