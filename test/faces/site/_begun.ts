// What people of the example have begun and not ended, so that the pages of those steps can be looked at: plans
// that are computed, waiting, failed; a match and agreements without an answer; a count that is due; words and
// names that wait for a moderator; links that were mailed.
import type { Actor, HeldRole } from '#accounts/roles.ts'
import type { Json } from '#base/canonical.ts'
import { PlanBench } from '#faces/plans/planBench.ts'
import type { Published } from '#faces/site/view.ts'
import type { RecordData, RecordKind } from '#register/records.ts'
import { Dialogue } from '#store/dialogue.ts'
import { newId } from '#store/draft.ts'
import { Followers } from '#store/followers.ts'
import { Voices } from '#store/voices.ts'
import type { Attacked, Browser } from '../../attacks/_site.ts'

/** A bench on which a plan may wait as long as the longest look at the site takes. */
export const patientBench = (): PlanBench =>
  new PlanBench(undefined, { mostWaiting: 8, mostMinutes: 600, mostKept: 100 })

/** Those who begin, with what each may do. */
export interface Beginners {
  readonly official: Browser
  readonly officialRoles: readonly HeldRole[]
  readonly resident: Browser
}

/** Addresses of what was begun, by who sees it. */
export interface Begun {
  readonly visitor: readonly string[]
  readonly official: readonly string[]
  readonly operator: readonly string[]
}

const day = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Begins all of it. */
export async function begin(
  site: Attacked,
  study: Published,
  bench: PlanBench,
  people: Beginners,
): Promise<Begun> {
  const plans = await computePlans(site, study, bench, people.official)
  const steps = await openSteps(site, people)
  const secrets = await followLinks(site)
  return {
    visitor: [...plans.public, ...secrets],
    official: [...plans.own, ...steps.official],
    operator: steps.operator,
  }
}

/** One plan published as a change, one on trial; one that runs, one that waits, one that failed, one stopped. */
async function computePlans(
  site: Attacked,
  study: Published,
  bench: PlanBench,
  official: Browser,
): Promise<{ readonly public: readonly string[]; readonly own: readonly string[] }> {
  const around = await new Dialogue(site.register).snapshot()
  const asked = around.all('consultation').find(({ data }) => data.study === study.result.study.id)
  if (asked === undefined || study.origin === undefined)
    throw new Error('The example has no consultation on its plan')
  const at = `/consultations/${asked.id}`
  const computed = async (settings: Readonly<Record<string, string>>): Promise<string> => {
    const { to } = await official.send(`${at}/plan`, settings)
    const job = bench.find(to.split('/').at(-1) ?? '')
    if ((await job?.ended) !== 'done') throw new Error(`No plan was computed: ${to}`)
    return job?.kept ?? ''
  }
  const code = await computed({ 'demand.rateMbps': '3', 'gap.leastTechnology': '3G' })
  const [comment] = around.to('comment', asked.id)
  const { status } = await official.send(`${at}/change?plan=${code}`, {
    section: asked.data.sections[0].code,
    language: 'en',
    title: 'A little slower, for more places',
    before: 'The plan gives each place the full rate.',
    after: 'The plan gives each place three fifths of it.',
    because: comment.id,
  })
  if (status !== 303) throw new Error(`The change was not published: ${status}`)
  const trial = await computed({ 'demand.rateMbps': '4' })
  const task = {
    place: study.origin.place,
    overrides: [...study.origin.overrides],
    sources: study.result.country.sources.map(({ digest }) => digest),
    owner: asked.id,
    // It is never kept, so it runs until the bench is closed, and those behind it wait.
    keep: () => new Promise<string>(() => {}),
  }
  const jobs = {
    failed: bench.start(newId(), { ...task, sources: ['sha256:of other data'] }),
    running: bench.start(newId(), task),
    waiting: bench.start(newId(), task),
    stopped: bench.start(newId(), task),
  }
  await bench.stop(jobs.stopped?.id ?? '')
  if ((await jobs.failed?.ended) !== 'failed') throw new Error('A plan of other data was computed')
  return {
    public: [`${at}/plans/${code}`, `${at}/plans/${code}/inputs.json`],
    own: [
      `${at}/plans/${trial}`,
      `${at}/computing/lost`,
      ...Object.values(jobs).map((job) => `${at}/computing/${job?.id}`),
    ],
  }
}

