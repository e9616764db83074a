// Loads the example's Dialogue after its register, through the same acts as people's: a practice adopted, a need
// from the plan matched and delivered, a meeting whose agreement became a commitment, a consultation that
// changed something. Nobody in it is real.
import type { Actor } from '#accounts/roles.ts'
import type { Json } from '#base/canonical.ts'
import type { DialogueKind } from '#dialogue/held.ts'
import { needs, pledges, practices, voices } from '#faces/exampleRegister/dialogueTexts.ts'
import type { PartyName } from '#faces/exampleRegister/who.ts'
import { daysAfter } from '#register/progress.ts'
import { type StakeholderGroup, stakeholderGroups } from '#register/records/consultations.ts'
import type { RecordData } from '#register/records.ts'
import { Dialogue } from '#store/dialogue.ts'
import type { Register } from '#store/register.ts'
import { Voices } from '#store/voices.ts'
import type { StudyResult } from '#studyResult.ts'

/** What the register's example has made already. */
export interface Made {
  readonly study: StudyResult
  readonly today: string
  readonly parties: Readonly<Record<PartyName, string>>
  readonly actors: Readonly<Record<PartyName, Actor>>
  readonly reviewer: Actor
  readonly moderator: Actor
  /** A made-up resident by pseudonym, with no way to sign in. */
  readonly resident: (name: string) => Promise<Actor>
  /** Enters a commitment for a party; its id. */
  readonly commit: (by: PartyName, title: string, untilDays: number) => Promise<string>
  readonly project: string
}

/** Fills the Dialogue. */
export async function loadExampleDialogue(register: Register, made: Made): Promise<void> {
  const example = new DialogueExample(register, made)
  await example.practices()
  await example.partnerships()
  await example.meetings()
  await example.consultation()
}

class DialogueExample {
  readonly #dialogue: Dialogue
  readonly #voices: Voices
  readonly #made: Made
  #practice = ''
  #need = ''

  constructor(register: Register, made: Made) {
    this.#dialogue = new Dialogue(register)
    this.#voices = new Voices(this.#dialogue)
    this.#made = made
  }

