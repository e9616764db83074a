// The few names on a map: the largest settlements, none over another.
import type { Projection } from '#faces/site/map/projection.ts'
import type { StudyResult } from '#study.ts'

const most = 9
const letterWidth = 12
const lineHeight = 26

/** One name and where its middle stands. */
export interface Label {
  readonly text: string
  readonly x: number
  readonly y: number
}

/** Names for a drawing, largest place first. */
export function placeLabels({ country }: StudyResult, on: Projection): Label[] {
  const { sites } = country
  const order = Array.from(sites.id, (_, i) => i)
    .filter(
      (i) => sites.kind[i] === 'settlement' && sites.name[i] !== '' && sites.population[i] > 0,
    )
    .sort((a, b) => sites.population[b] - sites.population[a])
  const labels: Label[] = []
  for (const i of order.slice(0, 60)) {
    if (labels.length === most) break
    const half = (sites.name[i].length * letterWidth) / 2
    const x = Math.round(Math.min(on.width - half - 8, Math.max(half + 8, on.x(sites.lon[i]))))
    const y = Math.round(on.y(sites.lat[i]) - 14)
    if (x < 0 || y < lineHeight || on.x(sites.lon[i]) > on.width || y > on.height) continue
    const free = labels.every(
      (other) =>
        Math.abs(other.y - y) > lineHeight ||
        Math.abs(other.x - x) > half + (other.text.length * letterWidth) / 2 + 16,
    )
    if (free) labels.push({ text: sites.name[i], x, y })
  }
  return labels
}
