// Forms of partnerships: needs, pledges, matches and what is delivered.
import type { Json } from '#base/canonical.ts'
import type { ActForm, ActView } from '#faces/site/dialogue/actForm.ts'
import {
  about,
  asJson,
  editing,
  ownAmong,
  ownCommitments,
  ownCountry,
} from '#faces/site/dialogue/forms/choices.ts'
import { standing, standingOf } from '#faces/site/dialogue/partnerships.ts'
import {
  amountWords,
  nameOf,
  recordLink,
  saying,
  unitWords,
  valueWords,
} from '#faces/site/dialogue/view.ts'
import { type Html, html } from '#faces/site/html.ts'
import { dayElement } from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import type { ReadRecord } from '#store/reading.ts'

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
    money: { minor: Math.round(phase.capexUsd) * 100, currency: 'USD' },
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

/** What a delivery is said to be: its match, its day and what it came to. */
function deliveredFor(view: ActView, data: ReadRecord<'delivery'>['data']): Html | undefined {
  const match = view.around.find('match', data.match)
  const now = match && standingOf(view.around, match)
  if (now === undefined) return undefined
  const { words } = view
  const amount = amountWords(words, now.need.data.kind, data)
  return html`<p class="lede"><a href="${href(view, `/matches/${data.match}`)}">${amount}</a>, ${dayElement(words, data.date)}: ${recordLink(view, now.need)} ← ${recordLink(view, now.pledge)}</p>`
}

/** The need that a pledge answers: what is open of it, and what it accepts. */
function asked(view: ActView, need: ReadRecord<'need'> | undefined): Html {
  if (need === undefined) return about(view, need)
  const { words } = view
  const { open } = standing(view.around, need as ReadRecord<'need' | 'pledge'>)
  const { accepts } = need.data
  return html`${about(view, need)}<p class="note">${words.say('pledge.asked', {
    amount: unitWords(words, need.data, open),
    conditions: accepts.length === 0 ? words.say('word.none') : valueWords(words, accepts),
  })}</p>`
}

/** Every form of partnerships. */
export const partnershipForms: readonly ActForm[] = [
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
    path: '/needs/:id/edit',
    kind: 'need',
    title: 'need.edit',
    prepare: (view) =>
      editing(view, 'need', async ({ data: { plan } }) => ({
        fixed: plan === undefined ? {} : asJson({ plan }),
        without: ['plan'],
        choices: { commitment: await ownCommitments(view) },
      })),
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
        about: asked(view, need),
      }
    },
    go: ({ id }) => `/pledges/${id}#suggested`,
  },
  {
    path: '/pledges/:id/edit',
    kind: 'pledge',
    title: 'pledge.edit',
    prepare: (view) =>
      editing(view, 'pledge', ({ data: { need, kind } }) =>
        need === undefined
          ? { without: ['need'] }
          : { fixed: { need, kind }, about: asked(view, view.around.find('need', need)) },
      ),
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
          about: html`${deliveredFor(view, delivery.data)}${saying(
            view,
            delivery.data.note,
            delivery.data.language,
            nameOf(view, delivery.data.signatory),
          )}`,
          alone: true,
        }
      )
    },
    go: (_, { delivery }, view) =>
      `/matches/${view.around.find('delivery', String(delivery))?.data.match ?? ''}#trail`,
  },
]
