// A recognized piece of a file as an entry of the study: its columns by name, and the system its coordinates are in
// where their file says none.
import { extentOf } from '#geo/pointInPolygon.ts'
import type { Extent } from '#geo/shapes.ts'
import { geometryCenter } from '#sources/import/findPositions.ts'
import type { RawGrid, RawTable } from '#sources/raw.ts'
import { citiesOf, shareNearest } from '#sources/recognize/cities.ts'
import { areMeters, columnPositions, findSystem } from '#sources/recognize/country.ts'
import type { Point } from '#sources/recognize/place.ts'
import { findUnnamedPosition, type TableProfile } from '#sources/recognize/profile.ts'
import type { CountryFound, LeftOut, Recognized } from '#sources/recognize/recognition.ts'
import { guessTable, type RoleGuess } from '#sources/recognize/roles.ts'
import type { StudySource } from '#sources/studyFile.ts'
import type { ColumnRole, Role } from '#sources/studySchema.ts'

/** How near to a city most places of a country lie, degrees. */
export const nearDegrees = 4

/** A table or grid of a file, and what it was taken for. */
export interface Piece {
  readonly file: string
  readonly layer: string | undefined
  readonly profile?: TableProfile
  readonly grid?: RawGrid
  readonly guess: RoleGuess
  readonly names?: readonly string[]
}

/** Where a country is: a box, and how likely points are its own where nothing but its cities tells the box. */
export interface Whereabouts {
  readonly box?: Extent
  readonly likely?: (points: readonly Point[]) => number
}

/** Where a country is by its cities alone. */
export function aroundCities(country: CountryFound | undefined): Whereabouts {
  const cities = country === undefined ? [] : citiesOf(country.iso3)
  if (cities.length === 0) return {}
  const { west, south, east, north } = extentOf([Float64Array.from(cities.flat())])
  const box = {
    west: west - nearDegrees,
    south: south - nearDegrees,
    east: east + nearDegrees,
    north: north + nearDegrees,
  }
  return { box, likely: (points) => shareNearest(points, country?.iso3 ?? '') }
}

/** A piece as an entry of the study, its columns and coordinates spelled out where a name does not tell them. */
export function located(
  { file, layer, profile, guess, names }: Piece,
  whereabouts: Whereabouts,
  leftOut: LeftOut[],
): readonly Recognized[] {
  const called = layer === undefined ? file : `${file} (${layer})`
  const base = { file, ...(layer === undefined ? {} : { layer }) }
  if (profile === undefined) return [gridEntry(base, guess)]
  const { table } = profile
  const { box, likely } = whereabouts
  if (names !== undefined) {
    const source = { ...base, as: guess.roles, names }
    return [{ ...base, source, why: guess.why, rows: table.length, ids: [] }]
  }
  let found: Partial<Record<ColumnRole, string>> = { ...profile.found }
  let { roles, why } = guess
  let more: Pick<RoleGuess, 'kind' | 'kinds' | 'technology'> = guess
  const isPlaced =
    found.position !== undefined || (found.lon !== undefined && found.lat !== undefined)
  if (profile.shape === 'none' && !roles.includes('census')) {
    const unnamed =
      isPlaced || box === undefined || likely !== undefined
        ? undefined
        : findUnnamedPosition(profile, box)
    if (unnamed !== undefined) found = { ...found, ...unnamed }
    if (roles.length === 0) {
      const again = unnamed === undefined ? undefined : guessTable({ ...profile, found })
      if (again?.roles === undefined) {
        leftOut.push({ file: called, why: again?.why ?? why })
        return []
      }
      roles = again.roles
      why = `${again.why}; its positions by their values`
      more = again
    }
  }
  const crs = crsOf(profile, found, whereabouts)
  if (crs === 'unknown') {
    leftOut.push({
      file: called,
      why: `its coordinates are in meters of a system nobody names: ${box === undefined ? 'say the country with --country, which may tell it, ' : ''}convert it to EPSG:4326, or add it to the study with "crs"`,
    })
    return []
  }
  const { kind, kinds, technology } = more
  const columns = columnsFor(roles, found, profile)
  const source: StudySource = {
    ...base,
    as: roles.length === 1 ? roles[0] : roles,
    ...(crs === undefined ? {} : { crs }),
    ...(Object.keys(columns).length === 0 ? {} : { columns }),
    ...(kind === undefined ? {} : { kind }),
    ...(kinds === undefined ? {} : { kinds }),
    ...(technology === undefined ? {} : { technology }),
  }
  const ids = idsOf(table, found)
  return [{ ...base, source, why, rows: table.length, ids }]
}

