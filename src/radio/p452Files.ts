// P.452 profiles (distance, height, clutter, zone) and the results files that hold their cases, as the
// reference implementation of ITU-R Study Group 3 keeps them.
import type { Problem } from '#base/problem.ts'
import {
  type CaseFile,
  FieldReader,
  fileProblem,
  isEmpty,
  linesOf,
  readCaseTable,
} from '#radio/caseFiles.ts'
import type { Polarization } from '#radio/diffraction.ts'
import type { P452Inputs } from '#radio/p452.ts'
import { type RadioPath, zoneCodes } from '#radio/path.ts'

/** Zones of P.452's files (1 coastal, 2 inland, 3 sea; A1, A2, B) in P.1812's codes. */
const p452Zones: Readonly<Record<string, number>> = {
  '1': zoneCodes.coastal,
  '2': zoneCodes.inland,
  '3': zoneCodes.sea,
  A1: zoneCodes.coastal,
  A2: zoneCodes.inland,
  B: zoneCodes.sea,
}

/** Reads a profile and its cases. */
export function readP452Files(
  profileText: string,
  casesText: string,
  profileSource: string,
  casesSource: string,
): CaseFile<RadioPath, P452Inputs> {
  const { path, rows, problems } = readProfile(profileText, profileSource)
  const needed = ['f', 'p', 'htg', 'hrg', 'phit_e', 'phit_n', 'phir_e', 'phir_n']
  const table = readCaseTable(casesText, casesSource, needed)
  const fields = new FieldReader(casesSource)
  const cases = table.rows.map(({ field, row }) => {
    const value = (name: string, words: string, missing?: number): number =>
      fields.number(field(name), row, words, missing)
    const inputs = {
      frequencyGhz: value('f', 'frequency'),
      timePercent: value('p', 'time percentage'),
      transmitterMeters: value('htg', 'transmitter height'),
      receiverMeters: value('hrg', 'receiver height'),
      transmitter: [
        value('phit_e', 'longitude of the transmitter'),
        value('phit_n', 'latitude of the transmitter'),
      ] as const,
      receiver: [
        value('phir_e', 'longitude of the receiver'),
        value('phir_n', 'latitude of the receiver'),
      ] as const,
      transmitterGainDbi: value('gt', 'gain of the transmitter', 0),
      receiverGainDbi: value('gr', 'gain of the receiver', 0),
      polarization: fields.choice<Polarization>(
        field('pol'),
        row,
        'polarization',
        { 1: 'horizontal', 2: 'vertical' },
        1,
      ),
      dct: value('dct', 'distance from the transmitter to the coast', 500),
      dcr: value('dcr', 'distance from the receiver to the coast', 500),
      pressureHpa: value('press', 'pressure', 1013),
      temperatureCelsius: value('temp', 'temperature', 15),
      DN: value('dn', 'refractivity gradient', 45),
      N0: value('n0', 'sea-level refractivity', 325),
    } satisfies P452Inputs
    return { path, inputs, row, pathRows: rows }
  })
  problems.push(...table.problems, ...fields.problems)
  return { cases, problems }
}

function readProfile(
  text: string,
  source: string,
): { path: RadioPath; rows: number[]; problems: Problem[] } {
  const fields = new FieldReader(source)
  const points = linesOf(text)
    .map((line, i) => ({ field: line.split(',').map((each) => each.trim()), row: i + 1 }))
    .slice(1)
    .filter(({ field }) => field.some((each) => each !== ''))
  const faults: Problem[] = []
  const columns = linesOf(text)[0].split(',').length
  const zones = points.map(({ field, row }) => {
    const named = isEmpty(field[4]) ? field[3] : field[4]
    const zone = Object.hasOwn(p452Zones, named ?? '') ? p452Zones[named] : undefined
    if (field.length < columns)
      faults.push(
        fileProblem(
          source,
          row,
          `Cannot read the point: it has ${field.length} fields, expected ${columns}`,
          'Give the file whole: it may have been cut off while copying',
        ),
      )
    else if (zone === undefined)
      faults.push(
        fileProblem(
          source,
          row,
          `Cannot read the zone "${named ?? ''}"`,
          'Use 1 (coastal), 2 (inland), 3 (sea) or A1, A2, B',
        ),
      )
    return zone ?? zoneCodes.inland
  })
  if (points.length === 0)
    faults.push(
      fileProblem(
        source,
        0,
        'Cannot read the profile: there is no point below the header',
        'Give a profile: distance, height, clutter and zone of each point',
      ),
    )
  const column = (at: number, name: string, missing?: number): Float64Array =>
    Float64Array.from(points, ({ field, row }) => fields.number(field[at], row, name, missing))
  const path = {
    distanceKm: column(0, 'distance'),
    heightMeters: column(1, 'height', Number.NaN), // a void: `checkPath` names it
    clutterMeters: column(2, 'clutter height', 0),
    zone: Uint8Array.from(zones),
  }
  const rows = points.map(({ row }) => row)
  return { path, rows, problems: [...faults, ...fields.problems] }
}
