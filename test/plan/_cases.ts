// Tiny countries drawn at random: a grid of roads, a few places, one or two ends of fibre.
import { seededRandom } from '#base/random.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { tinyCountry, tinyStudy } from '../country/tiny.ts'

/** What may differ between cases. */
export interface CaseOptions {
  readonly siteCount?: number
  /** Satellite capacity per region; plenty where left out. */
  readonly poolMbps?: number
  readonly along?: 'roads' | 'straight'
}

/** One seeded case. */
export function randomCase(
  seed: number,
  { siteCount = 5, poolMbps = 1e6, along = 'roads' }: CaseOptions = {},
): { country: Country; study: Study } {
  const random = seededRandom(seed)
  const spacing = 0.03
  const size = 4
  const at = (x: number, y: number): number[] => [x * spacing, y * spacing]
  const roads: number[][] = []
  for (let x = 0; x < size; x++) {
    for (let y = 0; y < size; y++) {
      if (x + 1 < size && random.share() < 0.85) roads.push([...at(x, y), ...at(x + 1, y)])
      if (y + 1 < size && random.share() < 0.85) {
        const bend = [(x + random.between(-0.3, 0.3)) * spacing, (y + 0.5) * spacing]
        roads.push([...at(x, y), ...bend, ...at(x, y + 1)])
      }
    }
  }
  const place = () => ({
    lon: random.between(-0.005, spacing * (size - 1) + 0.005),
    lat: random.between(-0.005, spacing * (size - 1) + 0.005),
  })
  const country = tinyCountry({
    roads,
    areas: [{ name: 'West' }, { name: 'East' }],
    sites: Array.from({ length: siteCount }, () => {
      const { lon, lat } = place()
      return {
        lon,
        lat,
        area: lon < (spacing * (size - 1)) / 2 ? 0 : 1,
        population: Math.round(200 * 40 ** random.share()),
        connected: 'no' as const,
      }
    }),
    fibreNodes: Array.from({ length: 1 + random.below(2) }, place),
    towers: Array.from({ length: random.below(3) }, () => ({ ...place(), radiusMeters: 3_000 })),
  })
  const study = tinyStudy()
  return {
    country,
    study: {
      ...study,
      // The exact cost by trying everything knows no rain.
      radio: { ...study.radio, rainMmPerHour: 0 },
      fibre: { ...study.fibre, along, roadReachMeters: 1_500 },
      prices: {
        ...study.prices,
        satellite: { ...study.prices.satellite, poolMbpsPerRegion: poolMbps },
      },
    },
  }
}
