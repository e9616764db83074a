// A study written from files that nobody described: each file is read, recognized, and taken or left
// with the reason; what is missing is assumed in words or listed with how it limits the answer.
import { report, type Watch } from '#base/progress.ts'
import { extentOf } from '#geo/pointInPolygon.ts'
import type { Extent } from '#geo/shapes.ts'
import { geometryCenter } from '#sources/import/findPositions.ts'
import { type RawGrid, type RawTable, rawNumber, type Sql } from '#sources/raw.ts'
import { type FileContent, readFile } from '#sources/read/file.ts'
import { sniff } from '#sources/read/sniff.ts'
import { findToLonLat, tableToWgs84 } from '#sources/read/toWgs84.ts'
import { areMeters, countryInTables, findCountry, findSystem } from '#sources/recognize/country.ts'
import { findUnnamedPosition, profileTable, type TableProfile } from '#sources/recognize/profile.ts'
import { guessGrid, guessTable, headerlessCells, type RoleGuess } from '#sources/recognize/roles.ts'
import type { StudySource } from '#sources/studyFile.ts'
import type { ColumnRole, Role } from '#sources/studySchema.ts'

/** One file (or one layer of it) as it was recognized. */
export interface Recognized {
  readonly file: string
  readonly layer?: string
  readonly source: StudySource
  readonly why: string
  readonly rows: number
}

/** A file that is not read, and why. */
export interface LeftOut {
  readonly file: string
  readonly why: string
}

/** What a folder holds. */
export interface Recognition {
  readonly recognized: readonly Recognized[]
  readonly leftOut: readonly LeftOut[]
  readonly country: { readonly iso3: string; readonly name: string } | undefined
  /** Around what was found; undefined where nothing has a position. */
  readonly extent: Extent | undefined
}

interface Piece {
  readonly file: string
  readonly layer: string | undefined
  readonly profile?: TableProfile
  readonly grid?: RawGrid
  readonly guess: RoleGuess
  readonly names?: readonly string[]
}

/** Recognizes every file of a folder. */
export async function recognizeFiles(
  files: ReadonlyMap<string, Uint8Array>,
  { sql, watch = {} }: { readonly sql?: Sql; readonly watch?: Watch },
): Promise<Recognition> {
  const pieces: Piece[] = []
  const leftOut: LeftOut[] = []
  const profiles: TableProfile[] = []
  const osm: string[] = []
  let read = 0
  for (const [file, bytes] of files) {
    report(watch, 'Reading the files', read++ / files.size)
    if (sniff(bytes, file) === 'osmPbf') {
      osm.push(file)
      continue
    }
    const { value, problems } = await readFile(bytes, file, sql === undefined ? {} : { sql })
    const fault = problems.find(({ level }) => level === 'error')
    if (value === undefined || (value.tables.length === 0 && value.grids.length === 0)) {
      leftOut.push({ file, why: fault?.message ?? 'no table and no grid was found in it' })
      continue
    }
    recognizeContent(file, value, pieces, leftOut, profiles)
  }
  const extent = boxOf(pieces)
  const withPlaces = pieces.flatMap((piece) => located(piece, extent, leftOut))
  const kept = withoutRivals(withPlaces, osm, leftOut)
  return {
    recognized: kept,
    leftOut,
    country: countryInTables(profiles) ?? countryInNames([...files.keys()]),
    extent,
  }
}

function recognizeContent(
  file: string,
  { tables, grids }: FileContent,
  pieces: Piece[],
  leftOut: LeftOut[],
  profiles: TableProfile[],
): void {
  const many = tables.length + grids.length > 1
  for (const table of tables) {
    const layer = many ? table.table : undefined
    const names = headerlessCells(table)
    if (names !== undefined) {
      const guess: RoleGuess = { roles: ['towers'], why: 'rows of OpenCelliD without a header' }
      pieces.push({ file, layer, guess, names, profile: profileTable(table) })
      continue
    }
    const profile = profileTable(table)
    profiles.push(profile)
    const guess = guessTable(profile)
    if (guess.roles !== undefined) pieces.push({ file, layer, profile, guess })
    // A table whose positions no name tells waits until the country's box is known.
    else if (profile.shape === 'none' && table.length > 0)
      pieces.push({ file, layer, profile, guess: { roles: [], why: guess.why } })
    else leftOut.push({ file: layer === undefined ? file : `${file} (${layer})`, why: guess.why })
  }
  for (const grid of grids) {
    const guess = guessGrid(grid, file)
    if (guess.roles !== undefined) pieces.push({ file, layer: undefined, grid, guess })
    else leftOut.push({ file, why: guess.why })
  }
}

