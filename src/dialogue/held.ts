// The words in which acts of the Dialogue are checked: its kinds of record, a record with its data, and what a
// check may look up.

import type { Problem } from '#base/problem.ts'
import type { RecordData, RecordKind } from '#register/records.ts'

/** Kinds of record that the Dialogue enters. */
export const dialogueKinds = [
  'practice',
  'practiceReview',
  'adoption',
  'need',
  'pledge',
  'match',
  'acceptance',
  'delivery',
  'deliveryReview',
  'meeting',
  'agreement',
  'followUp',
  'stand',
  'consultation',
  'comment',
  'support',
  'answer',
  'change',
  'outcome',
] as const satisfies readonly RecordKind[]
export type DialogueKind = (typeof dialogueKinds)[number]

/** A record with its data, as checks read it. */
export interface Held<K extends RecordKind = RecordKind> {
  readonly id: string
  readonly kind: K
  readonly version: number
  readonly time: string
  readonly data: RecordData<K>
}

/** What checks may look up. */
export interface Around {
  find<K extends RecordKind>(kind: K, id: string): Held<K> | undefined
  /** Records of a kind that refer to one, oldest first. */
  to<K extends RecordKind>(kind: K, target: string): readonly Held<K>[]
  readonly today: string
}

/** A problem of one field of a record of the Dialogue: `at` is its kind and field, `need/money`. */
export const refusal = (at: string, code: string, message: string, cure: string): Problem => ({
  level: 'error',
  code,
  at: { source: 'dialogue', table: at, row: 0 },
  message,
  cure,
})

/** A record of a kind, told apart by it. */
export type Act = { readonly [K in DialogueKind]: { kind: K; data: RecordData<K> } }[DialogueKind]

/** What is new and lies wholly in the past asks, offers or opens nothing; next versions of old ones may stay. */
export function checkNotOver(
  { kind, data }: Extract<Act, { kind: 'need' | 'pledge' | 'consultation' }>,
  { today }: Around,
): Problem[] {
  return data.until >= today
    ? []
    : [
        refusal(
          `${kind}/until`,
          'span-past',
          `Its last day, ${data.until}, is past`,
          'Give a last day that is today or later',
        ),
      ]
}
