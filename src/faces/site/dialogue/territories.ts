// Territories: the world, a region, a country, a city. The gap, the plan, the promise, the delivery, each
// number leading to what it was read from. A real country shows its plans; acts are those of its signatories.

import { findPeers, missingTraits, type PlaceProfile, type Trait } from '#dialogue/peers.ts'
import { dialoguePage, empty, head, part } from '#faces/site/dialogue/frame.ts'
import { needCard } from '#faces/site/dialogue/needs.ts'
import {
  cityProfile,
  countryProfile,
  type PlaceInPlan,
  placeInPlan,
} from '#faces/site/dialogue/placesInPlans.ts'
import { practiceCard } from '#faces/site/dialogue/practices.ts'
import {
  areaHref,
  delivered,
  peopleWithout,
  plannedBy,
  plannedIn,
  type Study,
} from '#faces/site/dialogue/territoryFigures.ts'
import { countriesFigure, countryFigure } from '#faces/site/dialogue/territoryMaps.ts'
import {
  type DialogueView,
  nameOfCountry,
  pageOf,
  studyHref,
  valueWord,
} from '#faces/site/dialogue/view.ts'
import { percent, usd } from '#faces/site/figures.ts'
import { type Child, type Html, html } from '#faces/site/html.ts'
import { bridge } from '#faces/site/parts/bridge.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { standing } from '#faces/site/story.ts'
import { href } from '#faces/site/view.ts'
import {
  findRegion,
  groupsOf,
  type RegionName,
  regionMembers,
  regionNames,
} from '#register/groups.ts'
import type { ProgressState } from '#register/progress.ts'

/** Which signatories and studies a territory holds. */
interface Territory {
  readonly title: string
  readonly kind: string
  readonly studies: readonly Study[]
  readonly signatories: readonly string[]
  readonly up?: readonly [title: string, address: string]
  /** A city's own numbers, from the area of a plan that holds it. */
  readonly place?: PlaceInPlan
}

const studiesOf = (view: DialogueView, holds: (iso3: string) => boolean): Study[] =>
  view.table.studies
    .filter(({ result }) => holds(result.country.iso3))
    .map((study) => ({ study, now: standing(study.result) }))

const signatoriesOf = (view: DialogueView, holds: (iso3: string) => boolean): string[] =>
  view.around
    .all('signatory')
    .filter(({ data }) => holds(data.country))
    .map(({ id }) => id)

/** `/world`: all that is planned and promised, region by region. */
export async function worldPage(view: DialogueView): Promise<string> {
  const { words } = view
  const territory: Territory = {
    title: words.say('territory.world'),
    kind: words.say('territory.kind.world'),
    studies: studiesOf(view, () => true),
    signatories: signatoriesOf(view, () => true),
  }
  const known = new Set(view.table.studies.map(({ result }) => result.country.iso3))
  for (const { data } of view.around.all('signatory')) known.add(data.country)
  const rows = [...regionNames, undefined].flatMap((region) => {
    const members = [...known].filter((iso3) => findRegion(iso3) === region)
    if (region === undefined && members.length === 0) return []
    const studies = studiesOf(view, (iso3) => members.includes(iso3))
    return [
      {
        head:
          region === undefined
            ? words.say('territory.elsewhere')
            : html`<a href="${href(view, `/regions/${region}`)}">${valueWord(words, region)}</a>`,
        cells: [
          words.count(members.length),
          peopleWithout(view, studies),
          words.count(signatoriesOf(view, (iso3) => members.includes(iso3)).length),
        ],
      },
    ]
  })
  const table = dataTable(
    words.say('territory.regions'),
    [
      { title: words.say('territory.region') },
      { title: words.say('territory.countries'), numeric: true },
      { title: words.say('territory.without'), numeric: true },
      { title: words.say('territory.signatories'), numeric: true },
    ],
    rows,
  )
  return territoryPage(
    view,
    territory,
    html`${countriesFigure(view, words.say('territory.world'))}${part(words.say('territory.regions'), table)}${countriesPart(view, [...known])}`,
  )
}

/** `/regions/:name`. */
export async function regionPage(view: DialogueView, name: string): Promise<string | undefined> {
  if (!(regionNames as readonly string[]).includes(name)) return undefined
  const region = name as RegionName
  const members = regionMembers(region)
  const holds = (iso3: string): boolean => members.includes(iso3)
  const { words } = view
  return territoryPage(
    view,
    {
      title: valueWord(words, region),
      kind: words.say('territory.kind.region'),
      studies: studiesOf(view, holds),
      signatories: signatoriesOf(view, holds),
      up: [words.say('territory.world'), href(view, '/world')],
    },
    html`${countriesFigure(view, valueWord(words, region), region)}${countriesPart(view, members)}`,
  )
}

