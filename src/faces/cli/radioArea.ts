// `silta radio area`: the signal of a study's towers as maps (GeoTIFF, contours) and in people, by
// technology, area and signal.
import type { Json } from '#base/canonical.ts'
import { hasError } from '#base/problem.ts'
import { type RadioTechnology, radioTechnologies } from '#country/model.ts'
import { type Answer, type Call, type Command, UsageError } from '#faces/cli/command.ts'
import { columns, count } from '#faces/cli/figures.ts'
import { texts, wholeNumber } from '#faces/cli/options.ts'
import {
  problemCount,
  readStudyOf,
  stopped,
  studyOptions,
  studyThreads,
  withoutTerrain,
} from '#faces/cli/studyInput.ts'
import { checkFolder, writeFolder } from '#faces/folder.ts'
import { signalDrawing } from '#faces/report/signalDrawing.ts'
import { type Ground, groundOf } from '#gap/ground.ts'
import { radioClimateOf } from '#gap/radioClimate.ts'
import { peopleBySignalAndArea, type SignalMap, signalMap } from '#gap/signalMap.ts'
import { contourLines } from '#geo/contours.ts'
import { writeGeoTiff } from '#geo/geoTiff.ts'
import type { Grid } from '#geo/shapes.ts'
import type { TerrainWindow } from '#geo/terrain.ts'

const help = `Usage: silta radio area STUDY [options]

Maps the signal of a study's towers over its terrain and land cover (P.1812), and counts the people of
each area by signal: indoors, outdoors only, none, unknown.

  --technology T   2G, 3G, 4G or 5G (several times; default: all that a tower has). Towers whose
                   technology nobody says are left out
  --cell M         side of a cell in meters, 50 to 2000 (default 200)
  --method M       sweep (default) or exact: a profile for each cell
  --out DIR        write signal-T.tif (dBm), over-others-T.tif (dB over noise and other towers),
                   server-T.tif (row of the tower, from 0; -1 for none), contours-T.geojson, and map-T.svg, a drawing
                   of who is reached and which tower serves, into DIR
  --workers N      threads to use; the answer does not depend on it (default: the machine's, at most 8)
  --override K=V   set one entry of study.json for this run
  --json           one JSON document on stdout, nothing else

Example: silta radio area studies/comoros --technology 4G --out /tmp/comoros-4g`

async function run(call: Call): Promise<Answer> {
  const { options, watch } = call
  const asked = texts(options.technology)
  const unknown = asked.find((name) => !radioTechnologies.includes(name as RadioTechnology))
  if (unknown !== undefined)
    throw new UsageError(`Cannot map "${unknown}": expected one of ${radioTechnologies.join(', ')}`)
  const cellMeters = wholeNumber(options.cell, 'cell', 200, 50, 2000)
  const method = options.method ?? 'sweep'
  if (method !== 'sweep' && method !== 'exact')
    throw new UsageError(`Cannot map by "${String(method)}": the method is sweep or exact`)
  const { out } = options
  if (typeof out === 'string') await checkFolder(out, isMapFile)
  const { country, study, problems } = await readStudyOf(call)
  if (country === undefined || study === undefined || hasError(problems)) return stopped(problems)
  const ground = groundOf(country)
  if (ground === undefined)
    return withoutTerrain(study.id, 'Cannot map signals: no source of the study gives elevation')
  const rows = Array.from(country.towers.lon.keys())
  const wanted = radioTechnologies.filter((name) => asked.length === 0 || asked.includes(name))
  const maps: SignalMap[] = []
  const files = new Map<string, Uint8Array | string>()
  const shared = sharedGround(ground)
  const workers = studyThreads(call)
  try {
    for (const technology of wanted) {
      const towers = rows.filter((row) => country.towers.technology[row] === technology)
      if (towers.length === 0) continue
      const how = { method, cellMeters, workers, watch } as const
      const map = await signalMap(country, shared, study, technology, towers, how)
      maps.push(map)
      if (typeof out !== 'string') continue
      for (const [name, content] of mapFiles(map)) files.set(name, content)
      files.set(`map-${technology}.svg`, signalDrawing(country, map, towers, how))
    }
  } finally {
    await workers.close()
  }
  if (typeof out === 'string') await writeFolder(out, files, watch)
  const technologies = maps.map((map) => {
    const assumed = rows.filter(
      (row) =>
        country.towers.technology[row] === map.technology &&
        country.towers.placeOrigin[row] === 'assumed',
    ).length
    return {
      technology: map.technology,
      assumedTowers: assumed,
      indoorsDbm: rounded(map.indoorsDbm),
      outdoorsDbm: rounded(map.outdoorsDbm),
      areas: peopleBySignalAndArea(country, map).map(({ area, people }) => ({
        id: area < 0 ? '' : country.areas.table.id[area],
        name: area < 0 ? 'Outside every area' : country.areas.table.name[area],
        people: {
          indoors: rounded(people.indoors),
          outdoors: rounded(people.outdoors),
          none: rounded(people.none),
          unknown: rounded(people.unknown),
        },
      })),
    }
  })
  const lines = technologies.flatMap(({ technology, assumedTowers, areas }) => [
    `${technology}${assumedTowers > 0 ? `, ${assumedTowers} of its towers only assumed` : ''}`,
    columns(
      ['Area', 'Indoors', 'Outdoors only', 'None', 'Unknown'],
      areas.map(({ name, people }) => [
        name,
        ...[people.indoors, people.outdoors, people.none, people.unknown].map((of) =>
          count(Math.round(of)),
        ),
      ]),
    ),
    '',
  ])
  const text =
    maps.length === 0
      ? 'No tower of the study has one of these technologies.'
      : `${country.name}: people by signal\n\n${lines.join('\n')}${country.completeness.cellular ? '' : '\nNot all towers are known: whom these do not reach, others may.'}\n${problemCount(problems)}`
  const towersComplete = country.completeness.cellular
  const climate = radioClimateOf(country, study)
  const found = { study: study.id, cellMeters, method, towersComplete, climate, technologies }
  return { document: found as unknown as Json, text }
}

