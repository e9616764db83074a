// `silta radio view`: what a mast sees of a study's terrain, as a raster.
import type { Json } from '#base/canonical.ts'
import { hasError } from '#base/problem.ts'
import type { Answer, Call, Command } from '#faces/cli/command.ts'
import { percent } from '#faces/cli/figures.ts'
import { decimal, place } from '#faces/cli/options.ts'
import { readStudyOf, stopped, studyOptions, withoutTerrain } from '#faces/cli/studyInput.ts'
import { writeFolder } from '#faces/folder.ts'
import { viewDrawing } from '#faces/report/signalDrawing.ts'
import { groundOver } from '#gap/ground.ts'
import { writeGeoTiff } from '#geo/geoTiff.ts'
import { viewshed } from '#radio/viewshed.ts'

const help = `Usage: silta radio view STUDY --at LON,LAT [options]

Which cells of a study's terrain a mast sees (bare ground, exact along each ray).

  --at LON,LAT     where the mast stands, degrees
  --height M       of the antenna above ground, 0.1 to 9000 (default 30)
  --target M       of what is to be seen, above ground, 0 to 9000 (default 1.5)
  --radius-km KM   how far to look, 0.1 to 100 (default 20)
  --k K            effective Earth radius over the true one, 0.3 to 100 (default 4/3)
  --out DIR        write view.tif into DIR (1 seen, 0 not seen or too far, 255 unknown), and view.svg
  --override K=V   set one entry of study.json for this run
  --json           one JSON document on stdout, nothing else

Example: silta radio view studies/comoros --at 43.25,-11.70 --height 40 --out /tmp/view`

/** Of a degree of latitude, km, on the sphere that the terrain is measured on. */
const kmPerDegree = 111.19

async function run(call: Call): Promise<Answer> {
  const { options, watch } = call
  const observerMeters = decimal(options.height, 'height', 30, 0.1, 9000)
  const targetMeters = decimal(options.target, 'target', 1.5, 0, 9000)
  const radiusKm = decimal(options['radius-km'], 'radius-km', 20, 0.1, 100)
  const k = decimal(options.k, 'k', 4 / 3, 0.3, 100)
  const [lon, lat] = place(
    options.at,
    'at',
    'longitude and latitude in degrees, such as 43.25,-11.70',
    2,
  )
  const { country, study, problems } = await readStudyOf(call)
  if (country === undefined || study === undefined || hasError(problems)) return stopped(problems)
  const dLat = radiusKm / kmPerDegree
  const dLon = Math.min(180, dLat / Math.max(0.01, Math.cos((Math.abs(lat) * Math.PI) / 180)))
  const extent = {
    west: lon - dLon,
    south: Math.max(-90, lat - dLat),
    east: lon + dLon,
    north: Math.min(90, lat + dLat),
  }
  const ground = groundOver(country, extent)
  const terrain = ground?.terrain
  const column = terrain === undefined ? 0 : Math.round((lon - terrain.west) / terrain.dLon)
  const row = terrain === undefined ? 0 : Math.round((terrain.north - lat) / terrain.dLat)
  if (terrain === undefined || Number.isNaN(terrain.values[row * terrain.width + column]))
    return withoutTerrain(
      study.id,
      `Cannot look around from ${lon}, ${lat}: no source of the study gives elevation there`,
      'Add an elevation model that covers the place, or give longitude before latitude',
    )
  const rules = { observerMeters, targetMeters, radiusMeters: radiusKm * 1000, k }
  const seen = viewshed(terrain, column, row, rules)
  const count = (wanted: number): number =>
    seen.reduce((total, value) => total + (value === wanted ? 1 : 0), 0)
  const cellKm2 =
    terrain.dLat * kmPerDegree * terrain.dLon * kmPerDegree * Math.cos((lat * Math.PI) / 180)
  const seenKm2 = count(1) * cellKm2
  const unknownKm2 = count(255) * cellKm2
  const share = seenKm2 / (Math.PI * radiusKm * radiusKm)
  const { out } = options
  if (typeof out === 'string') {
    const { west, north, width, height, dLon: cellLon, dLat: cellLat } = terrain
    const frame = {
      width,
      height,
      west: west - cellLon / 2,
      north: north + cellLat / 2,
      dLon: cellLon,
      dLat: cellLat,
    }
    const title = `${country.name}: seen from ${lon}, ${lat}, ${observerMeters} m above ground`
    const note = `Within ${radiusKm} km, what stands ${targetMeters} m above bare ground, over an Earth of ${k.toFixed(2)} times its radius.`
    const files = new Map<string, Uint8Array | string>([
      ['view.tif', writeGeoTiff(frame, { values: Int16Array.from(seen) })],
      ['view.svg', viewDrawing(country, terrain, seen, { lon, lat }, { title, note })],
    ])
    await writeFolder(out, files, watch)
  }
  const document = {
    study: study.id,
    at: { lon, lat, groundMeters: terrain.values[row * terrain.width + column] },
    rules,
    seenKm2,
    unknownKm2,
    problems,
  }
  const text = `From ${lon}, ${lat}, ${observerMeters} m above ground: ${seenKm2.toFixed(1)} km² seen, ${percent(share)} of the circle of ${radiusKm} km${unknownKm2 > 0 ? `, ${unknownKm2.toFixed(1)} km² unknown` : ''}`
  return { document: document as unknown as Json, text }
}

/** The command, as `main.ts` loads it. */
export const command: Command = {
  name: 'radio view',
  help,
  options: {
    override: studyOptions.override,
    at: { type: 'string' },
    height: { type: 'string' },
    target: { type: 'string' },
    'radius-km': { type: 'string' },
    k: { type: 'string' },
    out: { type: 'string' },
  },
  takes: [1, 1],
  run,
}
