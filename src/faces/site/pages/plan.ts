// The plan in full: cost lines, the proof, how sure each choice is, assumptions, prices, settings.
import type { SiteKind } from '#country/model.ts'
import { atMostPercent, isExact, kilometers, percent, usd } from '#faces/site/figures.ts'
import { type Child, type Html, html } from '#faces/site/html.ts'
import { page } from '#faces/site/page.ts'
import { takeAlong } from '#faces/site/pages/frontAside.ts'
import { fundingSection } from '#faces/site/pages/funding.ts'
import { choiceMark } from '#faces/site/parts/symbols.ts'
import { dataTable, type TableRow } from '#faces/site/parts/table.ts'
import { planCostUsd, type Work, works } from '#faces/site/story.ts'
import { type View, written } from '#faces/site/view.ts'
import { isKey } from '#faces/site/words/en.ts'
import type { Key, Words } from '#faces/site/words/words.ts'
import { findSchema } from '#sources/jsonSchema.ts'
import { studySchema } from '#sources/studySchema.ts'

/** `/plan`. */
export function planPage(view: View): string {
  const { words } = view
  const main = html`<div class="wrap"><div class="head"><h1>${words.say('plan.title')}</h1>
<p class="lede">${words.say('plan.lede')}</p></div></div>
<div class="wrap">${costLines(view)}</div>
<div class="wrap grid side"><div>${fundingSection(view)}${certificate(view)}${nextBest(view)}${assumptions(view)}${settings(view)}</div>
<aside><section><h2>${words.say('take.heading')}</h2>${takeAlong(view)}</section></aside></div>`
  return page(view, { title: words.say('plan.title'), at: 'plan', crumbs: [], main })
}

function costLines(view: View): Html {
  const { words, study } = view
  const { plan, study: asked } = study.result
  const all = works(study.result)
  const money = (value: number): string => words.count(Math.round(value))
  const cells = (work: Work): Child[] => [
    money(work.sites),
    work.lengthMeters === 0 ? '–' : kilometers(words, work.lengthMeters),
    money(work.capexUsd),
    money(work.opexUsdPerYear),
    money(work.tcoUsd),
    money(work.npvCostUsd),
  ]
  const { totals } = plan
  const rows: TableRow[] = all.map((work) => ({
    head: choiceMark(words, work.technology),
    cells: cells(work),
  }))
  const sum = (of: (work: Work) => number): number =>
    all.reduce((total, work) => total + of(work), 0)
  rows.push({
    head: words.say('word.all'),
    sum: true,
    cells: [
      money(sum(({ sites }) => sites)),
      kilometers(
        words,
        sum(({ lengthMeters }) => lengthMeters),
      ),
      money(totals.capexUsd),
      money(totals.opexUsdPerYear),
      money(totals.tcoUsd),
      money(totals.npvCostUsd),
    ],
  })
  const years = words.say('years', { count: asked.economy.horizonYears })
  const largest = all.toSorted((a, b) => b.npvCostUsd - a.npvCostUsd)[0]
  const heading =
    largest === undefined || totals.npvCostUsd === 0
      ? words.say('plan.lines.plain')
      : words.say('plan.lines', {
          top: words.say(`choice.${largest.technology}`),
          share: percent(words, largest.npvCostUsd / totals.npvCostUsd),
        })
  const table = dataTable(
    words.say('plan.lines.caption', { years, year: String(asked.prices.year) }),
    [
      { title: words.say('links.technology'), className: 'wide' },
      { title: words.say('plan.sites'), numeric: true },
      { title: words.say('plan.km'), numeric: true },
      { title: words.say('plan.capex'), numeric: true },
      { title: words.say('plan.opex'), numeric: true },
      { title: words.say('plan.tco'), numeric: true },
      { title: words.say('plan.npv'), numeric: true },
    ],
    rows,
  )
  return html`<section><h2>${heading}</h2>${table}</section>`
}

function certificate({ words, study }: View): Html {
  const { plan } = study.result
  const cost = usd(words, planCostUsd(study.result))
  const share = atMostPercent(words, plan.certificateShare)
  const exact = isExact(plan.certificateShare)
  const heading = exact
    ? words.say('plan.certificate.exact')
    : words.say('plan.certificate', { share })
  const text = exact
    ? words.say('plan.certificate.exact.text', { cost })
    : words.say('plan.certificate.text', { cost, bound: usd(words, plan.lowerBoundUsd), share })
  const reference =
    plan.reference === undefined
      ? undefined
      : html`<p class="gap-top">${words.say('plan.reference', {
          km: kilometers(words, plan.reference.allFibreKm * 1000),
          cost: usd(words, plan.reference.allFibreTcoUsd),
        })}</p>`
  return html`<section id="certificate"><h2>${heading}</h2><p>${text}</p>${reference}</section>`
}

