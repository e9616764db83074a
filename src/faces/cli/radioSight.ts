// `silta radio sight`: which hops see each other over a study's terrain, what stands in the way, how much
// higher would clear it, and the chain of relays that goes around.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Json } from '#base/canonical.ts'
import { hasError, type Problem, SourceError } from '#base/problem.ts'
import { type Answer, type Call, type Command, UsageError } from '#faces/cli/command.ts'
import { columns } from '#faces/cli/figures.ts'
import { decimal, place } from '#faces/cli/options.ts'
import { readStudyOf, stopped, studyOptions, withoutTerrain } from '#faces/cli/studyInput.ts'
import { writeFolder } from '#faces/folder.ts'
import { type JudgedHop, judgeHops, sightData, sightFiles } from '#faces/report/hopSights.ts'
import { checkSight } from '#radio/lineOfSight.ts'
import { type HopEnd, type HopRow, readHops } from '#sources/import/hops.ts'
import { readCsv } from '#sources/read/csv.ts'

const help = `Usage: silta radio sight STUDY --from LON,LAT,M --to LON,LAT,M [options]
       silta radio sight STUDY --pairs FILE.csv [options]

Whether antennas see each other over a study's terrain and clutter, with a share of the first Fresnel zone
clear; where not, the tallest obstacle, how much higher would clear it, and a chain of relays on ridges.

  --from, --to     a place in degrees and the antenna's height above ground in meters
  --pairs FILE     hops in a table: from_lon, from_lat, from_height_m, to_lon, to_lat, to_height_m, id
  --frequency GHZ  0.03 to 100 (default 7)
  --fresnel SHARE  of the first zone to keep clear, 0 to 2 (default 0.6; 0 is bare sight)
  --k K            effective Earth radius over the true one, 0.3 to 100 (default 4/3)
  --step M         between samples of the terrain, 10 to 1000 (default 50)
  --relay M        height of a relay's antenna above ground, 1 to 300 (default 30)
  --hop-km KM      the longest hop of a chain, 1 to 100 (default 50)
  --no-chain       look for no relays
  --out DIR        write sights.geojson and a drawing of each (at most 100) into DIR
  --override K=V   set one entry of study.json for this run
  --json           one JSON document on stdout, nothing else

Example: silta radio sight studies/comoros --from 43.25,-11.70,30 --to 43.38,-11.87,30 --out /tmp/sight`

async function run(call: Call): Promise<Answer> {
  const { options, watch } = call
  const rules = {
    frequencyGhz: decimal(options.frequency, 'frequency', 7, 0.03, 100),
    fresnelShare: decimal(options.fresnel, 'fresnel', 0.6, 0, 2),
    k: decimal(options.k, 'k', 4 / 3, 0.3, 100),
    stepMeters: decimal(options.step, 'step', 50, 10, 1000),
  }
  const relayMeters = decimal(options.relay, 'relay', 30, 1, 300)
  const mostHopMeters = 1000 * decimal(options['hop-km'], 'hop-km', 50, 1, 100)
  const { hops, problems } = await hopsOf(options)
  const { country, study, problems: found } = await readStudyOf(call)
  if (country === undefined || study === undefined || hasError(found)) return stopped(found)
  if (!country.terrain.some(({ kind }) => kind === 'elevation'))
    return withoutTerrain(study.id, 'Cannot judge sight: no source of the study gives elevation')
  const chain = options['no-chain'] === true ? undefined : { relayMeters, mostHopMeters }
  const wanted = { rules, chain, isDrawn: typeof options.out === 'string' }
  const judged = judgeHops(country, hops, wanted, problems, watch)
  const { out } = options
  if (typeof out === 'string') await writeFolder(out, sightFiles(judged), watch)
  const document = {
    study: study.id,
    rules,
    pairs: judged.map(({ id, from, to, sight, chain }) => ({
      id,
      from,
      to,
      ...sightData(sight),
      chain: chain ?? null,
    })),
    problems,
  }
  return { document: document as unknown as Json, text: textOf(judged), problems }
}

async function hopsOf(
  options: Call['options'],
): Promise<{ hops: readonly HopRow[]; problems: Problem[] }> {
  const { from, to, pairs } = options
  if (typeof pairs === 'string') {
    if (from !== undefined || to !== undefined)
      throw new UsageError('Cannot judge both --pairs and --from with --to: give one of them')
    let bytes: Uint8Array
    try {
      bytes = await readFile(pairs)
    } catch (cause) {
      const problem: Problem = {
        level: 'error',
        code: 'file-missing',
        at: { source: pairs, table: '', row: 0 },
        message: `Cannot read "${pairs}": there is no such file, or no permission to read it`,
        cure: 'Check the path',
      }
      throw new SourceError(problem, { cause })
    }
    const { value, problems } = readCsv(bytes, basename(pairs))
    if (value === undefined) return { hops: [], problems: [...problems] }
    const read = readHops(value)
    return { hops: read.hops, problems: [...problems, ...read.problems] }
  }
  if (from === undefined || to === undefined)
    throw new UsageError('Cannot judge sight: give --from and --to, or --pairs FILE')
  const hop = { id: '1', from: endOf('from', String(from)), to: endOf('to', String(to)) }
  const [wrong] = checkSight(hop.from, hop.to)
  if (wrong !== undefined) throw new UsageError(wrong.message)
  return { hops: [hop], problems: [] }
}

/** `43.25,-11.70,30` as a place and a height. */
function endOf(name: string, text: string): HopEnd {
  const expected = 'longitude, latitude and height above ground in meters, such as 43.25,-11.70,30'
  const [lon, lat, heightMeters] = place(text, name, expected, 3)
  return { lon, lat, heightMeters }
}

function textOf(judged: readonly JudgedHop[]): string {
  const rows = judged.map(({ id, sight, chain }) => [
    id,
    `${(sight.distanceMeters / 1000).toFixed(2)} km`,
    sight.voids > 0 ? 'unknown' : sight.clear ? 'clear' : 'blocked',
    sight.voids > 0 ? '' : `${sight.clearanceMeters.toFixed(1)} m`,
    sight.clear || sight.voids > 0
      ? ''
      : `${(sight.obstacle.distanceMeters / 1000).toFixed(2)} km on`,
    sight.clear || sight.voids > 0 ? '' : `${sight.extraBothMeters.toFixed(1)} m`,
    chain === undefined ? '' : `${chain.length - 2}`,
  ])
  return columns(
    ['Hop', 'Length', 'Sight', 'Room to spare', 'Obstacle', 'Raise both by', 'Relays'],
    rows,
  )
}

/** The command, as `main.ts` loads it. */
export const command: Command = {
  name: 'radio sight',
  help,
  options: {
    override: studyOptions.override,
    from: { type: 'string' },
    to: { type: 'string' },
    pairs: { type: 'string' },
    frequency: { type: 'string' },
    fresnel: { type: 'string' },
    k: { type: 'string' },
    step: { type: 'string' },
    relay: { type: 'string' },
    'hop-km': { type: 'string' },
    'no-chain': { type: 'boolean' },
    out: { type: 'string' },
  },
  takes: [1, 1],
  run,
}
