// Every form by which a signatory or a reviewer acts in the Dialogue.
import type { Hono } from 'hono'
import type { Json } from '#base/canonical.ts'
import {
  type ActForm,
  type ActView,
  actRoute,
  type Prepared,
} from '#faces/site/dialogue/actForm.ts'
import { sendSoon } from '#faces/site/dialogue/follow.ts'
import { standing, standingOf } from '#faces/site/dialogue/partnerships.ts'
import {
  type DialogueView,
  nameOf,
  ownSignatories,
  recordLink,
  saying,
  type Table,
  text,
  unitWords,
} from '#faces/site/dialogue/view.ts'
import type { FormState, SentForm } from '#faces/site/forms.ts'
import { type Html, html } from '#faces/site/html.ts'
import { field } from '#faces/site/parts/form.ts'
import type { SiteEnv } from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'
import type { ReadRecord } from '#store/reading.ts'

const asJson = (data: object) => data as unknown as Readonly<Record<string, Json>>

/** Everyone who may be named, but those that are named already. */
const others = (view: DialogueView, but: readonly string[] = []) =>
  view.around
    .all('signatory')
    .filter(({ id }) => !but.includes(id))
    .map(({ id, data }) => [id, data.name] as const)

/** Commitments of the signatories that the visitor acts for, as choices. */
async function ownCommitments(view: DialogueView) {
  const { reading } = view.table.dialogue
  const lists = await Promise.all(
    ownSignatories(view).map(([signatory]) =>
      reading.lists.page({ kind: 'commitment', signatory }, { most: 50 }),
    ),
  )
  const records = await reading.records(lists.flatMap(({ rows }) => rows.map(({ id }) => id)))
  return [...records.values()].map(
    ({ id, data }) => [id, (data as { title: string | null }).title ?? id] as const,
  )
}

const mine = (view: ActView, signatory: string): boolean =>
  ownSignatories(view).some(([id]) => id === signatory)

/** The one of some signatories that the visitor acts for. */
const ownAmong = (view: ActView, among: readonly string[]) =>
  ownSignatories(view).filter(([id]) => among.includes(id))

const about = (view: ActView, record: ReadRecord | undefined): Html =>
  html`<p class="lede">${recordLink(view, record)}</p>`

const editing = (view: ActView, record: ReadRecord): Prepared | undefined => {
  const { signatory } = record.data as { signatory: string }
  if (!mine(view, signatory)) return undefined
  return {
    fixed: { signatory },
    edits: { id: record.id, version: record.version },
    start: flat(asJson(record.data)),
  }
}

/** Values of groups by the place that their fields have. */
function flat(data: Readonly<Record<string, Json>>, under = ''): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]): [string, Json][] => {
      const group =
        typeof value === 'object' && value !== null && !Array.isArray(value) && !('minor' in value)
      return group
        ? Object.entries(flat(value as Readonly<Record<string, Json>>, `${under}${name}/`))
        : [[under + name, value]]
    }),
  )
}

const practiceForms: readonly ActForm[] = [
  {
    path: '/practices/new',
    kind: 'practice',
    title: 'practices.new',
    prepare: async (view) => ({
      choices: { commitments: await ownCommitments(view) },
      start: ownCountry(view),
    }),
    go: ({ id }) => `/practices/${id}`,
  },
  {
    path: '/practices/:id/edit',
    kind: 'practice',
    title: 'practice.edit',
    prepare: async (view) => {
      const practice = view.around.find('practice', view.param('id'))
      const prepared = practice && editing(view, practice)
      return prepared && { ...prepared, choices: { commitments: await ownCommitments(view) } }
    },
    go: ({ id }) => `/practices/${id}`,
  },
  {
    path: '/practices/:id/review',
    kind: 'practiceReview',
    title: 'practice.review',
    prepare: (view) => {
      const practice = view.around.find('practice', view.param('id'))
      return (
        practice && {
          fixed: { practice: practice.id, version: practice.version, date: view.around.today },
          about: about(view, practice),
          alone: true,
        }
      )
    },
    go: (_, { practice }) => `/practices/${practice}#reviews`,
  },
  {
    path: '/practices/:id/adopt',
    kind: 'adoption',
    title: 'practice.adopt',
    prepare: async (view) => {
      const practice = view.around.find('practice', view.param('id'))
      return (
        practice && {
          fixed: { practice: practice.id, version: practice.version, date: view.around.today },
          choices: { commitment: await ownCommitments(view) },
          about: about(view, practice),
        }
      )
    },
    go: (_, { practice }) => `/practices/${practice}#adoptions`,
  },
]

