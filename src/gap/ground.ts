// The ground of a country for radio: one window of heights, and of what stands on it where the sources
// give land cover. Void where no elevation model reaches: what lies behind it is unknown.
import type { Country, Layer } from '#country/model.ts'
import type { Extent } from '#geo/shapes.ts'
import {
  nearestAt,
  type TerrainWindow,
  terrainPyramid,
  terrainWindow,
  turnedLon,
} from '#geo/terrain.ts'
import { clutterHeights } from '#radio/clutter.ts'

/** Heights and, where land cover is known, the clutter on them, m. */
export interface Ground {
  readonly terrain: TerrainWindow
  readonly clutter?: TerrainWindow
}

/** A window of more cells than this is taken at half the resolution, and again. */
const mostCells = 32_000_000

/** A square is built up from this share on (assumed), wooded from the other. */
const builtUpShare = 0.2
const treeShare = 0.5

/** Trees, m: the representative height of P.1812-6 Table 2. */
const treeMeters = 15

const known = new WeakMap<Country, Ground | undefined>()

/** The ground under a country's places; undefined where no source gives elevation. */
export function groundOf(country: Country): Ground | undefined {
  if (!known.has(country)) known.set(country, findGround(country))
  return known.get(country)
}

function findGround(country: Country): Ground | undefined {
  const extent = extentOfPlaces(country)
  return extent === undefined ? undefined : groundOver(country, extent)
}

/** The ground over an extent, degrees; undefined where no source gives elevation. */
export function groundOver(country: Country, extent: Extent): Ground | undefined {
  const gridsOf = (kind: Layer['kind']) =>
    country.terrain.filter((layer) => layer.kind === kind).map(({ grid }) => grid)
  const elevation = gridsOf('elevation')
  if (elevation.length === 0) return undefined
  const finest = terrainWindow(elevation, extent)
  let levels = 1
  for (let cells = finest.values.length; cells > mostCells; cells /= 4) levels++
  const terrain = terrainPyramid(finest, levels)[levels - 1]
  const built = gridsOf('builtUp')
  const trees = gridsOf('tree')
  if (built.length + trees.length === 0) return { terrain }
  return { terrain, clutter: clutterOver(extent, built, trees) }
}

/** Around all that radio joins, with a margin; terrain farther out decides nothing. */
function extentOfPlaces({ sites, towers, fibreNodes }: Country): Extent | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  // Places on both sides of the antimeridian lie near each other: east then lies beyond 180°.
  const first = [sites, towers, fibreNodes].find(({ lon }) => lon.length > 0)?.lon[0] ?? 0
  for (const { lon, lat } of [sites, towers, fibreNodes])
    for (let i = 0; i < lon.length; i++) {
      const x = turnedLon(lon[i], first)
      if (x < west) west = x
      if (x > east) east = x
      if (lat[i] < south) south = lat[i]
      if (lat[i] > north) north = lat[i]
    }
  if (west > east) return undefined
  const margin = 0.02
  return {
    west: west - margin,
    south: Math.max(-90, south - margin),
    east: east + margin,
    north: Math.min(90, north + margin),
  }
}

function clutterOver(
  extent: Extent,
  built: Parameters<typeof terrainWindow>[0],
  trees: Parameters<typeof terrainWindow>[0],
): TerrainWindow {
  const frame = terrainWindow(trees.length > 0 ? trees : built, extent)
  const wooded = trees.length > 0 ? frame : undefined
  const housed = built.length > 0 ? terrainWindow(built, extent) : undefined
  const values = new Float32Array(frame.values.length)
  for (let row = 0; row < frame.height; row++)
    for (let column = 0; column < frame.width; column++) {
      const cell = row * frame.width + column
      const lon = frame.west + column * frame.dLon
      const lat = frame.north - row * frame.dLat
      if (wooded !== undefined && wooded.values[cell] >= treeShare) values[cell] = treeMeters
      if (housed !== undefined && nearestAt(housed, lon, lat) >= builtUpShare)
        values[cell] = clutterHeights.suburban
    }
  return { ...frame, values }
}
