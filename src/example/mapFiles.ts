// The maps of an example country as GeoJSON: districts and coast, rivers, roads, fibre.
import { type Feature, geoJsonFile, pairs } from '#example/_text.ts'
import { type Ground, latAt, lonAt, rounded } from '#example/ground.ts'
import { crossing, groupRings, outlineLabels, type RingGroup } from '#example/outline.ts'
import { keptPoints, type Placer, roadLines } from '#example/roadLines.ts'
import { roadKinds } from '#example/roads.ts'
import type { World } from '#example/world.ts'

/** Districts and the coast, from one set of borders. */
export function addOutlines(world: World, files: Map<string, Uint8Array>): void {
  const { districts, settlements, names } = world
  const outline = outlineLabels(world.land.ground, districts.district, districts.count)
  const people = new Float64Array(districts.count + 1)
  settlements.cell.forEach((cell, i) => {
    people[districts.district[cell]] += settlements.population[i]
  })
  const coordinates = (group: RingGroup): number[][][] => group.map(pairs)
  const areas: Feature[] = []
  for (let d = 1; d <= districts.count; d++) {
    areas.push({
      properties: {
        id: `${names.iso3}-${String(d).padStart(2, '0')}`,
        name: names.districts[d],
        admin_level: 1,
        population: people[d],
      },
      type: 'MultiPolygon',
      coordinates: groupRings(outline.ringsForLabel[d]).map(coordinates),
    })
  }
  files.set('areas.geojson', geoJsonFile(areas))
  const land = groupRings(outline.coast).map(
    (group): Feature => ({ properties: {}, type: 'Polygon', coordinates: coordinates(group) }),
  )
  files.set('land.geojson', geoJsonFile(land))
}

/** Rivers, drawn downstream. */
export function riversFile({ land, names }: World, place: Placer): Uint8Array {
  const { ground, rivers } = land
  const km2 = ground.cellKm * ground.cellKm
  const features = rivers.map(({ cells, river, upstreamCells }): Feature => {
    const points = cells.map(place)
    const last = cells.length - 1
    if (ground.island[cells[last]] === 0) points[last] = coastPoint(ground, cells)
    const line = keptPoints(points, 0.45 * ground.cellDegrees).map((i) => points[i])
    return {
      properties: {
        waterway: upstreamCells * km2 > 40 ? 'river' : 'stream',
        name: names.rivers[river],
        upstream_km2: Math.round(upstreamCells * km2 * 10) / 10,
      },
      type: 'LineString',
      coordinates: line,
    }
  })
  return geoJsonFile(features)
}

/** Where a river's last step, from a cell of land to the sea beside it, meets the coast. */
function coastPoint(ground: Ground, cells: readonly number[]): readonly [number, number] {
  const land = cells[cells.length - 2]
  const sea = cells[cells.length - 1]
  const share = crossing(ground.shape[land], ground.shape[sea])
  const at = (cell: number): [number, number] => [
    cell % ground.width,
    Math.floor(cell / ground.width),
  ]
  const [x1, y1] = at(land)
  const [x2, y2] = at(sea)
  return [
    rounded(lonAt(ground, x1 + share * (x2 - x1))),
    rounded(latAt(ground, y1 + share * (y2 - y1))),
  ]
}

/** Roads by class, two of which meet where they share a coordinate, and the fibre along them. */
export function addNetworks(world: World, place: Placer, files: Map<string, Uint8Array>): void {
  const { land, roads, settlements } = world
  const tolerance = 0.3 * land.ground.cellDegrees
  const settled = new Set(settlements.cell)
  // Cables bend where their road does.
  const bends = new Set<number>()
  const features = roadLines(land.ground, roads).map(({ kind, cells }, i): Feature => {
    const points = cells.map(place)
    const kept = keptPoints(points, tolerance, (k) => settled.has(cells[k]))
    for (const k of kept) bends.add(cells[k])
    return {
      properties: { id: `R${i + 1}`, highway: roadKinds[kind - 1] },
      type: 'LineString',
      coordinates: kept.map((k) => points[k]),
    }
  })
  files.set('roads.geojson', geoJsonFile(features))
  const onRoad = (cell: number): boolean => roads.touched[cell] !== 0
  addFibre(world, place, files, (cell) => bends.has(cell) || !onRoad(cell))
}

/** Nodes and routes of the fibre. */
function addFibre(
  { fibre, names }: World,
  place: Placer,
  files: Map<string, Uint8Array>,
  isBend: (cell: number) => boolean,
): void {
  const operator = 'Backbone Company'
  const nodes = fibre.nodes.map(({ cell, role, settlement, status }, i): Feature => {
    const town = settlement >= 0 ? names.settlements[settlement] : ''
    const name = town || `${role === 'landing' ? 'Landing' : 'Splice'} ${i + 1}`
    return {
      properties: { id: `N${i + 1}`, name, role, status, operator },
      type: 'Point',
      coordinates: place(cell),
    }
  })
  const routes = fibre.routes.map(({ cells, status, isSubmarine }, i): Feature => {
    const last = cells.length - 1
    const kept = cells.filter((cell, k) => k === 0 || k === last || isSubmarine || isBend(cell))
    const name = isSubmarine ? 'Submarine cable' : `Backbone ${i + 1}`
    return {
      properties: { id: `F${i + 1}`, name, status, operator },
      type: 'LineString',
      coordinates: kept.map(place),
    }
  })
  files.set('fibre-nodes.geojson', geoJsonFile(nodes))
  files.set('fibre-routes.geojson', geoJsonFile(routes))
}
