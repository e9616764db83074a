// The maps of an example country as GeoJSON: districts and coast, rivers, roads, fibre.
import { type Feature, geoJsonFile, pairs } from '#example/_text.ts'
import { type Ground, latAt, lonAt, rounded } from '#example/ground.ts'
import { crossing, groupRings, outlineLabels, type RingGroup } from '#example/outline.ts'
import { type Placer, roadLines, simplified } from '#example/roadLines.ts'
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
    const line = simplified(points, 0.45 * ground.cellDegrees, () => false)
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

/** Roads by class; two meet where they share a coordinate. */
export function roadsFile({ land, roads, settlements }: World, place: Placer): Uint8Array {
  const { ground } = land
  const settled = new Set(settlements.cell)
  const features = roadLines(ground, roads).map(
    ({ kind, cells }, i): Feature => ({
      properties: { id: `R${i + 1}`, highway: roadKinds[kind - 1] },
      type: 'LineString',
      coordinates: simplified(cells.map(place), 0.3 * ground.cellDegrees, (k) =>
        settled.has(cells[k]),
      ),
    }),
  )
  return geoJsonFile(features)
}

/** Nodes and routes of the fibre. */
export function addFibre(world: World, place: Placer, files: Map<string, Uint8Array>): void {
  const { fibre, names, settlements } = world
  const { ground } = world.land
  const operator = 'Backbone Company'
  const nodes = fibre.nodes.map(({ cell, role, settlement, status }, i): Feature => {
    const name =
      settlement >= 0
        ? names.settlements[settlement]
        : role === 'landing'
          ? `Landing ${i + 1}`
          : `Splice ${i + 1}`
    return {
      properties: { id: `N${i + 1}`, name, role, status, operator },
      type: 'Point',
      coordinates: place(cell),
    }
  })
  const settled = new Set(settlements.cell)
  const routes = fibre.routes.map(({ cells, status, isSubmarine }, i): Feature => {
    const points = cells.map(place)
    const tolerance = isSubmarine ? 0 : 0.3 * ground.cellDegrees
    return {
      properties: {
        id: `F${i + 1}`,
        name: isSubmarine ? 'Submarine cable' : `Backbone ${i + 1}`,
        status,
        operator,
      },
      type: 'LineString',
      coordinates: simplified(points, tolerance, (k) => settled.has(cells[k])),
    }
  })
  files.set('fibre-nodes.geojson', geoJsonFile(nodes))
  files.set('fibre-routes.geojson', geoJsonFile(routes))
}
