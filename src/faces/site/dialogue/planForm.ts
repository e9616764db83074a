// The form by which whoever asked has the plan computed anew, and the page on which one waits for it.
import type { Hono } from 'hono'
import { radioTechnologies } from '#country/model.ts'
import { leaveOut, type Omittable, overridesOf, settingIn } from '#faces/plans/settings.ts'
import {
  type DraftPlan,
  draftPlan,
  fileOf,
  readSettings,
  settingLabel,
  wrong,
} from '#faces/site/dialogue/draftPlan.ts'
import { dialoguePage, head } from '#faces/site/dialogue/frame.ts'
import {
  type DialogueView,
  mayActFor,
  pageOf,
  recordLink,
  type Table,
  withAround,
} from '#faces/site/dialogue/view.ts'
import { percent } from '#faces/site/figures.ts'
import { type FormState, formRoute } from '#faces/site/forms.ts'
import { type Html, html, raw } from '#faces/site/html.ts'
import { choiceField, field, formProblems, problemText } from '#faces/site/parts/form.ts'
import type { SiteEnv } from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'
import { studyFrom } from '#sources/studyFile.ts'
import { planCode } from '#store/computedPlans.ts'
import { newId } from '#store/draft.ts'
import type { ReadRecord } from '#store/reading.ts'
import { RefusedError } from '#store/register.ts'

/** Adds both. */
export function planForms(app: Hono<SiteEnv>, table: Table): void {
  settingsRoute(app, table)
  waitingRoute(app, table)
}

/** The consultation of the address, for those who may act in its name. */
function ownConsultation(
  view: DialogueView & { readonly param: (name: string) => string },
): ReadRecord<'consultation'> | undefined {
  const asked = view.around.find('consultation', view.param('id'))
  return asked !== undefined && mayActFor(view, asked.data.signatory) ? asked : undefined
}

function settingsRoute(app: Hono<SiteEnv>, table: Table): void {
  formRoute(app, '/consultations/:id/plan', {
    show: async (visit, state) => {
      const view = await withAround(visit, table)
      const asked = ownConsultation(view)
      if (asked === undefined) return undefined
      const { words } = view
      const draft = draftPlan(view, asked)
      const inside =
        draft === undefined
          ? html`<p class="empty">${words.say('anew.closed')}</p>`
          : html`<p>${words.say('anew.lede')}</p>${await earlierPlans(view, asked)}${formProblems(words, state)}<form method="post" class="act">${state.token}${settingFields(view, state, draft)}<button class="main">${words.say('anew.compute')}</button></form>`
      const main = html`<div class="wrap">${head(recordLink(view, asked), words.say('anew.title'))}${inside}</div>`
      return dialoguePage(view, {
        title: words.say('anew.title'),
        at: 'consultations',
        under: [asked.data.title ?? '', pageOf(view, 'consultation', asked.id)],
        main,
        failed: state.problems.length > 0,
      })
    },
    act: async (visit, sent) => {
      const view = await withAround(visit, table)
      const asked = ownConsultation(view)
      const draft = asked && draftPlan(view, asked)
      if (asked === undefined || draft === undefined) return '/consultations'
      const settings = readSettings(view.words, sent, draft)
      const { study, origin, digest: before, figures: was } = draft
      const job = table.bench.start(newId(), {
        place: origin.place,
        overrides: [...origin.overrides, ...overridesOf(settings)],
        sources: study.result.country.sources.map(({ digest }) => digest),
        owner: asked.id,
        keep: async ({ digest, figures, document }) => {
          await table.computed.keep({
            consultation: asked.id,
            study: study.result.study.id,
            digest,
            before,
            settings,
            was,
            becomes: figures,
            document: document as never,
            by: view.actor.account,
            created: table.services.now(),
          })
          return planCode(digest)
        },
      })
      if (job === undefined)
        throw new RefusedError([wrong('too-many-plans', '', view.words.say('anew.busy'))])
      return `/consultations/${asked.id}/computing/${job.id}`
    },
  })
}

/** What was computed for a consultation before, and what is being computed: who left the page finds it here. */
async function earlierPlans(
  view: DialogueView,
  { id }: ReadRecord<'consultation'>,
): Promise<Html | undefined> {
  const { words, table } = view
  const kept = (await table.computed.of(id)).slice(0, earlierShown)
  const published = new Set(view.around.to('change', id).map(({ data }) => data.plan?.after))
  const jobs = table.bench.of(id).filter(({ state }) => state === 'waiting' || state === 'running')
  if (kept.length + jobs.length === 0) return undefined
  const lines = [
    ...jobs.map(
      (job) =>
        html`<li><a href="${href(view, `/consultations/${id}/computing/${job.id}`)}">${words.say('anew.job.title')}</a></li>`,
    ),
    ...kept.map(
      ({ digest, created }) =>
        html`<li><a href="${href(view, `/consultations/${id}/plans/${planCode(digest)}`)}">${words.time(new Date(created))}</a> · ${words.say(published.has(digest) ? 'anew.earlier.published' : 'anew.earlier.trial')}</li>`,
    ),
  ]
  return html`<section><h2>${words.say('anew.earlier')}</h2><ul>${lines}</ul></section>`
}

