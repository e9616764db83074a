// Fields that many kinds of record share, said once.
import type { Fields } from '#register/schema.ts'

/** The language a record's words are in. */
export const languageField = {
  type: 'language',
  means: 'The language of this record’s words.',
} as const satisfies Fields[string]

/** A choice of several, each at most once. */
export const someOf = <const V extends readonly string[]>(values: V, means: string) =>
  ({
    type: 'list',
    of: { type: 'choice', values, means: 'One of them.' },
    most: values.length,
    means,
  }) as const

/** Who acts. */
export const signatoryField = (means: string) =>
  ({ type: 'record', of: ['signatory'], means }) as const

/** What an act comes to, in what it gives and in what comes of it. */
export const measureFields = {
  money: { type: 'money', optional: true, means: 'How much money.' },
  count: {
    type: 'whole',
    bounds: [0, 1e12],
    optional: true,
    means: 'How many, in the unit that the kind is counted in.',
  },
  people: {
    type: 'whole',
    bounds: [0, 9e9],
    optional: true,
    means: 'How many people it connects or trains.',
  },
  mbps: {
    type: 'whole',
    bounds: [0, 1e9],
    optional: true,
    means: 'How many megabits per second it brings.',
  },
} as const satisfies Fields
