// `/commitments/:id`: the promise in its owner's words, where it stands and why, the way to its target, what
// happened, and its receipt.

import { span } from '#faces/site/figures.ts'
import { type Child, type Html, html } from '#faces/site/html.ts'
import { shortDigest } from '#faces/site/page.ts'
import { wayChart } from '#faces/site/register/chart.ts'
import { registerPage } from '#faces/site/register/frame.ts'
import { stateMark } from '#faces/site/register/marks.ts'
import { progressBar } from '#faces/site/register/progressBar.ts'
import { dropBox, slip } from '#faces/site/register/slip.ts'
import { type CommitmentStanding, standingOf, whyOf } from '#faces/site/register/standing.ts'
import { trail } from '#faces/site/register/trail.ts'
import {
  amountOf,
  countryOf,
  dayOf,
  moneyOf,
  named,
  nameOf,
  type RegisterView,
  recordHref,
  recordLink,
  said,
  textOf,
} from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import type { ReadRecord } from '#store/reading.ts'

/** `/commitments/:id`; undefined where there is none, or a moderator hid it. */
export async function commitmentPage(view: RegisterView, id: string): Promise<string | undefined> {
  const { words, reading } = view
  const [commitment, all, versions, referring] = await Promise.all([
    reading.find('commitment', id),
    reading.said(id),
    reading.versions(id),
    reading.referring(id, ['project', 'followUp']),
  ])
  if (commitment === undefined) return undefined
  const { data } = commitment
  const projects = referring.filter(({ kind }) => kind === 'project')
  const step = referring.find(({ kind }) => kind === 'followUp')
  const authors = [...all.reports, ...all.reviews, ...all.replies, ...all.disputes]
  const [records, names, agreed] = await Promise.all([
    reading.records([data.signatory, data.declaration, data.programme]),
    reading.accountNames(authors.map(({ by }) => by)),
    agreedAt(view, step as ReadRecord<'followUp'> | undefined),
  ])
  const standing = standingOf(commitment, all, reading.today())
  const owner = records.get(data.signatory) as ReadRecord<'signatory'> | undefined
  const declaration = records.get(data.declaration) as ReadRecord<'declaration'> | undefined
  const undertaking = declaration?.data.undertakings.find(({ code }) => code === data.undertaking)
  const kind = words.mix('commitment.kind', {
    declaration: recordLink(view, 'declaration', data.declaration, declaration),
  })
  const who = html`${recordLink(view, 'signatory', data.signatory, owner)}, ${dayOf(words, versions.at(-1)?.time ?? commitment.time)}`
  const title = nameOf(words, commitment)
  const main = html`<div class="wrap"><div class="head"><p class="soft small">${kind}</p><h1>${named(words, commitment)}</h1>
${undertaking === undefined ? html`<p class="small"><bdi>${data.undertaking}</bdi></p>` : said(words, undertaking.text, words.say('commitment.undertaking'), declaration)}<p class="small">${who}</p></div></div>
<div class="wrap grid side"><div>${where(view, commitment, standing)}
<section>${progressBar(words, data, standing)}${facts(view, commitment, records, agreed)}${acts(view, commitment)}</section>
<section><h2>${words.say('commitment.way')}</h2>${wayChart(words, commitment, all)}<p class="small"><a href="${href(view, `/commitments/${id}.csv`)}" download>${words.say('commitment.csv')}</a></p></section>
${trail(view, { subject: commitment, said: all, versions, names })}${projectList(view, projects)}</div>
<aside>${slip(view, commitment, versions)}${dropBox(view)}</aside></div>`
  return registerPage(view, {
    title,
    at: 'commitments',
    under: [words.say('public.commitments'), href(view, '/commitments')],
    main,
    receipts: true,
    fictional: owner?.data.fictional === true,
  })
}

function where(
  { words }: RegisterView,
  { data }: ReadRecord<'commitment'>,
  standing: CommitmentStanding,
): Html {
  const disputed = standing.disputed
    ? html`<p class="stand">${stateMark(words, 'disputed')} ${words.say('why.disputed')}</p>`
    : undefined
  return html`<div class="stand">${stateMark(words, standing.now.state)} ${whyOf(words, standing, data)}</div>${disputed}`
}

function facts(
  view: RegisterView,
  { data }: ReadRecord<'commitment'>,
  records: ReadonlyMap<string, ReadRecord>,
  agreed: Child,
): Html {
  const { words } = view
  const { plan, budget, beneficiaries, programme } = data
  const area = data.area as string | null | undefined
  const rows: (readonly [string, Child])[] = [
    [words.say('commitment.lead'), textOf(words, data.lead)],
    [words.say('commitment.budget'), budget === undefined ? undefined : moneyOf(words, budget)],
    [
      words.say('commitment.for'),
      beneficiaries === undefined ? undefined : amountOf(words, beneficiaries, 'person'),
    ],
    [words.say('commitment.where'), area === undefined ? undefined : textOf(words, area)],
    [
      words.say('commitment.countries'),
      words.listOf(data.countries.map((iso3) => html`<bdi>${countryOf(view, iso3)}</bdi>`)),
    ],
    [
      words.say('commitment.programme'),
      programme === undefined
        ? undefined
        : recordLink(view, 'programme', programme, records.get(programme)),
    ],
    [words.say('commitment.agreed'), agreed],
    [
      words.say('commitment.by'),
      data.indicator.by.length === 0
        ? undefined
        : data.indicator.by.map((by) => words.say(`breakdown.${by}`)).join(', '),
    ],
    [
      words.say('commitment.plan'),
      plan === undefined
        ? undefined
        : words.mix('commitment.plan.text', {
            study: html`<bdi>${plan.study}</bdi>`,
            years: span(plan.firstYear, plan.lastYear),
            digest: shortDigest(plan.resultDigest),
          }),
    ],
  ]
  const shown = rows.filter(([, value]) => value !== undefined)
  return html`<dl class="kv gap-top">${shown.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`
}

/** The agreement of a meeting that became this commitment, and who follows it up. */
async function agreedAt(
  view: RegisterView,
  step: ReadRecord<'followUp'> | undefined,
): Promise<Child> {
  const { words, reading } = view
  if (step === undefined) return undefined
  const agreement = await reading.find('agreement', step.data.agreement)
  if (agreement === undefined) return undefined
  const { meeting, followsUp } = agreement.data
  const who = (await reading.records([followsUp])).get(followsUp)
  return words.mix('commitment.agreed.at', {
    agreement: html`<a href="${href(view, `/meetings/${meeting}#a-${agreement.id}`)}">${named(words, agreement)}</a>`,
    who: recordLink(view, 'signatory', followsUp, who),
  })
}

function acts(view: RegisterView, { id }: ReadRecord<'commitment'>): Html {
  const { words } = view
  const to = (kind: string, query: Readonly<Record<string, string>>, text: string): Html =>
    html`<a class="button" href="${href(view, `/enter/${kind}`, query)}">${text}</a> `
  return html`<p class="acts">${to('report', { commitment: id }, words.say('commitment.report'))}${to('dispute', { subject: id }, words.say('commitment.dispute'))}${to('commitment', { id }, words.say('commitment.edit'))}</p>`
}

function projectList(view: RegisterView, projects: readonly ReadRecord[]): Html | undefined {
  if (projects.length === 0) return undefined
  const items = projects.map(
    (record) =>
      html`<li><a href="${recordHref(view, 'project', record.id)}">${named(view.words, record)}</a></li>`,
  )
  return html`<section><h2>${view.words.say('commitment.projects')}</h2><ul>${items}</ul></section>`
}
