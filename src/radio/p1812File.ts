// P.1812 profiles with their measurements, the "Fryderyk CSV" of ITU-R Study Group 3: so anyone can run
// their own validation set through us.
import type { Problem } from '#base/problem.ts'
import { type CaseFile, FieldReader, fileProblem, isEmpty, linesOf } from '#radio/caseFiles.ts'
import type { Polarization } from '#radio/diffraction.ts'
import type { P1812Inputs } from '#radio/p1812.ts'
import { type RadioPath, zoneCodes } from '#radio/path.ts'

interface Line {
  readonly line: string
  readonly row: number
}

const polarizations = { 1: 'horizontal', 2: 'vertical' } as const

/**
 * Reads a profile and its cases.
 *
 * @param source Its name, for the problems.
 * @param casesText A second file with measurements to take in place of the profile's own.
 */
export function readP1812File(
  text: string,
  source: string,
  casesText?: string,
  casesSource = source,
): CaseFile<RadioPath, P1812Inputs> {
  const all = linesOf(text)
  const measurements = casesText === undefined ? all : linesOf(casesText)
  const problems: Problem[] = []
  if (text.trim() === '')
    return {
      cases: [],
      problems: [
        fileProblem(
          source,
          0,
          'Cannot read the profile: the file is empty',
          'Give a P.1812 profile',
        ),
      ],
    }
  const profile = section(all, 'profile', source, problems)
  const measured = section(measurements, 'measurements', casesSource, problems)
  if (profile === undefined || measured === undefined) return { cases: [], problems }
  const turned = all.findIndex((line) => /^first point tx or rx:\s*,\s*r/i.test(line))
  if (turned >= 0)
    problems.push(
      fileProblem(
        source,
        turned + 1,
        'The profile begins at the receiver (First Point: R), expected the transmitter',
        'Turn the profile round: distances from the transmitter, and T for the first point',
      ),
    )
  const fields = new FieldReader(source)
  const { path, rows } = readPath(profile, fields, source, problems)
  const place = (name: string): number => {
    const at = all.findIndex((line) => line.toLowerCase().startsWith(name.toLowerCase()))
    return fields.number(all[at]?.split(',')[1], at + 1, `"${name}"`)
  }
  const average = (name: string): number | undefined => {
    const at = all.findIndex((line) => line.toLowerCase().startsWith(name.toLowerCase()))
    const field = all[at]?.split(',')[1]
    return isEmpty(field) ? undefined : fields.number(field, at + 1, `"${name}"`)
  }
  const DN = average('Average annual values dN')
  const N0 = average('Average annual sea-level surface refractivity')
  const ends = {
    transmitter: [place('Tx LON'), place('Tx LAT')] as const,
    receiver: [place('Rx LON'), place('Rx LAT')] as const,
    ...(DN === undefined ? {} : { DN }),
    ...(N0 === undefined ? {} : { N0 }),
  }
  problems.push(...fields.problems)
  const asked = new FieldReader(casesSource)
  const cases = measured.map(({ line, row }) => {
    const field = line.split(',')
    const inputs = {
      frequencyMhz: asked.number(field[0], row, 'frequency'),
      transmitterMeters: asked.number(field[1], row, 'transmitter height'),
      receiverMeters: asked.number(field[3], row, 'receiver height'),
      polarization: asked.choice<Polarization>(field[4], row, 'polarization', polarizations),
      timePercent: asked.number(field[14], row, 'time percentage'),
      ...ends,
    } satisfies P1812Inputs
    return { path, inputs, row, pathRows: rows }
  })
  problems.push(...asked.problems)
  if (cases.length === 0)
    problems.push(
      fileProblem(
        casesSource,
        0,
        'Cannot find a case: there is none between {Begin of Measurements} and its end',
        'Give at least one measurement: frequency, heights, polarization and time percentage',
      ),
    )
  return { cases, problems }
}

/** The points of a profile, from the transmitter; the rows they stand in. */
function readPath(
  lines: readonly Line[],
  fields: FieldReader,
  source: string,
  problems: Problem[],
): { path: RadioPath; rows: number[] } {
  const counted = lines.find(({ line }) => /^\s*number of points/i.test(line))
  const points = lines.filter((each) => each !== counted)
  if (counted !== undefined) {
    const expected = fields.number(counted.line.split(',')[1], counted.row, 'number of points')
    if (Number.isFinite(expected) && expected !== points.length)
      problems.push(
        fileProblem(
          source,
          counted.row,
          `The profile says it has ${expected} points and holds ${points.length}`,
          'Give the file whole: it may have been cut off while copying',
        ),
      )
  }
  const n = points.length
  const distanceKm = new Float64Array(n)
  const heightMeters = new Float64Array(n)
  const clutterMeters = new Float64Array(n)
  const zone = new Uint8Array(n)
  points.forEach(({ line, row }, i) => {
    const field = line.split(',')
    distanceKm[i] = fields.number(field[0], row, 'distance')
    heightMeters[i] = fields.number(field[1], row, 'height', Number.NaN) // a void: `checkPath` names it
    clutterMeters[i] = fields.number(field[3], row, 'clutter height', 0)
    zone[i] = fields.choice<1 | 3 | 4>(
      field[4],
      row,
      'zone',
      { 1: 'sea', 3: 'coastal', 4: 'inland' },
      zoneCodes.inland,
    )
  })
  const path = { distanceKm, heightMeters, clutterMeters, zone }
  return { path, rows: points.map(({ row }) => row) }
}

/** The lines between the marks of a section, empty and remarked ones left out. */
function section(
  all: readonly string[],
  name: string,
  source: string,
  problems: Problem[],
): Line[] | undefined {
  const starts = (mark: string) => (line: string) => line.trim().toLowerCase().startsWith(mark)
  const from = all.findIndex(starts(`{begin of ${name}`))
  const length = from < 0 ? -1 : all.slice(from).findIndex(starts(`{end of ${name}`))
  const title = `${name[0].toUpperCase()}${name.slice(1)}`
  if (from < 0 || length < 0) {
    problems.push(
      fileProblem(
        source,
        from + 1,
        from < 0
          ? `Cannot find {Begin of ${title}} in the file`
          : `Cannot find {End of ${title}}: the file ends within the section`,
        from < 0
          ? 'Give a P.1812 validation profile, or name another model with --model'
          : 'Give the file whole: it may have been cut off while copying',
      ),
    )
    return undefined
  }
  return all
    .slice(from + 1, from + length)
    .map((line, i) => ({ line, row: from + i + 2 }))
    .filter(({ line }) => !/^[\s,]*(?:#|$)/.test(line))
}
