// The map's style: one fill, lines under places, unserved on top; solid stands, dashed is planned. The
// colors are the page's own, so that dark mode and forced colors come from one place.
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl'
import { iconRadius } from './icons.ts'
import type { MapSources } from './unpack.ts'

/** What the legend and the years ask to see. */
export interface Shown {
  readonly choices: ReadonlySet<string>
  readonly year: number
}

const plannedTechnologies = ['fibre', 'microwave', 'fixedWireless', 'cellular', 'satellite']

/** Layers that hold places, to be asked what lies under a pointer. */
export const placeLayers = ['served', 'later', 'unknown', 'built', 'unserved']

/** A color of the page by its token's name, in a form that WebGL code can read. */
export function pageColor(name: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(--${name})`
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

/**
 * The whole style.
 *
 * @param zoom Where the whole country is seen: sizes grow from there.
 * @param crowding Smaller than 1 where so many places would hide each other.
 */
export function mapStyle(
  sources: MapSources,
  shown: Shown,
  color: (name: string) => string,
  zoom: number,
  crowding: number,
): StyleSpecification {
  const radius = (factor: number): ExpressionSpecification => [
    'max',
    3 * Math.sqrt(factor),
    ['*', (3.4 + 0.6 * factor) * factor, ['+', 1, ['*', 2.4, ['get', 'size']]]],
  ]
  const grow = (of: (factor: number) => ExpressionSpecification): ExpressionSpecification => [
    'interpolate',
    ['linear'],
    ['zoom'],
    zoom,
    of(crowding),
    zoom + 2,
    of(1),
    zoom + 5,
    of(1.7),
  ]
  const iconSize = grow((factor) => ['/', radius(factor), iconRadius])
  const marks = (
    id: string,
    filter: FilterSpecification,
    image: string | ExpressionSpecification,
  ): LayerSpecification => ({
    id,
    type: 'symbol',
    source: 'sites',
    filter,
    layout: {
      'icon-image': image,
      'icon-size': iconSize,
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': ['-', 0, ['get', 'size']],
    },
  })
  const filters = placeFilters(shown)
  return {
    version: 8,
    sources: Object.fromEntries(
      Object.entries(sources).map(([name, data]) => [
        name,
        { type: 'geojson', data, tolerance: 0.3 },
      ]),
    ),
    layers: [
      {
        id: 'ground',
        type: 'background',
        paint: { 'background-color': color(sources.land.features.length === 0 ? 'land' : 'sea') },
      },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': color('land') } },
      { id: 'reach', type: 'fill', source: 'reach', paint: { 'fill-color': color('covered') } },
      { id: 'sea', type: 'fill', source: 'sea', paint: { 'fill-color': color('sea') } },
      {
        id: 'neighbors',
        type: 'fill',
        source: 'neighbors',
        paint: {
          'fill-color': color('land'),
          'fill-opacity': 0.55,
          'fill-outline-color': color('edge'),
        },
      },
      {
        id: 'outline',
        type: 'line',
        source: 'outline',
        paint: { 'line-color': color('edge'), 'line-width': 1.6 },
      },
      {
        id: 'borders',
        type: 'line',
        source: 'borders',
        paint: { 'line-color': color('edge'), 'line-width': 0.7, 'line-opacity': 0.7 },
      },
      {
        id: 'standing',
        type: 'line',
        source: 'standing',
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': color('fibre'), 'line-width': 2.2 },
      },
      ...plannedTechnologies.map(
        (technology): LayerSpecification => ({
          id: `links-${technology}`,
          type: 'line',
          source: 'links',
          filter: linkFilter(shown, technology),
          paint: {
            'line-color': color(technology),
            'line-width': 1.6,
            'line-dasharray': [3, 2],
          },
        }),
      ),
      {
        id: 'served',
        type: 'circle',
        source: 'sites',
        filter: filters.served,
        paint: {
          'circle-color': color('unknown'),
          'circle-radius': grow((factor) => ['*', 0.55, radius(factor)]),
          'circle-opacity': 0.6,
        },
      },
      marks('later', filters.later, 'later'),
      marks('unknown', filters.unknown, 'unknown'),
      marks('built', filters.built, ['get', 'choice']),
      marks('unserved', filters.unserved, 'unserved'),
      {
        id: 'names',
        type: 'symbol',
        source: 'sites',
        filter: [
          '<',
          ['get', 'rank'],
          ['step', ['zoom'], 9, zoom + 1, 24, zoom + 2.5, 90, zoom + 4, 1e8],
        ],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': [
            'Segoe UI Bold',
            'Roboto Bold',
            'Noto Sans Bold',
            'Arial Bold',
            'sans-serif',
          ],
          'text-size': 14,
          'text-anchor': 'bottom',
          'text-offset': [0, -0.7],
          'text-padding': 12,
          'symbol-sort-key': ['get', 'rank'],
        },
        paint: {
          'text-color': color('ink'),
          'text-halo-color': color('land'),
          'text-halo-width': 1.8,
        },
      },
    ],
  }
}

/** Which places each layer shows. */
export function placeFilters({ choices, year }: Shown): Record<string, FilterSpecification> {
  const chosen = (kinds: readonly string[]): ExpressionSpecification => [
    'in',
    ['get', 'choice'],
    ['literal', kinds.filter((kind) => choices.has(kind))],
  ]
  const isBuilt: ExpressionSpecification = [
    'all',
    ['>', ['get', 'year'], 0],
    ['<=', ['get', 'year'], year],
  ]
  return {
    served: chosen(['alreadyServed']),
    later: ['all', chosen(plannedTechnologies), ['!', isBuilt]],
    unknown: chosen(['unknown']),
    built: ['all', chosen(plannedTechnologies), isBuilt],
    unserved: chosen(['unserved']),
  }
}

/** Which links of a technology are shown. */
export function linkFilter({ choices, year }: Shown, technology: string): FilterSpecification {
  return [
    'all',
    ['==', ['get', 'technology'], choices.has(technology) ? technology : ''],
    ['>', ['get', 'year'], 0],
    ['<=', ['get', 'year'], year],
  ]
}

/** Layers of links, with their technology. */
export const linkLayers = plannedTechnologies.map(
  (technology) => [`links-${technology}`, technology] as const,
)