/** The ground in memory that threads share, so that a part of an area costs no copy of it. */
function sharedGround({ terrain, clutter }: Ground): Ground {
  const shared = (window: TerrainWindow): TerrainWindow => {
    const values = new Float32Array(new SharedArrayBuffer(window.values.byteLength))
    values.set(window.values)
    return { ...window, values }
  }
  return {
    terrain: shared(terrain),
    ...(clutter === undefined ? {} : { clutter: shared(clutter) }),
  }
}

/** Levels that contours are drawn at beside those of service, dBm. */
const contourLevels = [-110, -100, -90, -80, -70] as const

/** True for a name that a file of a map may have, of whatever technology. */
const isMapFile = (name: string): boolean =>
  /^(signal|over-others|server|contours|map)-[0-9A-Z]+\.(tif|geojson|svg)$/.test(name)

function mapFiles(map: SignalMap): [string, Uint8Array | string][] {
  const { technology, level, overOthers, server, indoorsDbm, outdoorsDbm } = map
  const levels = [
    ...contourLevels.map((dbm) => ({ dbm, means: '' })),
    { dbm: outdoorsDbm, means: 'outdoors' },
    { dbm: indoorsDbm, means: 'indoors' },
  ].sort((a, b) => a.dbm - b.dbm)
  const features = levels.map(({ dbm, means }) => ({
    type: 'Feature',
    properties: { technology, dbm: rounded(dbm), means },
    geometry: {
      type: 'MultiLineString',
      coordinates: contourLines(level, dbm).map((line) =>
        Array.from({ length: line.length / 2 }, (_, i) => [
          Math.round(line[2 * i] * 1e6) / 1e6,
          Math.round(line[2 * i + 1] * 1e6) / 1e6,
        ]),
      ),
    },
  }))
  return [
    [`signal-${technology}.tif`, raster(level)],
    [`over-others-${technology}.tif`, raster(overOthers)],
    [`server-${technology}.tif`, raster({ ...level, values: Float32Array.from(server) })],
    [
      `contours-${technology}.geojson`,
      `${JSON.stringify({ type: 'FeatureCollection', features })}\n`,
    ],
  ]
}

/** A raster's file; no value where nothing reaches or nothing is known. */
function raster({ extent, width, height, values }: Grid): Uint8Array {
  const missing = -9999
  return writeGeoTiff(
    {
      width,
      height,
      west: extent.west,
      north: extent.north,
      dLon: (extent.east - extent.west) / width,
      dLat: (extent.north - extent.south) / height,
    },
    { values: values.map((value) => (Number.isFinite(value) ? value : missing)), missing },
  )
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

/** The command, as `main.ts` loads it. */
export const command: Command = {
  name: 'radio area',
  help,
  options: {
    override: studyOptions.override,
    workers: studyOptions.workers,
    technology: { type: 'string', multiple: true },
    cell: { type: 'string' },
    method: { type: 'string' },
    out: { type: 'string' },
  },
  takes: [1, 1],
  run,
}
