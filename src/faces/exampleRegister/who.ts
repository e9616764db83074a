// Who takes part in the example's register: made-up signatories around the example's country, and the
// made-up people who act for them. They have no address, so nobody can sign in as one of them.
import type { RecordData } from '#register/records.ts'
import type { StudyResult } from '#studyResult.ts'

/** Those who sign, by the name that the example's acts call them. */
export const partyNames = [
  'country',
  'capital',
  'port',
  'hill',
  'north',
  'south',
  'fund',
  'operator',
  'university',
] as const
export type PartyName = (typeof partyNames)[number]

/** Two officials for each; nobody of these names is meant. */
export const officials: Readonly<Record<PartyName, readonly [string, string]>> = {
  country: ['Salla Orne', 'Miro Tessuna'],
  capital: ['Ansa Velloro', 'Tivo Rendas'],
  port: ['Kaila Morevo', 'Oru Santel'],
  hill: ['Nella Durava', 'Pero Linnas'],
  north: ['Hesta Umbriel', 'Voro Sellan'],
  south: ['Lira Okkavel', 'Denno Marr'],
  fund: ['Rina Talovar', 'Jeko Ustin'],
  operator: ['Mavi Corello', 'Salo Brenna'],
  university: ['Ilo Vesterra', 'Uma Raskel'],
}

/** Others who act: an operator, a reviewer without a part in anything, a resident, a moderator. */
export const others = {
  keeper: 'Keeper of the example',
  reviewer: 'Review office of the example',
  resident: 'reedbird',
  moderator: 'House of the example',
} as const

type Signatory = Omit<RecordData<'signatory'>, 'officials'>

/** Who signs: the study's country, its three largest places, and made-up others around it. */
export function parties({ country }: Pick<StudyResult, 'country'>): Record<PartyName, Signatory> {
  const { sites } = country
  const order = Array.from(sites.name.keys())
    .filter((row) => sites.kind[row] === 'settlement' && sites.name[row] !== '')
    .sort((a, b) => sites.population[b] - sites.population[a])
  const city = (rank: number): Signatory => {
    const row = order[rank]
    return {
      kind: 'city',
      name: sites.name[row],
      country: country.iso3,
      fictional: true,
      place: { lon: round(sites.lon[row]), lat: round(sites.lat[row]) },
      population: Math.round(sites.population[row]),
    }
  }
  const organization = (name: string): Signatory => ({
    kind: 'organization',
    name,
    country: country.iso3,
    fictional: true,
  })
  const neighbor = (name: string, iso3: string): Signatory => ({
    kind: 'country',
    name,
    country: iso3,
    fictional: true,
  })
  return {
    country: { kind: 'country', name: country.name, country: country.iso3, fictional: true },
    capital: city(0),
    port: city(1),
    hill: city(2),
    north: neighbor('Ossera', 'XOS'),
    south: neighbor('Velmara', 'XVE'),
    fund: organization('Lantern Fund'),
    operator: organization('Tidewire Cooperative'),
    university: organization(`University of ${sites.name[order[0]]}`),
  }
}

/** A place is public to about a hundred meters. */
const round = (degrees: number): number => Math.round(degrees * 1000) / 1000