/** The country of the visitor's first signatory, as a beginning. */
function ownCountry(view: ActView): Record<string, Json> {
  const [first] = ownSignatories(view)
  const country = first && view.around.find('signatory', first[0])?.data.country
  return country === undefined ? {} : { country, countries: [country] }
}

/** A need read from the plan: a year of its roadmap, its capital, its people. */
function needFromPlan(view: ActView): Record<string, Json> {
  const study = view.table.studies.find(({ result }) => result.study.id === view.query.get('study'))
  const phase = study?.result.roadmap.phases.find(
    ({ year }) => String(year) === view.query.get('year'),
  )
  if (study === undefined || phase === undefined) return ownCountry(view)
  const { country, resultDigest } = study.result
  return {
    ...ownCountry(view),
    kind: 'money',
    money: { minor: Math.round(phase.capexUsd * 100), currency: 'USD' },
    ...(phase.people === null ? {} : { people: Math.round(phase.people) }),
    country: country.iso3,
    from: `${phase.year}-01-01`,
    until: `${phase.year}-12-31`,
    title: view.words.say('need.from.plan', { count: phase.sites, year: String(phase.year) }),
    'plan/study': study.result.study.id.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    'plan/resultDigest': resultDigest,
    'plan/firstYear': phase.year,
    'plan/lastYear': phase.year,
  }
}

/** The plan a need was read from is decided by its address: nobody types a digest. */
function fixedPlan(start: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  const study = start['plan/study']
  if (study === undefined) return {}
  return {
    plan: {
      study,
      resultDigest: start['plan/resultDigest'],
      firstYear: start['plan/firstYear'],
      lastYear: start['plan/lastYear'],
    },
  }
}

