// Signal counted in people: cell by cell where a population grid is known, else place by place, with
// what only assumed or unsaid towers would bring kept apart as unknown.
import { type Country, type RadioTechnology, radioTechnologies } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import type { Ground } from '#gap/ground.ts'
import type { Service } from '#gap/service.ts'
import { type Signal, signalForPlace } from '#gap/signal.ts'

/** Residents by the signal of one technology, in whole people; the four add up to the total. */
export interface PeopleBySignal {
  readonly technology: RadioTechnology
  /** Null where no source gives a population. */
  readonly people: (Readonly<Record<Signal, number>> & { readonly total: number }) | null
  /** Of the unknown, those whom a tower would reach that is only assumed, or of unsaid technology. */
  readonly maybePeople: number | null
}

/** The same before it is counted: residents of each site by signal, not whole. */
export interface SignalAtSites {
  readonly technology: RadioTechnology
  readonly people: Readonly<Record<Signal, Float64Array>>
  readonly maybe: Float64Array
}

/** People of a grid are asked for by squares of this side, degrees (about 275 m). */
const squareDegrees = 0.0025

/** Points that stand for people, each in one site. */
interface PeoplePoints {
  readonly lon: Float64Array
  readonly lat: Float64Array
  readonly people: Float64Array
  readonly site: Int32Array
}

/** What towers bring: service at each site, and people by technology and signal. */
export function signalOfCountry(
  country: Country,
  ground: Ground,
  study: Study,
  counting: readonly RadioTechnology[],
): { readonly forSite: Service[]; readonly signals: readonly SignalAtSites[] } {
  const points = peoplePoints(country)
  const best: Signal[] = new Array(points.site.length).fill(
    country.completeness.cellular ? 'none' : 'unknown',
  )
  const signals = radioTechnologies.map((technology) => {
    const { signal, isMaybe } = signalOf(country, ground, study, technology, points)
    if (counting.includes(technology))
      for (let i = 0; i < best.length; i++) best[i] = betterOf(best[i], signal[i])
    return signalAtSites(country, technology, points, signal, isMaybe)
  })
  return { forSite: serviceForSite(country, points, best), signals }
}

/** By one technology: what known towers bring; where they do not reach, whether another might. */
function signalOf(
  country: Country,
  ground: Ground,
  study: Study,
  technology: RadioTechnology,
  points: PeoplePoints,
): { signal: Signal[]; isMaybe: Uint8Array } {
  const { towers, completeness } = country
  const rows = Array.from(towers.lon.keys())
  const isKnown = (tower: number): boolean =>
    towers.technology[tower] === technology && towers.placeOrigin[tower] !== 'assumed'
  const isPossible = (tower: number): boolean =>
    !isKnown(tower) && (towers.technology[tower] === technology || towers.technology[tower] === '')
  const signal = signalForPlace(country, ground, study, technology, rows.filter(isKnown), points)
  const isMaybe = new Uint8Array(signal.length)
  const open = Int32Array.from(signal.keys()).filter((i) => signal[i] === 'none')
  const maybe = signalForPlace(country, ground, study, technology, rows.filter(isPossible), {
    lon: Float64Array.from(open, (i) => points.lon[i]),
    lat: Float64Array.from(open, (i) => points.lat[i]),
  })
  open.forEach((i, k) => {
    if (maybe[k] === 'indoors' || maybe[k] === 'outdoors') isMaybe[i] = 1
    if (maybe[k] !== 'none' || !completeness.cellular) signal[i] = 'unknown'
  })
  return { signal, isMaybe }
}

const rank: Readonly<Record<Signal, number>> = { none: 0, unknown: 1, outdoors: 2, indoors: 3 }

/** Of two technologies, what the better brings; not known is better than known to be none. */
function betterOf(a: Signal, b: Signal): Signal {
  return rank[a] >= rank[b] ? a : b
}

