// Made-up records for tests: a fictional town and what it promises.
import type { CommitmentData } from '#register/records/promises.ts'

export const signatoryId = 'signatory0000000001'
export const declarationId = 'declaration00000001'

/** Forty schools without a connection, ninety percent of them connected by the end of 2029. */
export const commitmentData: CommitmentData = {
  title: 'Every school of Lumora online',
  signatory: signatoryId,
  declaration: declarationId,
  undertaking: 'literacy-and-access',
  language: 'en',
  indicator: {
    name: 'Schools online at 20 Mbps or more',
    unit: 'school',
    direction: 'up',
    by: ['area'],
  },
  baseline: { value: 40, date: '2026-01-01' },
  target: { value: 90, date: '2029-12-31' },
  milestones: [{ value: 60, date: '2027-12-31', deliverable: 'The ring road fibre' }],
  lead: 'Office of the Mayor of Lumora',
  budget: { minor: 125_000_000, currency: 'USD' },
  area: 'The valley districts',
  countries: ['XAA'],
  beneficiaries: 18_000,
}