/** Id and name of the first rows: numbers alone would be in every table. */
function idsOf(
  table: RawTable,
  { id, name }: Partial<Readonly<Record<ColumnRole, string>>>,
): readonly string[] {
  if (id === undefined) return []
  return table.columns[id]
    .slice(0, 400)
    .map((own, row) => `${own} ${name === undefined ? '' : table.columns[name][row]}`)
}

function gridEntry(
  base: { readonly file: string; readonly layer?: string },
  { roles, technology, why }: RoleGuess,
): Recognized {
  const as = roles.length === 1 ? roles[0] : roles
  const told = technology === undefined ? {} : { technology }
  return { ...base, source: { ...base, as, ...told }, why, rows: 0, ids: [] }
}

/** The system of coordinates in meters of which their file says nothing. */
function crsOf(
  { table, shape }: TableProfile,
  { lon, lat }: Partial<Readonly<Record<ColumnRole, string>>>,
  { box, likely }: Whereabouts,
): string | undefined {
  const positions =
    shape !== 'none'
      ? table.crs === '' || table.crs === 'EPSG:4326'
        ? centersOf(table)
        : []
      : lon === undefined || lat === undefined
        ? []
        : columnPositions(table, lon, lat)
  if (positions.length === 0 || !areMeters(positions)) return undefined
  return (box === undefined ? undefined : findSystem(positions, box, likely)) ?? 'unknown'
}

function centersOf({ geometry = [] }: RawTable): readonly Point[] {
  const step = Math.max(1, Math.floor(geometry.length / 200))
  return geometry.flatMap((one, row) => {
    const center = one === null || row % step !== 0 ? undefined : geometryCenter(one)
    return center === undefined ? [] : [center]
  })
}

/** What each role needs to know of a table’s columns. */
const columnsOfRole: Readonly<Partial<Record<Role, readonly ColumnRole[]>>> = {
  areas: ['id', 'name', 'population', 'level'],
  census: ['id', 'name', 'population'],
  places: ['id', 'name', 'population'],
  settlements: ['id', 'name', 'population'],
  sites: ['id', 'name', 'kind', 'users', 'connected', 'electricity'],
  population: ['population'],
  towers: ['id', 'technology', 'heightMeters', 'radiusMeters', 'operator'],
  coverage: ['technology'],
  fibreNodes: ['id', 'name', 'operator'],
  fibreRoutes: ['id', 'name', 'operator', 'status'],
}

/** OpenStreetMap's own columns need no mapping, and a map of tags would lose by one. */
function columnsFor(
  roles: readonly Role[],
  found: Partial<Readonly<Record<ColumnRole, string>>>,
  { shape, table }: TableProfile,
): Partial<Record<ColumnRole, string>> {
  const isTagged = ['tag', 'amenity', 'place', 'highway'].some((name) => table.names.includes(name))
  const inColumns: readonly ColumnRole[] = found.lon === undefined ? ['position'] : ['lon', 'lat']
  const needed = new Set<ColumnRole>(shape === 'none' && !roles.includes('census') ? inColumns : [])
  if (!isTagged)
    for (const role of roles) for (const one of columnsOfRole[role] ?? []) needed.add(one)
  // A list of schools counts pupils, whatever it calls them.
  const users = found.users ?? (roles.includes('sites') ? found.population : undefined)
  const all = users === undefined ? found : { ...found, users }
  return Object.fromEntries(
    [...needed].flatMap((role) => (all[role] === undefined ? [] : [[role, all[role]]])),
  )
}
