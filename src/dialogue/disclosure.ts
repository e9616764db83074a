// Results by stakeholder group that tell nothing of few: small counts are withheld, and so is whatever else
// a subtraction could bring them back from. Method: docs/methods/disclosure.md.
import { type StakeholderGroup, stakeholderGroups } from '#register/records/consultations.ts'

/** Nothing is told of fewer people than this. */
export const leastShown = 10

/** What one person said of one section; `person` tells the same one in two sections, and is never shown. */
export interface Choice {
  readonly person: string
  readonly section: string
  readonly option: string
  readonly group: StakeholderGroup
}

/** A section's results: totals are public as the log is; what is withheld of groups is undefined. */
export interface SectionResult {
  readonly code: string
  readonly options: readonly string[]
  readonly totals: readonly number[]
  readonly groups: readonly {
    readonly group: StakeholderGroup
    readonly count: number | undefined
    readonly counts: readonly (number | undefined)[]
  }[]
}

interface Section {
  readonly code: string
  readonly options: readonly string[]
}

/** One section's counts, and what of them is shown so far. */
interface Table {
  readonly section: Section
  /** People for each group and option. */
  readonly cells: readonly (readonly ReadonlySet<string>[])[]
  readonly rows: readonly ReadonlySet<string>[]
  readonly shown: boolean[][]
  readonly rowShown: boolean[]
}

/**
 * Counts all choices and withholds what would tell of fewer than ten people:
 * counts below ten; then, until none is left, one more count of every subtraction whose rest is below ten.
 */
export function publishResults(
  sections: readonly Section[],
  choices: readonly Choice[],
): SectionResult[] {
  const tables = sections.map((section) => countSection(section, choices))
  for (;;) {
    withholdNested(tables)
    let withheld = false
    for (const table of tables) {
      const found = findDifference(table)
      if (found === undefined) continue
      withhold(table, found)
      withheld = true
    }
    if (!withheld) return tables.map(shownOf)
  }
}

/**
 * Results at several moments, each the sum of the waves of people before it. Every wave is withheld on its
 * own, and a count is shown only where all of its waves are: so the difference of two moments tells no more
 * than one wave's own results do.
 */
export function publishMoments(
  sections: readonly Section[],
  waves: readonly (readonly Choice[])[],
): SectionResult[][] {
  const seen = new Set<string>()
  for (const wave of waves) {
    const people = new Set(wave.map(({ person }) => person))
    for (const person of people)
      if (seen.has(person))
        throw new RangeError('Cannot publish moments: a person is counted in two waves')
    for (const person of people) seen.add(person)
  }
  const moments: SectionResult[][] = []
  for (const wave of waves) {
    const own = publishResults(sections, wave)
    const before = moments.at(-1)
    moments.push(before === undefined ? own : own.map((result, i) => addResults(before[i], result)))
  }
  return moments
}

function addResults(a: SectionResult, b: SectionResult): SectionResult {
  const add = (x: number | undefined, y: number | undefined): number | undefined =>
    x === undefined || y === undefined ? undefined : x + y
  return {
    ...a,
    totals: a.totals.map((total, i) => total + b.totals[i]),
    groups: a.groups.map(({ group, count, counts }, g) => ({
      group,
      count: add(count, b.groups[g].count),
      counts: counts.map((value, o) => add(value, b.groups[g].counts[o])),
    })),
  }
}

function countSection(section: Section, choices: readonly Choice[]): Table {
  const cells = stakeholderGroups.map(() => section.options.map(() => new Set<string>()))
  for (const { person, section: code, option, group } of choices) {
    const column = section.options.indexOf(option)
    if (code === section.code && column >= 0)
      cells[stakeholderGroups.indexOf(group)][column].add(person)
  }
  const rows = cells.map((row) => new Set(row.flatMap((people) => [...people])))
  return {
    section,
    cells,
    rows,
    shown: cells.map((row, g) =>
      row.map((people) => people.size >= leastShown && rows[g].size >= leastShown),
    ),
    rowShown: rows.map((people) => people.size >= leastShown),
  }
}

/** A count that is shown: a cell, or with `option` -1 a group's row. */
interface Figure {
  readonly group: number
  readonly option: number
  readonly people: ReadonlySet<string>
}