/** Earlier plans that the form's page lists. */
const earlierShown = 10

/** One field for each setting that people ask about, and room for any other. */
function settingFields(view: DialogueView, state: FormState, draft: DraftPlan): Html {
  const { words } = view
  const study = studyFrom(fileOf(draft))
  const { budget } = study
  const number = (
    name: 'demand.rateMbps' | 'prices.fibre.routeUsdPerKm' | 'economy.discountRate',
  ) =>
    field(words, state, {
      name,
      label: settingLabel(words, name),
      type: 'number',
      value: String(settingIn(study, name) ?? ''),
    })
  const sent = state.sent.names.length > 0
  const boxes = (Object.keys(leaveOut) as Omittable[]).map((what) => {
    const off = sent
      ? state.sent.texts('without').includes(what)
      : settingIn(study, leaveOut[what]) === 0
    return html`<div class="pair"><input type="checkbox" id="f-without-${what}" name="without" value="${what}"${off ? raw(' checked') : undefined}><label for="f-without-${what}">${words.say(`anew.without.${what}`)}</label></div>`
  })
  return html`${field(words, state, {
    name: 'budget.capexUsdPerYear',
    label: words.say('anew.budget'),
    hint: words.say('anew.budget.hint', {
      first: String(budget.firstYear),
      last: String(budget.lastYear),
    }),
    value: (budget.capexUsdPerYear ?? []).join(' '),
  })}
${choiceField(
  words,
  state,
  {
    name: 'gap.leastTechnology',
    label: words.say('anew.technology'),
    value: study.gap.leastTechnology,
  },
  radioTechnologies.map((each) => [each, each] as const),
)}
${choiceField(
  words,
  state,
  { name: 'gap.unknown', label: words.say('anew.unknown'), value: study.gap.unknown },
  (['plan', 'leave'] as const).map((each) => [each, words.say(`anew.unknown.${each}`)] as const),
)}
${number('demand.rateMbps')}${number('prices.fibre.routeUsdPerKm')}${number('economy.discountRate')}
<fieldset class="boxes"><legend>${words.say('anew.without')}</legend>${boxes}</fieldset>
${field(words, state, { name: 'more', label: words.say('anew.more'), hint: words.say('anew.more.hint'), type: 'long' })}`
}

function waitingRoute(app: Hono<SiteEnv>, table: Table): void {
  formRoute(app, '/consultations/:id/computing/:job', {
    show: async (visit, state) => {
      const view = await withAround(visit, table)
      const asked = ownConsultation(view)
      if (asked === undefined) return undefined
      const { words } = view
      const id = view.param('job')
      const job = table.bench.find(id)
      if (job !== undefined && job.owner !== asked.id) return undefined
      const running = job?.state === 'waiting' || job?.state === 'running'
      const again = html`<a href="${href(view, `/consultations/${asked.id}/plan`)}">${words.say('anew.job.again')}</a>`
      const told = ((): Html => {
        if (job === undefined) return html`<p>${words.say('anew.job.lost')} ${again}</p>`
        if (job.state === 'waiting') return html`<p>${words.say('anew.job.waiting')}</p>`
        if (job.state === 'running')
          return html`<p>${job.progress === undefined ? words.say('anew.job.starting') : words.mix('anew.job.running', { stage: html`<span lang="en">${job.progress.stage}</span>`, share: percent(words, job.progress.doneShare) })}</p>`
        if (job.state === 'done')
          return html`<p>${words.say('anew.job.done')} <a class="button" href="${href(view, `/consultations/${asked.id}/plans/${job.kept ?? ''}`)}">${words.say('anew.job.see')}</a></p>`
        if (job.state === 'stopped') return html`<p>${words.say('anew.job.stopped')} ${again}</p>`
        return html`<p>${words.say('anew.job.failed')} ${again}</p><ul>${job.problems.map((problem) => html`<li>${problemText(words, problem)}</li>`)}</ul>`
      })()
      const stop = running
        ? html`<p class="gap-top"><a class="button" href="${href(view, `/consultations/${asked.id}/computing/${id}`)}">${words.say('anew.job.look')}</a></p>
<form method="post" class="act">${state.token}<button class="main">${words.say('anew.job.stop')}</button></form>`
        : undefined
      const title = words.say(running ? 'anew.job.title' : 'anew.title')
      const main = html`<div class="wrap">${head(recordLink(view, asked), title)}<div role="status"${running ? raw(' data-again') : undefined}>${told}</div>${stop}</div>`
      return dialoguePage(view, {
        title,
        at: 'consultations',
        under: [asked.data.title ?? '', pageOf(view, 'consultation', asked.id)],
        main,
      })
    },
    act: async (visit) => {
      const view = await withAround(visit, table)
      const asked = ownConsultation(view)
      const id = view.param('job')
      if (asked !== undefined && table.bench.find(id)?.owner === asked.id)
        await table.bench.stop(id)
      return `/consultations/${view.param('id')}/computing/${id}`
    },
  })
}
