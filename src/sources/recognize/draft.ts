// What a folder of files that nobody described holds: each file is read, recognized, and taken or left with
// the reason. From here `study.ts` writes the study.
import { report, type Watch } from '#base/progress.ts'
import { extentOf } from '#geo/pointInPolygon.ts'
import type { Extent } from '#geo/shapes.ts'
import { geometryCenter } from '#sources/import/findPositions.ts'
import type { RawGrid, RawTable, Sql } from '#sources/raw.ts'
import { type FileContent, readFile } from '#sources/read/file.ts'
import { sniff } from '#sources/read/sniff.ts'
import { citiesOf, countryAround, shareNear, shareNearest } from '#sources/recognize/cities.ts'
import {
  areMeters,
  columnPositions,
  countryInName,
  countryInTable,
  countVoices,
  findSystem,
} from '#sources/recognize/country.ts'
import { boxAround, type Point, pointsOf } from '#sources/recognize/place.ts'
import { findUnnamedPosition, profileTable, type TableProfile } from '#sources/recognize/profile.ts'
import type {
  CountryFound,
  LeftOut,
  Recognition,
  Recognized,
} from '#sources/recognize/recognition.ts'
import { withoutRivals } from '#sources/recognize/rivals.ts'
import { guessGrid, guessTable, headerlessCells, type RoleGuess } from '#sources/recognize/roles.ts'
import type { StudySource } from '#sources/studyFile.ts'
import type { ColumnRole, Role } from '#sources/studySchema.ts'

interface Piece {
  readonly file: string
  readonly layer: string | undefined
  readonly profile?: TableProfile
  readonly grid?: RawGrid
  readonly guess: RoleGuess
  readonly names?: readonly string[]
}

/** What is being found out. */
interface Findings {
  readonly pieces: Piece[]
  readonly leftOut: LeftOut[]
}

/**
 * Recognizes every file of a folder.
 *
 * @param given The country, where somebody said it: files of other countries are left out.
 */
export async function recognizeFiles(
  files: ReadonlyMap<string, Uint8Array>,
  {
    sql,
    given,
    watch = {},
  }: { readonly sql?: Sql; readonly given?: CountryFound; readonly watch?: Watch } = {},
): Promise<Recognition> {
  const findings: Findings = { pieces: [], leftOut: [] }
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
      const why =
        fault === undefined
          ? 'no table and no grid was found in it'
          : `${fault.message}. ${fault.cure}`
      findings.leftOut.push({ file, why })
      continue
    }
    recognizeContent(file, value, findings)
  }
  const { leftOut } = findings
  const told = toldCountries(findings.pieces, [...files.keys()])
  const prevails = told.length === 1 || (told.length > 1 && told[0].voices > 2 * told[1].voices)
  const country =
    given ?? (prevails ? told[0].country : countryByPlaces(findings.pieces, told.length))
  const pieces = findings.pieces.filter((piece) => belongs(piece, country, findings))
  const extent = boxAround(pieces.map(placeable))
  // Where nothing says where it lies, the country that somebody named does.
  const box: Whereabouts = extent === undefined ? aroundCities(country) : { box: extent }
  const entries = pieces.flatMap((piece) => located(turned(piece, country), box, leftOut))
  return {
    recognized: withoutRivals(entries, osm, leftOut),
    leftOut,
    country,
    countries: country === undefined ? told.map(({ country: { name } }) => name) : [],
    extent,
  }
}

const placeable = ({ profile, grid, guess }: Piece) => ({
  ...(profile === undefined ? {} : { profile }),
  ...(grid === undefined ? {} : { grid }),
  roles: guess.roles,
})

/** The countries that tables tell of; file names are asked only where no table tells any. */
function toldCountries(
  pieces: readonly Piece[],
  names: readonly string[],
): ReturnType<typeof countVoices> {
  const byTables = countVoices(
    pieces.map(({ profile }) => (profile === undefined ? undefined : countryInTable(profile))),
  )
  return byTables.length > 0 ? byTables : countVoices(names.map(countryInName))
}

/** The country whose cities most places lie near, where no file tells any. */
function countryByPlaces(pieces: readonly Piece[], told: number): CountryFound | undefined {
  if (told > 0) return undefined
  // Boundaries are drawn by somebody who knew which way round longitude and latitude go.
  const areas = pieces.filter(({ guess }) => guess.roles.includes('areas'))
  const asked = areas.length > 0 ? areas : pieces
  const around = countryAround(asked.flatMap((piece) => pointsOf(placeable(piece)).slice(0, 500)))
  if (around === undefined) return undefined
  return { ...around.country, byPlaces: around.share }
}

/** How far from every city of a country its places may lie, degrees: farther than anywhere on land but a desert. */
const farDegrees = 6

