// A user's copies of ITU's digital maps, as the study names them: refractivity and rain in place of the
// stated defaults. ITU does not let them be passed on, so none comes with Silta.
import type { Problem } from '#base/problem.ts'
import { type RadioMapKind, type RadioMaps, radioMapKinds } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { type MapRange, type MapStart, readDigitalMap } from '#geo/digitalMap.ts'
import { rolesOf, type StudySource } from '#sources/studyFile.ts'

/** What the maps may hold: the ranges that the models take. */
const ranges: Readonly<Record<RadioMapKind, MapRange>> = {
  refractivityGradient: { low: 0, high: 156, unit: 'N-units per km' },
  refractivity: { low: 200, high: 500, unit: 'N-units' },
  rainRate: { low: 0, high: 400, unit: 'mm/h' },
  multipathLogK: { low: -8, high: 0, unit: '(log10 of K)' },
  refractivityRange: { low: 0, high: 300, unit: 'N-units' },
  isothermHeight: { low: 0, high: 6, unit: 'km' },
}

/**
 * A warning where only one of the two values of P.530's method with maps is known: hops then take its
 * method without maps, and the one value is of no use.
 */
export function checkMultipath(maps: RadioMaps, { radio }: Study, source: string): Problem[] {
  const hasK = maps.multipathLogK !== undefined || radio.multipathLogK !== null
  const hasRange = maps.refractivityRange !== undefined || radio.refractivityRange !== null
  if (hasK === hasRange) return []
  const [known, missing] = hasK
    ? ['multipathLogK', 'refractivityRange']
    : ['refractivityRange', 'multipathLogK']
  return [
    {
      level: 'warning',
      code: 'multipath-half',
      at: { source, table: 'radio', row: 0 },
      message: `Fading of hops is computed without maps: ${known} is given, ${missing} is not`,
      cure: `Give ${missing} too, as a map or under "radio", or leave out ${known}`,
    },
  ]
}

/** The kind of map that an entry of the study asks for; undefined where it is no map. */
export function radioMapKindOf(spec: StudySource): RadioMapKind | undefined {
  return radioMapKinds.find((kind) => rolesOf(spec).includes(kind))
}

/** Reads one map into those already there. */
export function readRadioMap(
  bytes: Uint8Array,
  name: string,
  spec: StudySource,
  source: number,
  maps: RadioMaps,
): { readonly maps: RadioMaps; readonly problems: readonly Problem[] } {
  const kind = radioMapKindOf(spec)
  const fault = (
    code: string,
    message: string,
    cure: string,
  ): { maps: RadioMaps; problems: Problem[] } => ({
    maps,
    problems: [{ level: 'error', code, at: { source: name, table: 'map', row: 0 }, message, cure }],
  })
  if (kind === undefined || rolesOf(spec).length > 1)
    return fault(
      'map-alone',
      `Cannot read "${name}" as a map and as something else`,
      'Give the map an entry of its own, with one word for "as"',
    )
  if (maps[kind] !== undefined)
    return fault(
      'map-twice',
      `Cannot use "${name}": the study names another map of ${kind}`,
      'Keep one map of each kind',
    )
  const [lon, lat] = spec.startsAt ?? []
  if ((lon !== 0 && lon !== -180) || (lat !== 90 && lat !== -90))
    return fault(
      'map-start',
      `Cannot place the map "${name}": the study does not say where it starts`,
      'Add "startsAt": [longitude, latitude] of its first number, [0, 90] or as its recommendation says',
    )
  const start: MapStart = { lon, lat }
  const { map, problems } = readDigitalMap(
    new TextDecoder('latin1').decode(bytes),
    name,
    start,
    ranges[kind],
  )
  return { maps: map === undefined ? maps : { ...maps, [kind]: { map, source } }, problems }
}
