// Places like a place: those whose lessons are likeliest to fit, with what they have in common and what not.
import { log2 } from '#base/math.ts'
import type { GroupName, RegionName } from '#register/groups.ts'

/** What is known of a place; what is unknown is left out and counts neither for nor against. */
export interface PlaceProfile {
  readonly id: string
  readonly region?: RegionName
  readonly groups: readonly GroupName[]
  /** World Bank's class. */
  readonly income?: 'low' | 'lowerMiddle' | 'upperMiddle' | 'high'
  readonly population?: number
  readonly peoplePerKm2?: number
  /** Of the land that is hills or mountains. */
  readonly roughShare?: number
  /** Of people without a usable connection. */
  readonly gapShare?: number
}

/**
 * The World Bank's class of an economy by its income per person, in dollars of the Atlas method; bounds of
 * the year to June 2026 (World Bank country classifications, July 2025).
 */
export function incomeClass(gniPerPersonUsd: number | null): PlaceProfile['income'] {
  if (gniPerPersonUsd === null) return undefined
  if (gniPerPersonUsd <= 1135) return 'low'
  if (gniPerPersonUsd <= 4495) return 'lowerMiddle'
  return gniPerPersonUsd <= 13_935 ? 'upperMiddle' : 'high'
}

/** Traits by which a place cannot be compared, because nobody here knows them. */
export function missingTraits(place: PlaceProfile): Trait['code'][] {
  const known: Readonly<Record<Trait['code'], boolean>> = {
    region: place.region !== undefined,
    group: true,
    income: place.income !== undefined,
    population: place.population !== undefined,
    density: place.peoplePerKm2 !== undefined,
    terrain: place.roughShare !== undefined,
    gap: place.gapShare !== undefined,
  }
  return (Object.keys(known) as Trait['code'][]).filter((code) => !known[code])
}

/** One thing two places share, or differ in, with how much it counts. */
export interface Trait {
  readonly code: 'region' | 'group' | 'income' | 'population' | 'density' | 'terrain' | 'gap'
  /** 0 is as different as can be, 1 the same. */
  readonly likeness: number
}

/** A place like another. */
export interface Peer {
  readonly id: string
  /** From 0 to 1: the mean of the likenesses that are known, weighted. */
  readonly likeness: number
  /** Most alike first. */
  readonly alike: readonly Trait[]
  readonly unlike: readonly Trait[]
}

const weights: Readonly<Record<Trait['code'], number>> = {
  region: 1,
  group: 2,
  income: 2,
  population: 1,
  density: 2,
  terrain: 2,
  gap: 3,
}
const incomes = ['low', 'lowerMiddle', 'upperMiddle', 'high'] as const

/** At least so many traits must be known of both, or likeness says nothing. */
const leastKnown = 3

/**
 * Places like this one, most alike first; the place itself and those of which too little is known are not
 * among them. Sizes and densities are compared by their ratio: sixteen times as many is wholly unlike.
 */
export function findPeers(
  place: PlaceProfile,
  others: readonly PlaceProfile[],
  most = 5,
): readonly Peer[] {
  return others
    .filter(({ id }) => id !== place.id)
    .flatMap((other): Peer[] => {
      const traits = traitsOf(place, other)
      if (traits.length < leastKnown) return []
      const weight = traits.reduce((sum, { code }) => sum + weights[code], 0)
      const sum = traits.reduce((all, { code, likeness }) => all + weights[code] * likeness, 0)
      const sorted = traits.toSorted((a, b) => b.likeness - a.likeness)
      return [
        {
          id: other.id,
          likeness: sum / weight,
          alike: sorted.filter(({ likeness }) => likeness >= 0.7),
          unlike: sorted.filter(({ likeness }) => likeness < 0.4).reverse(),
        },
      ]
    })
    .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
    .slice(0, most)
}

function traitsOf(a: PlaceProfile, b: PlaceProfile): Trait[] {
  const traits: Trait[] = []
  const add = (code: Trait['code'], likeness: number | undefined): void => {
    if (likeness !== undefined) traits.push({ code, likeness: Math.min(1, Math.max(0, likeness)) })
  }
  if (a.region !== undefined && b.region !== undefined) add('region', a.region === b.region ? 1 : 0)
  const groups = new Set([...a.groups, ...b.groups])
  // Two places of no group share nothing by that.
  if (groups.size > 0)
    add(
      'group',
      [...groups].filter((g) => a.groups.includes(g) && b.groups.includes(g)).length / groups.size,
    )
  if (a.income !== undefined && b.income !== undefined)
    add('income', 1 - Math.abs(incomes.indexOf(a.income) - incomes.indexOf(b.income)) / 3)
  add('population', ratioLikeness(a.population, b.population))
  add('density', ratioLikeness(a.peoplePerKm2, b.peoplePerKm2))
  add('terrain', shareLikeness(a.roughShare, b.roughShare))
  add('gap', shareLikeness(a.gapShare, b.gapShare))
  return traits
}

function ratioLikeness(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined || !(a > 0) || !(b > 0)) return undefined
  return 1 - Math.abs(log2(a / b)) / 4
}

/** Half of all apart is wholly unlike. */
function shareLikeness(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : 1 - Math.abs(a - b) * 2
}
