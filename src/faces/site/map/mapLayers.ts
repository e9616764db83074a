// What the moving map is made from, as one JSON document: places in columns, lines and polygons in
// small whole numbers, and the words and sums of each year, so that the browser needs no catalogue.
import { technologies } from '#country/model.ts'
import { publicLine } from '#faces/report/publicPlace.ts'
import { usdFigure } from '#faces/site/figures.ts'
import { existingFibre, groundOf, towerReach } from '#faces/site/map/layers.ts'
import { siteName } from '#faces/site/pages/sites.ts'
import { choices } from '#faces/site/parts/symbols.ts'
import type { View } from '#faces/site/view.ts'
import type { FlatLine, MultiPolygon } from '#geo/shapes.ts'

/** Whole numbers of this many per degree: 1.1 m. */
const perDegree = 100_000

/** A line as whole numbers, each after the first pair as a difference. */
type PackedLine = readonly number[]
type PackedPolygons = readonly (readonly PackedLine[])[]

/** The document of `/map.json`. */
export interface MapLayers {
  readonly perDegree: number
  readonly choices: readonly string[]
  readonly technologies: readonly string[]
  readonly land: PackedPolygons
  readonly borders: PackedPolygons
  /** The country's boundary as the operator draws it; empty where they give none. */
  readonly outline: PackedPolygons
  readonly neighbors: PackedPolygons
  readonly reach: {
    readonly polygons: PackedPolygons
    /** lon, lat and radius in meters, one after the other. */
    readonly circles: readonly number[]
  }
  readonly standing: readonly PackedLine[]
  readonly links: {
    readonly technology: readonly number[]
    readonly year: readonly number[]
    readonly line: readonly PackedLine[]
  }
  readonly sites: {
    readonly id: readonly string[]
    readonly name: readonly string[]
    readonly lon: readonly number[]
    readonly lat: readonly number[]
    readonly people: readonly number[]
    readonly choice: readonly number[]
    readonly year: readonly number[]
    readonly settlement: readonly number[]
  }
  /** What stands at the end of each year, as markup for the figures below the map. */
  readonly years: readonly {
    readonly year: number
    readonly cost: string
    readonly people: string
    readonly sites: string
  }[]
}

/** Everything a map of the study shows. */
export function mapLayers(view: View): MapLayers {
  const { study } = view
  const { result, sites, links } = study
  const { land, borders, outline, neighbors } = groundOf(result, view.territories)
  const reach = towerReach(result)
  return {
    perDegree,
    choices,
    technologies,
    land: packPolygons(land),
    borders: packPolygons(borders),
    outline: packPolygons(outline),
    neighbors: packPolygons(neighbors),
    reach: {
      polygons: packPolygons(reach.polygons),
      circles: reach.circles.flatMap(({ lon, lat, radiusMeters }) => [
        whole(lon),
        whole(lat),
        Math.round(radiusMeters),
      ]),
    },
    standing: existingFibre(result.country).map(packLine),
    links: {
      technology: links.technology.map((each) => technologies.indexOf(each)),
      year: Array.from(links.year),
      line: links.id.map((_, i) => packLine(publicLine(result.study, result.plan.linkLines, i))),
    },
    sites: {
      id: sites.id,
      name: sites.id.map((_, row) => siteName(view.words, view, row)),
      lon: Array.from(sites.lon, whole),
      lat: Array.from(sites.lat, whole),
      people: sites.id.map((_, row) => Math.round(sites.population[row] || sites.users[row] || 0)),
      choice: sites.choice.map((each) => choices.indexOf(each)),
      year: Array.from(sites.year),
      settlement: sites.kind.map((kind) => (kind === 'settlement' ? 1 : 0)),
    },
    years: yearSums(view),
  }
}

function yearSums({ words, study }: View): MapLayers['years'] {
  let capexUsd = 0
  let people = 0
  let sites = 0
  return study.result.roadmap.phases.map((phase) => {
    capexUsd += phase.capexUsd
    people += phase.people ?? 0
    sites += phase.sites
    return {
      year: phase.year,
      cost: usdFigure(words, capexUsd).markup,
      people: words.count(Math.round(people)),
      sites: words.count(sites),
    }
  })
}

function whole(degrees: number): number {
  return Math.round(degrees * perDegree)
}

function packLine(line: FlatLine): PackedLine {
  const packed: number[] = []
  for (let i = 0; i < line.length; i += 2) {
    const lon = whole(line[i])
    const lat = whole(line[i + 1])
    const [dx, dy] = i === 0 ? [lon, lat] : [lon - whole(line[i - 2]), lat - whole(line[i - 1])]
    if (i > 0 && dx === 0 && dy === 0) continue
    packed.push(dx, dy)
  }
  return packed
}

function packPolygons(polygons: MultiPolygon): PackedPolygons {
  return polygons.map((rings) => rings.map(packLine))
}
