// Every problem of a gathered country that no single file shows: values against their bounds, people
// against the census, places that no road or fibre reaches, pieces that do not hang together.
import { sum } from '#base/math.ts'
import type { Place, Problem, ProblemLevel } from '#base/problem.ts'
import { checkTable, tableLength } from '#base/table.ts'
import {
  areaColumns,
  type Country,
  cellColumns,
  fibreNodeColumns,
  fibreRouteColumns,
  roadColumns,
  siteColumns,
  towerColumns,
} from '#country/model.ts'
import { linePieces } from '#country/pieces.ts'
import { indexAreas } from '#geo/areaIndex.ts'
import { indexPoints } from '#geo/pointIndex.ts'
import { isInExtent } from '#geo/pointInPolygon.ts'
import type { Lines } from '#geo/shapes.ts'

/** A place further than this from every road is said to have none. */
const roadMeters = 5_000
/** Routes whose ends lie this near to each other are most likely one network. */
const endMeters = 50
/** Grid and census may differ by this much before it is said. */
const censusRatio = 1.25

/** Every problem of a country. */
export function checkCountry(country: Country): Problem[] {
  return [
    ...checkTables(country),
    ...checkSites(country),
    ...checkCensus(country),
    ...checkRoads(country),
    ...checkFibre(country),
    ...checkTerrain(country),
  ]
}

function at(country: Country, table: string, row = 0): Place {
  return { source: country.name, table, row }
}

function problem(
  level: ProblemLevel,
  place: Place,
  said: { readonly code: string; readonly message: string; readonly cure: string },
): Problem {
  return { level, code: said.code, at: place, message: said.message, cure: said.cure }
}

/** Columns against their schema: bounds, choices, lengths. */
function checkTables(country: Country): Problem[] {
  const { sites, cells, areas, towers, fibreNodes, fibreRoutes, roads } = country
  return [
    ...checkTable(siteColumns, sites, at(country, 'sites')),
    ...checkTable(cellColumns, cells, at(country, 'cells')),
    ...checkTable(areaColumns, areas.table, at(country, 'areas')),
    ...checkTable(towerColumns, towers, at(country, 'towers')),
    ...checkTable(fibreNodeColumns, fibreNodes, at(country, 'fibreNodes')),
    ...checkTable(fibreRouteColumns, fibreRoutes.table, at(country, 'fibreRoutes')),
    ...checkTable(roadColumns, roads.table, at(country, 'roads')),
  ]
}

/** Rows that have the id of an earlier one. */
function sharedIds(
  country: Country,
  table: 'sites' | 'fibreNodes',
  ids: readonly string[],
  level: ProblemLevel,
): Problem[] {
  const firstRow = new Map<string, number>()
  return ids.flatMap((id, i) => {
    const first = firstRow.get(id)
    if (first === undefined) {
      firstRow.set(id, i)
      return []
    }
    return problem(level, at(country, table, i + 1), {
      code: 'id-shared',
      message: `Found the id "${id}" of row ${first + 1} again`,
      cure: 'Give each row an id of its own',
    })
  })
}

function checkSites(country: Country): Problem[] {
  const { sites, cells, areas } = country
  const count = tableLength(sites)
  if (count === 0) {
    return [
      problem('error', at(country, 'sites'), {
        code: 'sites-none',
        message: 'Cannot plan for no one: the sources hold no settlement and no institution',
        cure: 'Add a population grid or a table of places to connect',
      }),
    ]
  }
  const problems: Problem[] = sharedIds(country, 'sites', sites.id, 'error')
  let withoutArea = 0
  for (let i = 0; i < count; i++) {
    if (sites.area[i] === -1) withoutArea++
    if (sites.kind[i] === 'settlement' && sites.population[i] === 0) {
      problems.push(
        problem('note', at(country, 'sites', i + 1), {
          code: 'settlement-empty',
          message: `Found no people in the settlement "${sites.name[i] || sites.id[i]}"`,
          cure: 'Check its population, or remove it',
        }),
      )
    }
  }
  if (withoutArea > 0 && areas.polygons.length > 0) {
    problems.push(
      problem('note', at(country, 'sites'), {
        code: 'site-without-area',
        message: `Found ${withoutArea} of ${count} sites in no administrative area`,
        cure: 'They count for the country and for no area; check the boundaries',
      }),
    )
  }
  const inCells = sum(cells.population)
  const inSettlements = new Float64Array(count)
  for (let c = 0; c < cells.settlement.length; c++) {
    if (cells.settlement[c] >= 0) inSettlements[cells.settlement[c]] += cells.population[c]
  }
  const settled = sum(inSettlements)
  if (Math.abs(settled - inCells) > 1e-6 * inCells) {
    problems.push(
      problem('error', at(country, 'cells'), {
        code: 'population-lost',
        message: `Found ${Math.round(inCells)} people in cells and ${Math.round(settled)} in settlements`,
        cure: 'Report this: each cell must be counted in one settlement',
      }),
    )
  }
  return problems
}

