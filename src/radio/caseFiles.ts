// What the readers of the reference implementations' files share: paths with the cases asked of them,
// fields that are numbers or a named fault, and tables of cases by column.
import type { Problem } from '#base/problem.ts'

/** Paths with what is asked of each; problems name the row of the file. */
export interface CaseFile<P, I> {
  readonly cases: readonly {
    readonly path: P
    readonly inputs: I
    /** Row of the case. */
    readonly row: number
    /** Rows of the path's points in the profile's file, or the one row that holds them all. */
    readonly pathRows: ArrayLike<number>
  }[]
  readonly problems: readonly Problem[]
}

/** A fault of a file. */
export function fileProblem(source: string, row: number, message: string, cure: string): Problem {
  return { level: 'error', code: 'radio-file', at: { source, table: '', row }, message, cure }
}

/** A text's lines, a byte order mark left out. */
export function linesOf(text: string): string[] {
  return text.replace(/^(?:\uFEFF|\u00EF\u00BB\u00BF)/, '').split(/\r?\n/)
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** True where a field says that there is no value. */
export function isEmpty(field: string | undefined): boolean {
  return field === undefined || /^\s*(?:nan)?\s*$/i.test(field)
}

/** Reads fields one after the other and gathers what it cannot read. */
export class FieldReader {
  readonly problems: Problem[] = []
  private readonly source: string

  constructor(source: string) {
    this.source = source
  }

  /**
   * A field as a number.
   *
   * @param missing What an empty field means; a problem where absent.
   */
  number(field: string | undefined, row: number, name: string, missing?: number): number {
    if (isEmpty(field)) {
      if (missing !== undefined) return missing
      this.problems.push(
        fileProblem(
          this.source,
          row,
          `Cannot read the ${name}: there is none`,
          `Give the ${name} as a number`,
        ),
      )
      return Number.NaN
    }
    const text = (field as string).trim()
    if (decimal.test(text)) return Number(text)
    this.problems.push(
      fileProblem(
        this.source,
        row,
        `Cannot read the ${name} "${text}": expected a number`,
        `Give the ${name} as a number with a decimal point`,
      ),
    )
    return Number.NaN
  }

  /** A number that stands for one of a few choices; the first where the field is no such number. */
  choice<Value extends number>(
    field: string | undefined,
    row: number,
    name: string,
    choices: Readonly<Record<Value, string>>,
    missing?: Value,
  ): Value {
    const found = this.problems.length
    const value = this.number(field, row, name, missing)
    const known = Object.keys(choices).map(Number) as Value[]
    if (known.includes(value as Value)) return value as Value
    if (this.problems.length === found) {
      const list = known.map((each) => `${each} (${choices[each]})`).join(' or ')
      this.problems.push(
        fileProblem(
          this.source,
          row,
          `Cannot use the ${name} ${value}: expected ${list}`,
          `Give the ${name} as ${list}`,
        ),
      )
    }
    return known[0]
  }
}

/** A row of a table of cases. */
export interface CaseRow {
  readonly row: number
  /** The field of a column, by the first word of its header in lower case; nothing where there is none. */
  readonly field: (name: string) => string | undefined
}

/** A table with a header; problems where a column or every row is missing, or a row is cut off. */
export function readCaseTable(
  text: string,
  source: string,
  needed: readonly string[],
): { rows: CaseRow[]; problems: Problem[] } {
  const [head, ...body] = linesOf(text)
  const columns = head.split(',').map((name) => name.trim().split(/[\s(]/)[0].toLowerCase())
  const absent = needed.filter((name) => !columns.includes(name))
  if (absent.length > 0) {
    const message =
      text.trim() === ''
        ? 'Cannot read the cases: the file is empty'
        : `Cannot read the cases: there is no column ${absent.map((name) => `"${name}"`).join(', ')}`
    const cure = 'Give the file of cases that belongs to this model with --cases'
    return { rows: [], problems: [fileProblem(source, 1, message, cure)] }
  }
  const rows: CaseRow[] = []
  const problems: Problem[] = []
  body.forEach((line, i) => {
    if (line.trim() === '') return
    const row = i + 2
    const fields = line.split(',')
    if (fields.length < columns.length)
      problems.push(
        fileProblem(
          source,
          row,
          `Cannot read the case: it has ${fields.length} fields, expected ${columns.length}`,
          'Give the file whole: it may have been cut off while copying',
        ),
      )
    rows.push({ row, field: (name) => fields[columns.indexOf(name)] })
  })
  if (rows.length === 0)
    problems.push(
      fileProblem(
        source,
        1,
        'Cannot read the cases: there is none below the header',
        'Give at least one case',
      ),
    )
  return { rows, problems }
}
