// A plan computed anew because of what people said, beside the plan before it: what both come to, which
// settings make the difference, and how anybody computes both to the same bytes.
import type { Hono } from 'hono'
import type { Json } from '#base/canonical.ts'
import { overridesOf, type Setting, withSettings } from '#faces/plans/settings.ts'
import {
  type PlanChange,
  settingLabel,
  settingLines,
  settingsOf,
  studyOf,
} from '#faces/site/dialogue/draftPlan.ts'
import { dialoguePage, facts, head, part } from '#faces/site/dialogue/frame.ts'
import {
  type DialogueView,
  mayActFor,
  pageOf,
  recordLink,
  studyHref,
  type Table,
  text,
  withAround,
} from '#faces/site/dialogue/view.ts'
import { type Html, html } from '#faces/site/html.ts'
import { inputsDocument, recomputeHere } from '#faces/site/pages/recompute.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { dayElement } from '#faces/site/register/view.ts'
import { pageAnswer, type SiteEnv, visitOf } from '#faces/site/services.ts'
import { answer, policies } from '#faces/site/transport.ts'
import { href, type Published } from '#faces/site/view.ts'
import type { WebBundle } from '#faces/site/webBundle.ts'
import { type PlanFigures, planTechnologies } from '#register/records/consultations.ts'
import { type ComputedPlan, planCode } from '#store/computedPlans.ts'
import type { ReadRecord } from '#store/reading.ts'

/** Two plans side by side. */
export interface Pair {
  readonly was: PlanFigures
  readonly becomes: PlanFigures
}

/** Before and after as a table. */
export function pairTable(view: DialogueView, pair: Pair, caption: string): Html {
  const { words } = view
  // Under the amount after, so that the table fits a phone; a sign stands left of its number in every direction.
  const difference = (before: number, after: number, show: (value: number) => string) =>
    before === after
      ? undefined
      : html`<br><span class="soft small"><span class="hide">${words.say('anew.difference')} </span><bdi dir="ltr">${after > before ? '+' : '−'}${show(Math.abs(after - before))}</bdi></span>`
  const row = (
    name: string,
    before: number | undefined,
    after: number | undefined,
    show: (value: number) => string,
  ) => ({
    head: name,
    cells: [
      before === undefined ? '–' : show(before),
      html`<b>${after === undefined ? '–' : show(after)}</b>${before === undefined || after === undefined ? undefined : difference(before, after, show)}`,
    ],
  })
  const count = (value: number): string => words.count(value)
  const { was, becomes } = pair
  // The unit stands in the row's name, so that both amounts fit a phone.
  const most = Math.max(...[was, becomes].flatMap(({ spent, cost }) => [spent.minor, cost.minor]))
  const unit = most >= 1e9 ? 'million' : 'one'
  const money = (minor: number): string =>
    unit === 'million' ? words.fixed(minor / 1e8, 1) : words.count(Math.round(minor / 100))
  const inDollars = (name: string): string => `${name} (${words.say(`unit.${unit}`)})`
  const by = (figures: PlanFigures, technology: string): number =>
    figures.mix.find((one) => one.technology === technology)?.sites ?? 0
  const rows = [
    ...(was.people === undefined && becomes.people === undefined
      ? []
      : [row(words.say('anew.people'), was.people, becomes.people, count)]),
    row(words.say('anew.sites'), was.sites, becomes.sites, count),
    row(inDollars(words.say('anew.spent')), was.spent.minor, becomes.spent.minor, money),
    row(inDollars(words.say('anew.cost')), was.cost.minor, becomes.cost.minor, money),
    ...planTechnologies
      .filter((technology) => by(was, technology) + by(becomes, technology) > 0)
      .map((technology) =>
        row(
          words.say('anew.mix', { technology: words.say(`technology.${technology}`) }),
          by(was, technology),
          by(becomes, technology),
          count,
        ),
      ),
  ]
  return dataTable(
    caption,
    [
      { title: words.say('anew.measure') },
      { title: words.say('anew.before'), numeric: true },
      { title: words.say('anew.after'), numeric: true },
    ],
    rows,
  )
}

/** A plan of a consultation, and the change by which it was published, if it was. */
interface Found {
  readonly asked: ReadRecord<'consultation'>
  readonly plan: ComputedPlan
  readonly change: ReadRecord<'change'> | undefined
  readonly study: Published | undefined
}

/** The plan of an address; one that is not published only for those who may publish it. */
async function findPlan(view: DialogueView, id: string, code: string): Promise<Found | undefined> {
  const asked = view.around.find('consultation', id)
  const plan = asked && (await view.table.computed.find(id, code))
  if (asked === undefined || plan === undefined) return undefined
  const change = view.around.to('change', id).find(({ data }) => data.plan?.after === plan.digest)
  if (change === undefined && !mayActFor(view, asked.data.signatory)) return undefined
  return { asked, plan, change, study: studyOf(view, asked) }
}