/** How many choices a change of prices would turn: by what the second cheapest way costs more. */
function nextBest({ words, study }: View): Html {
  const { sites } = study
  const count = { small: 0, middle: 0, large: 0, none: 0 }
  for (let row = 0; row < sites.id.length; row++) {
    const { choice } = sites
    if (choice[row] === 'alreadyServed' || choice[row] === 'unserved' || choice[row] === 'unknown')
      continue
    const extra = sites.nextBestExtraUsd[row]
    const ratio = extra / Math.max(1, sites.npvCostUsd[row])
    if (sites.nextBest[row] === '' || Number.isNaN(extra)) count.none++
    else if (ratio < 0.1) count.small++
    else if (ratio < 1) count.middle++
    else count.large++
  }
  const total = Math.max(1, count.small + count.middle + count.large + count.none)
  const rows = (['small', 'middle', 'large', 'none'] as const).map((size) => ({
    head: words.say(`plan.next.${size}`),
    cells: [words.count(count[size]), percent(words, count[size] / total)],
  }))
  return html`<section><h2>${words.say('plan.next')}</h2><p>${words.say('plan.next.text')}</p>
${dataTable(
  words.say('plan.next.caption'),
  [
    { title: words.say('site.line') },
    { title: words.say('plan.sites'), numeric: true },
    { title: words.say('gap.share'), numeric: true },
  ],
  rows,
)}</section>`
}

function assumptions({ words, study }: View): Html {
  const { assumptions: list } = study.result.study
  const file = html`<code>study.json</code>`
  return html`<section id="assumptions"><h2>${words.say('plan.assumptions')}</h2>
<p>${words.mix('plan.assumptions.text', { file })}</p>
${list.length === 0 ? html`<p class="empty">${words.say('plan.noassumptions')}</p>` : html`<ul class="notes">${list.map(({ id, text }) => html`<li id="${id}"${written(study)}>${text}</li>\n`)}</ul>`}</section>`
}

/** Every number of the study, under the name that `study.json` gives it. */
function settings({ words, study }: View): Html {
  const { prices, demand, gap, economy, budget, fibre, radio } = study.result.study
  const flat = (value: unknown, name: string): (readonly [string, string])[] => {
    if (Array.isArray(value)) return [[name, value.map((each) => words.count(each, 2)).join(' · ')]]
    if (typeof value === 'object' && value !== null)
      return Object.entries(value).flatMap(([key, each]) => flat(each, `${name}.${key}`))
    return [
      [
        name,
        typeof value === 'number'
          ? shown(words, name, value)
          : String(value ?? words.say('word.none')),
      ],
    ]
  }
  const table = (caption: string, parts: readonly (readonly [string, string])[]): Html =>
    dataTable(
      caption,
      [{ title: words.say('plan.setting') }, { title: words.say('plan.value'), className: 'end' }],
      parts.map(([name, value]) => ({
        head: html`${meaning(words, name)}<br><code class="soft" dir="ltr">${name}</code>`,
        cells: [value],
      })),
    )
  const book = words.say('plan.prices.caption', { book: prices.name, year: String(prices.year) })
  const others = { demand, gap, economy, budget, fibre, radio }
  return html`<section id="settings"><h2>${words.say('plan.prices')}</h2>${table(book, flat(prices, 'prices'))}
<div class="gap-top">${table(
    words.say('plan.settings.caption'),
    Object.entries(others).flatMap(([name, value]) => flat(value, name)),
  )}</div></section>`
}

type SettingKey = Exclude<Extract<Key, `setting.${string}`>, 'setting.mbpsForKind'>

/** What a setting means; one that several technologies have is said once, under the end of its name. */
function meaning(words: Words, name: string): Child {
  const last = name.split('.').at(-1) ?? ''
  if (name.startsWith('demand.mbpsForKind.'))
    return words.say('setting.mbpsForKind', { kind: words.say(`kind.${last as SiteKind}`) })
  const key = [`setting.${name}`, `setting.${last}`].find(isKey)
  if (key !== undefined) return words.say(key as SettingKey)
  const said = findSchema(studySchema, name.split('.'))?.description ?? ''
  return html`<span lang="en" dir="auto">${said.replace(/ (Unit|Default): .*$/, '')}</span>`
}

/** Years are names and take no separator. */
function shown(words: View['words'], name: string, value: number): string {
  return /year$/i.test(name) && value > 1900 && value < 2200 ? String(value) : words.count(value, 3)
}