  async #enter<K extends DialogueKind>(
    actor: Actor,
    kind: K,
    data: RecordData<K>,
  ): Promise<string> {
    return (await this.#dialogue.enter(actor, kind, data as unknown as Json)).id
  }

  #by<K extends DialogueKind>(party: PartyName, kind: K, data: RecordData<K>): Promise<string> {
    return this.#enter(this.#made.actors[party], kind, data)
  }

  #day(days: number): string {
    return daysAfter(this.#made.today, days)
  }

  #month(days: number): string {
    return this.#day(days).slice(0, 7)
  }

  #country(party: PartyName): string {
    return party === 'north' ? 'XOS' : party === 'south' ? 'XVE' : this.#made.study.country.iso3
  }

  async practices(): Promise<void> {
    const { parties, reviewer } = this.#made
    const ids = new Map<string, string>()
    for (const { key, by, from, until, measured, ...rest } of practices) {
      const id = await this.#by(by, 'practice', {
        ...rest,
        signatory: parties[by],
        countries: [this.#country(by)],
        from: this.#month(from),
        until: this.#month(until),
        result: { ...rest.result, measured: this.#month(measured) },
        commitments: [],
      })
      ids.set(key, id)
    }
    this.#practice = ids.get('libraries') ?? ''
    await this.#enter(reviewer, 'practiceReview', {
      practice: this.#practice,
      version: 1,
      finding: 'usefulWithCare',
      independent: true,
      language: 'en',
      reason:
        'The weekly counts are there, four of them, and the rise is real. They were made in term time; summer was not counted.',
      date: this.#day(-20),
    })
    const sun = ids.get('sun') ?? ''
    await this.#by('hill', 'adoption', {
      practice: sun,
      version: 1,
      signatory: parties.hill,
      language: 'en',
      changed:
        'Our roofs are steeper, so the panels stand on the school wall. The box is inside, behind the stove.',
      date: this.#day(-12),
    })
  }

  async partnerships(): Promise<void> {
    const { parties, study, reviewer } = this.#made
    const [phase] = study.roadmap.phases
    if (phase !== undefined)
      this.#need = await this.#by('country', 'need', {
        title: `Capital to connect ${phase.sites} places in ${phase.year}`,
        signatory: parties.country,
        language: 'en',
        kind: 'money',
        money: { minor: Math.round(phase.capexUsd * 100), currency: 'USD' },
        ...(phase.people === null ? {} : { people: Math.round(phase.people) }),
        country: study.country.iso3,
        from: `${phase.year}-01-01`,
        until: `${phase.year + 1}-12-31`,
        accepts: ['yearly-audit', 'open-access'],
        plan: {
          study: study.study.id,
          resultDigest: study.resultDigest,
          firstYear: phase.year,
          lastYear: phase.year,
        },
      })
    const needFor = new Map<string, string>()
    for (const { key, by, from, until, ...rest } of needs)
      needFor.set(
        key,
        await this.#by(by, 'need', {
          ...rest,
          signatory: parties[by],
          country: this.#country(by),
          from: this.#day(from),
          until: this.#day(until),
        }),
      )
    const pledgeFor = new Map<string, string>()
    for (const { key, by, from, until, against, at, ...rest } of pledges)
      pledgeFor.set(
        key,
        await this.#by(by, 'pledge', {
          ...rest,
          signatory: parties[by],
          countries: at === 'home' ? [this.#country('country')] : [],
          ...(against === undefined ? {} : { need: needFor.get(against) ?? '' }),
          from: this.#day(from),
          until: this.#day(until),
        }),
      )
    const match = await this.#by('operator', 'match', {
      need: needFor.get('masts') ?? '',
      pledge: pledgeFor.get('masts') ?? '',
      signatory: parties.operator,
      count: 20,
      people: 6000,
      mbps: 800,
      language: 'en',
      note: 'Twenty masts in two loads. The town builds the road to each hill before the load leaves.',
    })
    await this.#by('hill', 'acceptance', {
      to: match,
      signatory: parties.hill,
      answer: 'accept',
      language: 'en',
      date: this.#day(-18),
    })
    const deliver = (count: number, people: number, mbps: number, days: number, note: string) =>
      this.#by('operator', 'delivery', {
        match,
        signatory: parties.operator,
        date: this.#day(days),
        count,
        people,
        mbps,
        language: 'en',
        note,
      })
    const first = await deliver(
      8,
      2400,
      320,
      -9,
      'Eight masts stand on the western hills, radios on six of them.',
    )
    await deliver(
      4,
      900,
      160,
      -2,
      'Four more on the ridge. The road to the last hill is not passable yet.',
    )
    await this.#enter(reviewer, 'deliveryReview', {
      delivery: first,
      finding: 'upheld',
      independent: true,
      language: 'en',
      reason: 'I stood at all eight. Six gave a signal, two wait for power, as stated.',
      date: this.#day(-5),
    })
  }

  async meetings(): Promise<void> {
    const { parties, commit, project } = this.#made
    const at = (days: number, hour: string): string => `${this.#day(days)}T${hour}Z`
    const held = await this.#by('country', 'meeting', {
      title: 'Ministers of two neighbors on the border link',
      form: 'bilateral',
      state: 'held',
      signatory: parties.country,
      participants: [parties.north],
      language: 'en',
      from: at(-40, '09:00'),
      until: at(-40, '11:30'),
      agenda: ['Fibre across the pass', 'Who repairs it in winter', 'Teachers on both sides'],
    })
    await this.#by('north', 'acceptance', {
      to: held,
      signatory: parties.north,
      answer: 'accept',
      language: 'en',
      date: this.#day(-45),
    })
    const agreement = await this.#by('country', 'agreement', {
      meeting: held,
      signatory: parties.country,
      title: 'Each builds its side to the border post',
      text: 'Each country lays fibre to the border post on the pass. Whoever comes first lights both ends for schools.',
      language: 'en',
      between: [parties.country, parties.north],
      followsUp: parties.country,
      due: this.#day(320),
      becomes: 'commitment',
    })
    await this.#by('north', 'acceptance', {
      to: agreement,
      signatory: parties.north,
      answer: 'accept',
      language: 'en',
      date: this.#day(-38),
    })
    const commitment = await commit('country', 'Fibre to the border post on the pass', 320)
    await this.#by('country', 'followUp', {
      agreement,
      signatory: parties.country,
      state: 'done',
      commitment,
      language: 'en',
      note: 'The council took it into the programme of action.',
      date: this.#day(-15),
    })
    const coming = await this.#by('country', 'meeting', {
      title: 'Cities of hills and islands: what went wrong',
      form: 'conference',
      state: 'planned',
      signatory: parties.country,
      participants: [
        parties.capital,
        parties.port,
        parties.hill,
        parties.north,
        parties.south,
        parties.fund,
      ],
      language: 'en',
      from: at(60, '08:00'),
      until: at(61, '16:00'),
      place: 'Old customs house',
      agenda: [
        'Failures first: one from each city',
        'Needs and pledges at one table',
        'What we adopt',
      ],
    })
    await this.#by('hill', 'stand', {
      title: 'Hills that build themselves',
      signatory: parties.hill,
      meeting: coming,
      language: 'en',
      story:
        'We are a town of four hills. Nobody planned us first, so we began: masts from a neighbor’s yard, panels on school walls, and a road to each.',
      shows: [project, this.#practice, this.#need].filter((id) => id !== ''),
    })
  }

  async consultation(): Promise<void> {
    const { parties, study, resident, moderator } = this.#made
    const [from, until] = [-70, 25]
    const id = await this.#by('country', 'consultation', {
      title: `Draft plan for ${study.country.name}: what comes first`,
      signatory: parties.country,
      language: 'en',
      about: 'plan',
      study: study.study.id,
      plan: study.resultDigest,
      from: this.#day(from),
      until: this.#day(until),
      summary:
        'The plan says what can be reached and for how much. It cannot say what should come first. Tell us; every proposal is answered.',
      sections: [
        {
          code: 'order',
          title: 'What is built first',
          text: 'The draft builds the coastal trunk, then second links in the valley, then the hills.',
          options: [
            { code: 'draft', text: 'As in the draft' },
            { code: 'schools', text: 'One link to every school first' },
            { code: 'clinics', text: 'One link to every clinic first' },
          ],
        },
        {
          code: 'masts',
          title: 'Where masts stand',
          text: 'Masts stand on the highest ground that a road reaches, at least 200 m from homes.',
          options: [],
        },
      ],
    })
    const said = new Map<string, string>()
    for (const [i, { by, ...rest }] of voices.entries()) {
      const actor = await resident(by)
      const outcome = await this.#voices.say(
        actor,
        { consultation: id, ...rest },
        { group: 'residents' },
      )
      if ('taken' in outcome) continue
      const [held] = await this.#voices.waiting()
      await this.#voices.decide(moderator, held.id, true, '')
      const comment = (await this.#dialogue.snapshot()).to('comment', id).at(-1)
      said.set(String(i), comment?.id ?? '')
    }
    const people: Readonly<Record<StakeholderGroup, number>> = {
      residents: 16,
      civilSociety: 12,
      business: 11,
      academia: 4,
      government: 3,
      technical: 2,
    }
    const proposal = said.get('0') ?? ''
    for (const group of stakeholderGroups)
      for (let i = 0; i < people[group]; i++) {
        const actor = await resident(`${group}-${i + 1}`)
        const option = i % 3 === 0 ? 'draft' : i % 7 === 1 ? 'clinics' : 'schools'
        await this.#voices.support(
          actor,
          { consultation: id, section: 'order', option, act: 'give' },
          { group },
        )
        if (i % 2 === 0)
          await this.#voices.support(
            actor,
            { consultation: id, section: 'order', proposal, act: 'give' },
            { group },
          )
      }
    const answer = (to: string, decision: RecordData<'answer'>['decision'], text: string) =>
      this.#by('country', 'answer', {
        to,
        signatory: parties.country,
        decision,
        language: 'en',
        text,
      })
    await answer(
      proposal,
      'accepted',
      'Taken up. Second links in the valley move behind the first link to every school.',
    )
    await answer(
      said.get('2') ?? '',
      'accepted',
      'You are right, the next hill is as high. The mast moves there.',
    )
    await this.#by('country', 'change', {
      consultation: id,
      section: 'order',
      signatory: parties.country,
      language: 'en',
      title: 'One link to every school comes before second links',
      before: 'The coastal trunk, then second links in the valley, then the hills.',
      after: 'The coastal trunk, then one link to every school, then second links.',
      because: [proposal],
      date: this.#day(-1),
    })
  }
}
