// Records of what places learned: practices, their reviews, and who adopted them.
import { languageField, signatoryField, someOf } from '#register/records/_words.ts'
import type { DataOf, Fault, Fields } from '#register/schema.ts'

/** Kinds of problem that a practice is a lesson about. */
export const practiceTopics = [
  'last-mile',
  'schools',
  'health',
  'affordability',
  'skills',
  'power',
  'islands',
  'mountains',
  'community-networks',
  'sharing-infrastructure',
  'public-access',
  'women-online',
  'disability',
  'local-content',
  'safety-online',
  'emergency',
  'public-services',
  'funding',
] as const

/** For whom something is done. */
export const audiences = [
  'everyone',
  'rural',
  'women',
  'children',
  'young',
  'elderly',
  'disabled',
  'teachers',
  'health-workers',
  'small-business',
  'farmers',
  'migrants',
] as const

/** Licenses under which a practice may be reused, as SPDX writes them. */
export const practiceLicenses = ['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC0-1.0'] as const

/** Units of a practice's measured result. */
export const resultUnits = [
  'person',
  'household',
  'school',
  'clinic',
  'place',
  'mbps',
  'day',
  'share',
] as const

/** What a place did, what it cost, what came of it, and what went wrong. */
export const practice = {
  title: { type: 'text', most: 200, means: 'What was done, in one line.' },
  signatory: signatoryField('Who did it.'),
  language: languageField,
  countries: {
    type: 'list',
    of: { type: 'country', means: 'A country.' },
    least: 1,
    most: 20,
    means: 'Where.',
  },
  place: { type: 'text', most: 200, optional: true, means: 'The town, district or island.' },
  topics: {
    ...someOf(practiceTopics, 'The kinds of problem it is a lesson about.'),
    least: 1,
  },
  audiences: { ...someOf(audiences, 'For whom it was done.'), least: 1 },
  from: { type: 'when', means: 'When it began.' },
  until: { type: 'when', optional: true, means: 'When it ended; left out while it goes on.' },
  context: { type: 'text', most: 3000, means: 'How things stood before.' },
  did: { type: 'text', most: 6000, means: 'What was done, so that others can do it.' },
  cost: { type: 'money', optional: true, means: 'What it cost in all.' },
  costNote: {
    type: 'text',
    most: 1000,
    optional: true,
    means: 'What the cost holds, and what not.',
  },
  result: {
    type: 'group',
    means: 'What was measured.',
    fields: {
      indicator: { type: 'text', most: 300, means: 'What was counted, and how.' },
      unit: { type: 'choice', values: resultUnits, means: 'Its unit.' },
      before: { type: 'number', means: 'The value before.' },
      after: { type: 'number', means: 'The value after.' },
      measured: { type: 'when', means: 'When it was measured.' },
      link: { type: 'link', optional: true, means: 'Where the measurement can be read.' },
    },
  },
  wentWrong: { type: 'text', most: 3000, means: 'What went wrong.' },
  wouldRepeat: { type: 'text', most: 3000, means: 'What would be done again, and what not.' },
  license: {
    type: 'choice',
    values: practiceLicenses,
    means: 'Under which license it may be reused.',
  },
  commitments: {
    type: 'list',
    of: { type: 'record', of: ['commitment'], means: 'A commitment.' },
    most: 20,
    means: 'Commitments that it carries out.',
  },
} as const satisfies Fields
export type PracticeData = DataOf<typeof practice>

/** What a reviewer without a part in it finds of a practice. */
export const practiceReview = {
  practice: { type: 'record', of: ['practice'], means: 'What is reviewed.' },
  version: { type: 'whole', bounds: [1, 1e6], means: 'The version that was read.' },
  finding: {
    type: 'choice',
    values: ['wellFounded', 'usefulWithCare', 'notShown'],
    means: 'Whether the result is shown and the lesson can be used.',
  },
  independent: { type: 'mark', means: 'The reviewer states to have no part in the practice.' },
  language: languageField,
  reason: { type: 'text', most: 4000, means: 'Why.' },
  date: { type: 'date', means: 'The day of the finding.' },
} as const satisfies Fields

/** A place takes up a practice, and says what it changed. */
export const adoption = {
  practice: { type: 'record', of: ['practice'], means: 'What is adopted.' },
  version: { type: 'whole', bounds: [1, 1e6], means: 'The version that was read.' },
  signatory: signatoryField('Who adopts it.'),
  commitment: {
    type: 'record',
    of: ['commitment'],
    optional: true,
    means: 'The commitment by which it is carried out there.',
  },
  language: languageField,
  changed: { type: 'text', most: 3000, means: 'What is done otherwise there, and why.' },
  date: { type: 'date', means: 'The day it was taken up.' },
} as const satisfies Fields

/** A practice ends after it begins: a year and a month of it do not contradict each other. */
export function checkPracticeSpan({ from, until = from }: PracticeData): Fault[] {
  // What both say is compared.
  const shared = Math.min(from.length, until.length)
  if (until.slice(0, shared) >= from.slice(0, shared)) return []
  return [
    {
      at: '/until',
      code: 'span-backward',
      message: `It ends in ${until}, before it begins in ${from}`,
      cure: 'Give an end after the beginning, or leave it out',
    },
  ]
}

/** A result is a number that its unit can have. */
export function checkResult({ result }: PracticeData): Fault[] {
  const { unit } = result
  return (['before', 'after'] as const).flatMap((name) => {
    const value = result[name]
    if (value >= 0 && (unit !== 'share' || value <= 1)) return []
    return [
      {
        at: `/result/${name}`,
        code: 'result-range',
        message: `The value ${value} cannot be a ${unit}`,
        cure: unit === 'share' ? 'Give a share from 0 to 1' : 'Give a value from 0',
      },
    ]
  })
}