const shownFigures = (table: Table): Figure[] =>
  table.rows.flatMap((people, group) => [
    ...(table.rowShown[group] ? [{ group, option: -1, people }] : []),
    ...table.cells[group].flatMap((cell, option) =>
      table.shown[group][option] ? [{ group, option, people: cell }] : [],
    ),
  ])

function withhold(table: Table, { group, option }: Figure): void {
  if (option >= 0) table.shown[group][option] = false
  else {
    table.rowShown[group] = false
    table.shown[group].fill(false)
  }
}

/**
 * A shown count to withhold, where sums and differences of what is shown leave fewer than ten people.
 *
 * Every figure is a sum of cells, so all that can be derived are column remainders less row remainders:
 * over columns S and shown rows T, the hidden cells of S outside T less those of T outside S. Such a
 * table's matrix is totally unimodular: no other factors than -1, 0 and 1 bring more out of it.
 */
function findDifference(table: Table): Figure | undefined {
  const { rows, rowShown, section } = table
  const [columns, all] = [1 << section.options.length, 1 << rows.length]
  // From the grand total down, so that whole groups stand back before single cells do.
  for (let inT = all - 1; inT >= 0; inT--) {
    if (rows.some((_, g) => (inT >> g) & 1 && !rowShown[g])) continue
    for (let inS = columns - 1; inS >= 0; inS--) {
      const [left, right] = [rest(table, inS, inT, true), rest(table, inS, inT, false)]
      // Where both hold hidden cells, only their difference comes out, and neither of them.
      const found = left.hidden === 0 ? right : right.hidden === 0 ? left : undefined
      if (found === undefined || found.hidden === 0 || found.people >= leastShown) continue
      // Whole columns are public as the log is, and say nothing of groups.
      if (inT === 0 && wholeColumns(table, inS)) continue
      const taking = shownFigures(table).filter(({ group, option }) => {
        const t = ((inT >> group) & 1) === 1
        if (option < 0) return t
        return ((inS >> option) & 1) === 1 ? !t : t
      })
      const smallest = taking.reduce<Figure | undefined>(
        (least, figure) =>
          least === undefined || figure.people.size < least.people.size ? figure : least,
        undefined,
      )
      if (smallest !== undefined) return smallest
    }
  }
  return undefined
}

/** Hidden cells of the columns in S outside the rows of T, or of those rows outside S; and their people. */
function rest(
  { cells, shown }: Table,
  inS: number,
  inT: number,
  ofColumns: boolean,
): { readonly hidden: number; readonly people: number } {
  let [hidden, people] = [0, 0]
  for (const [g, row] of cells.entries())
    for (const [o, cell] of row.entries()) {
      const [s, t] = [((inS >> o) & 1) === 1, ((inT >> g) & 1) === 1]
      if (shown[g][o] || s === t || s !== ofColumns) continue
      hidden += 1
      people += cell.size
    }
  return { hidden, people }
}

const wholeColumns = ({ shown }: Table, inS: number): boolean =>
  shown.every((row) => row.every((is, o) => !is || ((inS >> o) & 1) === 0))

/** Two shown counts of which one holds the other and fewer than ten more: the smaller is withheld. */
function withholdNested(tables: readonly Table[]): void {
  const all = tables.flatMap((table) => shownFigures(table).map((figure) => ({ table, figure })))
  all.sort((a, b) => a.figure.people.size - b.figure.people.size)
  for (const [i, small] of all.entries())
    for (const large of all.slice(i + 1)) {
      const more = large.figure.people.size - small.figure.people.size
      if (small.table === large.table || more === 0 || more >= leastShown) continue
      if (![...small.figure.people].every((person) => large.figure.people.has(person))) continue
      withhold(small.table, small.figure)
      break
    }
}

function shownOf({ section, cells, rows, shown, rowShown }: Table): SectionResult {
  return {
    code: section.code,
    options: section.options,
    totals: section.options.map((_, o) => cells.reduce((sum, row) => sum + row[o].size, 0)),
    groups: stakeholderGroups.map((group, g) => ({
      group,
      count: rowShown[g] ? rows[g].size : undefined,
      counts: cells[g].map((cell, o) => (shown[g][o] ? cell.size : undefined)),
    })),
  }
}