const partnershipForms: readonly ActForm[] = [
  {
    path: '/needs/new',
    kind: 'need',
    title: 'needs.new',
    prepare: async (view) => {
      const start = needFromPlan(view)
      return {
        fixed: fixedPlan(start),
        without: ['plan'],
        choices: { commitment: await ownCommitments(view) },
        start,
      }
    },
    go: ({ id }) => `/needs/${id}`,
  },
  {
    path: '/pledges/new',
    kind: 'pledge',
    title: 'pledges.new',
    prepare: (view) => {
      const need = view.around.find('need', view.query.get('need') ?? '')
      if (need === undefined) return { without: ['need'] }
      const { kind, country, from, until, money, count, people } = need.data
      const { open } = standing(view.around, need as ReadRecord<'need' | 'pledge'>)
      const amount =
        kind === 'money'
          ? { money: money && { minor: open, currency: money.currency } }
          : { count: count && open }
      return {
        fixed: { need: need.id, kind },
        start: asJson({ ...amount, people, countries: [country], from, until }),
        about: about(view, need),
      }
    },
    go: ({ id }) => `/pledges/${id}#suggested`,
  },
  {
    path: '/matches/new',
    kind: 'match',
    title: 'match.propose',
    prepare: (view) => {
      const need = view.around.find('need', view.query.get('need') ?? '')
      const pledge = view.around.find('pledge', view.query.get('pledge') ?? '')
      if (need === undefined || pledge === undefined) return undefined
      const units = Math.max(0, Math.floor(Number(view.query.get('units') ?? 0))) || 0
      const amount =
        need.data.kind === 'money'
          ? { money: { minor: units, currency: need.data.money?.currency ?? 'USD' } }
          : { count: units }
      return {
        fixed: { need: need.id, pledge: pledge.id },
        without: [need.data.kind === 'money' ? 'count' : 'money'],
        choices: { signatory: ownAmong(view, [need.data.signatory, pledge.data.signatory]) },
        start: asJson({ ...amount, people: pledge.data.people, mbps: pledge.data.mbps }),
        about: html`<p class="lede">${recordLink(view, need)} ← ${recordLink(view, pledge)}</p>`,
      }
    },
    go: ({ id }) => `/matches/${id}`,
  },
  {
    path: '/matches/:id/answer',
    kind: 'acceptance',
    title: 'match.answer',
    prepare: (view) => {
      const match = view.around.find('match', view.param('id'))
      const now = match && standingOf(view.around, match)
      if (now === undefined) return undefined
      const sides = ownAmong(view, [now.need.data.signatory, now.pledge.data.signatory])
      return {
        fixed: { to: now.match.id, date: view.around.today },
        choices: { signatory: sides },
        about: html`<p class="lede"><a href="${href(view, `/matches/${now.match.id}`)}">${unitWords(view.words, now.need.data, now.main.pledged)}</a>: ${recordLink(view, now.need)} ← ${recordLink(view, now.pledge)}</p>`,
      }
    },
    go: (_, { to }) => `/matches/${to}`,
  },
  {
    path: '/matches/:id/deliver',
    kind: 'delivery',
    title: 'match.deliver',
    prepare: (view) => {
      const match = view.around.find('match', view.param('id'))
      const now = match && standingOf(view.around, match)
      if (now === undefined) return undefined
      return {
        fixed: { match: now.match.id },
        without: ['digest', now.need.data.kind === 'money' ? 'count' : 'money'],
        choices: {
          signatory: ownAmong(view, [now.need.data.signatory, now.pledge.data.signatory]),
        },
        start: { date: view.around.today },
        about: html`<p class="lede">${recordLink(view, now.need)} ← ${recordLink(view, now.pledge)}</p>`,
      }
    },
    go: (_, { match }) => `/matches/${match}#trail`,
  },
  {
    path: '/deliveries/:id/review',
    kind: 'deliveryReview',
    title: 'match.review',
    prepare: (view) => {
      const delivery = view.around.find('delivery', view.param('id'))
      return (
        delivery && {
          fixed: { delivery: delivery.id, date: view.around.today },
          about: saying(
            view,
            delivery.data.note,
            delivery.data.language,
            nameOf(view, delivery.data.signatory),
          ),
          alone: true,
        }
      )
    },
    go: (_, { delivery }, view) =>
      `/matches/${view.around.find('delivery', String(delivery))?.data.match ?? ''}#trail`,
  },
]