/** The people of each settlement by squares of its cells; every other site as one point. */
function peoplePoints({ sites, cells }: Country): PeoplePoints {
  const squares = new Map<string, { lon: number; lat: number; people: number; site: number }>()
  for (let cell = 0; cell < cells.lon.length; cell++) {
    const site = cells.settlement[cell]
    const people = cells.population[cell]
    if (site < 0 || !(people > 0)) continue
    const x = Math.floor(cells.lon[cell] / squareDegrees)
    const y = Math.floor(cells.lat[cell] / squareDegrees)
    const key = `${site} ${x} ${y}`
    const square = squares.get(key)
    if (square === undefined)
      squares.set(key, {
        lon: (x + 0.5) * squareDegrees,
        lat: (y + 0.5) * squareDegrees,
        people,
        site,
      })
    else square.people += people
  }
  const points = [...squares.values()]
  const hasSquares = new Uint8Array(sites.id.length)
  for (const { site } of points) hasSquares[site] = 1
  for (let site = 0; site < hasSquares.length; site++) {
    if (hasSquares[site] === 1) continue
    const residents = sites.kind[site] === 'settlement' ? sites.population[site] : 0
    points.push({
      lon: sites.lon[site],
      lat: sites.lat[site],
      people: residents > 0 ? residents : 0,
      site,
    })
  }
  return {
    lon: Float64Array.from(points, ({ lon }) => lon),
    lat: Float64Array.from(points, ({ lat }) => lat),
    people: Float64Array.from(points, ({ people }) => people),
    site: Int32Array.from(points, ({ site }) => site),
  }
}

/**
 * A site is served where at least half of its people are reached, outdoors at least; unknown where it
 * might be, were all that is unknown reached. A site without people is its one point.
 */
function serviceForSite(
  { sites }: Country,
  points: PeoplePoints,
  best: readonly Signal[],
): Service[] {
  const count = sites.id.length
  const [reached, unknown, total] = [0, 1, 2].map(() => new Float64Array(count))
  for (let i = 0; i < best.length; i++) {
    const site = points.site[i]
    const weight = points.people[i] > 0 ? points.people[i] : 1e-9
    total[site] += weight
    if (best[i] === 'unknown') unknown[site] += weight
    else if (best[i] !== 'none') reached[site] += weight
  }
  return Array.from(total, (all, site): Service => {
    if (reached[site] > 0 && reached[site] >= all / 2) return 'served'
    return unknown[site] > 0 && reached[site] + unknown[site] >= all / 2 ? 'unknown' : 'unserved'
  })
}

function signalAtSites(
  { sites }: Country,
  technology: RadioTechnology,
  points: PeoplePoints,
  signal: readonly Signal[],
  isMaybe: Uint8Array,
): SignalAtSites {
  const none = (): Float64Array => new Float64Array(sites.id.length)
  const people = { indoors: none(), outdoors: none(), none: none(), unknown: none() }
  const maybe = none()
  for (let i = 0; i < signal.length; i++) {
    people[signal[i]][points.site[i]] += points.people[i]
    maybe[points.site[i]] += points.people[i] * isMaybe[i]
  }
  return { technology, people, maybe }
}

/** Counts the people of some sites by the signal of one technology. */
export function peopleBySignal(
  { sites }: Country,
  { technology, people: at, maybe: maybeAt }: SignalAtSites,
  rows: readonly number[],
): PeopleBySignal {
  const over = (values: Float64Array): number => rows.reduce((sum, row) => sum + values[row], 0)
  const maybe = over(maybeAt)
  const isCounted = sites.kind.some(
    (kind, i) => kind === 'settlement' && !Number.isNaN(sites.population[i]),
  )
  if (!isCounted) return { technology, people: null, maybePeople: null }
  // The running total is rounded, so that the four add up to the whole.
  let running = 0
  let before = 0
  const whole = (value: number): number => {
    running += value
    const people = Math.round(running) - before
    before += people
    return people
  }
  const people = {
    indoors: whole(over(at.indoors)),
    outdoors: whole(over(at.outdoors)),
    none: whole(over(at.none)),
    unknown: whole(over(at.unknown)),
  }
  return {
    technology,
    people: { ...people, total: before },
    maybePeople: Math.min(Math.round(maybe), people.unknown),
  }
}
