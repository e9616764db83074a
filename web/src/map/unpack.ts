// The map's document as GeoJSON: columns become features, packed whole numbers become degrees.
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Position } from 'geojson'
import type { MapLayers } from '../../../src/faces/site/map/mapLayers.ts'

/** What the map draws, source by source. */
export interface MapSources {
  readonly land: FeatureCollection
  readonly sea: FeatureCollection
  readonly borders: FeatureCollection
  readonly outline: FeatureCollection
  readonly neighbors: FeatureCollection
  readonly reach: FeatureCollection
  readonly standing: FeatureCollection
  readonly links: FeatureCollection
  readonly sites: FeatureCollection
}

/** A place's properties on the map. */
export interface SiteProperties {
  readonly row: number
  readonly choice: string
  /** Year the plan serves it; 0 where it builds nothing in these years. */
  readonly year: number
  /** True where the plan builds something, now or never. */
  readonly planned: boolean
  /** Radius relative to the largest place, from 0 to 1. */
  readonly size: number
  /** Its rank by people among settlements; larger than any for institutions. */
  readonly rank: number
  readonly name: string
}

/** Metres in a degree of latitude. */
const metersPerDegree = 111_195

/** Every source of the map. */
export function unpack(layers: MapLayers): MapSources {
  const { perDegree } = layers
  const line = (packed: readonly number[]): Position[] => {
    const positions: Position[] = []
    let lon = 0
    let lat = 0
    for (let i = 0; i < packed.length; i += 2) {
      lon += packed[i]
      lat += packed[i + 1]
      positions.push([lon / perDegree, lat / perDegree])
    }
    return positions
  }
  const polygons = (packed: MapLayers['land']): MultiPolygon => ({
    type: 'MultiPolygon',
    coordinates: packed.map((rings) => rings.map(line)),
  })
  const land = polygons(layers.land)
  const lines = (packed: readonly (readonly number[])[]): Feature[] =>
    packed
      .filter((each) => each.length >= 4)
      .map((each) => feature({ type: 'LineString', coordinates: line(each) }))
  return {
    land: collection(land.coordinates.length === 0 ? [] : [feature(land)]),
    // Where no source tells land from sea, all of it is ground.
    sea: collection(land.coordinates.length === 0 ? [] : [feature(seaAround(land))]),
    borders: collection([feature(polygons(layers.borders))]),
    outline: collection([feature(polygons(layers.outline))]),
    neighbors: collection([feature(polygons(layers.neighbors))]),
    reach: collection([
      feature(polygons(layers.reach.polygons)),
      feature({ type: 'MultiPolygon', coordinates: circles(layers) }),
    ]),
    standing: collection(lines(layers.standing)),
    links: collection(
      layers.links.line.flatMap((packed, i) =>
        packed.length < 4
          ? []
          : [
              feature(
                { type: 'LineString', coordinates: line(packed) },
                {
                  technology: layers.technologies[layers.links.technology[i]],
                  year: Math.max(0, layers.links.year[i]),
                },
              ),
            ],
      ),
    ),
    sites: collection(siteFeatures(layers)),
  }
}

function siteFeatures({ sites, choices, technologies, perDegree }: MapLayers): Feature[] {
  let most = 1
  for (const people of sites.people) if (people > most) most = people
  const ranked = sites.people
    .map((_, row) => row)
    .filter((row) => sites.settlement[row] === 1)
    .sort((a, b) => sites.people[b] - sites.people[a])
  const rank = new Float64Array(sites.id.length).fill(1e9)
  ranked.forEach((row, i) => {
    rank[row] = i
  })
  return sites.id.map((_, row) => {
    const choice = choices[sites.choice[row]]
    const properties: SiteProperties = {
      row,
      choice,
      year: Math.max(0, sites.year[row]),
      planned: technologies.includes(choice),
      size: Math.sqrt(sites.people[row] / most),
      rank: rank[row],
      name: sites.name[row],
    }
    const coordinates = [sites.lon[row] / perDegree, sites.lat[row] / perDegree]
    return feature({ type: 'Point', coordinates }, { ...properties })
  })
}

function circles({ reach, perDegree }: MapLayers): Position[][][] {
  const rings: Position[][][] = []
  for (let i = 0; i < reach.circles.length; i += 3) {
    const lon = reach.circles[i] / perDegree
    const lat = reach.circles[i + 1] / perDegree
    const high = reach.circles[i + 2] / metersPerDegree
    const wide = high / Math.cos((lat * Math.PI) / 180)
    const ring = Array.from({ length: 41 }, (_, k): Position => {
      const angle = (k / 40) * 2 * Math.PI
      return [lon + wide * Math.cos(angle), lat + high * Math.sin(angle)]
    })
    rings.push([ring])
  }
  return rings
}

/** The world with the land cut out, to lie over what reaches beyond the coast; lakes are sea too. */
function seaAround(land: MultiPolygon): MultiPolygon {
  const world: Position[] = [
    [-180, -85],
    [180, -85],
    [180, 85],
    [-180, 85],
    [-180, -85],
  ]
  const outer = land.coordinates.map((rings) => rings[0])
  const lakes = land.coordinates.flatMap((rings) => rings.slice(1)).map((ring) => [ring])
  return { type: 'MultiPolygon', coordinates: [[world, ...outer], ...lakes] }
}

function feature(geometry: Geometry, properties: Record<string, unknown> = {}): Feature {
  return { type: 'Feature', geometry, properties }
}

function collection(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features }
}
