// An example country as the files of a study folder, with the columns that planners' files have: CPP
// and Giga tables, healthsites, GeoJSON, GeoTIFF.
import { report, type Watch } from '#base/progress.ts'
import { csvFile, type Feature, geoJsonFile, pairs, utf8 } from '#example/_text.ts'
import { writeGeoTiff } from '#example/geoTiff.ts'
import { latAt, lonAt, rounded } from '#example/ground.ts'
import { hashShare } from '#example/noise.ts'
import { crossing, groupRings, outlineLabels, type RingGroup } from '#example/outline.ts'
import { cellPlacer, type Placer, roadLines, simplified } from '#example/roadLines.ts'
import { roadKinds } from '#example/roads.ts'
import { readmeText, studyText } from '#example/studyText.ts'
import type { World } from '#example/world.ts'

/** The files, by name, in the order a reader would open them. */
export function writeFiles(world: World, watch: Watch = {}): ReadonlyMap<string, Uint8Array> {
  const place = cellPlacer(world.ground, world.inner)
  const files = new Map<string, Uint8Array>()
  files.set('README.md', utf8(readmeText(world)))
  files.set('study.json', utf8(studyText(world)))
  report(watch, 'Writing tables', 0.8)
  files.set('settlements.csv', settlementsFile(world, place))
  const sites = institutionPlaces(world)
  files.set('schools.csv', schoolsFile(world, sites))
  files.set('health.csv', healthFile(world, sites))
  files.set('sites.csv', otherSitesFile(world, sites))
  files.set('towers.csv', towersFile(world, place))
  report(watch, 'Writing maps', 0.85)
  addOutlines(world, files)
  files.set('rivers.geojson', riversFile(world, place))
  files.set('roads.geojson', roadsFile(world, place))
  addFibre(world, place, files)
  report(watch, 'Writing rasters', 0.95)
  files.set('elevation.tif', elevationFile(world))
  files.set('population.tif', populationFile(world))
  return files
}

function settlementsFile({ settlements, districts, names }: World, place: Placer): Uint8Array {
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
function institutionPlaces({ ground, inner, institutions }: World): (readonly [number, number])[] {
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

type Places = readonly (readonly [lon: number, lat: number])[]

const unless = (word: string, unknown: string): string => (word === 'unknown' ? unknown : word)

/** Schools with the columns of Giga's open data. */
function schoolsFile(world: World, places: Places): Uint8Array {
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
        unless(capital(site.connected), ''),
        site.connectedBy,
        unless(capital(site.electricity), ''),
        site.users,
      ],
    ]
  })
  const header =
    'school_id,name,lat,lon,school_region,education_level,connectivity,type_connectivity,electricity,num_students'
  return csvFile(header.split(','), rows)
}

const capital = (word: string): string =>
  word === 'unknown' ? word : word[0].toUpperCase() + word.slice(1)

/** Clinics and hospitals as healthsites.io writes them. */
function healthFile({ institutions, names }: World, places: Places): Uint8Array {
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
        unless(site.connected, ''),
        site.connectedBy,
        unless(site.electricity, ''),
        site.users,
      ],
    ]
  })
  const header =
    'id,name,amenity,healthcare,lon,lat,is_connected,connectivity_type,has_electricity,number_of_users'
  return csvFile(header.split(','), rows)
}

