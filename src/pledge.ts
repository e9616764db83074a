// From a roadmap to the public register: each phase becomes a draft commitment, with its number, its day
// and the digests of the plan it came from. People edit the drafts and sign; nothing is signed here.
import type { CommitmentData } from '#register/records/promises.ts'
import type { StudyResult } from '#studyResult.ts'

/** What of a study a pledge needs. */
export interface Pledged {
  readonly country: Pick<StudyResult['country'], 'iso3' | 'name'>
  readonly study: Pick<StudyResult['study'], 'id' | 'title'> & {
    readonly prices: Pick<StudyResult['study']['prices'], 'name' | 'year'>
  }
  readonly plan: { readonly totals: Pick<StudyResult['plan']['totals'], 'sites' | 'people'> }
  readonly roadmap: Pick<StudyResult['roadmap'], 'phases'>
  readonly inputsDigest: string
  readonly resultDigest: string
}

/** Who promises, under what, and who answers for it. */
export interface PledgeSettings {
  /** The signatory's record. */
  readonly signatory: string
  /** The declaration's record and the code of its undertaking. */
  readonly declaration: string
  readonly undertaking: string
  /** The office or person who answers for it. */
  readonly lead: string
  readonly programme?: string
  readonly area?: string
  /** How many years of the roadmap one commitment spans. */
  readonly yearsPerCommitment?: number
}

/** A study's id as a code: lower case, digits and hyphens. */
function studyCode(id: string): string {
  const code = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 64)
    .replace(/-+$/, '')
  return code === '' ? 'study' : code
}

/**
 * Draft commitments from a roadmap, one for each span of years in which anything is finished.
 *
 * The indicator is the number of places served, those served before included, so that a report states
 * what can be counted on the ground. The baseline is the end of the year before the span; each year
 * inside it is a milestone. The budget is the span's capital, in the price book's constant dollars.
 */
export function pledge(result: Pledged, settings: PledgeSettings): CommitmentData[] {
  const { country, study, plan, roadmap, inputsDigest, resultDigest } = result
  const { signatory, declaration, undertaking, lead, programme, area } = settings
  const { yearsPerCommitment = 1 } = settings
  if (!Number.isInteger(yearsPerCommitment) || yearsPerCommitment < 1)
    throw new RangeError(
      `Cannot span ${yearsPerCommitment} years by one commitment: expected a whole number from 1`,
    )
  const drafts: CommitmentData[] = []
  let served = plan.totals.sites.alreadyServed
  for (let first = 0; first < roadmap.phases.length; first += yearsPerCommitment) {
    const phases = roadmap.phases.slice(first, first + yearsPerCommitment)
    const sites = phases.reduce((sum, phase) => sum + phase.sites, 0)
    if (sites === 0) continue
    const [from, until] = [phases[0].year, phases[phases.length - 1].year]
    let reached = served
    const milestones = phases.slice(0, -1).map((phase) => {
      reached += phase.sites
      return { value: reached, date: `${phase.year}-12-31` }
    })
    const people = phases.reduce((sum, phase) => sum + (phase.people ?? 0), 0)
    const capexUsd = phases.reduce((sum, phase) => sum + phase.capexUsd, 0)
    const known = phases.every((phase) => phase.people !== null)
    drafts.push({
      title: `Connect ${sites} more ${sites === 1 ? 'place' : 'places'} in ${country.name} by the end of ${until}`,
      signatory,
      declaration,
      undertaking,
      ...(programme === undefined ? {} : { programme }),
      language: 'en',
      indicator: {
        name: `Places served, of those in the study “${study.title}”, those served before included`,
        unit: 'site',
        direction: 'up',
        by: [],
      },
      baseline: { value: served, date: `${from - 1}-12-31` },
      target: { value: served + sites, date: `${until}-12-31` },
      milestones,
      lead,
      // Constant dollars of the price book's year; whole dollars, rounded once: nobody promises cents.
      budget: { minor: Math.round(capexUsd) * 100, currency: 'USD' },
      ...(area === undefined ? {} : { area }),
      countries: [country.iso3],
      ...(known ? { beneficiaries: Math.round(people) } : {}),
      plan: {
        study: studyCode(study.id),
        resultDigest,
        inputsDigest,
        firstYear: from,
        lastYear: until,
      },
    })
    served += sites
  }
  return drafts
}
