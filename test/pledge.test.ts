// Pledges: drafts that the register takes, and sums that are the roadmap's.
import { expect, test } from 'vitest'
import { type Pledged, pledge } from '#pledge.ts'
import { checkRecord } from '#register/records.ts'
import { declarationId, signatoryId } from './register/samples.ts'

const phase = (year: number, sites: number, people: number | null, capexUsd: number) => ({
  year,
  sites,
  people,
  capexUsd,
  opexUsd: 0,
})

const result: Pledged = {
  country: { iso3: 'XAA', name: 'Lumora' },
  study: { id: 'Lumora 2026 (first)', title: 'Lumora', prices: { name: 'silta-2026', year: 2026 } },
  plan: {
    totals: {
      sites: {
        alreadyServed: 30,
        fibre: 20,
        microwave: 0,
        fixedWireless: 0,
        cellular: 0,
        satellite: 5,
        unserved: 1,
        unknown: 0,
      },
      people: null,
    },
  },
  roadmap: {
    phases: [
      phase(2027, 10, 1000, 1_000_000.005),
      phase(2028, 0, 0, 500_000),
      phase(2029, 15, 1500.4, 250_000.1),
    ],
  },
  inputsDigest: `sha256:${'a'.repeat(64)}`,
  resultDigest: `sha256:${'b'.repeat(64)}`,
}
const settings = {
  signatory: signatoryId,
  declaration: declarationId,
  undertaking: 'extend-broadband',
  lead: 'Ministry of Connections',
}

test('pledge() makes a draft of each year in which something is finished, each sound by the register', () => {
  const drafts = pledge(result, settings)
  expect(drafts.map(({ target }) => target)).toEqual([
    { value: 40, date: '2027-12-31' },
    { value: 55, date: '2029-12-31' },
  ])
  expect(drafts[1].baseline).toEqual({ value: 40, date: '2028-12-31' })
  expect(drafts[0].budget).toEqual({ minor: 100_000_000, currency: 'USD' })
  expect(drafts[1].beneficiaries).toBe(1500)
  expect(drafts[0].plan?.study).toBe('lumora-2026-first')
  for (const draft of drafts) expect(checkRecord('commitment', draft, 'pledge')).toEqual([])
})

test('pledge() spans years on demand, with the years inside as milestones and the same sums', () => {
  const [draft, ...rest] = pledge(result, { ...settings, yearsPerCommitment: 3 })
  expect(rest).toEqual([])
  expect(draft.milestones).toEqual([
    { value: 40, date: '2027-12-31' },
    { value: 40, date: '2028-12-31' },
  ])
  expect(draft.target).toEqual({ value: 55, date: '2029-12-31' })
  expect(draft.budget?.minor).toBe(175_000_000)
  expect(draft.beneficiaries).toBe(2500)
  expect(checkRecord('commitment', draft, 'pledge')).toEqual([])
})

test('pledge() leaves beneficiaries out where the study knows no people', () => {
  const phases = result.roadmap.phases.map((each) => ({ ...each, people: null }))
  for (const draft of pledge({ ...result, roadmap: { phases } }, settings))
    expect(draft).not.toHaveProperty('beneficiaries')
  expect(() => pledge(result, { ...settings, yearsPerCommitment: 0 })).toThrow(RangeError)
})
