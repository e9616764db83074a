// A finished study as three tables for the public: sites, links, areas. The same tables stand behind
// every page, every download and every file that `--out` writes. Schemas: `docs/manual/tables.md`.
import { type Schema, type Table, tableFromRows, tableLength } from '#base/table.ts'
import { siteColumns } from '#country/model.ts'
import { publicDegrees } from '#faces/report/publicPlace.ts'
import { linkColumns, siteChoiceColumns } from '#plan/plan.ts'
import type { StudyResult } from '#study.ts'

const year = {
  type: 'i32',
  unit: 'year',
  missing: -1,
  means: 'Year of the roadmap; empty where nothing is built or no budget is left.',
} as const

/** `sites`: every place of the study, what serves it today and what the plan does there. */
export const publicSiteColumns = {
  id: siteColumns.id,
  kind: siteColumns.kind,
  name: siteColumns.name,
  lon: { ...siteColumns.lon, means: 'Longitude, WGS 84; of an institution rounded to 0.001°.' },
  lat: { ...siteColumns.lat, means: 'Latitude, WGS 84; of an institution rounded to 0.001°.' },
  placeOrigin: siteColumns.placeOrigin,
  area: { type: 'text', unit: '', missing: '', means: 'The smallest area that holds the place.' },
  population: siteColumns.population,
  populationOrigin: siteColumns.populationOrigin,
  users: siteColumns.users,
  service: {
    type: 'text',
    unit: '',
    missing: 'never',
    values: ['served', 'unserved', 'unknown'],
    means: 'Whether the place has usable service today; unknown is never counted as unserved.',
  },
  servedBy: { ...siteColumns.connectedBy, means: 'The technology that serves it today, if known.' },
  choice: siteChoiceColumns.choice,
  year,
  demandMbps: siteChoiceColumns.demandMbps,
  capexUsd: siteChoiceColumns.capexUsd,
  opexUsdPerYear: siteChoiceColumns.opexUsdPerYear,
  tcoUsd: siteChoiceColumns.tcoUsd,
  npvCostUsd: siteChoiceColumns.npvCostUsd,
  nextBest: siteChoiceColumns.nextBest,
  nextBestExtraUsd: siteChoiceColumns.nextBestExtraUsd,
  link: {
    type: 'text',
    unit: '',
    missing: '',
    means: 'The last new link to the place (links.id).',
  },
  source: { type: 'text', unit: '', missing: '', means: 'The source of the place (attribution).' },
} as const satisfies Schema
export type PublicSites = Table<typeof publicSiteColumns>

/** `links`: every new link, each once however many places use it. */
export const publicLinkColumns = {
  id: linkColumns.id,
  technology: linkColumns.technology,
  year,
  lengthMeters: linkColumns.lengthMeters,
  capexUsd: linkColumns.capexUsd,
  opexUsdPerYear: linkColumns.opexUsdPerYear,
  tcoUsd: linkColumns.tcoUsd,
  npvCostUsd: linkColumns.npvCostUsd,
  upstream: {
    type: 'text',
    unit: '',
    missing: '',
    means: 'The link nearer the gateway that this one hangs on (links.id).',
  },
} as const satisfies Schema
export type PublicLinks = Table<typeof publicLinkColumns>

const people = (which: string) =>
  ({ type: 'f64', unit: 'person', missing: 'NaN', means: `People ${which} today.` }) as const
const sites = (which: string) =>
  ({ type: 'i32', unit: '', missing: 'never', means: `Sites ${which} today.` }) as const

/** `areas`: the gap of each area. */
export const publicAreaColumns = {
  id: { type: 'text', unit: '', missing: 'never', means: 'The identity its source gives it.' },
  name: { type: 'text', unit: '', missing: '', means: 'Local name, as the source gives it.' },
  people: { ...people(''), means: 'People, all together.' },
  peopleServed: people('served'),
  peopleUnserved: people('unserved'),
  peopleUnknown: people('whose service is unknown'),
  sites: { ...sites(''), means: 'Sites, all together.' },
  sitesServed: sites('served'),
  sitesUnserved: sites('unserved'),
  sitesUnknown: sites('whose service is unknown'),
  demandMbps: { type: 'f64', unit: 'mbps', missing: 'never', means: 'What all its sites need.' },
} as const satisfies Schema
export type PublicAreas = Table<typeof publicAreaColumns>

