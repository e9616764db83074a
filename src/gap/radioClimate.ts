// The air a radio path runs through: refractivity, rain and fading from a user's copies of ITU's maps where
// the study names them, else the defaults the methods state. Every output can say which.
import { pow } from '#base/math.ts'
import { type Country, type RadioMapKind, radioMapKinds } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { mapValue } from '#geo/digitalMap.ts'
import { defaultGeoclimate, defaultLogK, type Geoclimate } from '#radio/p530.ts'
import { defaultRefractivity } from '#radio/p1812.ts'
import { meanIsothermKm } from '#radio/rain.ts'

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

/** A map's value at a place, else the study's one number; undefined where neither is given. */
function valueAt(
  { radioMaps }: Country,
  kind: RadioMapKind,
  setting: number | null,
  lon: number,
  lat: number,
): number | undefined {
  const used = radioMaps?.[kind]
  return used === undefined ? (setting ?? undefined) : mapValue(used.map, lon, lat)
}

/** How refraction fades a hop at a place: P.530-18 where both its values are known, else as in -17. */
export function geoclimateAt(
  country: Country,
  { radio }: Study,
  lon: number,
  lat: number,
): Geoclimate {
  const logK = valueAt(country, 'multipathLogK', radio.multipathLogK, lon, lat)
  const dN75 = valueAt(country, 'refractivityRange', radio.refractivityRange, lon, lat)
  if (logK === undefined || dN75 === undefined) return defaultGeoclimate
  return { kind: 'maps', K: pow(10, logK), dN75 }
}

/** Height of the 0 °C isotherm above the sea at a place, km: a map's, the study's, else by latitude. */
export function isothermKmAt(country: Country, { radio }: Study, lon: number, lat: number): number {
  return valueAt(country, 'isothermHeight', radio.isothermKm, lon, lat) ?? meanIsothermKm(lat)
}

/** Where a value of the climate comes from. */
export interface ClimateValue {
  readonly kind: RadioMapKind
  /** A map's values over the country's places, the one number of the study, or a method's own. */
  readonly origin: 'map' | 'setting' | 'default'
  /** The map's source by its id; empty for the rest. */
  readonly source: string
  readonly least: number
  readonly most: number
  readonly unit: string
}

const unitForKind: Readonly<Record<RadioMapKind, string>> = {
  refractivityGradient: 'N-units per km',
  refractivity: 'N-units',
  rainRate: 'mm per hour',
  multipathLogK: 'log10 of K',
  refractivityRange: 'N-units',
  isothermHeight: 'km',
}

/**
 * What radio is computed with in a country, kind by kind. Without its two maps P.530 has a K of its own
 * and no range of refractivity, which is then left out.
 */
export function radioClimateOf(country: Country, study: Study): readonly ClimateValue[] {
  const { sites, towers, radioMaps, sources } = country
  const { rainMmPerHour, multipathLogK, refractivityRange, isothermKm } = study.radio
  const overPlaces = (at: (lon: number, lat: number) => number) => {
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    for (const { lon, lat } of [sites, towers])
      for (let i = 0; i < lon.length; i++) {
        const here = at(lon[i], lat[i])
        if (here < least) least = here
        if (here > most) most = here
      }
    return { least, most }
  }
  const one = (value: number) => ({ least: value, most: value })
  const { DN, N0 } = defaultRefractivity
  const hasMultipath = geoclimateAt(country, study, 0, 0).kind === 'maps'
  const without: Record<RadioMapKind, Pick<ClimateValue, 'origin' | 'least' | 'most'> | undefined> =
    {
      refractivityGradient: { origin: 'default', ...one(DN) },
      refractivity: { origin: 'default', ...one(N0) },
      rainRate: { origin: 'setting', ...one(rainMmPerHour) },
      multipathLogK: hasMultipath
        ? { origin: 'setting', ...one(multipathLogK ?? Number.NaN) }
        : { origin: 'default', ...one(defaultLogK) },
      refractivityRange: hasMultipath
        ? { origin: 'setting', ...one(refractivityRange ?? Number.NaN) }
        : undefined,
      isothermHeight:
        isothermKm === null
          ? { origin: 'default', ...overPlaces((_, lat) => meanIsothermKm(lat)) }
          : { origin: 'setting', ...one(isothermKm) },
    }
  return radioMapKinds.flatMap((kind): ClimateValue[] => {
    const unit = unitForKind[kind]
    const used = radioMaps?.[kind]
    const isFading = kind === 'multipathLogK' || kind === 'refractivityRange'
    if (used === undefined || (isFading && !hasMultipath)) {
      const value = without[kind]
      return value === undefined ? [] : [{ kind, source: '', unit, ...value }]
    }
    const values = overPlaces((lon, lat) => mapValue(used.map, lon, lat))
    return [{ kind, origin: 'map', source: sources[used.source].id, ...values, unit }]
  })
}
