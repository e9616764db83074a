// The file formats in which the reference implementations of P.1812, P.452 and ITM keep their paths
// and cases, read from text: so anyone can run their own validation set through us.
import type { Problem } from '#base/problem.ts'
import type { ItmInputs } from '#radio/itm.ts'
import type { EvenProfile } from '#radio/itmTerrain.ts'
import type { P452Inputs } from '#radio/p452.ts'
import type { P1812Inputs } from '#radio/p1812.ts'
import { type RadioPath, zoneCodes } from '#radio/path.ts'

/** A path, or several, with what is asked of each; problems name the line. */
export interface ValidationFile<P, I> {
  readonly cases: readonly { readonly path: P; readonly inputs: I; readonly row: number }[]
  readonly problems: readonly Problem[]
}

const unreadable = (source: string, row: number, message: string, cure: string): Problem => ({
  level: 'error',
  code: 'radio-file',
  at: { source, table: '', row },
  message,
  cure,
})

const lines = (text: string): string[] => text.split(/\r?\n/)

/** A field as a number; an empty one is NaN, not 0. */
const number = (field: string | undefined): number => {
  const trimmed = (field ?? '').trim()
  return trimmed === '' ? Number.NaN : Number(trimmed)
}

/**
 * A P.1812 profile with its measurements ("Fryderyk CSV" of ITU-R Study Group 3).
 *
 * @param source Its name, for the problems.
 */
export function readP1812File(
  text: string,
  source: string,
): ValidationFile<RadioPath, P1812Inputs> {
  const all = lines(text)
  const field = (name: string): number => {
    const line = all.find((candidate) => candidate.toLowerCase().startsWith(name.toLowerCase()))
    return line === undefined ? Number.NaN : number(line.split(',')[1])
  }
  const profile = section(all, '{begin of profile', '{end of profile')
  const measured = section(all, '{begin of measurements', '{end of measurements')
  if (profile === undefined || measured === undefined)
    return {
      cases: [],
      problems: [
        unreadable(
          source,
          0,
          'Cannot find {Begin of Profile} and {Begin of Measurements} in the file',
          'Give a P.1812 validation profile, or name another model with --model',
        ),
      ],
    }
  const points = profile
    .map(({ line }) => line.split(','))
    .filter((fields) => /^\s*-?[\d.]/.test(fields[0]))
  const path: RadioPath = {
    distanceKm: Float64Array.from(points, (fields) => number(fields[0])),
    heightMeters: Float64Array.from(points, (fields) => number(fields[1])),
    clutterMeters: Float64Array.from(points, (fields) => number(fields[3]) || 0),
    zone: Uint8Array.from(points, (fields) => number(fields[4]) || zoneCodes.inland),
  }
  const gradient = field('Average annual values dN')
  const refractivity = field('Average annual sea-level surface refractivity')
  const ends = {
    transmitter: [field('Tx LON'), field('Tx LAT')] as const,
    receiver: [field('Rx LON'), field('Rx LAT')] as const,
    ...(Number.isNaN(gradient) ? {} : { DN: gradient }),
    ...(Number.isNaN(refractivity) ? {} : { N0: refractivity }),
  }
  const cases = measured
    .map(({ line, row }) => ({ fields: line.split(','), row }))
    .filter(({ fields }) => fields.length >= 15 && /^\s*[\d.]/.test(fields[0]))
    .map(({ fields, row }) => ({
      path,
      row,
      inputs: {
        frequencyMhz: number(fields[0]),
        transmitterMeters: number(fields[1]),
        receiverMeters: number(fields[3]),
        polarization: number(fields[4]) === 2 ? 2 : 1,
        timePercent: number(fields[14]),
        ...ends,
      } satisfies P1812Inputs,
    }))
  return { cases, problems: [] }
}

function section(
  all: readonly string[],
  begin: string,
  end: string,
): { line: string; row: number }[] | undefined {
  const from = all.findIndex((line) => line.toLowerCase().startsWith(begin))
  if (from < 0) return undefined
  const length = all.slice(from).findIndex((line) => line.toLowerCase().startsWith(end))
  return all
    .slice(from + 1, length < 0 ? all.length : from + length)
    .map((line, i) => ({ line, row: from + i + 2 }))
}

/** Zones of P.452's files (1 coastal, 2 inland, 3 sea; A1, A2, B) in P.1812's codes. */
const p452Zones: Readonly<Record<string, number>> = {
  '1': zoneCodes.coastal,
  '2': zoneCodes.inland,
  '3': zoneCodes.sea,
  A1: zoneCodes.coastal,
  A2: zoneCodes.inland,
  B: zoneCodes.sea,
}

