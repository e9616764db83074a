// A problem is data: what is wrong with an input, where, and what cures it. Checks return lists of
// them; only `level: 'error'` stops a study. A throw, by contrast, is a broken promise of the caller.

/** `error` stops the study, `warning` may change a number, `note` is worth knowing. */
export type ProblemLevel = 'error' | 'warning' | 'note'

/** Where a problem was found: a source (file or dataset), a table or layer in it, a row. */
export interface Place {
  readonly source: string
  readonly table: string
  /** Counted from 1 as a person would count data rows; 0 where the whole table is meant. */
  readonly row: number
}

/** One thing wrong with an input, with its cure. */
export interface Problem {
  readonly level: ProblemLevel
  /** A stable name, `population-missing`; documented in `docs/problems.md`. */
  readonly code: string
  readonly at: Place
  readonly message: string
  readonly cure: string
}

/** True when any of the problems stops the study. */
export function hasError(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.level === 'error')
}

/** Thrown where a dataset cannot be brought or read at all: missing file, wrong digest, no address. */
export class SourceError extends Error {
  override name = 'SourceError'
  /** The same failure as a problem, for lists that go on after it. */
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.message, options)
    this.problem = problem
  }
}