function countriesPart(view: DialogueView, members: readonly string[]): Html {
  const { words } = view
  const rows = members
    .map((iso3) => ({
      iso3,
      name: nameOfCountry(view, iso3),
      studies: studiesOf(view, (each) => each === iso3),
      signatories: signatoriesOf(view, (each) => each === iso3),
    }))
    .filter(({ studies, signatories }) => studies.length + signatories.length > 0)
    .sort((a, b) => a.name.localeCompare(b.name, words.locale))
  if (rows.length === 0) return empty(view, 'territory.none')
  return part(
    words.say('territory.countries'),
    dataTable(
      words.say('territory.countries.caption'),
      [
        { title: words.say('df.country') },
        { title: words.say('territory.without'), numeric: true },
        { title: words.say('territory.signatories'), numeric: true },
      ],
      rows.map(({ iso3, name, studies, signatories }) => ({
        head: html`<a href="${href(view, `/countries/${iso3}`)}">${name}</a>`,
        cells: [peopleWithout(view, studies), words.count(signatories.length)],
      })),
    ),
  )
}

/** `/countries/:iso3`. */
export async function countryPage(view: DialogueView, iso3: string): Promise<string | undefined> {
  const holds = (each: string): boolean => each === iso3
  const studies = studiesOf(view, holds)
  const signatories = signatoriesOf(view, holds)
  if (studies.length + signatories.length === 0) return undefined
  const { words } = view
  const region = findRegion(iso3)
  const groups = groupsOf(iso3, view.around.today).map((group) => valueWord(words, group))
  const profiles = [
    ...new Set(view.table.studies.map(({ result }) => result.country.iso3)),
  ].flatMap((each) => countryProfile(view, each) ?? [])
  const own = profiles.find(({ id }) => id === iso3)
  const peers =
    own === undefined
      ? undefined
      : peersPart(
          view,
          own,
          profiles,
          (each) =>
            html`<a href="${href(view, `/countries/${each}`)}">${nameOfCountry(view, each)}</a>`,
        )
  return territoryPage(
    view,
    {
      title: nameOfCountry(view, iso3),
      kind: words.list([words.say('territory.kind.country'), ...groups]),
      studies,
      signatories,
      up:
        region === undefined
          ? [words.say('territory.world'), href(view, '/world')]
          : [valueWord(words, region), href(view, `/regions/${region}`)],
    },
    html`${studies.length === 1 ? countryFigure(view, studies[0].study) : undefined}${signatoriesPart(view, signatories)}${peers}`,
  )
}

/** `/cities/:id`: what the plan says of its area, what it promised, what it shared, and places like it. */
export async function cityPage(view: DialogueView, id: string): Promise<string | undefined> {
  const signatory = view.around.find('signatory', id)
  if (signatory === undefined) return undefined
  const { words } = view
  const { country, name, kind } = signatory.data
  const place = kind === 'city' ? placeInPlan(view, signatory) : undefined
  const cities = view.around
    .all('signatory')
    .filter(({ data }) => data.kind === 'city')
    .flatMap((city) => cityProfile(view, city) ?? [])
  const own = cities.find((city) => city.id === id)
  const where =
    place === undefined
      ? kind === 'city' && html`<p class="empty">${words.say('territory.city.none')}</p>`
      : html`<p class="note gap-top">${words.mix('territory.city.area', {
          area: html`<a href="${areaHref(view, place)}"><bdi>${place.area.name || place.area.id}</bdi></a>`,
        })}</p>`
  return territoryPage(
    view,
    {
      title: name,
      kind: words.say(`territory.kind.${kind}`, { country: nameOfCountry(view, country) }),
      studies: [],
      signatories: [id],
      up: [nameOfCountry(view, country), href(view, `/countries/${country}`)],
      ...(place === undefined ? {} : { place }),
    },
    html`${where}<p class="gap-top"><a href="${pageOf(view, 'signatory', id)}">${words.say('territory.promises')}</a></p>
${own === undefined ? undefined : peersPart(view, own, cities, (each) => html`<a href="${href(view, `/cities/${each}`)}"><bdi>${view.around.find('signatory', each)?.data.name ?? ''}</bdi></a>`)}`,
  )
}

function signatoriesPart(view: DialogueView, signatories: readonly string[]): Html | undefined {
  if (signatories.length === 0) return undefined
  return part(
    view.words.say('territory.signatories'),
    html`<ul>${signatories.slice(0, 40).map((id) => html`<li><a href="${href(view, `/cities/${id}`)}"><bdi>${view.around.find('signatory', id)?.data.name ?? ''}</bdi></a></li>`)}</ul>`,
  )
}

