// What the example's signatories promise and what came of it: one commitment of each state that progress
// can be in, on days counted from the day the example is opened, so that it reads alike in any year.
import type { PartyName } from '#faces/exampleRegister/who.ts'
import type { RecordData } from '#register/records.ts'

type Commitment = RecordData<'commitment'>

/** What was reported, on what evidence, and what others said of it. */
export interface ExampleReport {
  readonly from: number
  readonly until: number
  readonly value: number
  readonly note?: string
  readonly groups?: RecordData<'report'>['groups']
  /** Days and values measured. */
  readonly series?: readonly (readonly [day: number, value: number])[]
  readonly seriesAbout?: string
  readonly review?: {
    readonly finding: 'upheld' | 'partlyUpheld'
    readonly value?: number
    readonly reason: string
    readonly day: number
  }
  readonly dispute?: { readonly reason: string; readonly day: number; readonly reply: string }
}

/** A commitment with days counted from today. */
export interface ExamplePromise {
  readonly by: PartyName
  readonly declaration: 'helsinki1999' | 'baku2012' | 'bakuActionPlan'
  readonly undertaking: string
  readonly title: string
  readonly indicator: Commitment['indicator']
  readonly baseline: readonly [day: number, value: number]
  readonly milestones: readonly (readonly [day: number, value: number, deliverable: string])[]
  readonly target: readonly [day: number, value: number]
  readonly lead: string
  readonly budgetUsd?: number
  readonly area?: string
  readonly beneficiaries?: number
  readonly reports: readonly ExampleReport[]
}