/** Around the areas where there are any, otherwise around all that has degrees; the outermost hundredth left out. */
function boxOf(pieces: readonly Piece[]): Extent | undefined {
  const areas = pieces.filter(({ guess }) => guess.roles.includes('areas'))
  const used = areas.length > 0 ? areas : pieces
  const lons: number[] = []
  const lats: number[] = []
  for (const { profile, grid, guess } of used) {
    if (grid !== undefined) {
      const box = gridBox(grid)
      if (box !== undefined && guess.roles.includes('population')) {
        lons.push(box.west, box.east)
        lats.push(box.south, box.north)
      }
    }
    if (profile === undefined) continue
    for (const [lon, lat] of positionsOf(profile)) {
      lons.push(lon)
      lats.push(lat)
    }
  }
  if (lons.length === 0) return undefined
  if (areas.length > 0) {
    const flat = lons.flatMap((lon, i) => [lon, lats[i]])
    return widened(extentOf([Float64Array.from(flat)]), 0.1)
  }
  const between = (values: number[]): readonly [number, number] => {
    const sorted = values.sort((a, b) => a - b)
    const cut = Math.floor(sorted.length / 100)
    return [sorted[cut], sorted[sorted.length - 1 - cut]]
  }
  const [west, east] = between(lons)
  const [south, north] = between(lats)
  return widened({ west, south, east, north }, 0.1)
}

/** A grid's box in degrees, by its corners. */
function gridBox({ crs, extent }: RawGrid): Extent | undefined {
  const toLonLat = findToLonLat(crs === '' ? 'EPSG:4326' : crs)
  if (toLonLat === undefined) return undefined
  const low: [number, number] = [0, 0]
  const high: [number, number] = [0, 0]
  toLonLat(extent.west, extent.south, low)
  toLonLat(extent.east, extent.north, high)
  return { west: low[0], south: low[1], east: high[0], north: high[1] }
}

function widened({ west, south, east, north }: Extent, degrees: number): Extent {
  return {
    west: Math.max(-180, west - degrees),
    south: Math.max(-90, south - degrees),
    east: Math.min(180, east + degrees),
    north: Math.min(90, north + degrees),
  }
}

/** Some positions of a table in degrees; none where it counts in meters that nobody names. */
function positionsOf({
  table,
  shape,
  found,
}: TableProfile): readonly (readonly [number, number])[] {
  const step = Math.max(1, Math.floor(table.length / 500))
  if (shape !== 'none') {
    const value = tableToWgs84(table).value
    const geometry = value?.geometry ?? []
    const points = geometry.filter((_, row) => row % step === 0)
    const centers = points.flatMap((one) => {
      if (one === null) return []
      if (one.type === 'MultiPolygon' || one.type === 'Polygon') {
        const rings =
          one.type === 'Polygon' ? [one.coordinates[0]] : one.coordinates.map(([r]) => r)
        return rings.flatMap((ring) => {
          const { west, south, east, north } = extentOf([ring])
          return [[west, south] as const, [east, north] as const]
        })
      }
      const center = geometryCenter(one)
      return center === undefined ? [] : [center]
    })
    return centers.filter(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90)
  }
  const { lon, lat } = found
  if (lon === undefined || lat === undefined || areMeters(table, lon, lat)) return []
  const points: [number, number][] = []
  for (let row = 0; row < table.length; row += step) {
    const x = rawNumber(table.columns[lon][row])
    const y = rawNumber(table.columns[lat][row])
    if (Math.abs(x) <= 180 && Math.abs(y) <= 90 && (x !== 0 || y !== 0)) points.push([x, y])
  }
  return points
}

