// Hops judged over a study's ground: sight, relays where it is blocked, problems, and the files that show them.
import type { Problem } from '#base/problem.ts'
import { report, type Watch } from '#base/progress.ts'
import type { Country } from '#country/model.ts'
import { sightDrawing } from '#faces/report/sightDrawing.ts'
import { type Ground, groundOver } from '#gap/ground.ts'
import { distanceAndBearing, rayToward, sampleRayNearest, terrainProfile } from '#geo/profile.ts'
import type { Extent } from '#geo/shapes.ts'
import { findHopChain } from '#radio/hopChain.ts'
import { type Mast, type Sight, SightFinder, type SightRules } from '#radio/lineOfSight.ts'
import type { HopEnd, HopRow } from '#sources/import/hops.ts'

/** A hop with what was found. */
export interface JudgedHop extends HopRow {
  readonly sight: Sight
  readonly chain: readonly Mast[] | undefined
  readonly drawing: string | undefined
}

/** How sight is judged, said in full. */
export type HopRules = Required<Omit<SightRules, 'clutter'>>

const mostDrawings = 100

/** No antenna on this Earth sees farther; a longer hop is a mistake in the places. */
const mostMeters = 150_000

/** Nearer than this two masts are one. */
const leastMeters = 1

/** What is wanted beside sight. */
export interface HopOptions {
  readonly rules: HopRules
  /** How relays may stand around a blocked hop; none are looked for where it is left out. */
  readonly chain?: { readonly relayMeters: number; readonly mostHopMeters: number } | undefined
  readonly isDrawn: boolean
}

/**
 * Judges hops over a country's ground, which must have elevation.
 *
 * @param problems Gets a hop that is too long or has no length, which is left out, and one that is unknown, which is not.
 */
export function judgeHops(
  country: Country,
  hops: readonly HopRow[],
  { rules, chain, isDrawn }: HopOptions,
  problems: Problem[],
  watch: Watch,
): JudgedHop[] {
  const judged: JudgedHop[] = []
  for (const hop of hops) {
    report(watch, 'Judging hops', judged.length / hops.length)
    const { from, to } = hop
    const [meters] = distanceAndBearing(from.lon, from.lat, to.lon, to.lat)
    if (meters > mostMeters || meters < leastMeters) {
      problems.push(meters > mostMeters ? tooLong(hop) : withoutLength(hop))
      continue
    }
    const found = judge(country, hop, rules, chain, isDrawn && judged.length < mostDrawings)
    if (found.sight.voids > 0) problems.push(unknownSight(hop, found.sight))
    judged.push(found)
  }
  return judged
}

/** Sight over the ground between two masts, relays where it is blocked, and the drawing where it is wanted. */
function judge(
  country: Country,
  hop: HopRow,
  rules: HopRules,
  chainRules: HopOptions['chain'],
  isDrawn: boolean,
): JudgedHop {
  const { from, to } = hop
  const ground = groundOver(country, extentOf(hop)) as Ground
  const { terrain, clutter } = ground
  const full: SightRules = clutter === undefined ? rules : { ...rules, clutter }
  const sight = new SightFinder(terrain, full).find(from, to)
  const isBlocked = !sight.clear && sight.voids === 0
  const chain =
    isBlocked && chainRules !== undefined
      ? findHopChain(terrain, from, to, { ...full, ...chainRules })?.masts
      : undefined
  return { ...hop, sight, chain, drawing: isDrawn ? drawn(hop, sight, ground, rules) : undefined }
}

/** Around a hop, with room for relays beside it. */
function extentOf({ from, to }: HopRow): Extent {
  const margin = 0.02 + 0.5 * Math.max(Math.abs(from.lon - to.lon), Math.abs(from.lat - to.lat))
  return {
    west: Math.min(from.lon, to.lon) - margin,
    south: Math.max(-90, Math.min(from.lat, to.lat) - margin),
    east: Math.max(from.lon, to.lon) + margin,
    north: Math.min(90, Math.max(from.lat, to.lat) + margin),
  }
}

