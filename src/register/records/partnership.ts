// Records of partnership: what is needed, what is pledged, which belong together, and what was delivered.
import { groupNames, regionNames } from '#register/groups.ts'
import { languageField, measureFields, signatoryField, someOf } from '#register/records/_words.ts'
import type { DataOf, Fault, Fields } from '#register/schema.ts'

/** What can be needed and pledged; money is in a currency, the rest in a unit of its own. */
export const resourceKinds = [
  'money',
  'equipment',
  'spectrum',
  'expertise',
  'training',
  'people',
] as const
export type ResourceKind = (typeof resourceKinds)[number]

/** What may come with a pledge, and what a need may accept. */
export const pledgeConditions = [
  'repayable',
  'tied-supplier',
  'co-financing',
  'open-access',
  'open-source',
  'yearly-audit',
  'local-hiring',
] as const

const span = {
  from: { type: 'date', means: 'The first day.' },
  until: { type: 'date', means: 'The last.' },
} as const satisfies Fields

/** What a plan or a commitment lacks. */
export const need = {
  title: { type: 'text', most: 200, means: 'What is needed, in one line.' },
  signatory: signatoryField('Who needs it.'),
  language: languageField,
  kind: { type: 'choice', values: resourceKinds, means: 'What it is.' },
  ...measureFields,
  country: { type: 'country', means: 'Where it is needed.' },
  place: { type: 'text', most: 200, optional: true, means: 'The town, district or island.' },
  ...span,
  accepts: someOf(pledgeConditions, 'Conditions that would be accepted.'),
  commitment: {
    type: 'record',
    of: ['commitment'],
    optional: true,
    means: 'The commitment that waits for it.',
  },
  plan: {
    type: 'group',
    optional: true,
    means: 'The plan it was read from, so that anyone can recompute it.',
    fields: {
      study: { type: 'code', means: 'The study’s id.' },
      resultDigest: { type: 'digest', means: 'The digest of its plan.' },
      firstYear: { type: 'whole', bounds: [1900, 2200], means: 'The first year of the phase.' },
      lastYear: { type: 'whole', bounds: [1900, 2200], means: 'The last.' },
    },
  },
  about: { type: 'text', most: 3000, optional: true, means: 'What it is for.' },
} as const satisfies Fields
export type NeedData = DataOf<typeof need>

/** What a partner offers, and on what conditions. */
export const pledge = {
  title: { type: 'text', most: 200, means: 'What is offered, conditions included, in one line.' },
  signatory: signatoryField('Who offers it.'),
  language: languageField,
  kind: { type: 'choice', values: resourceKinds, means: 'What it is.' },
  ...measureFields,
  countries: {
    type: 'list',
    of: { type: 'country', means: 'A country.' },
    most: 250,
    means: 'Countries it is for; none named means any.',
  },
  regions: someOf(regionNames, 'ITU regions it is for.'),
  groups: someOf(groupNames, 'Groups of countries it is for.'),
  ...span,
  conditions: someOf(pledgeConditions, 'What it asks for in return.'),
  need: {
    type: 'record',
    of: ['need'],
    optional: true,
    means: 'The need that it answers, where it was made for one.',
  },
  about: { type: 'text', most: 3000, optional: true, means: 'What it is.' },
} as const satisfies Fields
export type PledgeData = DataOf<typeof pledge>

/** A pledge is set against a need, by one of the two; it stands once the other has accepted. */
export const match = {
  need: { type: 'record', of: ['need'], means: 'What is needed.' },
  pledge: { type: 'record', of: ['pledge'], means: 'What is pledged.' },
  signatory: signatoryField('Who proposes: the one in need or the partner.'),
  ...measureFields,
  language: languageField,
  note: { type: 'text', most: 2000, optional: true, means: 'What was settled between the two.' },
} as const satisfies Fields
export type MatchData = DataOf<typeof match>

/** The word of another side on a match, a meeting or an agreement. */
export const acceptance = {
  to: {
    type: 'record',
    of: ['match', 'meeting', 'agreement'],
    means: 'What is accepted, or not.',
  },
  signatory: signatoryField('Whose word it is.'),
  answer: {
    type: 'choice',
    values: ['accept', 'decline', 'end'],
    means: 'Accepted, declined, or an acceptance ended.',
  },
  language: languageField,
  reason: { type: 'text', most: 2000, optional: true, means: 'Why.' },
  date: { type: 'date', means: 'The day.' },
} as const satisfies Fields
export type AcceptanceData = DataOf<typeof acceptance>

/** What came of a match so far, as one side states it. */
export const delivery = {
  match: { type: 'record', of: ['match'], means: 'What is being delivered.' },
  signatory: signatoryField('Who states it.'),
  date: { type: 'date', means: 'The day it was handed over, or switched on.' },
  ...measureFields,
  language: languageField,
  note: { type: 'text', most: 2000, means: 'What was delivered, and where it can be seen.' },
  link: { type: 'link', optional: true, means: 'A page that shows it.' },
  digest: { type: 'digest', optional: true, means: 'The digest of a file that shows it.' },
} as const satisfies Fields
export type DeliveryData = DataOf<typeof delivery>

/** What a reviewer without a part in it finds of a delivery. */
export const deliveryReview = {
  delivery: { type: 'record', of: ['delivery'], means: 'What is reviewed.' },
  finding: {
    type: 'choice',
    values: ['upheld', 'notUpheld', 'cannotTell'],
    means: 'Whether it was delivered as stated.',
  },
  independent: { type: 'mark', means: 'The reviewer states to have no part in it.' },
  language: languageField,
  reason: { type: 'text', most: 4000, means: 'Why.' },
  date: { type: 'date', means: 'The day of the finding.' },
} as const satisfies Fields

type Amount = Pick<NeedData, 'money' | 'count'> & {
  readonly from?: string
  readonly until?: string
}

/** Money is given as money, all else as a count. */
export function checkResource(data: Amount & { readonly kind: ResourceKind }): Fault[] {
  const faults: Fault[] = []
  const wanted = data.kind === 'money' ? 'money' : 'count'
  const other = wanted === 'money' ? 'count' : 'money'
  const amount = data.kind === 'money' ? data.money?.minor : data.count
  if (amount === undefined || amount === 0)
    faults.push({
      at: `/${wanted}`,
      code: 'amount-missing',
      message: `It does not say how much`,
      cure: wanted === 'money' ? 'Give an amount of money' : 'Give a number from 1',
    })
  if (data[other] !== undefined)
    faults.push({
      at: `/${other}`,
      code: 'amount-unfit',
      message: `"${data.kind}" is not counted as ${other}`,
      cure: 'Leave it out',
    })
  return faults
}

/** A match or a delivery says how much of something. */
export function checkMeasures(
  data: Partial<Pick<DeliveryData, 'money' | 'count' | 'people' | 'mbps'>>,
): Fault[] {
  const { money, count, people, mbps } = data
  if ([money, count, people, mbps].some((value) => value !== undefined)) return []
  return [
    {
      at: '/count',
      code: 'amount-missing',
      message: 'It does not say how much',
      cure: 'Give money, a count, people or Mbps',
    },
  ]
}
