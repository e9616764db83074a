// Loads the example's register into an empty one, through the same acts that people make: every record is
// checked, entered for someone who may, and logged. Nothing in it is said of a real state, city or person.
import type { Actor, HeldRole } from '#accounts/roles.ts'
import type { Json } from '#base/canonical.ts'
import { loadExampleDialogue } from '#faces/exampleRegister/dialogue.ts'
import { type ExampleReport, promises } from '#faces/exampleRegister/promises.ts'
import {
  officials,
  others,
  type PartyName,
  parties,
  partyNames,
} from '#faces/exampleRegister/who.ts'
import { enterRecord } from '#faces/site/register/enter.ts'
import { pledge } from '#pledge.ts'
import { bundledDeclarations } from '#register/declarations.ts'
import { daysAfter } from '#register/progress.ts'
import type { RecordData, RecordKind } from '#register/records.ts'
import { Accounts } from '#store/accounts.ts'
import { Reading } from '#store/reading.ts'
import { newId, type Register, type Taken } from '#store/register.ts'
import type { StudyResult } from '#studyResult.ts'

/** What became of loading: made; left alone, since it holds something; or found as an earlier load was cut short. */
export type ExampleLoaded = 'made' | 'kept' | 'unfinished'

/** What the example enters last. */
const lastKind: RecordKind = 'change'

/**
 * Fills an empty register with the example; one that holds anything is left as it is, since the example's acts
 * stand on each other and a log takes nothing back.
 */
export async function loadExampleRegister(
  register: Register,
  study: StudyResult,
): Promise<ExampleLoaded> {
  if (register.size === 0) {
    await new Example(register).load(study)
    return 'made'
  }
  const finished = (await register.listRecords(lastKind, '', 1)).length > 0
  const madeUp = await new Reading(register).lists.fictional()
  const none = (await register.listRecords('signatory', '', 1)).length === 0
  return !finished && (madeUp || none) ? 'unfinished' : 'kept'
}

class Example {
  readonly #register: Register
  readonly #reading: Reading
  readonly #accounts: Accounts
  readonly #today: string
  readonly #parties = {} as Record<PartyName, string>
  readonly #first = {} as Record<PartyName, Actor>
  readonly #declarations = {} as Record<keyof typeof bundledDeclarations, string>

  constructor(register: Register) {
    this.#register = register
    this.#reading = new Reading(register)
    this.#accounts = new Accounts(register)
    this.#today = this.#reading.today()
  }

