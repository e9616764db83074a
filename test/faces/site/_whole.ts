// The whole site as a visitor of the example finds it: a planned country, the made-up register, and people of
// every role who are signed in.
import type { Role } from '#accounts/roles.ts'
import { loadExampleRegister } from '#faces/exampleRegister/load.ts'
import type { Published } from '#faces/site/view.ts'
import { type Attacked, openSite, whole } from '../../attacks/_site.ts'
import { builtBundle, planExample } from '../../web/_site.ts'
import { begin, patientBench } from './_begun.ts'
import { type Ask, type Crawl, crawl } from './_crawl.ts'

/** A site with everything in it. */
export interface WholeSite extends Attacked {
  readonly study: Published
  /** Who may look: nobody in particular, a resident, an official of every signatory, an operator who does all else. */
  readonly people: Readonly<Record<Person, Ask>>
  /** The cookies of each. */
  readonly cookies: Readonly<Record<Person, readonly { name: string; value: string }[]>>
  /** Every page that one of them finds. */
  readonly crawls: Readonly<Record<Person, Crawl>>
}

export const persons = ['visitor', 'resident', 'official', 'operator'] as const
export type Person = (typeof persons)[number]

/** Plans, fills and opens it, and finds its pages, at most so many of a route. */
export async function openWhole(sites: number, perRoute: number): Promise<WholeSite> {
  const study = await planExample(sites, 11)
  const bench = patientBench()
  const open = await openSite({ bundle: await builtBundle(), studies: [study], bench })
  await loadExampleRegister(open.register, study.result)
  const signatories = await open.register.listRecords('signatory')
  const officialRoles = signatories.map((signatory) => ({ role: 'official', signatory }) as const)
  const signed = {
    visitor: open.browse(),
    resident: await open.signIn([whole('resident')], 'email'),
    official: await open.signIn(officialRoles),
    operator: await open.signIn(
      (['operator', 'moderator', 'reviewer'] satisfies Role[]).map((role) => whole(role)),
    ),
  }
  const { official, resident } = signed
  const begun = await begin(open, study, bench, { official, officialRoles, resident })
  const also: Readonly<Record<Person, readonly string[]>> = { ...begun, resident: [] }
  const cookiesOf = (person: Person) =>
    [...signed[person].cookies].map(([name, value]) => ({ name, value }))
  const forEach = <T>(make: (person: Person) => T): Record<Person, T> =>
    Object.fromEntries(persons.map((person) => [person, make(person)])) as Record<Person, T>
  const people = forEach((person): Ask => {
    const cookie = cookiesOf(person)
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    return (path, init = {}) =>
      Promise.resolve(open.site.request(path, { ...init, headers: { ...init.headers, cookie } }))
  })
  const crawls = {} as Record<Person, Crawl>
  for (const person of persons)
    crawls[person] = await crawl(open.site, people[person], perRoute, also[person])
  return { ...open, study, people, cookies: forEach(cookiesOf), crawls }
}

/** Each page once, with the first who sees it; again for whoever may do more or less there. */
export function pagesOf({ crawls }: Pick<WholeSite, 'crawls'>): Seen[] {
  const seen = new Set<string>()
  return persons.flatMap((person) =>
    crawls[person].pages.flatMap(({ path, route, markup }) => {
      const shape = `${route} ${doable(markup)}`
      if (seen.has(`${path} ${shape}`)) return []
      seen.add(`${path} ${shape}`)
      return [{ person, path, route, shape }]
    }),
  )
}

/**
 * What can be done on a page: the fields that it sends, and whether it has anything to show. One form for two
 * persons is one; a form and none are two, and so are a list and none.
 */
function doable(markup: string): string {
  const forms = [...markup.matchAll(/<form\b[^>]*method="post"[^>]*>.*?<\/form>/gs)]
  const names = forms.flatMap(([form]) =>
    [...form.matchAll(/ name="([^"]*)"/g)].map(([, name]) => name.replaceAll(/\d+/g, '0')),
  )
  const empty = markup.includes('<p class="empty">') ? ' empty' : ''
  return [...new Set(names)].toSorted().join() + empty
}

/** A page, and one who sees it. */
export interface Seen {
  readonly person: Person
  readonly path: string
  readonly route: string
  /** The route, and what can be done there: pages of one shape differ in what they tell only. */
  readonly shape: string
}