/** Every promise of the example but those made from the plan. */
export const promises: readonly ExamplePromise[] = [
  {
    by: 'capital',
    declaration: 'helsinki1999',
    undertaking: 'literacy-and-access',
    title: 'All twelve public libraries online, free for everyone',
    indicator: {
      name: 'Libraries whose measured median is 20 Mbps or more, open without a fee',
      unit: 'count',
      direction: 'up',
      by: [],
    },
    baseline: [-700, 4],
    milestones: [[-300, 8, 'The four libraries along the river']],
    target: [-60, 12],
    lead: 'City library office',
    budgetUsd: 310_000,
    beneficiaries: 41_000,
    reports: [
      {
        from: -360,
        until: -301,
        value: 8,
        note: 'Eight, as promised. The fifth had no power for two weeks.',
        series: [
          [-340, 6],
          [-301, 8],
        ],
        seriesAbout: 'Libraries online, counted by the city on two days',
      },
      {
        from: -300,
        until: -62,
        value: 12,
        note: 'The last four opened in one month. Nobody asks for a card any more.',
        series: [
          [-200, 9],
          [-120, 10],
          [-62, 12],
        ],
        seriesAbout: 'Libraries online, counted by the city on three days',
        review: {
          finding: 'upheld',
          reason:
            'We went to all twelve on one day. Twelve were open and measured 20 Mbps or more.',
          day: -20,
        },
      },
    ],
  },
  {
    by: 'operator',
    declaration: 'bakuActionPlan',
    undertaking: 'connect-everyone',
    title: 'The entry offer below two percent of monthly income',
    indicator: {
      name: 'Price of 5 GB a month, share of average monthly income',
      unit: 'share',
      direction: 'down',
      by: ['income'],
    },
    baseline: [-600, 0.051],
    milestones: [[-240, 0.035, 'The night tariff']],
    target: [-30, 0.02],
    lead: 'Tariff board of the cooperative',
    reports: [
      {
        from: -120,
        until: -31,
        value: 0.019,
        note: 'The offer costs 1.9 percent. For the poorest fifth it is still 4.4 percent.',
        groups: [{ by: 'income', group: 'lowest-fifth', value: 0.044 }],
        series: [
          [-120, 0.034],
          [-31, 0.019],
        ],
        seriesAbout: 'Tariff sheets, and incomes of the statistical office',
      },
    ],
  },
  {
    by: 'university',
    declaration: 'baku2012',
    undertaking: 'build-capacity',
    title: 'Six hundred technicians who can keep a village network running',
    indicator: {
      name: 'People who passed the practical examination',
      unit: 'person',
      direction: 'up',
      by: ['sex', 'area'],
    },
    baseline: [-500, 0],
    milestones: [[-40, 200, 'The third course ends']],
    target: [500, 600],
    lead: 'School of engineering',
    budgetUsd: 880_000,
    beneficiaries: 600,
    reports: [
      {
        from: -500,
        until: -41,
        value: 214,
        note: 'Three courses, 214 passed, 61 of 275 did not. Two courses were held in the hills.',
        groups: [
          { by: 'sex', group: 'women', value: 97 },
          { by: 'sex', group: 'men', value: 117 },
          { by: 'area', group: 'rural', value: 131 },
        ],
        series: [
          [-380, 68],
          [-200, 139],
          [-41, 214],
        ],
        seriesAbout: 'Examination lists, counted after each course',
      },
    ],
  },
  {
    by: 'country',
    declaration: 'bakuActionPlan',
    undertaking: 'connect-everyone',
    title: 'Connect 212 schools on the northern coast, and keep them online',
    indicator: {
      name: 'State schools with a measured median of 20 Mbps or more over 30 days',
      unit: 'school',
      direction: 'up',
      by: ['area'],
    },
    baseline: [-420, 38],
    milestones: [[-100, 110, 'The coastal fibre reaches the last port']],
    target: [760, 212],
    lead: 'Ministry of Education',
    budgetUsd: 4_200_000,
    area: 'Northern coast',
    beneficiaries: 31_400,
    reports: [
      {
        from: -190,
        until: -101,
        value: 97,
        note: 'The ship with the cable came eleven weeks late.',
        series: [
          [-190, 61],
          [-150, 80],
          [-101, 97],
        ],
        seriesAbout: 'Median of 30 days at each school, by the schools’ own probes',
        review: {
          finding: 'upheld',
          reason: 'Twenty schools drawn by lot and visited: twenty were online.',
          day: -70,
        },
      },
      {
        from: -100,
        until: -9,
        value: 112,
        note: 'With measurements for 109 of them; three have none yet.',
        series: [
          [-60, 104],
          [-9, 109],
        ],
        seriesAbout: 'Median of 30 days at each school, by the schools’ own probes',
        dispute: {
          reason:
            'No signal at our school since the storm. It is counted as online, and the children walk to the port to send their work.',
          day: -5,
          reply:
            'The mast has lost power. Three schools are counted as not connected until it is repaired; the next report will say so.',
        },
      },
    ],
  },
  {
    by: 'port',
    declaration: 'helsinki1999',
    undertaking: 'trust',
    title: 'Every permit of the city can be asked for without paper',
    indicator: {
      name: 'Kinds of permit that can be asked for, paid and received online or at a counter, as one likes',
      unit: 'count',
      direction: 'up',
      by: [],
    },
    baseline: [-400, 3],
    milestones: [[-35, 12, 'Permits of the fish market']],
    target: [330, 26],
    lead: 'Office of the mayor',
    reports: [
      {
        from: -400,
        until: -34,
        value: 13,
        note: 'Thirteen of twenty-six.',
      },
    ],
  },
  {
    by: 'hill',
    declaration: 'baku2012',
    undertaking: 'extend-broadband',
    title: 'Nobody in the hill quarters further than ten minutes from a free hotspot',
    indicator: {
      name: 'Residents within ten minutes on foot of a working public hotspot',
      unit: 'person',
      direction: 'up',
      by: ['age', 'disability'],
    },
    baseline: [-500, 2100],
    milestones: [[-150, 5000, 'Hotspots at the six wells']],
    target: [220, 9400],
    lead: 'City works',
    budgetUsd: 95_000,
    beneficiaries: 9400,
    reports: [],
  },
  {
    by: 'north',
    declaration: 'bakuActionPlan',
    undertaking: 'serve-special-needs',
    title: 'A second cable, so that one anchor does not cut a country off',
    indicator: {
      name: 'Cables that land and carry traffic',
      unit: 'count',
      direction: 'up',
      by: [],
    },
    baseline: [-90, 1],
    milestones: [[420, 1, 'The landing station stands']],
    target: [900, 2],
    lead: 'Regulator of Ossera',
    budgetUsd: 21_000_000,
    reports: [],
  },
]
