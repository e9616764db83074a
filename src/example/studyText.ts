// What an example country asks of Silta (`study.json`), and what it says of itself (`README.md`).
import type { World } from '#example/world.ts'

const licence = 'CC0-1.0'

/** `study.json`: the sources with what they are read as, the years, the budget, the assumptions. */
export function studyText(world: World): string {
  const { names, sites, seed } = world
  const source = (file: string, as: string, title: string, rest: object = {}): object => ({
    file,
    as,
    title: `${title} of ${names.country} (invented)`,
    origin: 'modeled',
    licence,
    attribution: `${names.country}, a fictional country made by Silta (${sites} sites, seed ${seed})`,
    date: '2026',
    ...rest,
  })
  const study = {
    id: names.country.toLowerCase(),
    title: `Everyone in ${names.country} connected by the end of 2029`,
    country: { iso3: names.iso3, name: names.country },
    sources: [
      source('areas.geojson', 'areas', 'Districts'),
      source('land.geojson', 'land', 'Coast'),
      source('settlements.csv', 'settlements', 'Census of places'),
      source('schools.csv', 'sites', 'Schools', { kind: 'school' }),
      source('health.csv', 'sites', 'Health facilities'),
      source('sites.csv', 'sites', 'Public places'),
      source('towers.csv', 'towers', 'Register of towers'),
      source('fibre-nodes.geojson', 'fibreNodes', 'Fibre nodes'),
      source('fibre-routes.geojson', 'fibreRoutes', 'Fibre routes'),
      source('roads.geojson', 'roads', 'Roads'),
      source('elevation.tif', 'elevation', 'Terrain'),
    ],
    complete: { cellular: true, fibre: true },
    economy: { discountRate: 0.08, horizonYears: 10, gniPerPersonUsd: 2400, gini: 0.38 },
    budget: {
      firstYear: 2026,
      lastYear: 2029,
      capexUsdPerYear: budgetUsd(sites),
    },
    assumptions: [
      {
        id: 'fictional',
        text: `${names.country} does not exist: its land, people and networks are computed from a number.`,
      },
      {
        id: 'register',
        text: 'The register of towers leaves out the technology in one district: whom only those towers reach is unknown.',
      },
    ],
    seed: 1,
  }
  return `${JSON.stringify(study, null, 2)}\n`
}

/**
 * What may be spent on building in each of four years: a little less than everyone would cost, which
 * grows with size somewhat faster than the number of sites, and more in the later years.
 */
function budgetUsd(sites: number): number[] {
  const total = 336 * sites * Math.sqrt(Math.sqrt(sites))
  return [0.2, 0.25, 0.275, 0.275].map((share) => Math.round((share * total) / 1000) * 1000)
}

/** The page that stands in the folder. */
export function readmeText({ names, sites, seed, settlements }: World): string {
  const people = settlements.population.reduce((total, count) => total + count, 0)
  return `# ${names.country}

No such country exists. Silta computed it from two numbers, ${sites} sites and seed ${seed}; the same
numbers give the same bytes on every machine. It lies in the south Atlantic where there is no land, its
code ${names.iso3} is from the range that ISO 3166-1 leaves to its users, and every name in it is
invented. Do with it what you like (${licence}).

${grouped(people)} people live in ${grouped(settlements.cell.length)} places. Capital: ${names.settlements[0]}.

    silta plan .

| file | holds |
| --- | --- |
| study.json | the question: sources, years, budget, assumptions |
| areas.geojson | districts with their population |
| land.geojson | the coast |
| settlements.csv | places with their residents |
| population.tif | residents per cell; adds up to the same |
| schools.csv | schools, with the columns of Giga |
| health.csv | clinics and hospitals, with the columns of healthsites.io |
| sites.csv | other public places, with the columns of ITU's Connectivity Planning Platform |
| towers.csv | towers, one row for each technology |
| fibre-nodes.geojson, fibre-routes.geojson | the fibre that stands or is being laid |
| roads.geojson | roads; two meet where they share a coordinate |
| rivers.geojson | rivers, drawn downstream |
| elevation.tif | heights in meters |

How it is made: docs/methods/example.md.
`
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}