/** Places like this one, each with what is alike and what is not; what nobody knows is said. */
function peersPart(
  { words }: DialogueView,
  own: PlaceProfile,
  others: readonly PlaceProfile[],
  link: (id: string) => Html,
): Html | undefined {
  const peers = findPeers(own, others)
  if (peers.length === 0) return undefined
  const names = (codes: readonly Trait['code'][]): string =>
    words.list(codes.map((code) => words.say(`peers.${code}`)))
  const codesOf = (traits: readonly Trait[]) => traits.map(({ code }) => code)
  const rows = peers.map(
    ({ id, likeness, alike, unlike }) =>
      html`<li>${link(id)} · ${words.say('peers.likeness', { share: percent(words, likeness) })}<br><span class="small">${alike.length === 0 ? undefined : words.say('peers.alike', { list: names(codesOf(alike)) })} ${unlike.length === 0 ? undefined : words.say('peers.unlike', { list: names(codesOf(unlike)) })}</span></li>`,
  )
  const missing = missingTraits(own)
  return part(
    words.say('peers.title'),
    html`<ul class="notes">${rows}</ul>${missing.length === 0 ? undefined : html`<p class="note">${words.say('peers.missing', { list: names(missing) })}</p>`}`,
  )
}

/** The four numbers, then what the territory's signatories need and what they learned. */
async function territoryPage(
  view: DialogueView,
  { title, kind, studies, signatories, up, place }: Territory,
  more: Child,
): Promise<string> {
  const { words, around, table } = view
  const own = new Set(signatories)
  const needs = around.all('need').filter(({ data }) => own.has(data.signatory))
  const practices = around.all('practice').filter(({ data }) => own.has(data.signatory))
  const states = await table.dialogue.reading.lists.statesBySignatory(signatories)
  const count = (of: (state: ProgressState) => boolean): number =>
    [...states.values()].reduce(
      (sum, each) =>
        sum +
        Object.entries(each).reduce(
          (n, [state, value]) => n + (of(state as ProgressState) ? (value ?? 0) : 0),
          0,
        ),
      0,
    )
  const promised = count(() => true)
  const verified = count((state) => state === 'verified')
  const planned = place === undefined ? plannedBy(view, studies) : plannedIn(view, place)
  const { total, served, unserved, reached, costUsd } = planned
  const row = (mark: string, name: string, big: Child, note: Child, source: string): Html =>
    html`<div class="${mark}"><dt>${name}</dt><dd class="big">${big}</dd><dd>${note} <a class="soft" href="${source}" aria-label="${words.say('word.source.of', { figure: name })}">${words.say('word.source')}</a></dd></div>`
  const figures = html`<dl class="figures">
${row('missing', words.say('territory.gap'), total === 0 ? '–' : html`<b>${words.count(Math.round(unserved))}</b>`, total === 0 ? words.say('territory.gap.unknown') : planned.gapNote(percent(words, unserved / total)), planned.gapPath)}
${row('planned', words.say('territory.plan'), costUsd === undefined ? '–' : html`<b>${usd(words, costUsd)}</b>`, planned.planNote, planned.planPath)}
${row('planned', words.say('territory.promise'), html`<b>${words.count(promised)}</b>`, words.say('territory.promise.note', { count: signatories.length }), href(view, '/commitments'))}
${row('stands', words.say('territory.delivery'), html`<b>${words.count(verified)}</b>`, delivered(view, needs), href(view, '/needs'))}
</dl>`
  const drawing =
    total === 0
      ? undefined
      : html`<figure class="bridge">${bridge(served / total, Math.min(1, (served + reached) / total), words.say('territory.bridge', { stands: percent(words, served / total), planned: percent(words, Math.min(1 - served / total, reached / total)) }))}</figure>`
  const main = html`<div class="hero"><div class="wrap">${head(kind, title)}${drawing}${figures}</div></div>
<div class="wrap">${up === undefined ? undefined : html`<p class="gap-top"><a href="${up[1]}">${up[0]}</a></p>`}${studies.length === 0 ? undefined : html`<p class="note gap-top">${words.say('territory.source')} ${studies.map(({ study }, i) => html`${i === 0 ? '' : ' · '}<a href="${studyHref(view, study)}"><bdi>${study.result.study.title}</bdi></a>`)}</p>`}
${more}
${needs.length === 0 ? undefined : part(words.say('dialogue.menu.needs'), html`<div class="cards">${needs.slice(-6).map((need) => needCard(view, need))}</div>`)}
${practices.length === 0 ? undefined : part(words.say('dialogue.menu.practices'), html`<div class="cards">${practices.slice(-6).map((practice) => practiceCard(view, practice))}</div>`)}
${signatories.length === 0 ? html`<p class="note gap-top">${words.say('territory.noacts')}</p>` : undefined}</div>`
  const fictional = signatories.some((id) => around.find('signatory', id)?.data.fictional === true)
  return dialoguePage(view, { title, at: 'world', main, fictional })
}
