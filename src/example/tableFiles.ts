// The tables of an example country, with the columns that planners' files have: Giga's schools,
// healthsites.io, points and cells of ITU's Connectivity Planning Platform.
import type { Answer } from '#country/model.ts'
import { csvFile } from '#example/_text.ts'
import { latAt, lonAt, rounded } from '#example/ground.ts'
import { hashShare } from '#example/noise.ts'
import type { Placer } from '#example/roadLines.ts'
import type { World } from '#example/world.ts'

/** Where each institution stands, row for row. */
export type Places = readonly (readonly [lon: number, lat: number])[]

/** Places with their residents. */
export function settlementsFile(
  { settlements, districts, names }: World,
  place: Placer,
): Uint8Array {
  const { cell, population } = settlements
  const rows = Array.from(cell, (at, i) => {
    const [lon, lat] = place(at)
    return [
      `P${i + 1}`,
      names.settlements[i],
      lat,
      lon,
      population[i],
      names.districts[districts.district[at]],
    ]
  })
  return csvFile(['id', 'name', 'lat', 'lon', 'population', 'district'], rows)
}

/** Where each institution stands: somewhere in its cell, so that neighbors do not coincide. */
export function institutionPlaces({ land, inner, institutions }: World): Places {
  const { ground } = land
  const seen = new Map<number, number>()
  return institutions.map(({ cell }) => {
    const count = (seen.get(cell) ?? 0) + 1
    seen.set(cell, count)
    const free = inner[cell] === 0 ? 0.2 : 0.9
    const x = (cell % ground.width) + free * (hashShare(cell, count, 21) - 0.5)
    const y = Math.floor(cell / ground.width) + free * (hashShare(cell, count, 22) - 0.5)
    return [rounded(lonAt(ground, x)), rounded(latAt(ground, y))]
  })
}

/** Yes, no, or nothing for what nobody knows. */
const said = (answer: Answer): string => (answer === 'unknown' ? '' : answer)

/** Schools with the columns of Giga's open data. */
export function schoolsFile(world: World, places: Places): Uint8Array {
  const { institutions, names, districts } = world
  const rows = institutions.flatMap((site, i) => {
    if (site.kind !== 'school') return []
    const [lon, lat] = places[i]
    const levels = ['Primary', 'Primary', 'Primary', 'Secondary', 'Primary and Secondary']
    return [
      [
        `${names.iso3}-SCH-${i + 1}`,
        names.institutions[i],
        lat,
        lon,
        names.districts[districts.district[site.cell]],
        levels[Math.floor(hashShare(i, 0, 31) * levels.length)],
        capital(said(site.connected)),
        site.connectedBy,
        capital(said(site.electricity)),
        site.users,
      ],
    ]
  })
  const header =
    'school_id,name,lat,lon,school_region,education_level,connectivity,type_connectivity,electricity,num_students'
  return csvFile(header.split(','), rows)
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

/** Clinics and hospitals as healthsites.io writes them. */
export function healthFile({ institutions, names }: World, places: Places): Uint8Array {
  const rows = institutions.flatMap((site, i) => {
    if (site.kind !== 'clinic' && site.kind !== 'hospital') return []
    const [lon, lat] = places[i]
    return [
      [
        `H${i + 1}`,
        names.institutions[i],
        site.kind,
        site.kind,
        lon,
        lat,
        said(site.connected),
        site.connectedBy,
        said(site.electricity),
        site.users,
      ],
    ]
  })
  const header =
    'id,name,amenity,healthcare,lon,lat,is_connected,connectivity_type,has_electricity,number_of_users'
  return csvFile(header.split(','), rows)
}

/** All other institutions, as points of interest of ITU's Connectivity Planning Platform. */
export function otherSitesFile({ institutions, names }: World, places: Places): Uint8Array {
  const rows = institutions.flatMap((site, i) => {
    if (site.kind === 'school' || site.kind === 'clinic' || site.kind === 'hospital') return []
    const [lon, lat] = places[i]
    return [
      [
        lat,
        lon,
        `POI${i + 1}`,
        names.institutions[i],
        site.kind,
        said(site.connected),
        site.connectedBy,
        said(site.electricity),
        site.users,
        names.iso3,
      ],
    ]
  })
  const header =
    'lat,lon,poi_id,name,poi_type,is_connected,connectivity_type,has_electricity,number_of_users,country_code'
  return csvFile(header.split(','), rows)
}

/** Towers, one row for each and technology, as cells of ITU's Connectivity Planning Platform. */
export function towersFile({ towers }: World, place: Placer): Uint8Array {
  const rows = towers.flatMap((tower, i) => {
    const [lon, lat] = place(tower.cell)
    const technologies = tower.technologies.length === 0 ? [''] : tower.technologies
    return technologies.map((technology) => [
      lat,
      lon,
      `T${i + 1}`,
      technology,
      tower.heightMeters,
      tower.radiusMeters,
      tower.operator,
    ])
  })
  return csvFile(
    ['lat', 'lon', 'ict_id', 'radio_type', 'antenna_height', 'radius_m', 'operator'],
    rows,
  )
}