/** Steps that wait for somebody. */
async function openSteps(
  { register, services, signIn }: Attacked,
  { official, officialRoles, resident }: Beginners,
): Promise<Pick<Begun, 'official' | 'operator'>> {
  const around = await new Dialogue(register).snapshot()
  const enter = async <K extends RecordKind>(kind: K, data: RecordData<K>): Promise<string> =>
    (await register.append({ kind, data: data as unknown as Json, by: official.account })).id
  const [first, second] = around.all('signatory').filter(({ data }) => data.kind === 'country')
  const need = around.all('need').find(({ data }) => data.kind === 'equipment')
  const pledge = around
    .all('pledge')
    .find(({ data }) => data.kind === 'equipment' && data.signatory !== need?.data.signatory)
  if (need === undefined || pledge === undefined)
    throw new Error('The example has nothing to match')
  const match = await enter('match', {
    need: need.id,
    pledge: pledge.id,
    signatory: pledge.data.signatory,
    count: 1,
    language: 'en',
  })
  const meeting = await enter('meeting', {
    title: 'What is agreed and not followed up yet',
    form: 'bilateral',
    state: 'held',
    signatory: first.id,
    participants: [second.id],
    language: 'en',
    from: `${day(-3)}T09:00Z`,
    until: `${day(-3)}T10:00Z`,
    agenda: ['Repairs in winter'],
  })
  const agree = (title: string): Promise<string> =>
    enter('agreement', {
      meeting,
      signatory: first.id,
      title,
      text: 'Both send a crew when the pass is closed.',
      language: 'en',
      between: [first.id, second.id],
      followsUp: first.id,
      due: day(100),
      becomes: 'task',
    })
  const [open, agreed] = [await agree('Not answered yet'), await agree('Answered by both')]
  await enter('acceptance', {
    to: agreed,
    signatory: second.id,
    answer: 'accept',
    language: 'en',
    date: day(-2),
  })
  const closed = await enter('consultation', {
    title: 'Closed, and not counted yet',
    signatory: first.id,
    language: 'en',
    about: 'other',
    from: day(-30),
    until: day(-1),
    summary: 'What shall open first?',
    sections: [
      {
        code: 'a',
        title: 'What opens first',
        text: 'The library, or the school.',
        options: [
          { code: 'l', text: 'The library' },
          { code: 's', text: 'The school' },
        ],
      },
    ],
  })
  const [declaration] = await register.listRecords('declaration')
  const actor: Actor = {
    account: official.account,
    roles: officialRoles,
    suspended: false,
    by: 'passkey',
  }
  const date = day(0)
  const proposal = { declaration, signatory: second.id, act: 'adopt', date } as const
  const signature = await services.accounts.proposals.propose(actor, proposal)
  await saySomething(
    new Voices(new Dialogue(register)),
    resident.account,
    around.all('consultation')[0],
  )
  const named = await signIn([{ role: 'resident', signatory: '' }], 'email')
  await services.moderation.rename(named.account, 'hedgewarbler')
  return {
    official: [
      `/matches/${match}/answer`,
      `/agreements/${open}/answer`,
      `/agreements/${agreed}/follow-up`,
      `/consultations/${closed}/count`,
      `/signatures/${signature}`,
    ],
    operator: [`/moderation/name/${named.account}`, `/moderation/account/${named.account}`],
  }
}

/** A newcomer's words, which a moderator reads first. */
async function saySomething(
  voices: Voices,
  account: string,
  asked: { readonly id: string; readonly data: RecordData<'consultation'> },
): Promise<void> {
  const roles = [{ role: 'resident', signatory: '' }] as const
  const words = {
    consultation: asked.id,
    section: asked.data.sections[0].code,
    kind: 'comment',
    language: 'en',
    text: 'The ferry landing has no signal when it rains.',
  } as const
  const said = await voices.say({ account, roles, suspended: false, by: 'email' }, words, {
    group: 'residents',
  })
  if ('taken' in said) throw new Error('A newcomer’s words did not wait')
}

/** The links by which following is confirmed and ended, as mails carry them, and where they lead. */
async function followLinks({ register, services }: Attacked): Promise<string[]> {
  const followers = new Followers(register)
  const [commitment] = await register.listRecords('commitment')
  const { confirm } = await followers.ask('reader@town.example', commitment, 'weekly', 'en')
  const { stop } = await services.register.database.db
    .selectFrom('subscription')
    .select('stop')
    .executeTakeFirstOrThrow()
  return [
    `/follow/confirm/${confirm}`,
    `/follow/stop/${stop}`,
    ...['confirmed', 'stopped', 'late'].map((what) => `/follow/done/${what}`),
  ]
}