/** People of the cells against the census of each area, its parts included. */
function checkCensus(country: Country): Problem[] {
  const { areas, cells } = country
  const { table } = areas
  const count = tableLength(table)
  // Said already, with what was taken, where sources were reconciled.
  if (cells.population.length === 0 || country.peopleCompared !== undefined) return []
  const people = new Float64Array(count)
  for (let c = 0; c < cells.area.length; c++) {
    for (let area = cells.area[c]; area !== -1; area = table.parent[area]) {
      people[area] += cells.population[c]
    }
  }
  const problems: Problem[] = []
  for (let area = 0; area < count; area++) {
    const census = table.population[area]
    if (!(census > 0)) continue
    const ratio = people[area] / census
    if (ratio <= censusRatio && ratio >= 1 / censusRatio) continue
    problems.push(
      problem('warning', at(country, 'areas', area + 1), {
        code: 'population-disagrees',
        message: `Found ${Math.round(people[area])} people by the cells and ${Math.round(census)} by the census in "${table.name[area]}": ${ratio.toFixed(2)} times`,
        cure: 'Check boundary and years; plans use the cells',
      }),
    )
  }
  return problems
}

function checkRoads(country: Country): Problem[] {
  const { roads, sites } = country
  const count = tableLength(roads.table)
  if (count === 0) return []
  const problems: Problem[] = []
  const { coordinates } = roads.lines
  const index = indexPoints(
    coordinates.filter((_, i) => i % 2 === 0),
    coordinates.filter((_, i) => i % 2 === 1),
  )
  for (let i = 0; i < tableLength(sites); i++) {
    if (index.nearest(sites.lon[i], sites.lat[i], roadMeters) !== -1) continue
    problems.push(
      problem('note', at(country, 'sites', i + 1), {
        code: 'site-without-road',
        message: `Found no road within 5 km of "${sites.name[i] || sites.id[i]}" at ${sites.lon[i].toFixed(3)}, ${sites.lat[i].toFixed(3)}`,
        cure: 'Fibre along roads cannot reach it; check its position, or add the road',
      }),
    )
  }
  const { pieces, largestShare } = piecesOf(roads.lines, roads.table.lengthMeters, 0)
  if (pieces > 1) {
    problems.push(
      problem('note', at(country, 'roads'), {
        code: 'road-pieces',
        message: `Found that the roads fall into ${pieces} pieces; the largest holds ${Math.round(largestShare * 100)} % of their length`,
        cure: 'Nothing to do for islands; elsewhere two roads may end short of each other on the map',
      }),
    )
  }
  return problems
}

