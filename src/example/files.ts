// An example country as the files of a study folder.
import { report, type Watch } from '#base/progress.ts'
import { utf8 } from '#example/_text.ts'
import type { Frame } from '#example/ground.ts'
import { addNetworks, addOutlines, riversFile } from '#example/mapFiles.ts'
import { cellPlacer } from '#example/roadLines.ts'
import { readmeText, studyText } from '#example/studyText.ts'
import {
  healthFile,
  institutionPlaces,
  otherSitesFile,
  schoolsFile,
  settlementsFile,
  towersFile,
} from '#example/tableFiles.ts'
import type { World } from '#example/world.ts'
import { type RasterFrame, writeGeoTiff } from '#geo/geoTiff.ts'

/** The files, by name, in the order a reader would open them. */
export function writeFiles(world: World, watch: Watch = {}): ReadonlyMap<string, Uint8Array> {
  const place = cellPlacer(world.land.ground, world.inner)
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
  addNetworks(world, place, files)
  report(watch, 'Writing rasters', 0.95)
  files.set('elevation.tif', elevationFile(world))
  files.set('population.tif', populationFile(world))
  return files
}

/** The ground's cells, as wide as they are high. */
function squareCells(frame: Frame): RasterFrame {
  return { ...frame, dLon: frame.cellDegrees, dLat: frame.cellDegrees }
}

/** Heights in whole meters; the sea is 0, as in SRTM. */
function elevationFile({ land }: World): Uint8Array {
  const { ground } = land
  const values = new Int16Array(ground.elevation.length)
  for (let i = 0; i < values.length; i++) values[i] = Math.round(ground.elevation[i])
  return writeGeoTiff(squareCells(ground), { values })
}

/** People per cell, as WorldPop writes them: no value at sea. */
function populationFile({ land, peopled }: World): Uint8Array {
  const { ground } = land
  const values = new Float32Array(peopled.people.length)
  for (let i = 0; i < values.length; i++) {
    values[i] = ground.island[i] === 0 ? -99999 : peopled.people[i]
  }
  return writeGeoTiff(squareCells(ground), { values, missing: -99999 })
}
