// What every page is made from: a published study, words, and where the page stands.
import type { Context } from 'hono'
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import type { PlanOrigin } from '#faces/plans/origin.ts'
import { type Attribution, attributionOf } from '#faces/report/attribution.ts'
import {
  type PublicAreas,
  type PublicLinks,
  type PublicSites,
  publicAreas,
  publicLinks,
  publicSites,
} from '#faces/report/tables.ts'
import { type Html, html } from '#faces/site/html.ts'
import type { Territories } from '#faces/site/territoryFile.ts'
import { countryName, findGivenName } from '#faces/site/words/countries.ts'
import {
  languageOf,
  languagePrefix,
  languages,
  preferredLanguage,
} from '#faces/site/words/languages.ts'
import type { Language } from '#faces/site/words/message.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { StateCounts } from '#store/lists.ts'
import type { StudyResult } from '#study.ts'

/** One input file of a study, as a browser may fetch it to compute the plan again. */
export interface InputFile {
  readonly name: string
  readonly digest: string
  readonly bytes: Uint8Array
}

/** What a study was computed from, where its owner shares that. */
export interface SharedInputs {
  readonly study: Json
  readonly manifest: Json
  readonly files: readonly InputFile[]
}

/** A finished study, ready to be shown. */
export interface Published {
  readonly result: StudyResult
  readonly problems: readonly Problem[]
  readonly sites: PublicSites
  readonly links: PublicLinks
  readonly areas: PublicAreas
  readonly attribution: Attribution
  /** Row of a site or link by its id; the first where a source gives an id twice. */
  readonly siteForId: ReadonlyMap<string, number>
  readonly linkForId: ReadonlyMap<string, number>
  /** The first site that hangs on a link. */
  readonly siteForLink: ReadonlyMap<number, number>
  readonly areaForId: ReadonlyMap<string, number>
  readonly inputs: SharedInputs | undefined
  /** What to type to compute the same on one's own machine. */
  readonly command: string
  /** The documents of the command line, by their name without `.json`. */
  readonly documents: Readonly<Record<string, Json>>
  /** What it can be computed anew from with another setting; absent where it cannot. */
  readonly origin: PlanOrigin | undefined
}

/** Prepares a finished study for its pages. */
export function publish(
  result: StudyResult,
  problems: readonly Problem[],
  documents: Readonly<Record<string, Json>>,
  {
    command = '',
    inputs,
    origin,
  }: {
    readonly command?: string
    readonly inputs?: SharedInputs
    readonly origin?: PlanOrigin
  } = {},
): Published {
  const sites = publicSites(result)
  const links = publicLinks(result)
  const areas = publicAreas(result)
  return {
    result,
    problems,
    sites,
    links,
    areas,
    attribution: attributionOf(result),
    siteForId: rowForId(sites.id),
    linkForId: rowForId(links.id),
    siteForLink: siteForLink(result.plan.sites.link),
    areaForId: rowForId(areas.id),
    inputs,
    command,
    documents,
    origin,
  }
}

function siteForLink(links: Int32Array): Map<number, number> {
  const sites = new Map<number, number>()
  links.forEach((link, site) => {
    if (link >= 0 && !sites.has(link)) sites.set(link, site)
  })
  return sites
}

function rowForId(ids: readonly string[]): Map<string, number> {
  const rows = new Map<string, number>()
  for (let row = ids.length - 1; row >= 0; row--) rows.set(ids[row], row)
  return rows
}

/** Who reads, and where: enough for a page outside any study. */
export interface Reading {
  readonly words: Words
  /** The page's address without its language: path and query. */
  readonly here: string
  /** The language that the visitor's browser asks for, where the address names none and it is not English. */
  readonly preferred?: Language
  /** The operator's boundaries and names, before the study's and the platform's. */
  readonly territories?: Territories
  /** The script that keeps drafts, on pages with a form. */
  readonly draft?: string
}

/** What an address and the browser's `Accept-Language` say of a reader. */
export function readingOf(url: string, accepted = ''): Reading {
  const { pathname, search } = new URL(url)
  const { language, path } = languageOf(pathname)
  const preferred = preferredLanguage(accepted)
  return {
    words: languages[language].words,
    // An address with two slashes is no page, and a link to it would lead to another site.
    here: path.replace(/^\/+/, '/') + search,
    ...(preferred === undefined || preferred === language || language !== 'en'
      ? {}
      : { preferred }),
  }
}

/** The same of a request. */
export function readerOf(c: Context): Reading {
  const territories: Territories | undefined = c.get('territories')
  const reading = readingOf(c.req.url, c.req.header('accept-language'))
  return territories === undefined ? reading : { ...reading, territories }
}

/** What every page stands in, one outside any study too. */
export interface SiteView extends Reading {
  /** What every address begins with: nothing, or `/comoros` among several studies. */
  readonly base: string
  /** The page's own query. */
  readonly query: URLSearchParams
}

/** One page of a study being made. */
export interface View extends SiteView {
  readonly study: Published
  /** The site has a register and a Dialogue beside its plans. */
  readonly open?: boolean
  /** How the promises about the study's country stand, where there is a register. */
  readonly promises?: StateCounts
}

/** The address of a page in the reader's language: within the study, where there is one. */
export function href(
  view: Pick<SiteView, 'words'> & Partial<Pick<SiteView, 'base'>>,
  path: string,
  query: Readonly<Record<string, string | number | readonly string[] | undefined>> = {},
): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '') continue
    for (const each of Array.isArray(value) ? value : [value]) search.append(name, String(each))
  }
  const text = search.toString()
  const prefix = languagePrefix(view.words.language)
  return `${prefix}${view.base ?? ''}${path}${text === '' ? '' : `?${text}`}`
}

/** The page that one reads, in another language. */
export function hrefIn(language: Language, { here }: Reading): string {
  return languagePrefix(language) + here
}

/** The page of one thing with an identity that its source chose. */
export function hrefOf(view: View, folder: 'sites' | 'areas', id: string): string {
  return href(view, `/${folder}/${encodeURIComponent(id)}`)
}

/** The study's country as its own language writes it, and as the platform does in another. */
export function countryTitle({ words, study, territories }: View): string {
  const { iso3, name } = study.result.country
  const given = findGivenName(words, iso3, territories)
  if (given !== undefined) return given
  return words.language === studyLanguage(study)
    ? name
    : countryName(words, iso3, { otherwise: name })
}

/** The language that a study's title, names and assumptions are written in. */
export function studyLanguage({ result }: Published): string {
  return result.study.language ?? 'en'
}

/** Attributes of a study's own text: its language and, by its letters, its direction. */
export function written(study: Published): Html {
  return html` lang="${studyLanguage(study)}" dir="auto"`
}

/** An area's name as pages show it; `id` is '' for what lies outside every area. */
export function areaTitle({ words, study, territories }: View, id: string): string {
  if (id === '') return words.say('areas.outside')
  const given = territories?.areas.get(study.result.country.iso3)?.get(id)?.names[words.language]
  if (given !== undefined) return given
  return study.areas.name[study.areaForId.get(id) ?? -1] || id
}

/** The same as a link to the area's page, where it has one. */
export function areaLink(view: View, id: string): Html {
  const title = areaTitle(view, id)
  if (id === '' || !view.study.areaForId.has(id)) return html`<bdi>${title}</bdi>`
  return html`<a href="${hrefOf(view, 'areas', id)}"><bdi>${title}</bdi></a>`
}
