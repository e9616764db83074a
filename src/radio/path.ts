// A radio path: distances, ground, clutter and climate zones from the transmitter to the receiver,
// and the checks that name what a model cannot take (ITU-R P.1812-6 §3, Attachment 1 to Annex 1).
import type { Problem } from '#base/problem.ts'

/** Radio-climatic zones by the codes of the validation files: sea, coastal land, inland. */
export const zoneCodes = { sea: 1, coastal: 3, inland: 4 } as const

/** A terrain profile from the transmitter (index 0) to the receiver (the last index). */
export interface RadioPath {
  /** `d_i`, km from the transmitter; the first is 0, each more than the one before. */
  readonly distanceKm: Float64Array
  /** `h_i`, ground above mean sea level, m. */
  readonly heightMeters: Float64Array
  /** `R_i`, representative clutter height, m; its first and last value are not used. */
  readonly clutterMeters?: Float64Array
  /** Radio-climatic zone of each point, `zoneCodes`; inland where absent. */
  readonly zone?: Uint8Array
}

/** What a model allows of one input. */
export interface Bounds {
  readonly name: string
  readonly value: number
  readonly low: number
  readonly high: number
  readonly unit: string
}

const problem = (code: string, row: number, message: string, cure: string): Problem => ({
  level: 'error',
  code,
  at: { source: '', table: 'path', row },
  message,
  cure,
})

/** A problem for each input outside its bounds (both included), with the range. */
export function checkBounds(model: string, bounds: readonly Bounds[]): Problem[] {
  return bounds
    .filter(({ value, low, high }) => !(value >= low && value <= high))
    .map(({ name, value, low, high, unit }) =>
      problem(
        'radio-out-of-range',
        0,
        `Cannot use ${model} with ${name} ${value}${unit}: it is defined from ${low}${unit} to ${high}${unit}`,
        `Give a ${name} from ${low}${unit} to ${high}${unit}, or choose a model that covers yours`,
      ),
    )
}

/** Lowest and highest ground there is, m, with some room: what is beyond stands for a void. */
const groundMeters = { low: -500, high: 9000 } as const

/** What is wrong with the ground at a point, where something is. */
export function groundProblem(height: number, km: number, row: number): Problem | undefined {
  const { low, high } = groundMeters
  if (!Number.isFinite(height))
    return problem(
      'terrain-void',
      row,
      `The terrain has no height at ${km} km`,
      'Fill the void from another elevation model, or leave this path out as unknown',
    )
  if (height >= low && height <= high) return undefined
  return problem(
    'terrain-void',
    row,
    `The ground at ${km} km is ${height} m: on Earth it lies from ${low} m to ${high} m`,
    'Fill the void from another elevation model, or leave this path out as unknown',
  )
}

/** Bounds of a place on Earth, for `checkBounds`. */
export function placeBounds(name: string, [lon, lat]: readonly [number, number]): Bounds[] {
  return [
    { name: `longitude of the ${name}`, value: lon, low: -180, high: 360, unit: '°' },
    { name: `latitude of the ${name}`, value: lat, low: -90, high: 90, unit: '°' },
  ]
}

/** Bounds of the distances to the coast, for `checkBounds`. */
export function coastBounds({ dct = 500, dcr = 500 }: { dct?: number; dcr?: number }): Bounds[] {
  const bounds = { low: 0, high: 20_000, unit: ' km' }
  return [
    { name: 'distance from the transmitter to the coast', value: dct, ...bounds },
    { name: 'distance from the receiver to the coast', value: dcr, ...bounds },
  ]
}

/** Everything wrong with a path: too few points, not increasing, voids, negative clutter, odd zones. */
export function checkPath(path: RadioPath): Problem[] {
  const { distanceKm: d, heightMeters: h, clutterMeters: r, zone } = path
  const n = d.length
  const lengths = [h.length, r?.length ?? n, zone?.length ?? n]
  if (lengths.some((length) => length !== n))
    return [
      problem(
        'path-length',
        0,
        `Cannot read the path: its columns have ${[n, ...lengths].join(', ')} values, expected one length`,
        'Give each point a distance, a height, and a clutter height and zone or none',
      ),
    ]
  const problems: Problem[] = []
  if (n < 5)
    problems.push(
      problem(
        'path-short',
        0,
        `Cannot compute over ${n} points: a path needs at least 5`,
        'Sample the terrain at a shorter step',
      ),
    )
  if (n > 0 && d[0] !== 0)
    problems.push(
      problem(
        'path-start',
        1,
        `The path starts at ${d[0]} km, expected 0`,
        'Count distances from the transmitter',
      ),
    )
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(d[i]))
      problems.push(
        problem(
          'path-not-increasing',
          i + 1,
          'A point of the path has no distance',
          'Give each point its distance from the transmitter, km',
        ),
      )
    else if (i > 0 && d[i] <= d[i - 1])
      problems.push(
        problem(
          'path-not-increasing',
          i + 1,
          `Distance ${d[i]} km follows ${d[i - 1]} km: a profile must increase`,
          'Sort the points by distance and drop repeated ones',
        ),
      )
    const ground = groundProblem(h[i], d[i], i + 1)
    if (ground !== undefined) problems.push(ground)
    if (r !== undefined && !(r[i] >= 0 && r[i] < Number.POSITIVE_INFINITY))
      problems.push(
        problem(
          'clutter-invalid',
          i + 1,
          `The clutter height at ${d[i]} km is ${r[i]} m, expected 0 or more`,
          'Give a clutter height of 0 where there is none',
        ),
      )
    if (zone !== undefined && zone[i] !== 1 && zone[i] !== 3 && zone[i] !== 4)
      problems.push(
        problem(
          'zone-unknown',
          i + 1,
          `The zone at ${d[i]} km is ${zone[i]}, expected 1 (sea), 3 (coastal) or 4 (inland)`,
          'Give each point a radio-climatic zone',
        ),
      )
  }
  return problems
}

/** Throws a RangeError with the first problem's sentence, where there is one. */
export function assertNoProblem(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new RangeError(problems[0].message)
}

/**
 * How a path divides into zones: the share over sea (`ω`), the longest land stretch (`dtm`) and the
 * longest inland stretch (`dlm`), km. A boundary lies halfway between two points.
 */
export function zoneStretches(path: RadioPath): { omega: number; dtm: number; dlm: number } {
  const { distanceKm: d, zone } = path
  const last = d.length - 1
  const dtot = d[last]
  if (zone === undefined) return { omega: 0, dtm: dtot, dlm: dtot }
  let sea = 0
  let dtm = 0
  let dlm = 0
  const { sea: seaCode, inland } = zoneCodes
  let landStart = -1
  let inlandStart = -1
  const edge = (i: number): number => (i <= 0 ? 0 : i > last ? dtot : (d[i - 1] + d[i]) / 2)
  for (let i = 0; i <= last + 1; i++) {
    const isSea = i <= last && zone[i] === seaCode
    const isLand = i <= last && !isSea
    const isInland = i <= last && zone[i] === inland
    if (isSea) sea += edge(i + 1) - edge(i)
    if (isLand && landStart < 0) landStart = i
    if (!isLand && landStart >= 0) {
      dtm = Math.max(dtm, edge(i) - edge(landStart))
      landStart = -1
    }
    if (isInland && inlandStart < 0) inlandStart = i
    if (!isInland && inlandStart >= 0) {
      dlm = Math.max(dlm, edge(i) - edge(inlandStart))
      inlandStart = -1
    }
  }
  return { omega: sea / dtot, dtm, dlm }
}
