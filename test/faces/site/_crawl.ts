// Finds every page of a site by its own routes and links, so that a new page is tested without being named.
import type { Hono } from 'hono'

/** One page that a visitor can reach. */
export interface Found {
  readonly path: string
  /** The route that answers it, as the application names it: `/sites/:id`. */
  readonly route: string
  readonly markup: string
}

/** What a crawl found. */
export interface Crawl {
  readonly pages: readonly Found[]
  /** Routes of GET that no link led to and that cannot be asked for without knowing more. */
  readonly unreached: readonly string[]
  /** Links that lead nowhere: `page → link`. */
  readonly broken: readonly string[]
}

/** Who crawls: how a path is asked for. */
export type Ask = (
  path: string,
  init?: { readonly headers?: Readonly<Record<string, string>> },
) => Promise<Response>

const perRoute = 3
/** Where a crawl begins besides: such an address must lead somewhere, and is taken however many there are. */
const begun = 'begun'

/**
 * Follows every link, picture and form of a site from its front page, and asks for every route that has
 * no parameter.
 *
 * @param ask Asks for a path; by default as a visitor who is not signed in.
 * @param most Pages taken of one route: their links differ, their kind does not.
 * @param also Addresses to begin with besides: those that mails carry, and of steps that lead nowhere yet.
 */
export async function crawl(
  site: Hono,
  ask: Ask = (path) => Promise.resolve(site.request(path)),
  most = perRoute,
  also: readonly string[] = [],
): Promise<Crawl> {
  const routes = [
    ...new Set(
      site.routes
        .filter(({ method, path }) => method === 'GET' && path !== '/*')
        .map(({ path }) => path),
    ),
  ]
  const patterns = routes
    .map((route) => ({ route, pattern: patternOf(route) }))
    .toSorted((a, b) => parameters(a.route) - parameters(b.route))
  const routeOf = (path: string): string =>
    patterns.find(({ pattern }) => pattern.test(path.split('?')[0]))?.route ?? 'none'

  const pages: Found[] = []
  const broken: string[] = []
  const reached = new Set<string>()
  const seen = new Set<string>()
  const countFor = new Map<string, number>()
  const waiting = routes.filter((route) => parameters(route) === 0).map((path) => ['', path])
  waiting.unshift(['', '/'])
  waiting.push(...also.map((path) => [begun, path]))
  for (let at = 0; at < waiting.length; at++) {
    const [from, path] = waiting[at]
    const route = routeOf(path)
    const kind = `${route}?${[...new URLSearchParams(path.split('?')[1] ?? '').keys()].toSorted()}`
    const taken = countFor.get(kind) ?? 0
    if (seen.has(path) || (taken >= most && from !== '' && from !== begun)) continue
    seen.add(path)
    countFor.set(kind, taken + 1)
    const answer = await ask(path)
    if (answer.status >= 400 && from !== '') broken.push(`${from} → ${path} ${answer.status}`)
    reached.add(route)
    const next = answer.headers.get('location')
    if (next !== null) waiting.push([path, next])
    if (answer.headers.get('content-type')?.startsWith('text/html') !== true) {
      await answer.body?.cancel()
      continue
    }
    const markup = await answer.text()
    pages.push({ path, route, markup })
    for (const link of linksIn(markup)) waiting.push([path, link])
  }
  return { pages, broken, unreached: routes.filter((route) => !reached.has(route)) }
}

/** Addresses within the site that a page leads to or loads, its other languages left out. */
export function linksIn(markup: string): string[] {
  const found = [...markup.matchAll(/<(a|img|form|script|link)\b([^>]*)>/g)].flatMap(
    ([, tag, attributes]) => {
      if (/\bhreflang=/.test(attributes) || /method="post"/.test(attributes)) return []
      const address = /\b(?:href|src|action)="([^"]*)"/.exec(attributes)?.[1]
      if (tag === 'form' && address === undefined) return []
      return address === undefined ? [] : [address]
    },
  )
  return found
    .map((address) => address.replaceAll('&amp;', '&').replaceAll('&#39;', "'").split('#')[0])
    .filter((address) => address.startsWith('/') && !address.startsWith('//'))
}

function parameters(route: string): number {
  return route.split('/').filter((part) => part.startsWith(':') || part.includes('*')).length
}

function patternOf(route: string): RegExp {
  const parts = route.split('/').map((part) => {
    if (part === '*') return '.*'
    if (part.startsWith(':')) return /\{(.*)\}/.exec(part)?.[1] ?? '[^/]+'
    return part.replaceAll(/[.+?()[\]{}|^$\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}/?$`)
}