/** A piece as an entry of the study, its columns and coordinates spelled out where a name does not tell them. */
function located(
  { file, layer, profile, guess, names }: Piece,
  extent: Extent | undefined,
  leftOut: LeftOut[],
): readonly Recognized[] {
  const called = layer === undefined ? file : `${file} (${layer})`
  const base = { file, ...(layer === undefined ? {} : { layer }) }
  if (profile === undefined) return [gridSource(base, guess)]
  const { table } = profile
  if (names !== undefined)
    return [
      { ...base, source: { ...base, as: guess.roles, names }, why: guess.why, rows: table.length },
    ]
  let found: Partial<Record<ColumnRole, string>> = { ...profile.found }
  let { roles, why } = guess
  let more: Pick<RoleGuess, 'kind' | 'kinds' | 'technology'> = guess
  if (profile.shape === 'none' && !roles.includes('census')) {
    const unnamed =
      found.lon !== undefined && found.lat !== undefined
        ? undefined
        : extent === undefined
          ? undefined
          : findUnnamedPosition(profile, extent)
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
  const crs =
    profile.shape === 'none' && found.lon !== undefined && found.lat !== undefined
      ? crsOf(table, found.lon, found.lat, extent)
      : undefined
  if (crs === 'unknown') {
    leftOut.push({
      file: called,
      why: 'its coordinates are in meters of a system nobody names: convert it to EPSG:4326, or add it to the study with "crs"',
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
  return [{ ...base, source, why, rows: table.length }]
}

function gridSource(
  base: { readonly file: string; readonly layer?: string },
  { roles, technology, why }: RoleGuess,
): Recognized {
  const as = roles.length === 1 ? roles[0] : roles
  const told = technology === undefined ? {} : { technology }
  return { ...base, source: { ...base, as, ...told }, why, rows: 0 }
}

function crsOf(
  table: RawTable,
  lon: string,
  lat: string,
  extent: Extent | undefined,
): string | undefined {
  if (!areMeters(table, lon, lat)) return undefined
  return (extent === undefined ? undefined : findSystem(table, lon, lat, extent)) ?? 'unknown'
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
  const needed = new Set<ColumnRole>(shape === 'none' ? ['lon', 'lat'] : [])
  if (roles.includes('census')) needed.clear()
  if (!isTagged)
    for (const role of roles) for (const one of columnsOfRole[role] ?? []) needed.add(one)
  // A column of one's own kind says nothing where the whole file is of one kind.
  return Object.fromEntries(
    [...needed].flatMap((role) => (found[role] === undefined ? [] : [[role, found[role]]])),
  )
}

/** Roles that count twice where two files fill them: the file with the most rows stays. */
const onlyOnce: readonly Role[] = ['roads', 'population', 'land']

function withoutRivals(
  pieces: readonly Recognized[],
  osm: readonly string[],
  leftOut: LeftOut[],
): readonly Recognized[] {
  const rolesOf = ({ source }: Recognized): readonly Role[] =>
    typeof source.as === 'string' ? [source.as] : source.as
  const twins = new Map<string, Recognized>()
  const kept = pieces.filter((piece) => {
    // One table exported in two formats.
    const key = `${piece.file.replace(/\.\w+$/, '')} ${rolesOf(piece).join()} ${piece.rows}`
    const twin = twins.get(key)
    if (twin !== undefined && twin.file !== piece.file) {
      leftOut.push({ file: piece.file, why: `${twin.file} has the same name and as many rows` })
      return false
    }
    twins.set(key, piece)
    const rival = onlyOnce.find((role) => rolesOf(piece).includes(role))
    if (rival === undefined) return true
    const others = pieces.filter((one) => rolesOf(one).includes(rival))
    const best = others.reduce((a, b) => (weight(b) > weight(a) ? b : a))
    if (best === piece) return true
    leftOut.push({
      file: piece.file,
      why: `${best.file} holds ${rival} already, and more of them: both would count twice`,
    })
    return false
  })
  const taken = new Set(kept.flatMap(rolesOf))
  for (const file of osm) {
    const roles = (['areas', 'land', 'places', 'sites', 'towers', 'roads'] as const).filter(
      (role) => !taken.has(role) || role === 'sites' || role === 'towers',
    )
    kept.push({
      file,
      source: { file, as: roles, kinds: { place_of_worship: 'skip', bank: 'skip' } },
      why: 'an extract of OpenStreetMap, for what no other file holds',
      rows: 0,
    })
  }
  // Boundaries first, and lists before maps: of two that name one place the first is kept.
  return kept
}

/** A grid holds more than any table. */
function weight({ rows }: Recognized): number {
  return rows === 0 ? Number.POSITIVE_INFINITY : rows
}

function countryInNames(names: readonly string[]): ReturnType<typeof findCountry> {
  for (const name of names) {
    for (const word of name.split(/[^\p{Letter}]+/u)) {
      const found = word.length >= 4 ? findCountry(word) : undefined
      if (found !== undefined) return found
    }
  }
  return undefined
}