/** All other institutions, as points of interest of ITU's Connectivity Planning Platform. */
function otherSitesFile({ institutions, names }: World, places: Places): Uint8Array {
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
        unless(site.connected, ''),
        site.connectedBy,
        unless(site.electricity, ''),
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
function towersFile({ towers }: World, place: Placer): Uint8Array {
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

/** Districts and the coast, from one set of borders. */
function addOutlines(world: World, files: Map<string, Uint8Array>): void {
  const { ground, districts, settlements, names } = world
  const outline = outlineLabels(ground, districts.district, districts.count)
  const people = new Float64Array(districts.count + 1)
  settlements.cell.forEach((cell, i) => {
    people[districts.district[cell]] += settlements.population[i]
  })
  const coordinates = (group: RingGroup): number[][][] => group.map(pairs)
  const areas: Feature[] = []
  for (let d = 1; d <= districts.count; d++) {
    areas.push({
      properties: {
        id: `${names.iso3}-${String(d).padStart(2, '0')}`,
        name: names.districts[d],
        admin_level: 1,
        population: people[d],
      },
      type: 'MultiPolygon',
      coordinates: groupRings(outline.ringsForLabel[d]).map(coordinates),
    })
  }
  files.set('areas.geojson', geoJsonFile(areas))
  const land = groupRings(outline.coast).map(
    (group): Feature => ({ properties: {}, type: 'Polygon', coordinates: coordinates(group) }),
  )
  files.set('land.geojson', geoJsonFile(land))
}

function riversFile({ ground, rivers, names }: World, place: Placer): Uint8Array {
  const km2 = ground.cellKm * ground.cellKm
  const features = rivers.map(({ cells, river, upstreamCells }): Feature => {
    const points = cells.map(place)
    const last = cells.length - 1
    if (ground.island[cells[last]] === 0) points[last] = coastPoint(ground, cells)
    const line = simplified(points, 0.45 * ground.cellDegrees, () => false)
    return {
      properties: {
        waterway: upstreamCells * km2 > 40 ? 'river' : 'stream',
        name: names.rivers[river],
        upstream_km2: Math.round(upstreamCells * km2 * 10) / 10,
      },
      type: 'LineString',
      coordinates: line,
    }
  })
  return geoJsonFile(features)
}

/** Where a river's last step, from a cell of land to the sea beside it, meets the coast. */
function coastPoint(ground: World['ground'], cells: readonly number[]): readonly [number, number] {
  const land = cells[cells.length - 2]
  const sea = cells[cells.length - 1]
  const share = crossing(ground.shape[land], ground.shape[sea])
  const at = (cell: number): [number, number] => [
    cell % ground.width,
    Math.floor(cell / ground.width),
  ]
  const [x1, y1] = at(land)
  const [x2, y2] = at(sea)
  return [
    rounded(lonAt(ground, x1 + share * (x2 - x1))),
    rounded(latAt(ground, y1 + share * (y2 - y1))),
  ]
}

function roadsFile({ ground, roads, settlements }: World, place: Placer): Uint8Array {
  const settled = new Set(settlements.cell)
  const features = roadLines(ground, roads).map(
    ({ kind, cells }, i): Feature => ({
      properties: { id: `R${i + 1}`, highway: roadKinds[kind - 1] },
      type: 'LineString',
      coordinates: simplified(cells.map(place), 0.3 * ground.cellDegrees, (k) =>
        settled.has(cells[k]),
      ),
    }),
  )
  return geoJsonFile(features)
}

function addFibre(world: World, place: Placer, files: Map<string, Uint8Array>): void {
  const { ground, fibre, names, settlements } = world
  const operator = 'Backbone Company'
  const nodes = fibre.nodes.map(({ cell, role, settlement, status }, i): Feature => {
    const name =
      settlement >= 0
        ? names.settlements[settlement]
        : role === 'landing'
          ? `Landing ${i + 1}`
          : `Splice ${i + 1}`
    return {
      properties: { id: `N${i + 1}`, name, role, status, operator },
      type: 'Point',
      coordinates: place(cell),
    }
  })
  const settled = new Set(settlements.cell)
  const routes = fibre.routes.map(({ cells, status, isSubmarine }, i): Feature => {
    const points = cells.map(place)
    const tolerance = isSubmarine ? 0 : 0.3 * ground.cellDegrees
    return {
      properties: {
        id: `F${i + 1}`,
        name: isSubmarine ? 'Submarine cable' : `Backbone ${i + 1}`,
        status,
        operator,
      },
      type: 'LineString',
      coordinates: simplified(points, tolerance, (k) => settled.has(cells[k])),
    }
  })
  files.set('fibre-nodes.geojson', geoJsonFile(nodes))
  files.set('fibre-routes.geojson', geoJsonFile(routes))
}

/** Heights in whole meters; the sea is 0, as in SRTM. */
function elevationFile({ ground }: World): Uint8Array {
  const values = new Int16Array(ground.elevation.length)
  for (let i = 0; i < values.length; i++) values[i] = Math.round(ground.elevation[i])
  return writeGeoTiff(ground, { values })
}

/** People per cell, as WorldPop writes them: no value at sea. */
function populationFile({ ground, peopled }: World): Uint8Array {
  const values = new Float32Array(peopled.people.length)
  for (let i = 0; i < values.length; i++) {
    values[i] = ground.island[i] === 0 ? -99999 : peopled.people[i]
  }
  return writeGeoTiff(ground, { values, missing: -99999 })
}
