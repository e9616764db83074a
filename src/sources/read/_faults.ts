// How a reader gathers what it has to say: a whole list, by place, never the first fault alone.
import type { Problem, ProblemLevel } from '#base/problem.ts'
import type { Read } from '#sources/raw.ts'

/** Of one code in one table this many are listed; the rest are counted in one line after them. */
const listedPerCode = 1000

/** The problems of one file, as they come up. */
export interface Faults {
  add(level: ProblemLevel, code: string, row: number, message: string, cure: string): void
  /** The same list, for another table (sheet, layer) of the file. */
  inTable(table: string): Faults
  /** Everything so far, in the order it came up. */
  list(): readonly Problem[]
  /** A value with everything so far. */
  with<T>(value: T | undefined): Read<T>
}

/**
 * Thrown inside a reader where bytes are not what they claim to be, and caught there: no reader lets
 * one out. Its message continues "Cannot read …: ".
 */
export class Damage extends Error {
  override name = 'Damage'
}

/** An empty list for one file. */
export function faultsOf(source: string, table = ''): Faults {
  const problems: Problem[] = []
  const counts = new Map<string, { count: number; problem: Problem }>()
  const forTable = (name: string): Faults => ({
    add(level, code, row, message, cure) {
      const key = JSON.stringify([name, code])
      const known = counts.get(key)
      if (known !== undefined && ++known.count > listedPerCode) return
      const problem = { level, code, at: { source, table: name, row }, message, cure }
      if (known === undefined) counts.set(key, { count: 1, problem })
      problems.push(problem)
    },
    inTable: forTable,
    list() {
      const rest = [...counts.values()].filter(({ count }) => count > listedPerCode)
      return [
        ...problems,
        ...rest.map(({ count, problem }) => ({
          ...problem,
          at: { ...problem.at, row: 0 },
          message: `The same holds for ${grouped(count - listedPerCode)} more rows`,
        })),
      ]
    },
    with(value) {
      return { value, problems: this.list() }
    },
  })
  return forTable(table)
}

/** The words of a `Damage`; anything else thrown is a fault of ours, and goes on. */
export function damageOf(error: unknown): string {
  if (error instanceof Damage) return error.message
  throw error
}

/** A whole number with thousands set apart: 81,139. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** A text for a message: on one line, cut where it is long. */
export function quoted(text: string): string {
  const line = text.slice(0, 80).replace(/[\p{C}\s]+/gu, ' ')
  return text.length <= 80 && line.length <= 60 ? `"${line}"` : `"${line.slice(0, 57)}…"`
}
