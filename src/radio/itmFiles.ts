// ITM's profiles ("pfl": points − 1, step in m, heights), one a line, and the inputs of its cases: a
// table, or the `name,value` lists of NTIA's driver, where several values of one name make a table.
import type { Problem } from '#base/problem.ts'
import {
  type CaseFile,
  type CaseRow,
  FieldReader,
  fileProblem,
  linesOf,
  readCaseTable,
} from '#radio/caseFiles.ts'
import type { ItmInputs } from '#radio/itm.ts'
import type { EvenProfile } from '#radio/itmTerrain.ts'

const needed = ['h_tx__meter', 'h_rx__meter', 'f__mhz', 'n_0']

/** Reads profiles and their cases. */
export function readItmFiles(
  profileText: string,
  casesText: string,
  profileSource: string,
  casesSource: string,
): CaseFile<EvenProfile, ItmInputs> {
  const { profiles, problems } = readProfiles(profileText, profileSource)
  if (/(?:siting_criteria|tx_site_criteria|^d__km|,d__km)/im.test(casesText))
    return {
      cases: [],
      problems: [
        fileProblem(
          casesSource,
          1,
          'Cannot use the cases: they are for the area mode of ITM, which has no terrain profile',
          'Give point-to-point cases',
        ),
      ],
    }
  const isList = /^\s*[a-z_]+\s*,\s*[-+\d.]/i.test(linesOf(casesText)[0])
  const table = isList
    ? readList(casesText, casesSource)
    : readCaseTable(casesText, casesSource, needed)
  const fields = new FieldReader(casesSource)
  const asked = table.rows.map(({ field, row }) => {
    const value = (name: string, words: string, missing?: number): number =>
      fields.number(field(name), row, words, missing)
    const inputs = {
      frequencyMhz: value('f__mhz', 'frequency'),
      transmitterMeters: value('h_tx__meter', 'transmitter height'),
      receiverMeters: value('h_rx__meter', 'receiver height'),
      polarization: fields.choice<0 | 1>(
        field('pol'),
        row,
        'polarization',
        { 0: 'horizontal', 1: 'vertical' },
        0,
      ),
      epsilon: value('epsilon', 'permittivity', 15),
      sigma: value('sigma', 'conductivity', 0.005),
      N0: value('n_0', 'refractivity'),
      climate: value('climate', 'climate', 5) as ItmInputs['climate'],
      mdvar: value('mdvar', 'mode of variability', 3),
      timePercent: value('time', 'time percentage', value('reliability', 'reliability', 50)),
      locationPercent: value('location', 'location percentage', 50),
      situationPercent: value(
        'situation',
        'situation percentage',
        value('confidence', 'confidence', 50),
      ),
    } satisfies ItmInputs
    return { inputs, row }
  })
  problems.push(...table.problems, ...fields.problems)
  if (profiles.length > 1 && asked.length > 0 && profiles.length !== asked.length)
    problems.push(
      fileProblem(
        casesSource,
        0,
        `Cannot pair ${asked.length} cases with ${profiles.length} profiles`,
        'Give one profile for all cases, or one for each',
      ),
    )
  if (problems.length > 0) return { cases: [], problems }
  const cases = asked.map(({ inputs, row }, i) => {
    const { path, row: pathRow } = profiles[profiles.length === 1 ? 0 : i]
    return { path, inputs, row, pathRows: [pathRow] }
  })
  return { cases, problems }
}

function readProfiles(
  text: string,
  source: string,
): { profiles: { path: EvenProfile; row: number }[]; problems: Problem[] } {
  const fields = new FieldReader(source)
  const faults: Problem[] = []
  const profiles: { path: EvenProfile; row: number }[] = []
  const cure = 'Write the number of steps, the step in meters, then one height more than steps'
  linesOf(text).forEach((line, i) => {
    const row = i + 1
    const field = line.replace(/[\s,]+$/, '').split(',')
    if (field.length === 1 && field[0].trim() === '') return
    const steps = fields.number(field[0], row, 'number of steps')
    const stepMeters = fields.number(field[1], row, 'step')
    if (Number.isFinite(steps) && steps !== field.length - 3) {
      const message = `Cannot read the profile: it says ${steps} steps, which need ${steps + 1} heights, and holds ${Math.max(0, field.length - 2)}`
      faults.push(fileProblem(source, row, message, cure))
    }
    const heights = field.slice(2)
    const heightMeters = Float64Array.from(heights, (each, k) =>
      fields.number(each, row, `height of point ${k + 1}`, Number.NaN),
    )
    profiles.push({ path: { stepMeters, heightMeters }, row })
  })
  if (profiles.length === 0)
    faults.push(fileProblem(source, 0, 'Cannot read the profile: the file is empty', cure))
  return { profiles, problems: [...fields.problems, ...faults] }
}

/**
 * `name,value` lines as cases: each name with several values gives one case for each, the first such
 * name varying slowest, as the driver's tables list reliability by rows and confidence by columns.
 */
function readList(text: string, source: string): { rows: CaseRow[]; problems: Problem[] } {
  const entries = new Map<string, { values: string[]; row: number }>()
  const problems: Problem[] = []
  linesOf(text).forEach((line, i) => {
    if (line.trim() === '') return
    const [name, ...values] = line.split(',')
    const key = name.trim().toLowerCase()
    if (entries.has(key))
      problems.push(
        fileProblem(source, i + 1, `"${key}" is given twice`, 'Give each input in one line'),
      )
    entries.set(key, { values, row: i + 1 })
  })
  const absent = needed.filter((name) => !entries.has(name))
  if (absent.length > 0)
    problems.push(
      fileProblem(
        source,
        0,
        `Cannot read the cases: there is no ${absent.map((name) => `"${name}"`).join(', ')}`,
        'Give the inputs of a point-to-point case with --cases',
      ),
    )
  if (problems.length > 0) return { rows: [], problems }
  const varied = [...entries].filter(([, { values }]) => values.length > 1)
  varied.sort(([a], [b]) => variedOrder(a) - variedOrder(b))
  const count = varied.reduce((product, [, { values }]) => product * values.length, 1)
  const rows = Array.from({ length: count }, (_, k): CaseRow => {
    const chosen = new Map<string, string>()
    let rest = k
    for (const [name, { values }] of varied.toReversed()) {
      chosen.set(name, values[rest % values.length])
      rest = Math.floor(rest / values.length)
    }
    return { row: 0, field: (name) => chosen.get(name) ?? entries.get(name)?.values[0] }
  })
  return { rows, problems }
}

/** Time before places before situations, whatever the order of the lines. */
function variedOrder(name: string): number {
  const at = ['reliability', 'time', 'location', 'confidence', 'situation'].indexOf(name)
  return at < 0 ? -1 : at
}