  /** An account without an address: it has a name to show, and no way in. */
  async #person(name: string, roles: readonly HeldRole[], kind = 'official'): Promise<Actor> {
    const { db } = this.#register.database
    const account = newId()
    const created = this.#register.now()
    await db
      .insertInto('account')
      .values({ id: account, kind, name, email: null, created })
      .execute()
    for (const { role, signatory } of roles)
      await db.insertInto('account_role').values({ account, role, signatory }).execute()
    return { account, roles, suspended: false, by: kind === 'resident' ? 'email' : 'passkey' }
  }

  #enter<K extends RecordKind>(actor: Actor, kind: K, data: RecordData<K>): Promise<Taken> {
    return enterRecord(this.#register, this.#reading, actor, {
      kind,
      data: data as unknown as Json,
    })
  }

  #day(days: number): string {
    return daysAfter(this.#today, days)
  }

  async load(study: StudyResult): Promise<void> {
    const keeper = await this.#person(others.keeper, [{ role: 'operator', signatory: '' }])
    for (const [name, declaration] of Object.entries(bundledDeclarations))
      this.#declarations[name as keyof typeof bundledDeclarations] = (
        await this.#enter(keeper, 'declaration', declaration)
      ).id
    await this.#signatories(keeper, study)
    await this.#signatures()
    const planned = await this.#fromPlan(study)
    const made = await this.#promises()
    const project = await this.#projects(study, planned, made)
    await this.#enter(keeper, 'initiative', {
      title: 'Islands and hills learn from each other',
      language: 'en',
      regions: [],
      groups: [],
      about:
        'Two neighbors and their cities compare what they tried to reach far and steep places.',
      from: this.#day(-300),
      until: this.#day(900),
      commitments: made,
    })
    await this.#enter(keeper, 'resolution', {
      title: 'Reports are due within ninety days',
      number: 'example-1',
      adopted: this.#day(-280),
      adoptedBy: 'The made-up signatories of this example',
      language: 'en',
      declaration: this.#declarations.bakuActionPlan,
      calls: [{ code: 'report-in-time', text: 'Report within ninety days of each milestone.' }],
      source: { title: 'Made for this example', standing: 'text' },
    })
    await this.#enter(keeper, 'studyQuestion', {
      title: 'How few probes show whether a school is online?',
      number: 'example-q1',
      from: this.#day(-200),
      until: this.#day(500),
      language: 'en',
      asks: [{ code: 'sample', text: 'How many schools must be measured, and how often?' }],
      source: { title: 'Made for this example', standing: 'text' },
    })
    await loadExampleDialogue(this.#register, {
      study,
      today: this.#today,
      parties: this.#parties,
      actors: this.#first,
      reviewer: await this.#other('reviewer'),
      moderator: await this.#other('moderator'),
      resident: (name) => this.#person(name, [{ role: 'resident', signatory: '' }], 'resident'),
      commit: (by, title, untilDays) => this.#borderPost(by, title, untilDays, study.country.iso3),
      project,
    })
  }

  /** The commitment that an agreement of two ministers becomes. */
  async #borderPost(
    by: PartyName,
    title: string,
    untilDays: number,
    country: string,
  ): Promise<string> {
    const { id } = await this.#enter(this.#first[by], 'commitment', {
      title,
      signatory: this.#parties[by],
      declaration: this.#declarations.bakuActionPlan,
      undertaking: 'partnerships',
      language: 'en',
      indicator: {
        name: 'Kilometers of fibre lit between the last town and the border post',
        unit: 'kilometer',
        direction: 'up',
        by: [],
      },
      baseline: { value: 0, date: this.#day(-16) },
      target: { value: 38, date: this.#day(untilDays) },
      milestones: [],
      lead: 'Ministry of Communications',
      countries: [country, 'XOS'],
    })
    return id
  }

  async #signatories(keeper: Actor, study: StudyResult): Promise<void> {
    const all = parties(study)
    for (const name of partyNames) {
      // The accounts come first, since the record names them; what they may do names the record.
      const people = await Promise.all(officials[name].map((each) => this.#person(each, [])))
      const { id } = await this.#enter(keeper, 'signatory', {
        ...all[name],
        officials: people.map(({ account }) => account),
      })
      this.#parties[name] = id
      const roles = ['official', 'secondOfficial'] as const
      const actors = people.map((person, i) => ({
        ...person,
        roles: [{ role: roles[i], signatory: id }],
      }))
      for (const { account, roles: held } of actors)
        await this.#register.database.db
          .insertInto('account_role')
          .values({ account, ...held[0] })
          .execute()
      this.#first[name] = actors[0]
      this.#second.set(name, actors[1])
    }
  }

  readonly #second = new Map<PartyName, Actor>()

  /** Each adopts what its promises answer to, one official proposing and another confirming. */
  async #signatures(): Promise<void> {
    const signed = new Set(promises.map(({ by, declaration }) => `${by} ${declaration}`))
    for (const each of ['fund bakuActionPlan', 'south bakuActionPlan', 'capital bakuActionPlan'])
      signed.add(each)
    let days = -760
    for (const each of signed) {
      const [by, declaration] = each.split(' ') as [PartyName, keyof typeof bundledDeclarations]
      days += 4
      const proposal = await this.#accounts.proposals.propose(this.#first[by], {
        declaration: this.#declarations[declaration],
        signatory: this.#parties[by],
        act: 'adopt',
        date: this.#day(days),
      })
      await this.#accounts.proposals.confirm(this.#second.get(by) as Actor, proposal)
    }
  }

  /** The country's programme of action: its commitments are the phases of the study's own plan. */
  async #fromPlan(study: StudyResult): Promise<string[]> {
    const actor = this.#first.country
    const { phases } = study.roadmap
    const years = phases.map(({ year }) => year)
    const programme = await this.#enter(actor, 'programme', {
      title: `${study.country.name} connected, ${years[0]}–${years.at(-1)}`,
      signatory: this.#parties.country,
      language: 'en',
      about:
        'The phases of the published plan, each as a commitment that anyone can compute again.',
      from: `${years[0]}-01-01`,
      until: `${years.at(-1)}-12-31`,
    })
    const drafts = pledge(study, {
      signatory: this.#parties.country,
      declaration: this.#declarations.bakuActionPlan,
      undertaking: 'connect-everyone',
      lead: 'Ministry of Communications',
      programme: programme.id,
    })
    const taken: string[] = []
    for (const draft of drafts) taken.push((await this.#enter(actor, 'commitment', draft)).id)
    return taken
  }

  async #promises(): Promise<string[]> {
    const made: string[] = []
    for (const promise of promises) {
      const { by, baseline, milestones, target, reports, budgetUsd, declaration, ...rest } = promise
      const at = ([day, value]: readonly [number, number]) => ({ date: this.#day(day), value })
      const { area, beneficiaries, ...plain } = rest
      const { id } = await this.#enter(this.#first[by], 'commitment', {
        ...plain,
        signatory: this.#parties[by],
        declaration: this.#declarations[declaration],
        language: 'en',
        baseline: at(baseline),
        target: at(target),
        milestones: milestones.map(([day, value, deliverable]) => ({
          ...at([day, value]),
          deliverable,
        })),
        countries: [by === 'north' ? 'XOS' : 'XTA'],
        ...(budgetUsd === undefined ? {} : { budget: { minor: budgetUsd * 100, currency: 'USD' } }),
        ...(area === undefined ? {} : { area }),
        ...(beneficiaries === undefined ? {} : { beneficiaries }),
      })
      made.push(id)
      for (const report of reports) await this.#report(by, id, report)
    }
    return made
  }

  async #report(by: PartyName, commitment: string, given: ExampleReport): Promise<void> {
    const { from, until, value, note, groups = [], series, seriesAbout = '' } = given
    const actor = this.#first[by]
    const language = 'en'
    const { id } = await this.#enter(actor, 'report', {
      commitment,
      from: this.#day(from),
      until: this.#day(until),
      value,
      language,
      ...(note === undefined ? {} : { note }),
      groups,
    })
    if (series !== undefined)
      await this.#enter(actor, 'evidence', {
        report: id,
        kind: 'series',
        date: this.#day(until),
        about: seriesAbout,
        series: series.map(([day, measured]) => ({ date: this.#day(day), value: measured })),
      })
    await this.#answers(actor, id, given)
  }

  async #answers(owner: Actor, report: string, { review, dispute }: ExampleReport): Promise<void> {
    const language = 'en'
    if (review !== undefined) {
      const reviewer = await this.#other('reviewer')
      const { day, finding, reason, value } = review
      await this.#enter(reviewer, 'review', {
        report,
        finding,
        ...(value === undefined ? {} : { value }),
        independent: true,
        language,
        reason,
        date: this.#day(day),
      })
    }
    if (dispute === undefined) return
    const resident = await this.#other('resident')
    const { day, reason, reply } = dispute
    const date = this.#day(day)
    const { id } = await this.#enter(resident, 'dispute', {
      subject: report,
      language,
      reason,
      date,
    })
    await this.#enter(owner, 'reply', { to: id, language, text: reply })
  }

  readonly #known = new Map<'reviewer' | 'resident' | 'moderator', Actor>()

  async #other(name: 'reviewer' | 'resident' | 'moderator'): Promise<Actor> {
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const kind = name === 'resident' ? 'resident' : 'official'
    const actor = await this.#person(others[name], [{ role: name, signatory: '' }], kind)
    this.#known.set(name, actor)
    return actor
  }

  async #projects(
    study: StudyResult,
    planned: readonly string[],
    made: readonly string[],
  ): Promise<string> {
    const { country, roadmap } = study
    const usd = (amount: number) => ({ minor: Math.round(amount * 100), currency: 'USD' })
    const common = {
      language: 'en',
      countries: [country.iso3],
      partners: [],
      places: [],
      pictures: [],
    }
    const [first] = roadmap.phases
    const { id: trunk } = await this.#enter(this.#first.country, 'project', {
      ...common,
      title: 'The coastal trunk',
      kind: 'infrastructure',
      signatory: this.#parties.country,
      commitments: planned.slice(0, 1),
      from: this.#day(-300),
      until: this.#day(420),
      about: 'The first links of the plan: everything that others hang on is built first.',
      beneficiariesPlanned: Math.round(first?.people ?? 0),
      budget: usd(first?.capexUsd ?? 0),
      disbursed: [
        { date: this.#day(-200), amount: usd((first?.capexUsd ?? 0) * 0.2) },
        { date: this.#day(-40), amount: usd((first?.capexUsd ?? 0) * 0.25) },
      ],
      partners: ['Tidewire Cooperative', 'Lantern Fund'],
    })
    await this.#enter(this.#first.operator, 'project', {
      ...common,
      title: 'Sky links for the far valleys',
      kind: 'satellite',
      signatory: this.#parties.operator,
      commitments: [],
      from: this.#day(-120),
      until: this.#day(600),
      beneficiariesPlanned: 5200,
      beneficiariesReached: 0,
      disbursed: [],
    })
    await this.#enter(this.#first.fund, 'project', {
      ...common,
      title: 'Revolving fund for village networks',
      kind: 'fund',
      signatory: this.#parties.fund,
      commitments: [],
      from: this.#day(-90),
      until: this.#day(1500),
      about: 'Lends what a village needs to begin; what comes back is lent to the next.',
      budget: usd(1_500_000),
      disbursed: [{ date: this.#day(-30), amount: usd(120_000) }],
    })
    await this.#enter(this.#first.university, 'project', {
      ...common,
      title: 'Courses for network keepers',
      kind: 'skills',
      signatory: this.#parties.university,
      commitments: made.slice(2, 3),
      from: this.#day(-500),
      until: this.#day(500),
      beneficiariesPlanned: 600,
      beneficiariesReached: 214,
      budget: usd(880_000),
      disbursed: [{ date: this.#day(-410), amount: usd(240_000) }],
      places: [],
    })
    return trunk
  }
}
