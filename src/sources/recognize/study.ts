// From what was recognized to `study.json`: every assumption spelled out, and what is missing with how it
// limits the answer.
import { tableLength } from '#base/table.ts'
import type { Country } from '#country/model.ts'
import type { Recognition } from '#sources/recognize/recognition.ts'
import type { StudyFile } from '#sources/studyFile.ts'
import type { Role } from '#sources/studySchema.ts'

/** Something a planner would want and the folder does not hold. */
export interface Missing {
  readonly what: string
  readonly limits: string
  readonly cure: string
}

/** What names the study. */
export interface StudyNames {
  readonly id: string
  readonly iso3: string
  readonly name: string
  /** False where nothing in the files told the country. */
  readonly isKnown: boolean
  /** Share of the places that lie nearest to the country's cities, where nothing else told it. */
  readonly byPlaces?: number
}

/** The study of a folder as far as its files alone tell it. */
export function studyOf(found: Recognition, names: StudyNames): StudyFile {
  const roles = new Set(found.recognized.flatMap(rolesOf))
  const hasGrid = roles.has('population') || roles.has('settlements')
  const spreads = !hasGrid && roles.has('areas') && (roles.has('census') || censusInAreas(found))
  const { extent } = found
  return {
    id: names.id,
    title: `${names.name}: every village, school and clinic online`,
    country: {
      iso3: names.iso3,
      name: names.name,
      ...(extent === undefined || roles.has('areas')
        ? {}
        : {
            extent: [
              round(extent.west),
              round(extent.south),
              round(extent.east),
              round(extent.north),
            ] as const,
          }),
    },
    sources: found.recognized.map(({ source }) => source),
    complete: { cellular: roles.has('coverage'), fibre: false },
    ...(spreads ? { reconcile: { people: { areas: 'census' as const } } } : {}),
    ...(roles.has('roads')
      ? {}
      : {
          fibre: {
            along: 'straight' as const,
            detourFactor: 1.3,
            // People in the middles of areas lie farther apart than villages do.
            ...(spreads && !roles.has('places') ? { maxLinkMeters: 200_000 } : {}),
          },
        }),
    assumptions: assumptionsOf(found, roles, spreads, names),
  }
}

function rolesOf({ source }: Recognition['recognized'][number]): readonly Role[] {
  return typeof source.as === 'string' ? [source.as] : source.as
}

function censusInAreas({ recognized }: Recognition): boolean {
  return recognized.some(
    (one) => rolesOf(one).includes('areas') && one.source.columns?.population !== undefined,
  )
}

/** A hundredth of a degree outward is near enough for a box. */
function round(degrees: number): number {
  return Math.round(degrees * 100) / 100
}

function assumptionsOf(
  { recognized }: Recognition,
  roles: ReadonlySet<Role>,
  spreads: boolean,
  { isKnown, name, byPlaces }: StudyNames,
): readonly { id: string; text: string }[] {
  const untold = recognized.filter(
    ({ source }) =>
      [source.as].flat().includes('coverage') &&
      source.technology !== undefined &&
      source.columns?.technology === undefined,
  )
  const told: [string, boolean, string][] = [
    [
      'country',
      !isKnown,
      `No file tells the country: "${name}" is the name of the folder, and ZZZ stands for its code; "silta new --country" sets it.`,
    ],
    [
      'country-by-places',
      byPlaces !== undefined,
      `No file tells the country: ${Math.round((byPlaces ?? 0) * 100)} of 100 places lie nearest to cities of ${name}, so it is taken for that; "silta new --country" corrects it.`,
    ],
    [
      'recognized',
      true,
      'What each file holds, and which of its columns, was recognized by names and values; the page beside the study says why for each.',
    ],
    [
      'detour',
      !roles.has('roads'),
      'No roads are given: a kilometer of new fibre is taken as 1.3 straight kilometers (docs/methods/detour.md).',
    ],
    [
      'coverage-complete',
      roles.has('coverage'),
      'The coverage given is taken as all there is: a place outside it, and far from fibre, counts as unserved.',
    ],
    [
      'coverage-technology',
      untold.length > 0,
      `Nobody says of which generation the coverage is in ${untold.map(({ file }) => `"${file}"`).join(', ')}: it is taken for 4G, and whoever lives in it counts as served; set "technology" where it is 2G or 3G.`,
    ],
    [
      'coverage-unknown',
      !roles.has('coverage'),
      'No coverage map is given: a place beyond known fibre counts as unknown, never as unserved, and is planned for.',
    ],
    [
      'fibre-incomplete',
      true,
      'The fibre given may not be all there is; every working route is taken as fed from outside.',
    ],
    [
      'people-spread',
      spreads && !roles.has('places'),
      'No population grid and no villages are given: the people of each area’s census are put around its schools, clinics and other sites, or in its middle where it has none.',
    ],
    [
      'people-spread',
      spreads && roles.has('places'),
      'No population grid is given: the people of each area’s census are spread over its named places.',
    ],
    [
      'prices',
      true,
      'Prices, demand and the discount rate are Silta’s defaults (docs/methods/finance.md).',
    ],
    ['budget', true, 'No budget is given: nothing limits what is built in a year.'],
    [
      'boundaries',
      true,
      'Boundaries and names shown imply no position on the status of any territory.',
    ],
  ]
  return told.flatMap(([id, holds, text]) => (holds ? [{ id, text }] : []))
}