/** Adds the page, the plan's document, and what a browser computes it from. */
export function planRoutes(app: Hono<SiteEnv>, table: Table, bundle: WebBundle): void {
  app.get('/consultations/:id/plans/:code{[0-9a-f]{16}}', async (c) => {
    const view = await withAround(await visitOf(c), table)
    const found = await findPlan(view, c.req.param('id'), c.req.param('code'))
    if (found === undefined) return c.notFound()
    const script = await bundle.script('recompute')
    return pageAnswer(c, comparePage(view, found, script), { policy: policies.engine })
  })
  app.get('/consultations/:id/plans/:name{[0-9a-f]{16}\\.json}', async (c) => {
    const view = await withAround(await visitOf(c), table)
    const found = await findPlan(view, c.req.param('id'), c.req.param('name').slice(0, 16))
    return found === undefined
      ? c.notFound()
      : answer(JSON.stringify(found.plan.document), 'application/json', policies.nothing)
  })
  app.get('/consultations/:id/plans/:code{[0-9a-f]{16}}/inputs.json', async (c) => {
    const view = await withAround(await visitOf(c), table)
    const found = await findPlan(view, c.req.param('id'), c.req.param('code'))
    if (found?.study?.inputs === undefined) return c.notFound()
    const { study, plan } = found
    const base = table.studies.length === 1 ? '' : `/${study.result.study.id}`
    const file = withSettings(study.inputs?.study as never, plan.settings).value
    return answer(
      JSON.stringify({
        ...inputsDocument({ study, base }),
        resultDigest: plan.digest,
        study: file as unknown as Json,
      }),
      'application/json',
      policies.nothing,
    )
  })
}

function comparePage(
  view: DialogueView,
  { asked, plan, change, study }: Found,
  script: string | undefined,
): string {
  const { words } = view
  const { data } = asked
  const same = plan.digest === plan.before
  const code = planCode(plan.digest)
  const path = `/consultations/${asked.id}/plans/${code}`
  const shared = study?.inputs !== undefined && script !== undefined
  const publish = same
    ? html`<p class="same">${words.say('anew.same')}</p>`
    : change === undefined
      ? html`<p class="note">${words.say('anew.trial')}</p><p class="gap-top"><a class="button" href="${href(view, `/consultations/${asked.id}/change`, { plan: code })}">${words.say('anew.publish')}</a> <a class="button" href="${href(view, `/consultations/${asked.id}/plan`)}">${words.say('anew.job.again')}</a></p>`
      : html`<p>${dayElement(words, change.data.date)}: <a href="${pageOf(view, 'consultation', asked.id, '#changes')}">${text(view, change.data.title, change.data.language)}</a></p>`
  const main = html`<div class="wrap">${head(html`${words.say('anew.page.kind')} · ${recordLink(view, asked)}`, words.say('anew.page.title'))}
${publish}
<section>${pairTable(view, plan, words.say('anew.table', { years: yearsOf(study) }))}</section>
${part(words.say('anew.settings'), settingList(view, study, plan.settings))}
${part(
  words.say('anew.proof'),
  html`<p>${words.mix('anew.proof.text', { field: html`<code>resultDigest</code>` })}</p>
${study === undefined ? undefined : html`<pre class="scroll" tabindex="0"><code>${study.command}\n${commandOf(study, plan.settings)}</code></pre>`}
${facts([
  [words.say('anew.digest.before'), html`<bdi class="hash" dir="ltr">${plan.before}</bdi>`],
  [words.say('anew.digest.after'), html`<bdi class="hash" dir="ltr">${plan.digest}</bdi>`],
])}
<p class="gap-top"><a href="/consultations/${asked.id}/plans/${code}.json">${words.say('anew.document')}</a>${shared && study !== undefined ? html` · <a href="${studyHref(view, study, '/recompute')}">${words.say('anew.proof.before')}</a>` : undefined}</p>`,
  'proof',
)}
${shared && study !== undefined ? html`<h3 class="gap-top">${words.say('anew.proof.browser')}</h3>${recomputeHere(words, study, `${path}/inputs.json`, plan.digest)}` : undefined}</div>`
  return dialoguePage(view, {
    title: words.say('anew.page.title'),
    at: 'consultations',
    under: [data.title ?? '', pageOf(view, 'consultation', asked.id)],
    main,
    fictional: view.around.find('signatory', data.signatory)?.data.fictional ?? false,
    scripts: shared && script !== undefined ? [script] : [],
  })
}

const yearsOf = (study: Published | undefined): string =>
  study === undefined
    ? ''
    : `${study.result.study.budget.firstYear}–${study.result.study.budget.lastYear}`

/** What to type to compute the plan after. */
function commandOf({ command }: Published, settings: readonly Setting[]): string {
  const quoted = overridesOf(settings).map(
    (override) => ` \\\n  --override '${override.replaceAll("'", "'\\''")}'`,
  )
  const plan = command.split('\n').at(-1) ?? ''
  return `${plan}${quoted.join('')}`
}

/** Every setting that the plan after has and the study itself has not. */
function settingList(
  view: DialogueView,
  study: Published | undefined,
  settings: readonly Setting[],
): Html {
  const { words } = view
  if (study?.origin === undefined)
    return html`<ul>${settings.map(({ name, value }) => html`<li>${settingLabel(words, name)}: <code dir="ltr">${JSON.stringify(value)}</code></li>`)}</ul>`
  return html`<ul>${settingLines(words, study.origin.file, [], settings).map(
    ({ name, label, was, is }) =>
      html`<li>${words.say('anew.settings.line', { name: label, before: was, after: is })} <code class="soft" dir="ltr">${name}</code></li>`,
  )}</ul>`
}

/** Before and after on the consultation's own page, with the way to the proof. */
export function planOfChange(
  view: DialogueView,
  consultation: ReadRecord<'consultation'>,
  plan: PlanChange,
): Html {
  const { words } = view
  const study = studyOf(view, consultation)
  const path = `/plans/${planCode(plan.after)}`
  return html`${pairTable(view, plan, words.say('anew.table', { years: yearsOf(study) }))}
${settingList(view, study, settingsOf(plan))}
<p class="small"><a href="${pageOf(view, 'consultation', consultation.id, path)}">${words.say('anew.see')}</a></p>`
}