/** How near to a city most places of a country lie. */
const nearDegrees = 4

/** Whether a piece is of the country: not where its columns tell of another, or it lies far from all its cities. */
function belongs(
  piece: Piece,
  country: CountryFound | undefined,
  { leftOut, pieces }: Findings,
): boolean {
  if (country === undefined) return true
  const file = piece.layer === undefined ? piece.file : `${piece.file} (${piece.layer})`
  const own = piece.profile === undefined ? undefined : countryInTable(piece.profile)
  if (own !== undefined && own.iso3 !== country.iso3) {
    leftOut.push({ file, why: `it tells of ${own.name}, and the study is of ${country.name}` })
    return false
  }
  const share = (one: Piece): number =>
    shareNear(pointsOf(placeable(one)), country.iso3, farDegrees)
  // NaN where it says no place, or the country has no city on our list.
  const near = share(piece)
  if (!(near < 0.1)) return true
  // What lies in the country once it is turned is turned: here, or by its importer where boundaries tell.
  const points = pointsOf(placeable(piece))
  const turns = [
    (point: Point): Point => [point[1], point[0]],
    (point: Point): Point => [-point[0], point[1]],
    (point: Point): Point => [point[0], -point[1]],
  ]
  const hasAreas = pieces.some(({ guess }) => guess.roles.includes('areas'))
  // A list of the whole world: boundaries leave out what is others'.
  if (near > 0 && hasAreas && !piece.guess.roles.includes('areas')) return true
  const isTurned = turns.some((turn) => shareNear(points.map(turn), country.iso3, farDegrees) > 0.9)
  if (isTurned && (hasAreas || turned(piece, country) !== piece)) return true
  if (!pieces.some((one) => share(one) > 0.5)) return true
  const other = countryAround(points.slice(0, 500))?.country
  const its = other === undefined || other.iso3 === country.iso3 ? '' : `, in or near ${other.name}`
  const why = `its places lie far from ${country.name}${its}`
  leftOut.push({
    file,
    why: isTurned
      ? `${why}; with a minus, or the other way round, they would not: correct them`
      : why,
  })
  return false
}

/** A piece with longitude and latitude exchanged, where only so it lies in the country. */
function turned(piece: Piece, country: CountryFound | undefined): Piece {
  const { profile } = piece
  const { lon, lat } = profile?.found ?? {}
  if (country === undefined || profile === undefined || profile.shape !== 'none') return piece
  if (lon === undefined || lat === undefined || areMeters(columnPositions(profile.table, lon, lat)))
    return piece
  const exchanged: TableProfile = {
    ...profile,
    found: { ...profile.found, lon: lat, lat: lon },
  }
  const share = (one: TableProfile): number =>
    shareNear(pointsOf({ profile: one, roles: [] }), country.iso3, nearDegrees)
  if (!(share(profile) < 0.1 && share(exchanged) > 0.9)) return piece
  const why = `${piece.guess.why}; longitude and latitude are exchanged: only so they lie in ${country.name}`
  return { ...piece, profile: exchanged, guess: { ...piece.guess, why } }
}

function recognizeContent(
  file: string,
  { tables, grids }: FileContent,
  { pieces, leftOut }: Findings,
): void {
  const many = tables.length + grids.length > 1
  for (const table of tables) {
    const layer = many ? table.table : undefined
    const profile = profileTable(table)
    const names = headerlessCells(profile)
    if (names !== undefined) {
      const guess: RoleGuess = { roles: ['towers'], why: 'rows of OpenCelliD without a header' }
      const found = { lon: table.names[6], lat: table.names[7] }
      pieces.push({ file, layer, guess, names, profile: { ...profile, found } })
      continue
    }
    const guess = guessTable(profile)
    if (guess.roles !== undefined) pieces.push({ file, layer, profile, guess })
    // A table whose positions no name tells waits until the country's box is known.
    else if (profile.shape === 'none' && table.length > 0)
      pieces.push({ file, layer, profile, guess: { roles: [], why: guess.why } })
    else leftOut.push({ file: layer === undefined ? file : `${file} (${layer})`, why: guess.why })
  }
  for (const grid of grids) {
    if (grids.length > 1) {
      const why = 'it is one of several grids in one archive: unpack it'
      leftOut.push({ file: `${file} (${grid.source})`, why })
      continue
    }
    const guess = guessGrid(grid, file)
    if (guess.roles !== undefined) pieces.push({ file, layer: undefined, grid, guess })
    else leftOut.push({ file, why: guess.why })
  }
}

/** Where a country is: a box, and how likely points are its own where nothing but its cities tells the box. */
interface Whereabouts {
  readonly box?: Extent
  readonly likely?: (points: readonly Point[]) => number
}

function aroundCities(country: CountryFound | undefined): Whereabouts {
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
function located(
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
