// The layers a study is published as: a table with its geometry, row for row. Every format writes the
// same layers.
import { type Schema, type Table, tableLength } from '#base/table.ts'
import { type LayerName, sourcesOfLayer } from '#faces/report/layerSources.ts'
import { publicLine } from '#faces/report/publicPlace.ts'
import {
  publicAreaColumns,
  publicAreas,
  publicLinkColumns,
  publicLinks,
  publicSiteColumns,
  publicSites,
} from '#faces/report/tables.ts'
import type { FlatLine, MultiPolygon } from '#geo/shapes.ts'
import type { StudyResult } from '#study.ts'

/** The geometry of a layer's rows. */
export type LayerGeometry =
  | { readonly type: 'Point'; readonly lon: ArrayLike<number>; readonly lat: ArrayLike<number> }
  | { readonly type: 'LineString'; readonly lines: readonly FlatLine[] }
  | { readonly type: 'MultiPolygon'; readonly polygons: readonly MultiPolygon[] }

/** One layer. */
export interface PublicLayer {
  readonly name: LayerName
  readonly means: string
  /** The ids of the sources it is made from. */
  readonly sources: readonly string[]
  readonly schema: Schema
  readonly table: Table<Schema>
  readonly length: number
  readonly geometry: LayerGeometry
}

/** Every layer of a study's result: sites, links, areas. */
export function publicLayers(result: StudyResult): readonly PublicLayer[] {
  const { country, gap, plan, study } = result
  const sites = publicSites(result)
  const links = publicLinks(result)
  const areas = publicAreas(result)
  const sourcesOf = (layer: LayerName) => sourcesOfLayer(country, layer).map(({ id }) => id)
  return [
    {
      name: 'sites',
      means: 'Places, what serves them today, what the plan does there, when and at what cost',
      sources: sourcesOf('sites'),
      schema: publicSiteColumns,
      table: sites,
      length: tableLength(sites),
      geometry: { type: 'Point', lon: sites.lon, lat: sites.lat },
    },
    {
      name: 'links',
      means: 'New links of the plan, each once, with year and cost',
      sources: sourcesOf('links'),
      schema: publicLinkColumns,
      table: links,
      length: tableLength(links),
      geometry: {
        type: 'LineString',
        lines: links.id.map((_, index) => publicLine(study, plan.linkLines, index)),
      },
    },
    {
      name: 'areas',
      means: 'Areas, with people and sites served, unserved and unknown today',
      sources: sourcesOf('areas'),
      schema: publicAreaColumns,
      table: areas,
      length: tableLength(areas),
      geometry: {
        type: 'MultiPolygon',
        polygons: gap.areas.map(({ area }) => country.areas.polygons[area] ?? []),
      },
    },
  ]
}