/** A P.452 profile (distance, height, clutter, zone) and the results file that holds its cases. */
export function readP452Files(
  profileText: string,
  casesText: string,
  profileSource: string,
  casesSource: string,
): ValidationFile<RadioPath, P452Inputs> {
  const problems: Problem[] = []
  const points = lines(profileText)
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(',').map((fieldText) => fieldText.trim()))
  const zones = points.map((fields, i) => {
    const zone = p452Zones[fields[4] ?? ''] ?? p452Zones[fields[3] ?? '']
    if (zone === undefined)
      problems.push(
        unreadable(
          profileSource,
          i + 2,
          `Cannot read the zone "${fields[4] ?? fields[3] ?? ''}"`,
          'Use 1 (coastal), 2 (inland), 3 (sea) or A1, A2, B',
        ),
      )
    return zone ?? zoneCodes.inland
  })
  const path: RadioPath = {
    distanceKm: Float64Array.from(points, (fields) => number(fields[0])),
    heightMeters: Float64Array.from(points, (fields) => number(fields[1])),
    clutterMeters: Float64Array.from(points, (fields) => number(fields[2]) || 0),
    zone: Uint8Array.from(zones),
  }
  const table = readColumns(casesText, casesSource, ['f', 'p', 'htg', 'hrg'])
  problems.push(...table.problems)
  const cases = table.rows.map(({ value, row }) => ({
    path,
    row,
    inputs: {
      frequencyGhz: value('f'),
      timePercent: value('p'),
      transmitterMeters: value('htg'),
      receiverMeters: value('hrg'),
      transmitter: [value('phit_e'), value('phit_n')] as const,
      receiver: [value('phir_e'), value('phir_n')] as const,
      transmitterGainDbi: value('gt', 0),
      receiverGainDbi: value('gr', 0),
      polarization: value('pol', 1) === 2 ? 2 : 1,
      dct: value('dct', 500),
      dcr: value('dcr', 500),
      pressureHpa: value('press', 1013),
      temperatureCelsius: value('temp', 15),
      DN: value('dn', 45),
      N0: value('n0', 325),
    } satisfies P452Inputs,
  }))
  return { cases, problems }
}

/** ITM's profiles ("pfl": points − 1, step in m, heights), one a line, and the file of cases. */
export function readItmFiles(
  profileText: string,
  casesText: string,
  profileSource: string,
  casesSource: string,
): ValidationFile<EvenProfile, ItmInputs> {
  const problems: Problem[] = []
  const profiles: EvenProfile[] = []
  lines(profileText).forEach((line, i) => {
    if (line.trim() === '') return
    const values = line.split(',').map(number)
    const np = values[0]
    if (!(np >= 2) || values.length < np + 3) {
      problems.push(
        unreadable(
          profileSource,
          i + 1,
          `Cannot read the profile: it says ${np} steps and holds ${values.length - 2} heights`,
          'Write the number of steps, the step in meters, then one height more than steps',
        ),
      )
      return
    }
    profiles.push({
      stepMeters: values[1],
      heightMeters: Float64Array.from(values.slice(2, np + 3)),
    })
  })
  if (profiles.length === 0) return { cases: [], problems }
  const listed = /^\s*[a-z_]+,\s*-?[\d.]/i.test(lines(casesText)[0])
  const table = readColumns(listed ? transposed(casesText) : casesText, casesSource, [
    'h_tx__meter',
    'h_rx__meter',
    'f__mhz',
    'n_0',
  ])
  problems.push(...table.problems)
  if (/siting_criteria|tx_site_criteria/i.test(casesText))
    return {
      cases: [],
      problems: [
        unreadable(
          casesSource,
          1,
          'Cannot use the cases: they are for the area mode of ITM, which has no terrain profile',
          'Give point-to-point cases',
        ),
      ],
    }
  const cases = table.rows.map(({ value, row }, i) => ({
    path: profiles[Math.min(i, profiles.length - 1)],
    row,
    inputs: {
      frequencyMhz: value('f__mhz'),
      transmitterMeters: value('h_tx__meter'),
      receiverMeters: value('h_rx__meter'),
      polarization: value('pol', 0) === 1 ? 1 : 0,
      epsilon: value('epsilon', 15),
      sigma: value('sigma', 0.005),
      N0: value('n_0'),
      climate: value('climate', 5) as ItmInputs['climate'],
      mdvar: value('mdvar', 3),
      timePercent: value('time', value('reliability', 50)),
      locationPercent: value('location', 50),
      situationPercent: value('situation', value('confidence', 50)),
    } satisfies ItmInputs,
  }))
  if (profiles.length > 1 && profiles.length !== cases.length)
    problems.push(
      unreadable(
        casesSource,
        0,
        `Cannot pair ${cases.length} cases with ${profiles.length} profiles`,
        'Give one profile for all cases, or one for each',
      ),
    )
  return { cases, problems }
}

/** `name,value` lines as a table of one row. */
function transposed(text: string): string {
  const pairs = lines(text)
    .filter((line) => line.includes(','))
    .map((line) => [line.slice(0, line.indexOf(',')), line.slice(line.indexOf(',') + 1)])
  return `${pairs.map(([name]) => name).join(',')}\n${pairs.map(([, value]) => value).join(',')}`
}

interface NamedRow {
  readonly row: number
  /** The field of a column, by the first word of its header in lower case. */
  readonly value: (name: string, missing?: number) => number
}

function readColumns(
  text: string,
  source: string,
  needed: readonly string[],
): { rows: NamedRow[]; problems: Problem[] } {
  const [head, ...body] = lines(text)
  const columns = head.split(',').map((name) => name.trim().split(/[\s(]/)[0].toLowerCase())
  const absent = needed.filter((name) => !columns.includes(name))
  if (absent.length > 0)
    return {
      rows: [],
      problems: [
        unreadable(
          source,
          1,
          `Cannot read the cases: there is no column ${absent.map((name) => `"${name}"`).join(', ')}`,
          'Give the file of cases that belongs to this model with --cases',
        ),
      ],
    }
  const rows = body.flatMap((line, i) => {
    if (line.trim() === '') return []
    const fields = line.split(',')
    const value = (name: string, missing = Number.NaN): number => {
      const at = columns.indexOf(name)
      const found = at < 0 ? Number.NaN : number(fields[at])
      return Number.isNaN(found) ? missing : found
    }
    return [{ row: i + 2, value }]
  })
  return { rows, problems: [] }
}
