// The example as an operator's file of boundaries and names would have it: what its made-up countries are called
// in the site's languages, and coasts for the neighbors, so that a map of the world has more than one country.
import { findExtent } from '#faces/report/wellKnownBinary.ts'
import type { Territories, Territory } from '#faces/site/territoryFile.ts'
import type { Extent, FlatLine } from '#geo/shapes.ts'
import type { StudyResult } from '#studyResult.ts'

const points = 72

/** Territories around the example's country. No such country exists. */
export function exampleTerritories({ country }: Pick<StudyResult, 'country'>): Territories {
  const { west, south, east, north } = country.extent
  const middle = (west + east) / 2
  return {
    countries: new Map([
      ['XTA', { names: { ar: 'تاروفا' }, shape: [], row: 1 }],
      [
        'XOS',
        island(2, { en: 'Ossera', fr: 'Ossera', ar: 'أوسيرا' }, middle + 0.1, north + 0.55, 0.27),
      ],
      [
        'XVE',
        island(3, { en: 'Velmara', fr: 'Velmara', ar: 'فلمارا' }, east + 0.3, south - 0.5, 0.23),
      ],
    ]),
    areas: new Map(),
  }
}

/** A made-up coast around a point; the row bends it, so that no two are alike. */
function island(
  row: number,
  names: Territory['names'],
  lon: number,
  lat: number,
  radiusDegrees: number,
): Territory {
  const ring = new Float64Array(2 * (points + 1))
  for (let i = 0; i <= points; i++) {
    const angle = (2 * Math.PI * (i % points)) / points
    const bent =
      1 +
      0.22 * Math.sin(2 * angle + row) +
      0.12 * Math.sin(5 * angle + 2 * row) +
      0.05 * Math.sin(11 * angle + 3 * row)
    ring[2 * i] = lon + radiusDegrees * bent * Math.cos(angle)
    ring[2 * i + 1] = lat + radiusDegrees * bent * Math.sin(angle)
  }
  return { names, shape: [[ring]], ...extentOf(ring), row }
}

function extentOf(ring: FlatLine): { readonly extent?: Extent } {
  const extent = findExtent([ring])
  return extent === undefined ? {} : { extent }
}
