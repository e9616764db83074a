// A map of who lacks service, area by area or country by country, as an SVG file: five classes that are
// the same on every such map, a hatch where nobody knows, and the share written on what it belongs to.
import { percent } from '#faces/site/figures.ts'
import { escapeText } from '#faces/site/html.ts'
import { compass, mapRules, scaleLine } from '#faces/site/map/furniture.ts'
import { type Fit, freeLabels } from '#faces/site/map/labels.ts'
import { type DrawingSize, polygonPath, projection } from '#faces/site/map/projection.ts'
import { gapClasses } from '#faces/site/tokens.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { Extent, FlatLine, MultiPolygon } from '#geo/shapes.ts'

const lineHeight = 24

/** What fills a territory of which nobody knows. */
const hatch =
  '<pattern id="h" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M0 0h8v8H0z" style="fill:var(--land)"/><path d="M0 8 8 0" stroke="var(--edge)" stroke-width="1.2"/></pattern>'

/** One territory on the map. */
export interface GapPiece {
  readonly name: string
  readonly shape: MultiPolygon
  /** Share of its people (or places) that lack service; undefined where nobody knows. */
  readonly share: number | undefined
}

/** Where each class ends, as a share; the last ends at 1. */
export const gapClassEnds = [0.1, 0.25, 0.5, 0.75, 1] as const

/** The class of a share: 1 is the least. */
export function gapClass(share: number): number {
  return gapClassEnds.findIndex((end) => share <= end) + 1 || gapClassEnds.length
}

/** The map; `around` is land that belongs to none of the pieces. */
export function drawGapMap(
  words: Words,
  pieces: readonly GapPiece[],
  extent: Extent,
  { around = [], size = 'desk' }: { around?: MultiPolygon; size?: DrawingSize } = {},
): string {
  const on = projection(extent, size)
  const ground = polygonPath(on, around)
  const fills = pieces.map(({ shape, share }) => {
    const fill = share === undefined ? 'url(#h)' : `var(--${gapClasses[gapClass(share) - 1]})`
    return `<path d="${polygonPath(on, shape)}" style="fill:${fill};fill-rule:evenodd" stroke="var(--ink)" stroke-width="1"/>`
  })
  const labels = freeLabels(
    pieces.map(({ name, shape, share }): Fit => {
      const [lon, lat] = middleOf(shape)
      const lines = share === undefined ? [name] : [name, percent(words, share)]
      return { x: on.x(lon), y: on.y(lat), lines }
    }),
    on,
  )
  const parts = [
    hatch,
    `<rect width="${on.width}" height="${on.height}" fill="var(--sea)"/>`,
    ground === ''
      ? ''
      : `<path d="${ground}" style="fill:var(--land);fill-rule:evenodd;opacity:.55" stroke="var(--edge)" stroke-width="1"/>`,
    ...fills,
    ...labels.flatMap(({ x, y, lines }) =>
      lines.map(
        (line, i) =>
          `<text x="${x}" y="${y + i * lineHeight}" text-anchor="middle">${escapeText(line)}</text>`,
      ),
    ),
    scaleLine(words, on),
    compass(words, on),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${on.width} ${on.height}"><style>${mapRules}</style>${parts.join('')}</svg>`
}

/** A point to write a name on: the middle, by area, of the largest ring. */
export function middleOf(shape: MultiPolygon): readonly [lon: number, lat: number] {
  let best: readonly [number, number] = [0, 0]
  let most = -1
  for (const [ring] of shape) {
    const [area, lon, lat] = centroid(ring)
    if (area > most) {
      most = area
      best = [lon, lat]
    }
  }
  return best
}

function centroid(ring: FlatLine): readonly [area: number, lon: number, lat: number] {
  let area = 0
  let x = 0
  let y = 0
  // Counted from the first point, so that small rings far from zero lose no digits.
  const [left, low] = ring
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [ax, ay, bx, by] = [
      ring[i] - left,
      ring[i + 1] - low,
      ring[i + 2] - left,
      ring[i + 3] - low,
    ]
    const cross = ax * by - bx * ay
    area += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  if (area === 0) return [0, left, low]
  return [Math.abs(area), left + x / (3 * area), low + y / (3 * area)]
}
