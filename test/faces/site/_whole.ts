// The whole site as a visitor of the example finds it: a planned country, the made-up register, and people of
// every role who are signed in.
import type { Role } from '#accounts/roles.ts'
import { loadExampleRegister } from '#faces/exampleRegister/load.ts'
import { type Attacked, openSite, whole } from '../../attacks/_site.ts'
import { builtBundle, planExample } from '../../web/_site.ts'
import { type Ask, type Crawl, crawl } from './_crawl.ts'

/** A site with everything in it. */
export interface WholeSite extends Attacked {
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
  const open = await openSite({ bundle: await builtBundle(), studies: [study] })
  await loadExampleRegister(open.register, study.result)
  const signatories = await open.register.listRecords('signatory')
  const signed = {
    visitor: open.browse(),
    resident: await open.signIn([whole('resident')], 'email'),
    official: await open.signIn(signatories.map((signatory) => ({ role: 'official', signatory }))),
    operator: await open.signIn(
      (['operator', 'moderator', 'reviewer'] satisfies Role[]).map((role) => whole(role)),
    ),
  }
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
  for (const person of persons) crawls[person] = await crawl(open.site, people[person], perRoute)
  return { ...open, people, cookies: forEach(cookiesOf), crawls }
}

/** Each page once, with the first who sees it. */
export function pagesOf({ crawls }: Pick<WholeSite, 'crawls'>): Seen[] {
  const seen = new Set<string>()
  return persons.flatMap((person) =>
    crawls[person].pages.flatMap(({ path, route }) => {
      if (seen.has(path)) return []
      seen.add(path)
      return [{ person, path, route }]
    }),
  )
}

/** A page, and one who sees it. */
export interface Seen {
  readonly person: Person
  readonly path: string
  readonly route: string
}
