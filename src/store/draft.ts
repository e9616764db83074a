// What is given to the register, and what it answers.
import { randomBytes } from 'node:crypto'
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import type { RecordKind } from '#register/records.ts'

/** Thrown where a record is not taken; says every reason. */
export class RefusedError extends Error {
  override name = 'RefusedError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('; '))
    this.problems = problems
  }
}

/** A change that stands or falls with a record: a statement that must change one row. */
export interface Condition {
  readonly text: string
  readonly values: readonly (string | number | null)[]
  /** Why the record is refused where no row was changed. */
  readonly otherwise: readonly Problem[]
}

/** A record to be taken. */
export interface Draft {
  readonly kind: RecordKind
  readonly data: Json
  /** The account that acts. */
  readonly by: string
  /** The record that this is the next version of; absent for a new one. */
  readonly id?: string
  /** The version that the author saw: where another came between, this one is refused. */
  readonly after?: number
  /** Made in the same transaction: without it the record is not taken, nor it without the record. */
  readonly condition?: Condition
}

/** A record that was taken: durable, and numbered in the log. */
export interface Taken {
  readonly id: string
  readonly version: number
  readonly index: number
}

/** A problem of the register. */
export const problem = (code: string, at: string, message: string, cure: string): Problem => ({
  level: 'error',
  code,
  at: { source: 'register', table: at, row: 0 },
  message,
  cure,
})

/** A new identity: 125 random bits as 25 letters and digits. */
export function newId(): string {
  return BigInt(`0x${randomBytes(16).toString('hex')}`)
    .toString(36)
    .padStart(25, '0')
    .slice(-25)
}