/** What the country lacks for a better answer, the gravest first. */
export function missingIn(
  country: Country | undefined,
  found: Recognition,
  hasGateways = false,
): readonly Missing[] {
  const roles = new Set(found.recognized.flatMap(rolesOf))
  const sites = country?.sites.kind ?? []
  const has = (kind: string): boolean => (sites as readonly string[]).includes(kind)
  const hasPeople = country?.sites.population.some((people) => people > 0) ?? false
  const told: [boolean, Missing][] = [
    [
      !hasPeople,
      {
        what: 'People',
        limits: 'Only institutions are planned; nobody is counted, and villages are not served.',
        cure: 'Add a population grid (WorldPop, GHSL: GeoTIFF), or a table of villages with their residents.',
      },
    ],
    [
      hasPeople && !['population', 'settlements', 'places'].some((role) => roles.has(role as Role)),
      {
        what: 'Where people live',
        limits:
          'The census of each area is put around its schools and clinics: villages far from them are missed, and fibre and radio are priced too short.',
        cure: 'Add villages by name with positions (OpenStreetMap’s places will do, even without residents), or a population grid.',
      },
    ],
    [
      !roles.has('areas'),
      {
        what: 'Boundaries',
        limits:
          'The gap is told for the country as a whole; points across the border are not left out.',
        cure: 'Add administrative boundaries (geoBoundaries, OCHA COD-AB) with "adm" or "boundaries" in the file’s name.',
      },
    ],
    [
      country === undefined ||
        tableLength(country.fibreNodes) + tableLength(country.fibreRoutes.table) === 0,
      {
        what: 'Fibre',
        limits: hasGateways
          ? 'New fibre starts from assumed gateways (assumed-gateways.csv), which serve nobody today; where fibre really is would change routes and cost.'
          : 'New fibre has nowhere to start, so everything is satellite or radio.',
        cure: 'Add the operators’ routes and nodes (OFDS, KML), or a table of gateways with "fibre" in the file’s name.',
      },
    ],
    [
      !roles.has('roads'),
      {
        what: 'Roads',
        limits: 'Fibre is priced along straight lines times 1.3, also where no road leads.',
        cure: 'Add an OpenStreetMap extract (.osm.pbf, Geofabrik).',
      },
    ],
    [
      !roles.has('coverage'),
      {
        what: 'Mobile coverage',
        limits:
          'Whether a place is served today is unknown beyond fibre, and cellular is no option there.',
        cure: 'Ask the regulator for coverage polygons by technology, or add OpenCelliD cells.',
      },
    ],
    [
      !has('school'),
      {
        what: 'Schools',
        limits: 'No school is planned.',
        cure: 'Add the ministry’s list, or Giga’s.',
      },
    ],
    [
      !has('clinic') && !has('hospital'),
      {
        what: 'Clinics and hospitals',
        limits: 'No clinic is planned.',
        cure: 'Add the master facility list, or healthsites.io.',
      },
    ],
    [
      !roles.has('elevation'),
      {
        what: 'Terrain',
        limits: 'Radio is not planned over hills.',
        cure: 'Add SRTM tiles (.hgt) or a GeoTIFF with "elevation" in its name.',
      },
    ],
    [
      true,
      {
        what: 'Income per person',
        limits: 'Affordability is not told.',
        cure: 'Set economy.gniPerPersonUsd (World Bank, Atlas method).',
      },
    ],
  ]
  return told.flatMap(([holds, one]) => (holds ? [one] : []))
}
