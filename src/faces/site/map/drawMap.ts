// The map as an SVG file, drawn by the server: what a page shows where no script runs, and until it does.
// Fill first, then lines, then places; unserved on top. Places of one kind and size share one path.
import { technologies } from '#country/model.ts'
import { publicLine } from '#faces/report/publicPlace.ts'
import { escapeText } from '#faces/site/html.ts'
import { compass, mapRules, scaleLine } from '#faces/site/map/furniture.ts'
import { placeLabels } from '#faces/site/map/labels.ts'
import {
  existingFibre,
  type Ground,
  groundOf,
  shownExtent,
  sizeForSite,
  towerReach,
} from '#faces/site/map/layers.ts'
import {
  type DrawingSize,
  linePath,
  type Projection,
  polygonPath,
  projection,
} from '#faces/site/map/projection.ts'
import type { MarkKind } from '#faces/site/parts/symbols.ts'
import type { View } from '#faces/site/view.ts'
import type { Extent } from '#geo/shapes.ts'
import type { Choice } from '#plan/plan.ts'

/** What a drawing shows. */
export interface MapChoice {
  readonly shown: ReadonlySet<Choice>
  /** Built until the end of this year. */
  readonly year: number
  /** Only this extent, and not the whole country. */
  readonly extent?: Extent
  /** For a screen of which size; a desk's where not said. */
  readonly size?: DrawingSize
}

/** With more places than this the marks shrink, so that they do not hide each other. */
const roomyPlaces = 2500

/** Places of one kind closer than this are drawn as one, so that a drawing stays small. */
export const mergedPixels = 5

/** Order of drawing: what matters most lies on top. */
const order: readonly MarkKind[] = [
  'alreadyServed',
  'later',
  'unknown',
  'cellular',
  'fibre',
  'fixedWireless',
  'microwave',
  'satellite',
  'unserved',
]

