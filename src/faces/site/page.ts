// The frame of every page: head, menu, the banner of a fictional study, footer.

import { attributionCredits } from '#faces/report/attribution.ts'
import { type Child, type Html, html, raw } from '#faces/site/html.ts'
import { sequence } from '#faces/site/parts/sequence.ts'
import { style } from '#faces/site/style.ts'
import { countryTitle, href, hrefIn, type Reading, type View, written } from '#faces/site/view.ts'
import { languageNames, languages } from '#faces/site/words/languages.ts'

/** Pages of the menu. */
export const menu = ['front', 'map', 'sites', 'areas', 'plan', 'sources'] as const
export type MenuItem = (typeof menu)[number]

/** Where each page of a study stands. */
export const paths = {
  front: '/',
  map: '/map',
  sites: '/sites',
  links: '/links',
  areas: '/areas',
  plan: '/plan',
  sources: '/sources',
  problems: '/problems',
  recompute: '/recompute',
} as const

/** The parts of the site beside each other, in the order of their menu. */
export const sections = { plans: '/', promises: '/register', dialogue: '/dialogue' } as const
export type Section = keyof typeof sections

/** What a page brings to the frame. */
export interface PageParts {
  readonly title: string
  /** The menu's item that is this page. */
  readonly at?: MenuItem
  /** Steps from the front page to here, with their addresses; this page itself is added. */
  readonly crumbs?: readonly (readonly [title: string, address: string])[]
  readonly main: Child
  /** Fills the window, as the map does. */
  readonly full?: boolean
  /** Addresses of script modules; pages without any need none. */
  readonly scripts?: readonly string[]
}

const markPath = 'M1 21h30M4 27V21a12 12 0 0 1 24 0v6M10 21V11M16 21V9M22 21V11'

/** The mark as a file of its own, for the browser's tab. */
export const markSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#0a5a75" stroke-width="2.5"><title>Silta</title><path d="${markPath}"/></svg>`

/** A whole page of a study. */
export function page(view: View, parts: PageParts): string {
  const { words, study } = view
  const country = countryTitle(view)
  const front = href(view, paths.front)
  const items = menu.map((item) => {
    const current = item === parts.at ? raw(' aria-current="page"') : undefined
    return html`<li><a href="${href(view, paths[item])}"${current}>${words.say(`nav.${item}`)}</a></li>`
  })
  const others = (Object.keys(sections) as Section[]).map((name) =>
    name === 'plans'
      ? undefined
      : html`<li><a href="${href({ words }, sections[name])}">${words.say(`nav.section.${name}`)}</a></li>`,
  )
  const crumbs =
    parts.crumbs === undefined
      ? undefined
      : html`<nav class="wrap crumbs" aria-label="${words.say('site.crumbs')}"><ol>
<li><a href="${front}">${country}</a></li>
${parts.crumbs.map(([title, address]) => html`<li><a href="${address}">${title}</a></li>\n`)}<li aria-current="page">${parts.title}</li></ol></nav>`
  const title =
    parts.at === 'front' ? `${country} – ${words.say('site.name')}` : `${parts.title} – ${country}`
  return frame(view, {
    title,
    front,
    menu: html`<nav aria-label="${words.say('site.menu')}"><ul>${items}${view.open === true ? others : undefined}</ul></nav>`,
    banner: study.attribution.fictional
      ? html`<p class="banner">${words.say('site.fictional')}</p>`
      : undefined,
    crumbs,
    main: parts.main,
    footer: studyFooter(view),
    full: parts.full === true,
    scripts: parts.scripts ?? [],
  })
}

function studyFooter(view: View): Html {
  const { words, study } = view
  const { resultDigest, inputsDigest } = study.result
  const link = (item: keyof typeof paths): Html =>
    html`<a href="${href(view, paths[item])}">${words.say(`nav.${item}`)}</a>`
  return html`<p>${words.mix('site.foot.computed', { result: shortDigest(resultDigest), inputs: shortDigest(inputsDigest) })}</p>
<p>${words.mix('site.foot.sources', { sources: link('sources'), tables: sequence(words, [link('sites'), link('links')]), problems: link('problems') })}</p>
<p${written(study)}>${attributionCredits(study.attribution).map((credit, i) => html`${i === 0 ? '' : ' · '}<bdi>${credit}</bdi>`)}</p>`
}

/** First characters of a digest, whole in its title. */
export function shortDigest(digest: string): Html {
  const hex = digest.replace(/^sha256:/, '')
  return html`<bdi dir="ltr" class="hash" title="${digest}">${hex.slice(0, 8)}…${hex.slice(-4)}</bdi>`
}

interface FrameParts {
  readonly title: string
  readonly front: string
  readonly menu?: Child
  readonly banner?: Child
  readonly crumbs?: Child
  readonly main: Child
  readonly footer?: Child
  readonly full?: boolean
  readonly scripts?: readonly string[]
}

/** A page outside any study: the list of studies, an address that leads nowhere. */
export function frame(reading: Reading, parts: FrameParts): string {
  const { words } = reading
  const { title, front, full = false } = parts
  const scripts = [
    ...(parts.scripts ?? []),
    ...(reading.draft === undefined ? [] : [reading.draft]),
  ]
  return html`${raw('<!doctype html>\n')}<html lang="${words.language}" dir="${words.direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<link rel="icon" href="/mark.svg">${alternates(reading)}<style>${raw(style)}</style>${scripts.map((address) => html`<script type="module" src="${address}"></script>`)}</head>
<body${full ? raw(' class="full"') : undefined}>
<a class="skip" href="#main">${words.say('site.skip')}</a>
<header class="top"><div class="wrap"><a class="mark" href="${front}"><svg viewBox="0 0 32 32" aria-hidden="true"><path d="${markPath}"/></svg>${words.say('site.name')}</a>
${languageSwitch(reading)}${parts.menu}</div>${suggestion(reading)}${parts.banner}</header>
${parts.crumbs}<main id="main" tabindex="-1">${parts.main}</main>
<footer><div class="wrap">${parts.footer}<p>${words.say('site.foot.names')}</p></div></footer>
</body></html>
`.markup
}

/** The same page in each language, for machines that lead readers here. */
function alternates(reading: Reading): Html[] {
  return languageNames.map(
    (language) =>
      html`<link rel="alternate" hreflang="${language}" href="${hrefIn(language, reading)}">`,
  )
}

/** The way to the same page in another language. */
function languageSwitch(reading: Reading): Html {
  const { words } = reading
  const items = languageNames.map((language) => {
    const current = language === words.language ? raw(' aria-current="true"') : undefined
    return html`<li><a href="${hrefIn(language, reading)}" lang="${language}" hreflang="${language}"${current}>${languages[language].name}</a></li>`
  })
  return html`<nav class="tongues" aria-label="${words.say('site.languages')}"><ul>${items}</ul></nav>`
}

/** An offer in the language that the browser asks for; never more than an offer. */
function suggestion(reading: Reading): Html | undefined {
  const { preferred } = reading
  if (preferred === undefined) return undefined
  const { words } = languages[preferred]
  return html`<p class="banner" lang="${preferred}" dir="${words.direction}"><a href="${hrefIn(preferred, reading)}" hreflang="${preferred}">${words.say('site.suggest')}</a></p>`
}