function checkFibre(country: Country): Problem[] {
  const { fibreNodes, fibreRoutes } = country
  const routes = tableLength(fibreRoutes.table)
  if (tableLength(fibreNodes) === 0 && routes === 0) {
    return [
      problem('warning', at(country, 'fibreNodes'), {
        code: 'fibre-none',
        message: 'Found no fibre node and no fibre route: nothing that new fibre could start from',
        cure: 'Add the gateways or landing points, marked as assumed where nobody publishes them',
      }),
    ]
  }
  const problems = [
    ...sharedIds(country, 'fibreNodes', fibreNodes.id, 'warning'),
    ...areasWithoutFibre(country),
  ]
  if (routes > 1) {
    const exact = piecesOf(fibreRoutes.lines, fibreRoutes.table.lengthMeters, 0)
    const near = piecesOf(fibreRoutes.lines, fibreRoutes.table.lengthMeters, endMeters)
    if (exact.pieces > 1) {
      problems.push(
        problem('note', at(country, 'fibreRoutes'), {
          code: 'fibre-pieces',
          message: `Found that ${routes} fibre routes fall into ${exact.pieces} pieces, ${near.pieces} when ends within ${endMeters} m of each other are joined`,
          cure: 'Let routes that meet share their end point, or add the missing ones',
        }),
      )
    }
  }
  return problems
}

/** First-level areas with sites that no fibre node or route stands in: islands most of all. */
function areasWithoutFibre(country: Country): Problem[] {
  const { areas, sites, fibreNodes, fibreRoutes } = country
  const { table, polygons } = areas
  const first = polygons.flatMap((_, i) => (table.level[i] === 1 ? [i] : []))
  if (first.length === 0) return []
  const index = indexAreas(first.map((i) => polygons[i]))
  const hasFibre = new Set<number>()
  for (let n = 0; n < tableLength(fibreNodes); n++) {
    hasFibre.add(index.locate(fibreNodes.lon[n], fibreNodes.lat[n]))
  }
  const { coordinates } = fibreRoutes.lines
  for (let p = 0; p < coordinates.length; p += 2) {
    hasFibre.add(index.locate(coordinates[p], coordinates[p + 1]))
  }
  const sitesIn = new Int32Array(first.length)
  for (let i = 0; i < tableLength(sites); i++) {
    const area = index.locate(sites.lon[i], sites.lat[i])
    if (area !== -1) sitesIn[area]++
  }
  return first.flatMap((area, i) =>
    hasFibre.has(i) || sitesIn[i] === 0
      ? []
      : problem('note', at(country, 'areas', area + 1), {
          code: 'area-without-fibre',
          message: `Found no fibre in "${table.name[area]}", which has ${sitesIn[i]} sites`,
          cure: 'Add its gateway or landing point where there is one; else fibre must come from elsewhere',
        }),
  )
}

function piecesOf(lines: Lines, lengths: Float64Array, meters: number) {
  const { count, pieceForLine } = linePieces(lines, meters)
  const length = new Float64Array(count)
  for (let i = 0; i < pieceForLine.length; i++) length[pieceForLine[i]] += lengths[i]
  let largest = 0
  for (const one of length) if (one > largest) largest = one
  return { pieces: count, largestShare: largest / Math.max(sum(length), 1e-9) }
}

function checkTerrain(country: Country): Problem[] {
  const { terrain, sites } = country
  const tiles = terrain.filter(({ kind }) => kind === 'elevation').map(({ grid }) => grid)
  if (tiles.length === 0) return []
  const problems: Problem[] = []
  let impossible = 0
  for (const { values, missing } of tiles) {
    for (let i = 0; i < values.length; i++) {
      const height = values[i]
      if (height !== missing && (height < -500 || height > 9_000)) impossible++
    }
  }
  if (impossible > 0) {
    problems.push(
      problem('warning', at(country, 'terrain'), {
        code: 'terrain-impossible',
        message: `Found ${impossible} heights below -500 m or above 9,000 m`,
        cure: 'Check which value stands for "no value" in the tiles',
      }),
    )
  }
  let outside = 0
  for (let i = 0; i < tableLength(sites); i++) {
    if (!tiles.some(({ extent }) => isInExtent(sites.lon[i], sites.lat[i], extent))) outside++
  }
  if (outside > 0) {
    problems.push(
      problem('note', at(country, 'terrain'), {
        code: 'terrain-missing',
        message: `Found ${outside} of ${tableLength(sites)} sites outside every terrain tile`,
        cure: 'Add the tiles that cover them: radio is not planned where the ground is unknown',
      }),
    )
  }
  return problems
}
