// Which sources each published layer is made from: those whose rows, people, routes or signal stand in it, or in
// the figures of its rows.
import type { Country, Source } from '#country/model.ts'

/** The layers of a study that are published. */
export type LayerName = 'sites' | 'links' | 'areas'

/**
 * The sources of a layer, in the country's order.
 *
 * Sites carry their cost, hence roads and hills; areas tell only of today, hence neither roads nor what is built.
 */
export function sourcesOfLayer(country: Country, layer: LayerName): readonly Source[] {
  const { sites, cells, areas, roads, fibreNodes, fibreRoutes, towers, sources } = country
  const { coverage, terrain, lenders = [] } = country
  const people = [sites.source, cells.source, lenders]
  const ground = terrain.map(({ source }) => source)
  // Hills decide who hears a tower only where no map of coverage does.
  const signal = towers.source.length > 0 && coverage.length === 0 ? ground : []
  const service = [towers.source, coverage.map(({ source }) => source), signal]
  const fibre = [fibreNodes.source, fibreRoutes.table.source]
  const lists: Readonly<Record<LayerName, readonly ArrayLike<number>[]>> = {
    sites: [...people, areas.table.source, ...service, ...fibre, roads.table.source, ground],
    links: [sites.source, lenders, roads.table.source, ...fibre, ground],
    areas: [areas.table.source, ...people, ...service, ...fibre],
  }
  const used = new Set(lists[layer].flatMap((list) => Array.from(list)))
  return sources.filter((_, index) => used.has(index))
}
