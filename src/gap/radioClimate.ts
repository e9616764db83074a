// The air a radio path runs through: refractivity and rain from a user's copies of ITU's maps where the
// study names them, else the defaults the methods state. Every output can say which.
import type { Country, RadioMapKind } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { mapValue } from '#geo/digitalMap.ts'
import { defaultRefractivity } from '#radio/p1812.ts'

/** ΔN and N0 at a place, as the models take them; empty where no map is given: their defaults then hold. */
export function refractivityAt(
  { radioMaps }: Country,
  lon: number,
  lat: number,
): { readonly DN?: number; readonly N0?: number } {
  const { refractivityGradient, refractivity } = radioMaps ?? {}
  return {
    ...(refractivityGradient === undefined
      ? {}
      : { DN: mapValue(refractivityGradient.map, lon, lat) }),
    ...(refractivity === undefined ? {} : { N0: mapValue(refractivity.map, lon, lat) }),
  }
}

/** Rain rate exceeded for 0.01 % of the year at a place, mm/h: the map's, else the study's one number. */
export function rainRateAt(
  { radioMaps }: Country,
  { radio }: Study,
  lon: number,
  lat: number,
): number {
  const rain = radioMaps?.rainRate
  return rain === undefined ? radio.rainMmPerHour : mapValue(rain.map, lon, lat)
}

/** Where a value of the climate comes from. */
export interface ClimateValue {
  readonly kind: RadioMapKind
  /** A map's values over the country's places, or the one number of the study. */
  readonly origin: 'map' | 'setting'
  /** The map's source by its id; empty for a setting. */
  readonly source: string
  readonly least: number
  readonly most: number
  readonly unit: string
}

/** What radio is computed with in a country, kind by kind. */
export function radioClimateOf(country: Country, study: Study): readonly ClimateValue[] {
  const { sites, towers, radioMaps, sources } = country
  const settings = {
    refractivityGradient: { value: defaultRefractivity.DN, unit: 'N-units per km' },
    refractivity: { value: defaultRefractivity.N0, unit: 'N-units' },
    rainRate: { value: study.radio.rainMmPerHour, unit: 'mm per hour' },
  } as const
  return (Object.keys(settings) as RadioMapKind[]).map((kind) => {
    const { value, unit } = settings[kind]
    const used = radioMaps?.[kind]
    if (used === undefined)
      return { kind, origin: 'setting', source: '', least: value, most: value, unit }
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    for (const { lon, lat } of [sites, towers])
      for (let i = 0; i < lon.length; i++) {
        const here = mapValue(used.map, lon[i], lat[i])
        if (here < least) least = here
        if (here > most) most = here
      }
    return { kind, origin: 'map', source: sources[used.source].id, least, most, unit }
  })
}