function tooLong({ id, from, to }: HopRow): Problem {
  return {
    level: 'error',
    code: 'hop-too-long',
    at: { source: id, table: 'pairs', row: 0 },
    message: `Cannot judge the hop from ${from.lon}, ${from.lat} to ${to.lon}, ${to.lat}: it is longer than ${mostMeters / 1000} km`,
    cure: 'Check that longitude stands before latitude; the hop is left out',
  }
}

function withoutLength({ id, from }: HopRow): Problem {
  return {
    level: 'error',
    code: 'hop-no-length',
    at: { source: id, table: 'pairs', row: 0 },
    message: `Cannot judge the hop at ${from.lon}, ${from.lat}: both masts stand in one place`,
    cure: 'Give two places; the hop is left out',
  }
}

function unknownSight({ id, from, to }: HopRow, { voids }: Sight): Problem {
  return {
    level: 'warning',
    code: 'sight-unknown',
    at: { source: id, table: 'pairs', row: 0 },
    message: `Cannot judge the hop from ${from.lon}, ${from.lat} to ${to.lon}, ${to.lat}: ${voids} points on the way have no known height`,
    cure: 'Add an elevation model that covers the way; the hop counts as unknown, not as blocked',
  }
}

/** A sight as data: null for what is unknown. */
export function sightData({ clear, voids, obstacle, ...meters }: Sight) {
  const { distanceMeters, clearanceMeters, extraBothMeters, extraFirstMeters, extraSecondMeters } =
    meters
  const isUnknown = voids > 0
  const known = (value: number): number | null => (Number.isNaN(value) ? null : value)
  return {
    distanceMeters,
    clear: isUnknown ? null : clear,
    clearanceMeters: known(clearanceMeters),
    obstacle: isUnknown ? null : obstacle,
    extraBothMeters: known(extraBothMeters),
    extraFirstMeters: known(extraFirstMeters),
    extraSecondMeters: known(extraSecondMeters),
    unknownPoints: voids,
  }
}

/** `sights.geojson`, and the drawing of each hop. */
export function sightFiles(judged: readonly JudgedHop[]): Map<string, string> {
  const place = ({ lon, lat }: HopEnd): number[] => [lon, lat]
  const features = judged.flatMap(({ id, from, to, sight, chain }) => {
    const line = (is: string, masts: readonly HopEnd[], more: object) => ({
      type: 'Feature',
      properties: { id, is, ...more },
      geometry: { type: 'LineString', coordinates: masts.map(place) },
    })
    const found = line('sight', [from, to], sightData(sight))
    return chain === undefined
      ? [found]
      : [found, line('chain', chain, { relays: chain.length - 2 })]
  })
  const files = new Map([
    ['sights.geojson', `${JSON.stringify({ type: 'FeatureCollection', features })}\n`],
  ])
  judged.forEach(({ drawing }, i) => {
    if (drawing !== undefined) files.set(`sight-${String(i + 1).padStart(3, '0')}.svg`, drawing)
  })
  return files
}

function drawn(
  { id, from, to }: HopRow,
  sight: Sight,
  { terrain, clutter }: Ground,
  rules: HopRules,
): string {
  const [meters, bearing] = distanceAndBearing(from.lon, from.lat, to.lon, to.lat)
  const ends = [
    [from.lon, from.lat],
    [to.lon, to.lat],
  ] as const
  const { heightMeters } = terrainProfile(terrain, ...ends, rules.stepMeters)
  const clutterMeters = new Float64Array(heightMeters.length)
  if (clutter !== undefined) {
    const step = meters / (heightMeters.length - 1)
    const ray = rayToward(from.lon, from.lat, bearing)
    sampleRayNearest(clutter, ray, step, heightMeters.length, clutterMeters, 0)
  }
  return sightDrawing({
    title: `Hop ${id}`,
    groundMeters: heightMeters,
    clutterMeters,
    firstHeightMeters: from.heightMeters,
    secondHeightMeters: to.heightMeters,
    ...rules,
    sight,
  })
}
