// A drawing of the sight between two masts: ground and clutter over a bulging Earth, the straight ray, the
// Fresnel ellipsoid that must stay clear, and the tallest obstacle.
import { earthRadiusMeters } from '#geo/sphere.ts'
import type { Sight } from '#radio/lineOfSight.ts'

/** What is drawn: heights at even steps from the first mast to the second, both included, meters. */
export interface SightDrawing {
  readonly title: string
  readonly groundMeters: ArrayLike<number>
  readonly clutterMeters?: ArrayLike<number>
  readonly firstHeightMeters: number
  readonly secondHeightMeters: number
  readonly k: number
  readonly fresnelShare: number
  readonly frequencyGhz: number
  readonly sight: Sight
}

const width = 960
const height = 360
const frame = { left: 64, right: 24, top: 56, bottom: 44 } as const

/** An SVG of one sight, readable by itself: it brings its colors, by day and by night. */
export function sightDrawing(drawing: SightDrawing): string {
  const { groundMeters, clutterMeters, sight, k, fresnelShare, frequencyGhz } = drawing
  const steps = groundMeters.length - 1
  const total = sight.distanceMeters
  const at = (i: number): number => (total * i) / steps
  const bulge = (i: number): number => (at(i) * (total - at(i))) / (2 * k * earthRadiusMeters)
  const ground = Array.from({ length: steps + 1 }, (_, i) =>
    Number.isNaN(groundMeters[i]) ? Number.NaN : groundMeters[i] + bulge(i),
  )
  const tops = ground.map((z, i) => z + (clutterMeters?.[i] ?? 0))
  const zFirst = groundMeters[0] + drawing.firstHeightMeters
  const zSecond = groundMeters[steps] + drawing.secondHeightMeters
  const ray = (i: number): number => zFirst + ((zSecond - zFirst) * i) / steps
  const lambda = 0.299792458 / frequencyGhz
  const fresnel = (i: number): number =>
    total === 0 ? 0 : fresnelShare * Math.sqrt((lambda * at(i) * (total - at(i))) / total)
  const indices = Array.from({ length: steps + 1 }, (_, i) => i)
  const known = [...ground, ...tops, ...indices.map((i) => ray(i) + fresnel(i)), zFirst, zSecond]
    .concat(indices.map((i) => ray(i) - fresnel(i)))
    .filter((z) => Number.isFinite(z))
  // Where no height is known there is still a frame, with the words that say so.
  const low = known.length === 0 ? 0 : Math.min(...known)
  const high = Math.max(...known, low + 10)
  const x = (i: number): number =>
    frame.left + ((width - frame.left - frame.right) * i) / Math.max(steps, 1)
  const y = (z: number): number =>
    height - frame.bottom - ((height - frame.top - frame.bottom) * (z - low)) / (high - low)
  const floor = height - frame.bottom
  const path = (heights: (i: number) => number, of: readonly number[]): string =>
    of.map((i) => `${x(i).toFixed(1)},${y(heights(i)).toFixed(1)}`).join(' ')
  /** Stretches of the profile whose height is known: a void is left open, not drawn as sea. */
  const stretches = knownStretches(ground)
  const area = (heights: readonly number[], name: string): string =>
    stretches
      .map(
        (of) =>
          `<polygon class="${name}" points="${x(of[0]).toFixed(1)},${floor} ${path((i) => heights[i], of)} ${x(of[of.length - 1]).toFixed(1)},${floor}"/>`,
      )
      .join('')
  const isUnknown = sight.voids > 0
  const verdict = isUnknown ? 'unknown' : sight.clear ? 'clear' : 'blocked'
  const obstacleStep = total === 0 ? 0 : Math.round((sight.obstacle.distanceMeters / total) * steps)
  const words = isUnknown
    ? 'Unknown: the terrain has voids on the way'
    : sight.clear
      ? `Clear by ${sight.clearanceMeters.toFixed(1)} m`
      : `Blocked by ${(-sight.clearanceMeters).toFixed(1)} m, ${(sight.obstacle.distanceMeters / 1000).toFixed(2)} km on: raise both ends by ${sight.extraBothMeters.toFixed(1)} m`
  const ellipse =
    Number.isFinite(zFirst) && Number.isFinite(zSecond)
      ? `<polygon class="zone" points="${path((i) => ray(i) + fresnel(i), indices)} ${path((i) => ray(i) - fresnel(i), indices.toReversed())}"/><polyline class="ray ${verdict}" points="${path(ray, [0, steps])}"/>`
      : ''
  const mark =
    isUnknown || sight.clear
      ? ''
      : `<circle class="blocked" cx="${x(obstacleStep).toFixed(1)}" cy="${y(tops[obstacleStep]).toFixed(1)}" r="5"/>`
  const mast = (i: number, top: number): string =>
    Number.isFinite(top)
      ? `<line class="mast" x1="${x(i)}" x2="${x(i)}" y1="${y(ground[i]).toFixed(1)}" y2="${y(top).toFixed(1)}"/>`
      : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t d" font-family="system-ui, sans-serif" font-size="13">
<title id="t">${escaped(drawing.title)}</title><desc id="d">${escaped(words)}</desc>
<style>svg{background:#fff}text{fill:#10222a}.ground{fill:#dfe9cf;stroke:#61727a}.cover{fill:#9bbf8a}.zone{fill:#0a5a75;fill-opacity:.12;stroke:#0a5a75;stroke-dasharray:4 3}.ray{fill:none;stroke-width:2}.ray.clear{stroke:#1d6b3f}.ray.blocked{stroke:#a5281b}.ray.unknown{stroke:#5d656a}circle.blocked{fill:none;stroke:#a5281b;stroke-width:2}.mast{stroke:#10222a;stroke-width:3}.rule{stroke:#c5d0d1}@media(prefers-color-scheme:dark){svg{background:#0f1a20}text{fill:#e8efef}.ground{fill:#1e3a35}.cover{fill:#2f6a4a}.zone{fill:#7cc7e0;stroke:#7cc7e0}.mast{stroke:#e8efef}.rule{stroke:#33464e}.ray.clear{stroke:#77cf97}.ray.blocked,circle.blocked{stroke:#ff9384}}</style>
<text x="${frame.left}" y="22" font-size="16" font-weight="600">${escaped(drawing.title)}</text><text x="${frame.left}" y="42">${escaped(words)}</text>
${scale(low, high, y)}${clutterMeters === undefined ? '' : area(tops, 'cover')}${area(ground, 'ground')}${ellipse}${mast(0, zFirst)}${mast(steps, zSecond)}${mark}
<text x="${frame.left}" y="${height - 14}">0 km</text><text x="${width - frame.right}" y="${height - 14}" text-anchor="end">${(total / 1000).toFixed(2)} km</text><text x="${width / 2}" y="${height - 14}" text-anchor="middle">heights over an Earth of ${k.toFixed(2)} times its radius; ${fresnelShare} of the first Fresnel zone at ${frequencyGhz} GHz</text>
</svg>
`
}

function knownStretches(heights: readonly number[]): number[][] {
  const stretches: number[][] = []
  let last: number[] | undefined
  heights.forEach((z, i) => {
    if (Number.isNaN(z)) last = undefined
    else if (last === undefined) {
      last = [i]
      stretches.push(last)
    } else last.push(i)
  })
  return stretches
}

/** Lines at round heights, 3 to 6 of them. */
function scale(low: number, high: number, y: (z: number) => number): string {
  const span = high - low
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].find((s) => span / s <= 6) ?? 5000
  const lines: string[] = []
  for (let z = Math.ceil(low / step) * step; z <= high; z += step)
    lines.push(
      `<line class="rule" x1="${frame.left}" x2="${width - frame.right}" y1="${y(z).toFixed(1)}" y2="${y(z).toFixed(1)}"/><text x="${frame.left - 6}" y="${(y(z) + 4).toFixed(1)}" text-anchor="end">${z} m</text>`,
    )
  return lines.join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
