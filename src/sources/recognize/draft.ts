// What a folder of files that nobody described holds: each file is read, recognized, and taken or left with
// the reason. From here `study.ts` writes the study.
import { report, type Watch } from '#base/progress.ts'
import type { Sql } from '#sources/raw.ts'
import { type FileContent, readFile } from '#sources/read/file.ts'
import { sniff } from '#sources/read/sniff.ts'
import { countryAround, shareNear } from '#sources/recognize/cities.ts'
import {
  areMeters,
  columnPositions,
  countryInName,
  countryInTable,
  countVoices,
} from '#sources/recognize/country.ts'
import {
  aroundCities,
  located,
  nearDegrees,
  type Piece,
  type Whereabouts,
} from '#sources/recognize/entries.ts'
import { boxAround, type Point, pointsOf } from '#sources/recognize/place.ts'
import { profileTable, type TableProfile } from '#sources/recognize/profile.ts'
import type { CountryFound, LeftOut, Recognition } from '#sources/recognize/recognition.ts'
import { withoutRivals } from '#sources/recognize/rivals.ts'
import { guessGrid, guessTable, headerlessCells, type RoleGuess } from '#sources/recognize/roles.ts'

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