/** Digits after the point that a public figure keeps: cents, kilobits, centimeters. */
const rounded = (value: number, digits: number): number => {
  const scale = Number(`1e${digits}`)
  return Math.round(value * scale) / scale
}

/** The study's sites, row for row with the country's. */
export function publicSites({ country, gap, plan, roadmap, study }: StudyResult): PublicSites {
  const { sites: places, areas, sources } = country
  const degrees = publicDegrees(study)
  const rows = Array.from({ length: tableLength(places) }, (_, i) => {
    const exact = places.kind[i] === 'settlement'
    return {
      id: places.id[i],
      kind: places.kind[i],
      name: places.name[i],
      lon: degrees(places.lon[i], exact),
      lat: degrees(places.lat[i], exact),
      placeOrigin: places.placeOrigin[i],
      area: places.area[i] < 0 ? '' : areas.table.id[places.area[i]],
      population: rounded(places.population[i], 2),
      populationOrigin: places.populationOrigin[i],
      users: rounded(places.users[i], 2),
      service: gap.serviceForSite[i],
      servedBy: gap.servedByForSite[i],
      choice: plan.sites.choice[i],
      year: roadmap.yearForSite[i] || -1,
      demandMbps: rounded(plan.sites.demandMbps[i], 3),
      capexUsd: rounded(plan.sites.capexUsd[i], 2),
      opexUsdPerYear: rounded(plan.sites.opexUsdPerYear[i], 2),
      tcoUsd: rounded(plan.sites.tcoUsd[i], 2),
      npvCostUsd: rounded(plan.sites.npvCostUsd[i], 2),
      nextBest: plan.sites.nextBest[i],
      nextBestExtraUsd: rounded(plan.sites.nextBestExtraUsd[i], 2),
      link: plan.sites.link[i] < 0 ? '' : plan.links.id[plan.sites.link[i]],
      source: sources[places.source[i]]?.id ?? '',
    }
  })
  return tableFromRows(publicSiteColumns, rows)
}

/** The plan's links, row for row. */
export function publicLinks({ plan, roadmap }: StudyResult): PublicLinks {
  const { links } = plan
  const rows = Array.from({ length: tableLength(links) }, (_, i) => ({
    id: links.id[i],
    technology: links.technology[i],
    year: roadmap.yearForLink[i] || -1,
    lengthMeters: rounded(links.lengthMeters[i], 2),
    capexUsd: rounded(links.capexUsd[i], 2),
    opexUsdPerYear: rounded(links.opexUsdPerYear[i], 2),
    tcoUsd: rounded(links.tcoUsd[i], 2),
    npvCostUsd: rounded(links.npvCostUsd[i], 2),
    upstream: links.upstream[i] < 0 ? '' : links.id[links.upstream[i]],
  }))
  return tableFromRows(publicLinkColumns, rows)
}

/** The gap's areas, row for row. */
export function publicAreas({ gap }: StudyResult): PublicAreas {
  const rows = gap.areas.map((area) => ({
    id: area.id,
    name: area.name,
    ...(area.people === null
      ? {}
      : {
          people: rounded(area.people.total, 2),
          peopleServed: rounded(area.people.served, 2),
          peopleUnserved: rounded(area.people.unserved, 2),
          peopleUnknown: rounded(area.people.unknown, 2),
        }),
    sites: area.sites.total,
    sitesServed: area.sites.served,
    sitesUnserved: area.sites.unserved,
    sitesUnknown: area.sites.unknown,
    demandMbps: rounded(area.demandMbps, 3),
  }))
  return tableFromRows(publicAreaColumns, rows)
}