const meetingForms: readonly ActForm[] = [
  {
    path: '/meetings/new',
    kind: 'meeting',
    title: 'meetings.new',
    prepare: (view) => ({ choices: { participants: others(view) }, start: { state: 'planned' } }),
    go: ({ id }) => `/meetings/${id}`,
  },
  {
    path: '/meetings/:id/edit',
    kind: 'meeting',
    title: 'meeting.edit',
    prepare: (view) => {
      const meeting = view.around.find('meeting', view.param('id'))
      const prepared = meeting && editing(view, meeting)
      return (
        prepared && {
          ...prepared,
          choices: { participants: others(view, [meeting.data.signatory]) },
        }
      )
    },
    go: ({ id }) => `/meetings/${id}`,
  },
  {
    path: '/meetings/:id/answer',
    kind: 'acceptance',
    title: 'meeting.answer',
    prepare: (view) => {
      const meeting = view.around.find('meeting', view.param('id'))
      return (
        meeting && {
          fixed: { to: meeting.id, date: view.around.today },
          choices: { signatory: ownAmong(view, meeting.data.participants) },
          about: about(view, meeting),
        }
      )
    },
    go: (_, { to }) => `/meetings/${to}`,
  },
  {
    path: '/meetings/:id/agree',
    kind: 'agreement',
    title: 'meeting.agree',
    prepare: (view) => {
      const meeting = view.around.find('meeting', view.param('id'))
      if (meeting === undefined) return undefined
      const party = [meeting.data.signatory, ...meeting.data.participants]
      const named = party.map((id) => [id, nameOf(view, id)] as const)
      return {
        fixed: { meeting: meeting.id },
        choices: { signatory: ownAmong(view, party), between: named, followsUp: named },
        start: { between: party.length === 2 ? party : [] },
        about: about(view, meeting),
      }
    },
    go: (_, { meeting }) => `/meetings/${meeting}#agreements`,
  },
  {
    path: '/agreements/:id/answer',
    kind: 'acceptance',
    title: 'match.answer',
    prepare: (view) => {
      const agreement = view.around.find('agreement', view.param('id'))
      return (
        agreement && {
          fixed: { to: agreement.id, date: view.around.today },
          choices: { signatory: ownAmong(view, agreement.data.between) },
          about: saying(
            view,
            agreement.data.text,
            agreement.data.language,
            text(view, agreement.data.title, agreement.data.language),
          ),
        }
      )
    },
    go: (_, { to }, view) =>
      `/meetings/${view.around.find('agreement', String(to))?.data.meeting ?? ''}#agreements`,
  },
  {
    path: '/agreements/:id/follow-up',
    kind: 'followUp',
    title: 'agreement.followup',
    prepare: async (view) => {
      const agreement = view.around.find('agreement', view.param('id'))
      return (
        agreement && {
          fixed: { agreement: agreement.id, date: view.around.today },
          choices: {
            signatory: ownAmong(view, [agreement.data.followsUp]),
            commitment: await ownCommitments(view),
          },
          about: saying(
            view,
            agreement.data.text,
            agreement.data.language,
            text(view, agreement.data.title, agreement.data.language),
          ),
        }
      )
    },
    go: (_, { agreement }, view) =>
      `/meetings/${view.around.find('agreement', String(agreement))?.data.meeting ?? ''}#agreements`,
  },
  ...(['new', 'edit'] as const).map(
    (what): ActForm => ({
      path: what === 'new' ? '/stands/new' : '/stands/:id/edit',
      kind: 'stand',
      title: what === 'new' ? 'stands.new' : 'stand.edit',
      prepare: async (view) => {
        const stand = what === 'new' ? undefined : view.around.find('stand', view.param('id'))
        const prepared = what === 'new' ? {} : stand && editing(view, stand)
        if (prepared === undefined) return undefined
        return {
          ...prepared,
          choices: {
            shows: await ownThings(view),
            meeting: view.around
              .all('meeting')
              .map(({ id, data }) => [id, data.title ?? id] as const),
          },
        }
      },
      go: ({ id }) => `/stands/${id}`,
    }),
  ),
]

/** What a stand may show: projects, practices, commitments and needs of one's own. */
async function ownThings(view: ActView) {
  const own = ownSignatories(view)
  const { reading } = view.table.dialogue
  const lists = await Promise.all(
    own.map(([signatory]) => reading.lists.page({ kind: 'project', signatory }, { most: 50 })),
  )
  const projects = await reading.records(lists.flatMap(({ rows }) => rows.map(({ id }) => id)))
  const held = (['practice', 'need'] as const).flatMap((kind) =>
    view.around.all(kind).filter(({ data }) => own.some(([id]) => id === data.signatory)),
  )
  const titled = [...projects.values(), ...held].map(
    ({ id, data }) => [id, (data as { title: string | null }).title ?? id] as const,
  )
  return [...titled, ...(await ownCommitments(view))]
}

/** So many sections does the form offer; the rest by a next version. */
const sectionRows = 5

