// Made-up records of the Dialogue for tests: a fictional town, its partner, and what they say.
import type { ConsultationData } from '#register/records/consultations.ts'
import type { MeetingData } from '#register/records/meetings.ts'
import type { NeedData, PledgeData } from '#register/records/partnership.ts'
import type { PracticeData } from '#register/records/practices.ts'
import { signatoryId } from './samples.ts'

export const partnerId = 'partner000000000001'

export const practiceData: PracticeData = {
  title: 'Libraries that stay open in the evening with free Wi-Fi',
  signatory: signatoryId,
  language: 'en',
  countries: ['XAA'],
  place: 'Lumora',
  topics: ['public-access', 'skills'],
  audiences: ['young', 'elderly'],
  from: '2024',
  until: '2025-06',
  context: 'One home in three had no connection.',
  did: 'Nine libraries stayed open until ten, with a helper at the door.',
  cost: { minor: 18_000_000, currency: 'USD' },
  result: {
    indicator: 'Visitors a week who came to go online',
    unit: 'person',
    before: 210,
    after: 1340,
    measured: '2025-06',
  },
  wentWrong: 'Two libraries closed again: nobody had asked the night guards.',
  wouldRepeat: 'The helpers. Not the lending of tablets.',
  license: 'CC-BY-4.0',
  commitments: [],
}

export const needData: NeedData = {
  title: 'Radio masts for the hill villages',
  signatory: signatoryId,
  language: 'en',
  kind: 'equipment',
  count: 40,
  people: 12_000,
  country: 'XAA',
  from: '2027-01-01',
  until: '2028-12-31',
  accepts: ['yearly-audit'],
}

export const pledgeData: PledgeData = {
  title: 'Twenty masts, audited each year',
  signatory: partnerId,
  language: 'en',
  kind: 'equipment',
  count: 20,
  countries: ['XAA'],
  regions: [],
  groups: [],
  from: '2027-06-01',
  until: '2028-06-30',
  conditions: ['yearly-audit'],
}

export const meetingData: MeetingData = {
  title: 'Two ministers on the hill road',
  form: 'bilateral',
  state: 'planned',
  signatory: signatoryId,
  participants: [partnerId],
  language: 'en',
  from: '2027-03-04T09:00Z',
  until: '2027-03-04T11:30Z',
  place: 'Lumora, town hall',
  agenda: ['Fibre across the border', 'Who repairs it'],
}

export const consultationData: ConsultationData = {
  title: 'Draft plan for the hill villages',
  signatory: signatoryId,
  language: 'en',
  about: 'plan',
  study: 'lumora',
  from: '2027-01-01',
  until: '2027-02-28',
  summary: 'What comes first? Each proposal is answered within a month.',
  sections: [
    {
      code: 'order',
      title: 'What is built first',
      text: 'The valley first, then the hills.',
      options: [
        { code: 'valley', text: 'The valley first' },
        { code: 'hills', text: 'The hills first' },
      ],
    },
    { code: 'masts', title: 'Masts', text: 'Forty masts of 30 m.', options: [] },
  ],
}
