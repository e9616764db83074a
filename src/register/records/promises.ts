// Records of what was promised: commitments, what groups them, and the projects that carry them out.
import { groupNames, regionNames } from '#register/groups.ts'
import type { DataOf, Fault, Fields } from '#register/schema.ts'

/** Groups of people that an indicator may be split by. */
export const breakdowns = ['sex', 'age', 'area', 'income', 'disability'] as const

/** What a commitment's indicator counts. */
export const indicatorUnits = [
  'person',
  'household',
  'school',
  'clinic',
  'site',
  'settlement',
  'kilometer',
  'mbps',
  'usd',
  'share',
  'count',
] as const

/** A promise with a number, a day and a name. */
export const commitment = {
  title: { type: 'text', most: 300, means: 'What is promised, in one line.' },
  signatory: { type: 'record', of: ['signatory'], means: 'Who promises.' },
  declaration: { type: 'record', of: ['declaration'], means: 'The declaration it answers to.' },
  undertaking: { type: 'code', means: 'The undertaking of that declaration.' },
  programme: {
    type: 'record',
    of: ['programme'],
    optional: true,
    means: 'The programme of action it belongs to.',
  },
  language: { type: 'language', means: 'The language of this record’s words.' },
  indicator: {
    type: 'group',
    means: 'What is measured.',
    fields: {
      name: { type: 'text', most: 300, means: 'What is counted, and how.' },
      unit: { type: 'choice', values: indicatorUnits, means: 'Its unit.' },
      direction: {
        type: 'choice',
        values: ['up', 'down'],
        means: 'Whether more is better, or less.',
      },
      by: {
        type: 'list',
        of: { type: 'choice', values: breakdowns, means: 'A breakdown.' },
        most: breakdowns.length,
        means: 'Groups it is also reported for.',
      },
    },
  },
  baseline: {
    type: 'group',
    means: 'Where it starts.',
    fields: {
      value: { type: 'number', means: 'The value then.' },
      date: { type: 'date', means: 'When it was measured.' },
    },
  },
  target: {
    type: 'group',
    means: 'Where it shall arrive.',
    fields: {
      value: { type: 'number', means: 'The value promised.' },
      date: { type: 'date', means: 'The day by which it is reached.' },
    },
  },
  milestones: {
    type: 'list',
    most: 40,
    means: 'Values on the way, each with its day.',
    of: {
      type: 'group',
      means: 'One step.',
      fields: {
        value: { type: 'number', means: 'The value by then.' },
        date: { type: 'date', means: 'The day.' },
        deliverable: {
          type: 'text',
          most: 500,
          optional: true,
          means: 'What is there to be seen by then.',
        },
      },
    },
  },
  lead: { type: 'text', most: 200, means: 'The office or person who answers for it.' },
  budget: { type: 'money', optional: true, means: 'What it is given.' },
  area: { type: 'text', most: 300, optional: true, means: 'Where it takes effect.' },
  countries: {
    type: 'list',
    of: { type: 'country', means: 'A country.' },
    least: 1,
    most: 250,
    means: 'The countries it takes effect in.',
  },
  beneficiaries: {
    type: 'whole',
    bounds: [0, 9e9],
    optional: true,
    means: 'How many people gain by it.',
  },
  plan: {
    type: 'group',
    optional: true,
    means: 'The plan it came from, so that anyone can recompute it.',
    fields: {
      study: { type: 'code', means: 'The study’s id.' },
      resultDigest: { type: 'digest', means: 'The digest of its plan.' },
      inputsDigest: { type: 'digest', means: 'The digest of its data.' },
      firstYear: { type: 'whole', bounds: [1900, 2200], means: 'The first year of the phase.' },
      lastYear: { type: 'whole', bounds: [1900, 2200], means: 'The last.' },
    },
  },
} as const satisfies Fields
export type CommitmentData = DataOf<typeof commitment>

/** Commitments of one signatory under one heading. */
export const programme = {
  title: { type: 'text', most: 300, means: 'Its name.' },
  signatory: { type: 'record', of: ['signatory'], means: 'Whose it is.' },
  language: { type: 'language', means: 'The language of this record’s words.' },
  about: { type: 'text', most: 4000, means: 'What it is for.' },
  from: { type: 'date', means: 'Its first day.' },
  until: { type: 'date', means: 'Its last.' },
} as const satisfies Fields

/** Work of many across a region, or a group of countries. */
export const initiative = {
  title: { type: 'text', most: 300, means: 'Its name.' },
  language: { type: 'language', means: 'The language of this record’s words.' },
  regions: {
    type: 'list',
    of: { type: 'choice', values: regionNames, means: 'A region.' },
    most: regionNames.length,
    means: 'ITU regions it spans; their members are those of its first day.',
  },
  groups: {
    type: 'list',
    of: { type: 'choice', values: groupNames, means: 'A group.' },
    most: groupNames.length,
    means: 'Groups of countries it is for.',
  },
  about: { type: 'text', most: 4000, means: 'What it is for.' },
  from: { type: 'date', means: 'Its first day.' },
  until: { type: 'date', means: 'Its last.' },
  commitments: {
    type: 'list',
    of: { type: 'record', of: ['commitment'], means: 'A commitment.' },
    most: 500,
    means: 'The commitments it gathers.',
  },
} as const satisfies Fields

