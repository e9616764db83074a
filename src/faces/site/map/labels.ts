// The few names on a map: the largest places or pieces, none over another.
import type { Projection } from '#faces/site/map/projection.ts'
import type { StudyResult } from '#study.ts'

const most = 9
const letterWidth = 12
const lineHeight = 26

/** Lines of text that want a place, and the point that their middle belongs to. */
export interface Fit {
  readonly lines: readonly string[]
  readonly x: number
  readonly y: number
}

/** Names for a drawing of a plan, largest place first. */
export function placeLabels({ country }: StudyResult, on: Projection): Fit[] {
  const { sites } = country
  const order = Array.from(sites.id, (_, i) => i)
    .filter(
      (i) => sites.kind[i] === 'settlement' && sites.name[i] !== '' && sites.population[i] > 0,
    )
    .sort((a, b) => sites.population[b] - sites.population[a])
  const wanted = order
    .slice(0, 60)
    .map((i) => ({ lines: [sites.name[i]], x: on.x(sites.lon[i]), y: on.y(sites.lat[i]) - 14 }))
  return freeLabels(wanted, on, on.width < 600 ? 5 : most)
}

/** Those that fit, in their order: inside the drawing, and none over another. */
export function freeLabels(
  wanted: readonly Fit[],
  on: Projection,
  atMost = Number.POSITIVE_INFINITY,
): Fit[] {
  const labels: Fit[] = []
  for (const { lines, x: wantedX, y: wantedY } of wanted) {
    if (labels.length >= atMost) break
    const half = halfWidth(lines)
    const x = Math.round(Math.min(on.width - half - 8, Math.max(half + 8, wantedX)))
    const y = Math.round(wantedY)
    if (wantedX < 0 || wantedX > on.width || y < lineHeight || y > on.height) continue
    const free = labels.every(
      (other) =>
        Math.abs(other.y - y) > lineHeight * Math.max(other.lines.length, lines.length) ||
        Math.abs(other.x - x) > half + halfWidth(other.lines) + 16,
    )
    if (free) labels.push({ lines, x, y })
  }
  return labels
}

function halfWidth(lines: readonly string[]): number {
  return (Math.max(...lines.map((line) => line.length)) * letterWidth) / 2
}
