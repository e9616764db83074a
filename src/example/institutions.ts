// Schools, clinics and the other places that people go to, in numbers by population and in the
// places where people live.
import { exp } from '#base/math.ts'
import type { Random } from '#base/random.ts'
import type { Answer, SiteKind, Technology } from '#country/model.ts'
import type { Settlements } from '#example/people.ts'

/** One institution. */
export interface Institution {
  readonly kind: SiteKind
  readonly settlement: number
  readonly cell: number
  readonly connected: Answer
  readonly connectedBy: Technology | ''
  readonly electricity: Answer
  /** Pupils, patients or staff; NaN where nobody counted. */
  readonly users: number
}

/** People for each institution of a kind, and what share of them uses it. */
const rules: readonly {
  readonly kind: SiteKind
  readonly peopleEach: number
  readonly userShare: number
}[] = [
  { kind: 'school', peopleEach: 1500, userShare: 0.21 },
  { kind: 'clinic', peopleEach: 6000, userShare: 0.012 },
  { kind: 'hospital', peopleEach: 90_000, userShare: 0.006 },
  { kind: 'government', peopleEach: 20_000, userShare: 0.002 },
  { kind: 'library', peopleEach: 60_000, userShare: 0.004 },
  { kind: 'post', peopleEach: 12_000, userShare: 0.006 },
  { kind: 'market', peopleEach: 10_000, userShare: 0.03 },
  { kind: 'community', peopleEach: 8000, userShare: 0.01 },
  { kind: 'worship', peopleEach: 9000, userShare: 0.02 },
  { kind: 'telecenter', peopleEach: 45_000, userShare: 0.003 },
]

/** How many institutions of each kind so many people have; one of each at least. */
export function institutionCounts(population: number): ReadonlyMap<SiteKind, number> {
  return new Map(
    rules.map(({ kind, peopleEach }) => [kind, Math.max(1, Math.round(population / peopleEach))]),
  )
}

/** Whom the network reaches today, for each settlement. */
export interface NetworkReach {
  readonly cellular: Uint8Array
  readonly fibre: Uint8Array
}

/** Where institutions may stand, and what reaches them. */
export interface InstitutionOptions {
  /** The populated cells of a settlement. */
  readonly cellsOf: (settlement: number) => readonly number[]
  readonly reach: NetworkReach
  readonly random: Random
}

/** Places the institutions and says what a survey would have found in them. */
export function placeInstitutions(
  settlements: Settlements,
  counts: ReadonlyMap<SiteKind, number>,
  { cellsOf, reach, random }: InstitutionOptions,
): Institution[] {
  const { population } = settlements
  const result: Institution[] = []
  const taken = new Set<string>()
  for (const { kind, peopleEach, userShare } of rules) {
    const count = counts.get(kind) as number
    const isCentral = kind === 'hospital' || kind === 'government' || kind === 'library'
    const hosts = isCentral
      ? Array.from({ length: count }, (_, i) => i % population.length)
      : systematic(population, count, random)
    for (const settlement of hosts) {
      const cells = cellsOf(settlement)
      let cell = random.pick(cells)
      // Two of one kind stand apart where the place is large enough for that.
      for (let tries = 0; tries < 12 && taken.has(`${kind} ${cell}`); tries++) {
        cell = random.pick(cells)
      }
      taken.add(`${kind} ${cell}`)
      const users = Math.round(peopleEach * userShare * exp(0.45 * random.normal()))
      result.push({
        kind,
        settlement,
        cell,
        ...connection(settlement, population[settlement], reach, random),
        electricity: electricity(population[settlement], reach.cellular[settlement] === 1, random),
        users: random.share() < 0.05 ? Number.NaN : Math.max(3, users),
      })
    }
  }
  return result
}

/** Hosts drawn at equal steps through all people, so that each place gets its share (and no more). */
function systematic(population: Int32Array, count: number, random: Random): number[] {
  // Hamlets send their children to the next village.
  const least = Math.min(120, population[Math.min(population.length - 1, Math.floor(count / 2))])
  let all = 0
  for (const people of population) if (people >= least) all += people
  const step = all / count
  let next = random.share() * step
  let passed = 0
  const hosts: number[] = []
  for (let i = 0; i < population.length && hosts.length < count; i++) {
    if (population[i] < least) continue
    passed += population[i]
    while (next < passed && hosts.length < count) {
      hosts.push(i)
      next += step
    }
  }
  while (hosts.length < count) hosts.push(0)
  return hosts
}

function connection(
  settlement: number,
  people: number,
  reach: NetworkReach,
  random: Random,
): Pick<Institution, 'connected' | 'connectedBy'> {
  const draw = random.share()
  const how = random.share()
  if (draw < 0.22) return { connected: 'unknown', connectedBy: '' }
  if (reach.fibre[settlement] === 1 && draw < 0.75) {
    return { connected: 'yes', connectedBy: how < 0.6 ? 'fibre' : 'cellular' }
  }
  if (reach.cellular[settlement] === 1 && draw < (people > 2000 ? 0.72 : 0.6)) {
    return { connected: 'yes', connectedBy: how < 0.8 ? 'cellular' : 'microwave' }
  }
  if (reach.cellular[settlement] === 0 && draw < 0.27) {
    return { connected: 'yes', connectedBy: 'satellite' }
  }
  return { connected: 'no', connectedBy: '' }
}

function electricity(people: number, isReached: boolean, random: Random): Answer {
  const draw = random.share()
  if (draw < 0.07) return 'unknown'
  const likely = people > 2000 ? 0.97 : isReached ? 0.85 : 0.5
  return random.share() < likely ? 'yes' : 'no'
}