/** The kinds of project that carry commitments out. */
export const projectKinds = [
  'infrastructure',
  'satellite',
  'fund',
  'technologyPark',
  'university',
  'smartVillage',
  'smartIsland',
  'skills',
  'other',
] as const

/** Something being built or done. */
export const project = {
  title: { type: 'text', most: 300, means: 'Its name.' },
  kind: { type: 'choice', values: projectKinds, means: 'What it is.' },
  language: { type: 'language', means: 'The language of this record’s words.' },
  signatory: { type: 'record', of: ['signatory'], means: 'Who answers for it.' },
  commitments: {
    type: 'list',
    of: { type: 'record', of: ['commitment'], means: 'A commitment.' },
    most: 100,
    means: 'The commitments it carries out.',
  },
  countries: {
    type: 'list',
    of: { type: 'country', means: 'A country.' },
    least: 1,
    most: 250,
    means: 'Where it is.',
  },
  from: { type: 'date', means: 'Its first day.' },
  until: { type: 'date', means: 'Its last, as planned.' },
  about: { type: 'text', most: 4000, optional: true, means: 'What it is.' },
  beneficiariesPlanned: {
    type: 'whole',
    bounds: [0, 9e9],
    optional: true,
    means: 'How many people it is meant to reach.',
  },
  beneficiariesReached: {
    type: 'whole',
    bounds: [0, 9e9],
    optional: true,
    means: 'How many it has reached; 0 is an answer, absent is none.',
  },
  budget: { type: 'money', optional: true, means: 'What it is given.' },
  disbursed: {
    type: 'list',
    most: 200,
    means: 'What was paid out, payment by payment.',
    of: {
      type: 'group',
      means: 'One payment.',
      fields: {
        date: { type: 'date', means: 'The day.' },
        amount: { type: 'money', means: 'How much.' },
      },
    },
  },
  partners: {
    type: 'list',
    of: { type: 'text', most: 200, means: 'A partner.' },
    most: 100,
    means: 'Who takes part.',
  },
  places: {
    type: 'list',
    most: 500,
    means: 'Where it can be found.',
    of: {
      type: 'group',
      means: 'A place.',
      fields: {
        name: { type: 'text', most: 200, means: 'Its name.' },
        point: { type: 'point', means: 'Where.' },
      },
    },
  },
  pictures: {
    type: 'list',
    most: 50,
    means: 'Pictures of the works; none of people.',
    of: {
      type: 'group',
      means: 'A picture.',
      fields: {
        digest: { type: 'digest', means: 'The digest of the file.' },
        alternative: { type: 'text', most: 300, means: 'What it shows, for who cannot see it.' },
      },
    },
  },
} as const satisfies Fields

/** Whether one value is better than another, in the direction of the commitment's indicator. */
const betterIn =
  ({ indicator }: CommitmentData) =>
  (a: number, b: number): boolean =>
    indicator.direction === 'up' ? a > b : a < b

/** A target is due after the day of the baseline. */
export function checkTargetDate({ baseline, target }: CommitmentData): Fault[] {
  if (target.date > baseline.date) return []
  return [
    {
      at: '/target/date',
      code: 'target-early',
      message: `The target is due on ${target.date}, not after the baseline of ${baseline.date}`,
      cure: 'Give a later day',
    },
  ]
}

/** A target improves on the baseline. */
export function checkTargetValue(data: CommitmentData): Fault[] {
  const { baseline, target } = data
  if (!betterIn(data)(baseline.value, target.value)) return []
  return [
    {
      at: '/target/value',
      code: 'target-backward',
      message: `The target ${target.value} is worse than the baseline ${baseline.value}`,
      cure: 'Give a target that improves on the baseline, or turn the indicator’s direction',
    },
  ]
}

/** Milestones follow one another in time, between baseline and target. */
export function checkMilestoneDates({ baseline, target, milestones }: CommitmentData): Fault[] {
  return milestones.flatMap(({ date }, i) => {
    const last = i === 0 ? baseline.date : milestones[i - 1].date
    if (date > last && date < target.date) return []
    return [
      {
        at: `/milestones/${i}/date`,
        code: 'milestone-order',
        message: `The milestone of ${date} is not between ${last} and ${target.date}`,
        cure: 'Put milestones in the order of their days, between baseline and target',
      },
    ]
  })
}

/** The values of milestones lead from the baseline to the target. */
export function checkMilestoneValues(data: CommitmentData): Fault[] {
  const { baseline, target, milestones } = data
  const better = betterIn(data)
  return milestones.flatMap(({ value }, i) => {
    const last = i === 0 ? baseline.value : milestones[i - 1].value
    if (!better(last, value) && !better(value, target.value)) return []
    return [
      {
        at: `/milestones/${i}/value`,
        code: 'milestone-value',
        message: `The milestone’s value ${value} lies outside the way from ${last} to ${target.value}`,
        cure: 'Give values that lead from the baseline to the target',
      },
    ]
  })
}

/** A span ends after it begins; one that is open at an end is none. */
export function checkSpan({
  from,
  until,
}: {
  readonly from?: string
  readonly until?: string
}): Fault[] {
  if (from === undefined || until === undefined || until >= from) return []
  return [
    {
      at: '/until',
      code: 'span-backward',
      message: `It ends on ${until}, before it begins on ${from}`,
      cure: 'Give a last day after the first',
    },
  ]
}