/** The drawing, as the text of an SVG file. */
export function drawMap(view: View, choice: MapChoice): string {
  const { result } = view.study
  const on = projection(choice.extent ?? shownExtent(result), choice.size)
  const ground = groundOf(result, view.territories)
  const landPath = polygonPath(on, ground.land)
  const whole = `M0 0h${on.width}v${on.height}h-${on.width}z`
  const parts = [
    // Where no source tells land from sea, all of it is ground.
    `<rect width="${on.width}" height="${on.height}" fill="var(--${landPath === '' ? 'land' : 'sea'})"/>`,
    `<clipPath id="l"><path clip-rule="evenodd" d="${landPath || whole}"/></clipPath>`,
    ...neighborPaths(ground, on),
    `<path d="${landPath}" style="fill:var(--land);fill-rule:evenodd"/>`,
    `<g clip-path="url(#l)"><path style="fill:var(--covered)" d="${reachPath(view, on)}"/></g>`,
    `<path clip-path="url(#l)" d="${polygonPath(on, ground.borders)}" stroke="var(--edge)" stroke-width="1" opacity=".6"/>`,
    ...outlinePaths(ground, on),
    ...linkPaths(view, on, choice),
    ...sitePaths(view, on, choice),
    ...placeLabels(result, on).map(
      ({ x, y, lines }) =>
        `<text x="${x}" y="${y}" text-anchor="middle">${escapeText(lines[0])}</text>`,
    ),
    scaleLine(view.words, on),
    compass(view.words, on),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${on.width} ${on.height}"><style>${mapRules}</style>${parts.join('')}</svg>`
}

/** Other countries' land: paler, so that nobody takes it for planned. */
function neighborPaths({ neighbors }: Ground, on: Projection): string[] {
  const path = polygonPath(on, neighbors)
  return path === ''
    ? []
    : [
        `<path d="${path}" style="fill:var(--land);fill-rule:evenodd;opacity:.55" stroke="var(--edge)" stroke-width="1"/>`,
      ]
}

function outlinePaths({ outline }: Ground, on: Projection): string[] {
  const path = polygonPath(on, outline)
  return path === '' ? [] : [`<path d="${path}" stroke="var(--edge)" stroke-width="2"/>`]
}

function reachPath(view: View, on: Projection): string {
  const { circles, polygons } = towerReach(view.study.result)
  const round = circles.map(({ lon, lat, radiusMeters }) => {
    const r = Math.round(radiusMeters / 100 / on.kmPerUnit) / 10
    return `M${(on.x(lon) - r).toFixed(1)} ${on.y(lat).toFixed(1)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0z`
  })
  return polygonPath(on, polygons) + round.join('')
}

function linkPaths(view: View, on: Projection, { shown, year }: MapChoice): string[] {
  const { result, links } = view.study
  const paths: string[] = []
  const standing = existingFibre(result.country).map((line) => linePath(on, line, false))
  if (standing.length > 0)
    paths.push(`<path d="${standing.join('')}" stroke="var(--fibre)" stroke-width="3"/>`)
  for (const technology of technologies) {
    if (!shown.has(technology)) continue
    let path = ''
    links.technology.forEach((each, i) => {
      if (each === technology && isBuilt(links.year[i], year))
        path += linePath(on, publicLine(result.study, result.plan.linkLines, i), false)
    })
    if (path !== '')
      paths.push(
        `<path d="${path}" stroke="var(--${technology})" stroke-width="2.2" stroke-dasharray="6 4.5"/>`,
      )
  }
  return paths
}

function isBuilt(year: number, until: number): boolean {
  return year > 0 && year <= until
}

function sitePaths(view: View, on: Projection, { shown, year }: MapChoice): string[] {
  const { sites } = view.study
  const crowding = Math.min(1, Math.max(0.7, Math.sqrt(roomyPlaces / sites.id.length)))
  const radii = [4.5, 6, 8, 10, 13].map((radius) => Math.round(radius * crowding * 10) / 10)
  const radiusOf = sizeForSite(sites, radii)
  // Kind, then radius, then the places that stand for their neighbors.
  const groups = new Map<MarkKind, Map<number, string[]>>(order.map((kind) => [kind, new Map()]))
  const taken = new Set<string>()
  const bySize = Array.from(sites.choice, (_, i) => i).sort((a, b) => radiusOf(b) - radiusOf(a))
  for (const i of bySize) {
    const choice = sites.choice[i]
    if (!shown.has(choice)) continue
    const planned = (technologies as readonly string[]).includes(choice)
    const kind: MarkKind = planned && !isBuilt(sites.year[i], year) ? 'later' : choice
    const x = on.x(sites.lon[i])
    const y = on.y(sites.lat[i])
    if (x < -20 || y < -20 || x > on.width + 20 || y > on.height + 20) continue
    const spot = `${kind} ${Math.round(x / mergedPixels)} ${Math.round(y / mergedPixels)}`
    if (taken.has(spot)) continue
    taken.add(spot)
    const radius =
      kind === 'alreadyServed' || kind === 'later' ? Math.round(32 * crowding) / 10 : radiusOf(i)
    const places = groups.get(kind)?.get(radius) ?? []
    places.push(`M${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`)
    groups.get(kind)?.set(radius, places)
  }
  return [...groups].flatMap(([kind, sizes]) =>
    [...sizes].flatMap(([radius, places]) => markPaths(kind, radius, places)),
  )
}

/** Marks of one kind and size. A dot is a line of no length with a round or square end. */
function markPaths(kind: MarkKind, r: number, places: readonly string[]): string[] {
  const color = `var(--${kind === 'alreadyServed' || kind === 'later' ? 'unknown' : kind})`
  const each = (after: string): string => places.map((place) => place + after).join('')
  const stroke = (d: string, width: number, more = ''): string =>
    `<path d="${d}" stroke="${color}" stroke-width="${width}"${more}/>`
  const halo = (d: string, width: number, cap = 'round'): string =>
    `<path d="${d}" stroke="var(--land)" stroke-width="${width}" stroke-linecap="${cap}"/>`
  const ring = each(`m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0`)
  const dots = each('h0')
  switch (kind) {
    case 'fibre':
      return [halo(dots, 2 * r + 2), stroke(dots, 2 * r)]
    case 'cellular':
      return [halo(dots, 1.8 * r + 2, 'square'), stroke(dots, 1.8 * r, ' stroke-linecap="square"')]
    case 'microwave':
    case 'fixedWireless': {
      const shape =
        kind === 'microwave'
          ? `m0-${1.2 * r}l${1.2 * r} ${1.2 * r} ${-1.2 * r} ${1.2 * r} ${-1.2 * r} ${-1.2 * r}z`
          : `m0-${1.1 * r}l${1.15 * r} ${2.1 * r}h${-2.3 * r}z`
      return [
        `<path d="${each(shape)}" style="fill:${color}" stroke="var(--land)" stroke-width="1"/>`,
      ]
    }
    case 'satellite':
      return [halo(dots, 2 * r + 3), stroke(ring, 2.4), stroke(dots, 0.9 * r)]
    case 'unserved': {
      const cross = each(`m${-r}-${r}l${2 * r} ${2 * r}m0-${2 * r}l${-2 * r} ${2 * r}`)
      return [halo(cross, 5), stroke(cross, 2.8)]
    }
    case 'unknown':
      return [halo(dots, 2 * r + 2), stroke(ring, 1.8, ' stroke-dasharray=".1 3.2"')]
    case 'later':
      return [halo(dots, 2 * r + 1), stroke(ring, 1.3)]
    default:
      return [stroke(dots, 2 * r, ' opacity=".55"')]
  }
}