const consultationForms: readonly ActForm[] = [
  {
    path: '/consultations/new',
    kind: 'consultation',
    title: 'consultations.new',
    prepare: (view) => ({
      without: ['sections', 'draft'],
      start: {
        study: view.query.get('study') ?? undefined,
        from: view.around.today,
      },
      choices:
        view.table.studies.length === 0
          ? {}
          : {
              study: view.table.studies.map(
                ({ result }) => [result.study.id, result.study.title] as const,
              ),
            },
    }),
    more: { show: sectionFields, read: readSections },
    go: ({ id }) => `/consultations/${id}`,
  },
  {
    path: '/comments/:id/answer',
    kind: 'answer',
    title: 'consultation.doanswer',
    prepare: (view) => {
      const comment = view.around.find('comment', view.param('id'))
      const asked = comment && view.around.find('consultation', comment.data.consultation)
      return (
        asked &&
        comment && {
          fixed: { to: comment.id, signatory: asked.data.signatory },
          about: saying(view, comment.data.text, comment.data.language),
        }
      )
    },
    go: (_, { to }, view) =>
      `/consultations/${view.around.find('comment', String(to))?.data.consultation ?? ''}#c-${to}`,
  },
  {
    path: '/consultations/:id/change',
    kind: 'change',
    title: 'consultation.change',
    prepare: (view) => {
      const asked = view.around.find('consultation', view.param('id'))
      if (asked === undefined) return undefined
      const said = view.around.to('comment', asked.id)
      return {
        fixed: { consultation: asked.id, signatory: asked.data.signatory, date: view.around.today },
        without: ['plan'],
        choices: {
          section: asked.data.sections.map(({ code, title }) => [code, title ?? code] as const),
          because: said.map(
            ({ id, data }) =>
              [id, [...(data.title ?? data.text ?? '')].slice(0, 80).join('')] as const,
          ),
        },
        about: about(view, asked),
      }
    },
    go: async ({ id }, { consultation }, view) => {
      await tellEveryone(view, String(consultation), id)
      return `/consultations/${consultation}#changes`
    },
  },
]

/** Everyone who took part is told what changed, by mail, wherever they gave an address. */
async function tellEveryone(view: ActView, consultation: string, change: string): Promise<void> {
  const { voices, followers, services, dialogue } = view.table
  const around = await dialogue.snapshot()
  const asked = around.find('consultation', consultation)
  const made = around.find('change', change)
  if (asked === undefined || made === undefined) return
  const { words } = view
  const subject = words.say('told.subject', { title: asked.data.title ?? '' })
  const body = words.say('told.text', {
    title: made.data.title ?? '',
    before: made.data.before ?? '',
    after: made.data.after ?? '',
    address: `${services.origin}/consultations/${consultation}#changes`,
  })
  for (const address of await voices.addresses(consultation))
    await followers.post(address, subject, body)
  sendSoon(view.table)
}

function sectionFields(view: ActView, form: FormState): Html {
  const { words } = view
  return html`${Array.from(
    { length: sectionRows },
    (
      _,
      i,
    ) => html`<fieldset><legend>${words.say('consultation.section', { number: words.count(i + 1) })}</legend>
${field(words, form, { name: `sections/${i}/title`, label: words.say('df.title') })}
${field(words, form, { name: `sections/${i}/text`, label: words.say('df.sections.text'), type: 'long' })}
${field(words, form, { name: `sections/${i}/options`, label: words.say('dialogue.optional', { label: words.say('df.sections.options') }), hint: words.say('dh.options'), type: 'long' })}</fieldset>`,
  )}`
}

function readSections(sent: SentForm): Readonly<Record<string, Json>> {
  const sections: Json[] = []
  for (let i = 0; i < sectionRows; i++) {
    const [title, words, options] = ['title', 'text', 'options'].map((name) =>
      sent.text(`sections/${i}/${name}`).trim(),
    )
    if (title === '' && words === '' && options === '') continue
    sections.push({
      code: `s${i + 1}`,
      ...(title === '' ? {} : { title }),
      ...(words === '' ? {} : { text: words }),
      options: options
        .split('\n')
        .map((option) => option.trim())
        .filter((option) => option !== '')
        .map((option, n) => ({ code: `o${n + 1}`, text: option })),
    })
  }
  return { sections }
}

/** Adds all of them. */
export function actRoutes(app: Hono<SiteEnv>, table: Table): void {
  for (const form of [...practiceForms, ...partnershipForms, ...meetingForms, ...consultationForms])
    actRoute(app, table, form)
}
