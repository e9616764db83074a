// Records of what came of a promise: reports, evidence, reviews, replies, disputes, and moderation.
import { breakdowns } from '#register/records/promises.ts'
import type { DataOf, Fault, Fields } from '#register/schema.ts'

/** What its owner says of a commitment; the share reached is calculated, never typed. */
export const report = {
  commitment: { type: 'record', of: ['commitment'], means: 'What is reported on.' },
  from: { type: 'date', means: 'The first day of the period.' },
  until: { type: 'date', means: 'The last: the value is that of this day.' },
  value: { type: 'number', means: 'The indicator’s value; 0 is a value.' },
  language: { type: 'language', means: 'The language of this record’s words.' },
  note: { type: 'text', most: 4000, optional: true, means: 'What stands behind the number.' },
  groups: {
    type: 'list',
    most: 60,
    means: 'The value for each group, where the indicator is broken down.',
    of: {
      type: 'group',
      means: 'One group.',
      fields: {
        by: { type: 'choice', values: breakdowns, means: 'The breakdown.' },
        group: { type: 'code', means: 'The group, as in "women" or "rural".' },
        value: { type: 'number', means: 'Its value.' },
      },
    },
  },
} as const satisfies Fields
export type ReportData = DataOf<typeof report>

/** What a report stands on. */
export const evidence = {
  report: { type: 'record', of: ['report'], means: 'The report it supports.' },
  kind: {
    type: 'choice',
    values: ['file', 'link', 'series'],
    means: 'A file, a page, or a measured series.',
  },
  date: { type: 'date', means: 'The day it speaks of.' },
  about: { type: 'text', most: 500, means: 'What it shows.' },
  digest: { type: 'digest', optional: true, means: 'The digest of the file.' },
  link: { type: 'link', optional: true, means: 'The page’s address.' },
  series: {
    type: 'list',
    most: 1000,
    optional: true,
    means: 'What was measured.',
    of: {
      type: 'group',
      means: 'One measurement.',
      fields: {
        date: { type: 'date', means: 'The day.' },
        value: { type: 'number', means: 'The value.' },
      },
    },
  },
} as const satisfies Fields
export type EvidenceData = DataOf<typeof evidence>

/** What an independent reviewer finds of a report. */
export const review = {
  report: { type: 'record', of: ['report'], means: 'The report reviewed.' },
  finding: {
    type: 'choice',
    values: ['upheld', 'partlyUpheld', 'notUpheld', 'cannotTell'],
    means: 'Whether the evidence bears the value out.',
  },
  value: {
    type: 'number',
    optional: true,
    means: 'The value that the evidence does bear out, where it is partly upheld.',
  },
  independent: {
    type: 'mark',
    means: 'The reviewer states to have no part in the commitment, nor in who made it.',
  },
  language: { type: 'language', means: 'The language of this record’s words.' },
  reason: { type: 'text', most: 4000, means: 'Why.' },
  date: { type: 'date', means: 'The day of the finding.' },
} as const satisfies Fields
export type ReviewData = DataOf<typeof review>

/** An owner's word on a review or a dispute. */
export const reply = {
  to: { type: 'record', of: ['review', 'dispute'], means: 'What is answered.' },
  language: { type: 'language', means: 'The language of this record’s words.' },
  text: { type: 'text', most: 4000, means: 'The answer.' },
} as const satisfies Fields

/** A resident's word that something is not so. */
export const dispute = {
  subject: {
    type: 'record',
    of: ['report', 'evidence', 'commitment', 'project'],
    means: 'What is disputed.',
  },
  language: { type: 'language', means: 'The language of this record’s words.' },
  reason: { type: 'text', most: 4000, means: 'What is not so, and how one knows.' },
  date: { type: 'date', means: 'The day of which it speaks.' },
} as const satisfies Fields

/** An act of moderation: public like what it moderates. */
export const moderation = {
  subject: {
    type: 'record',
    of: [
      'report',
      'evidence',
      'review',
      'reply',
      'dispute',
      'project',
      'commitment',
      'signatory',
      'practice',
      'adoption',
      'need',
      'pledge',
      'delivery',
      'meeting',
      'stand',
      'comment',
    ],
    means: 'What is moderated.',
  },
  act: {
    type: 'choice',
    values: ['hide', 'restore', 'erase', 'settle'],
    means: 'Hidden from pages, shown again, its words erased for good, or a dispute settled.',
  },
  rule: { type: 'code', means: 'The rule of the house that it follows.' },
  language: { type: 'language', means: 'The language of this record’s words.' },
  reason: { type: 'text', most: 2000, means: 'Why.' },
} as const satisfies Fields

/** An act of moderation on an account: what it is called, and whether it may act. */
export const conduct = {
  account: { type: 'account', means: 'Whose account.' },
  act: {
    type: 'choice',
    values: ['showName', 'dropName', 'suspend', 'resume', 'endRole'],
    means:
      'Its pseudonym is shown, or taken away; it is suspended, or may act again; a role of it ends.',
  },
  role: {
    type: 'choice',
    values: ['operator', 'moderator', 'reviewer', 'official', 'secondOfficial'],
    optional: true,
    means: 'The role that ends.',
  },
  signatory: {
    type: 'record',
    of: ['signatory'],
    optional: true,
    means: 'For which signatory it was held; absent for roles of the whole register.',
  },
  rule: { type: 'code', means: 'The rule of the house that it follows.' },
  language: { type: 'language', means: 'The language of this record’s words.' },
  reason: { type: 'text', most: 2000, means: 'Why.' },
} as const satisfies Fields

/** Evidence carries what its kind says. */
export function checkEvidence(data: EvidenceData): Fault[] {
  const part = { file: 'digest', link: 'link', series: 'series' } as const
  const needed = part[data.kind]
  const held = data[needed]
  if (held !== undefined && held.length > 0) return []
  return [
    {
      at: `/${needed}`,
      code: 'evidence-empty',
      message: `Evidence of kind "${data.kind}" has no ${needed}`,
      cure: `Give the ${needed}, or another kind`,
    },
  ]
}

/** A partly upheld report has a value that was borne out; only then is one given. */
export function checkReview(data: ReviewData): Fault[] {
  const partly = data.finding === 'partlyUpheld'
  if (partly === (data.value !== undefined)) return []
  return [
    {
      at: '/value',
      code: 'review-value',
      message: partly ? 'The value that is borne out is missing' : 'A value stands without need',
      cure: partly ? 'Give it' : 'Leave it out, or find the report partly upheld',
    },
  ]
}
