// What the Irregular Terrain Model reads from a terrain profile of even steps: horizons, effective
// heights and irregularity (Hufford, Longley & Kissick 1982; NTIA's ITM 1.4).
import { exp } from '#base/quickMath.ts'
import type { ItmPaths } from '#radio/itmPaths.ts'

/** Heights above mean sea level, m, at even steps from transmitter to receiver. */
export interface EvenProfile {
  readonly stepMeters: number
  readonly heightMeters: Float64Array
}

/** Radio horizons of both ends (TN 101, eq 6.15) into the place of a path whose `a_e` is set. */
export function findHorizons(
  paths: ItmPaths,
  i: number,
  { stepMeters: xi, heightMeters: y }: EvenProfile,
  h: readonly [number, number],
): void {
  const np = y.length - 1
  const d = np * xi
  const z_tx = y[0] + h[0]
  const z_rx = y[np] + h[1]
  const bulge = 1 / (2 * paths.a_e[i])
  let theta_tx = (z_rx - z_tx) / d - d * bulge
  let theta_rx = -(z_rx - z_tx) / d - d * bulge
  let d_tx = d
  let d_rx = d
  for (let j = 1; j < np; j++) {
    const from = j * xi
    const rest = d - from
    const tx = (y[j] - z_tx) / from - from * bulge
    if (tx > theta_tx) {
      theta_tx = tx
      d_tx = from
    }
    const rx = (y[j] - z_rx) / rest - rest * bulge
    if (rx > theta_rx) {
      theta_rx = rx
      d_rx = rest
    }
  }
  paths.theta_hzn[2 * i] = theta_tx
  paths.theta_hzn[2 * i + 1] = theta_rx
  paths.d_hzn[2 * i] = d_tx
  paths.d_hzn[2 * i + 1] = d_rx
}

const fdim = (x: number, y: number): number => (x > y ? x - y : 0)

/** The straight line that fits heights between two samples best: its values at both path ends. */
function fitLine(
  into: Float64Array,
  y: Float64Array,
  np: number,
  start: number,
  end: number,
): void {
  let from = start
  let to = end
  if (to <= from) {
    from = Math.max(from - 1, 0)
    to = Math.min(to + 1, np)
  }
  const length = to - from
  let index = -0.5 * length
  const middleEnd = to + index
  let sum = 0.5 * (y[from] + y[to])
  let moment = 0.5 * (y[from] - y[to]) * index
  for (let i = from + 1; i < to; i++) {
    index++
    sum += y[i]
    moment += y[i] * index
  }
  sum /= length
  moment = (moment * 12) / ((length * length + 2) * length)
  into[0] = sum - moment * middleEnd
  into[1] = sum + moment * (np - middleEnd)
}

/**
 * Ground as the lines between its samples: `x` samples along it is `level[i] + x * rise[i]`, where `i` is
 * the sample at or before `x`.
 */
export interface GroundLines {
  readonly level: Float64Array
  readonly rise: Float64Array
}

/** Room for the lines from so many samples. */
export function groundLines(samples: number): GroundLines {
  return { level: new Float64Array(samples), rise: new Float64Array(samples) }
}

/** Fills in the lines between the first `known` heights. */
export function fillLines({ level, rise }: GroundLines, y: Float64Array, known: number): void {
  for (let i = 0; i + 1 < known; i++) {
    const r = y[i + 1] - y[i]
    rise[i] = r
    level[i] = y[i] - i * r
  }
}

/** Room for the most heights, 245: a power of two, so that engines need not check each index. */
const mostHeights = 256
const resampled = new Float64Array(mostHeights)

/**
 * `Δh` of the first `count` paths, whose lengths and horizons are set: the interdecile range of heights
 * about their fitted line, scaled to a long path.
 *
 * @param h Antennas above the ground, m.
 */
export function fillIrregularity(
  { d, d_hzn, delta_h }: ItmPaths,
  count: number,
  { level, rise }: GroundLines,
  { node, xi }: SampledPaths,
  h: readonly [number, number],
): void {
  for (let i = 0; i < count; i++) {
    const start = groundMargin(h[0], d_hzn[2 * i])
    const end = d[i] - groundMargin(h[1], d_hzn[2 * i + 1])
    let x = start / xi
    const farthest = end / xi
    const span = farthest - x
    if (span < 2) {
      delta_h[i] = 0
      continue
    }
    const p10 = Math.min(Math.max(4, (0.1 * (span + 8)) | 0), 25)
    const length = 10 * p10 - 6
    const stride = span / length
    // The line of `fitLine` through all of them, its sums taken while they are read: two to a turn, which
    // `length` allows, and a sum of sums in place of a moment.
    let next = x + stride
    const twice = 2 * stride
    let sum = 0
    let sums = 0
    for (let j = 0; j < length; j += 2) {
      const k = x | 0
      const height = level[k] + x * rise[k]
      x += twice
      resampled[j] = height
      sum += height
      sums += sum
      const k2 = next | 0
      const after = level[k2] + next * rise[k2]
      next += twice
      resampled[j + 1] = after
      sum += after
      sums += sum
    }
    const k = Math.min(farthest | 0, node[i] - 1)
    const last = level[k] + farthest * rise[k]
    resampled[length] = last
    sum += last
    sums += sum
    const n = length + 1
    const moment = (n - 0.5 * length) * sum - sums - 0.25 * length * (last - resampled[0])
    const slope = (moment * 12) / ((length * length + 2) * length)
    const range = rangeAboutLine(n, sum / n - slope * 0.5 * length, slope, p10)
    delta_h[i] = range / (1 - 0.8 * exp(-(end - start) / 50e3)) // ERL 79-ITS 67, eq 3
  }
}

/** Even bins about the line, the lowest and the highest without end: their counts and their last heights. */
const bins = 128
const inBin = new Int32Array(bins)
const lastInBin = new Int32Array(bins)
/** Before each height the one that came to its bin before. */
const before = new Int32Array(mostHeights)
const gathered = new Float64Array(mostHeights)

/**
 * The last range and the middle between its deciles: the next path's bins spread over a little more than
 * it. They decide how many heights a bin holds, not which are the deciles.
 */
let expectedRange = 1
let expectedMiddle = 0

/**
 * The `p10`th highest of the first `n` heights about a line, less the `p10`th lowest: heights are counted
 * into bins, and only the two that hold these places are searched.
 */
function rangeAboutLine(n: number, start: number, slope: number, p10: number): number {
  const perBin = bins / (1.6 * expectedRange)
  const slopeInBins = slope * perBin
  let line = (start + expectedMiddle) * perBin - bins / 2
  inBin.fill(0)
  // Two to a turn: `n` is odd.
  for (let j = 0; j < n - 1; j += 2) {
    countHeight(j, resampled[j] * perBin - line)
    line += slopeInBins
    countHeight(j + 1, resampled[j + 1] * perBin - line)
    line += slopeInBins
  }
  countHeight(n - 1, resampled[n - 1] * perBin - line)
  let bin = bins - 1
  let k = p10 - 1
  while (inBin[bin] <= k) k -= inBin[bin--]
  gather(bin, start, slope)
  const upper = selectLargest(gathered, inBin[bin], k)
  bin = 0
  k = p10 - 1
  while (inBin[bin] <= k) k -= inBin[bin++]
  gather(bin, start, slope)
  const lower = selectLargest(gathered, inBin[bin], inBin[bin] - 1 - k)
  // Not so little that a height's bin would pass what 32 bits count.
  expectedRange = Math.max(upper - lower, 0.01)
  expectedMiddle = 0.5 * (upper + lower)
  return upper - lower
}

/** Counts a height into the bin at a place. */
function countHeight(j: number, place: number): void {
  const bin = Math.min(Math.max(place | 0, 0), bins - 1)
  before[j] = lastInBin[bin]
  lastInBin[bin] = j
  inBin[bin]++
}

/** The heights of a bin, above the line. */
function gather(bin: number, start: number, slope: number): void {
  for (let i = 0, j = lastInBin[bin]; i < inBin[bin]; i++, j = before[j])
    gathered[i] = resampled[j] - start - j * slope
}

/** The value at place `k` of the first `n` in falling order; reorders them (Hoare 1961). */
function selectLargest(s: Float64Array, n: number, k: number): number {
  let low = 0
  let high = n - 1
  while (low < high) {
    const pivot = s[(low + high) >> 1]
    let i = low
    let j = high
    while (i <= j) {
      while (s[i] > pivot) i++
      while (s[j] < pivot) j--
      if (i <= j) {
        const held = s[i]
        s[i] = s[j]
        s[j] = held
        i++
        j--
      }
    }
    if (k <= j) high = j
    else if (k >= i) low = i
    else return s[k]
  }
  return s[k]
}

/** How far from an end the ground begins to count: 15 antenna heights, or a tenth of its horizon. */
export function groundMargin(h: number, d_hzn: number): number {
  return Math.min(15 * h, 0.1 * d_hzn)
}

/** Paths over samples of the ground. */
export interface SampledPaths {
  /** Between samples, m. */
  readonly xi: number
  /** Ground at the samples, m; the first at the transmitter. */
  readonly y: Float64Array
  /** The last sample of each path, and the ground at its end, m. */
  readonly node: Int32Array
  readonly ground: Float64Array
  /** Fits a line between two samples of a path: its values at both ends of the path into an array. */
  fit(into: Float64Array, path: number, start: number, end: number): void
}

const fits = new Float64Array(2)

/**
 * Effective heights of the first `count` paths, whose lengths, horizons and irregularity are set, and where
 * they are well clear the horizons of a statistically smooth Earth in place of their own.
 *
 * @param h Antennas above the ground, m.
 */
export function fillHeights(
  paths: ItmPaths,
  count: number,
  sampled: SampledPaths,
  h: readonly [number, number],
): void {
  const { d, d_hzn, h_e } = paths
  const { xi, y, node, ground } = sampled
  for (let i = 0; i < count; i++) {
    const tx = 2 * i
    const rx = tx + 1
    const np = node[i]
    const first = sampleAfter(groundMargin(h[0], d_hzn[tx]) / xi)
    const last = np - sampleAfter(np - (d[i] - groundMargin(h[1], d_hzn[rx])) / xi)
    const clear = d_hzn[tx] + d_hzn[rx] > 1.5 * d[i]
    sampled.fit(fits, i, first, clear ? last : np - sampleAfter(np - (0.9 * d_hzn[tx]) / xi))
    h_e[tx] = h[0] + fdim(y[0], fits[0])
    if (!clear) sampled.fit(fits, i, sampleAfter((d[i] - 0.9 * d_hzn[rx]) / xi), last)
    h_e[rx] = h[1] + fdim(ground[i], fits[1])
    if (clear) clearGround(paths, i)
  }
}

/** Whole samples in a number of them that may be below 0. */
const sampleAfter = (samples: number): number => Math.max(samples, 0) | 0

/** The horizons, over a statistically smooth Earth, of a path well clear of the ground. */
function clearGround({ d, a_e, theta_hzn, d_hzn, delta_h, h_e }: ItmPaths, i: number): void {
  for (let end = 2 * i; end < 2 * i + 2; end++)
    d_hzn[end] = smoothHorizon(h_e[end], a_e[i], delta_h[i])
  const combined = d_hzn[2 * i] + d_hzn[2 * i + 1]
  if (combined <= d[i]) {
    const q = (d[i] / combined) * (d[i] / combined)
    for (let end = 2 * i; end < 2 * i + 2; end++) {
      h_e[end] *= q
      d_hzn[end] = smoothHorizon(h_e[end], a_e[i], delta_h[i])
    }
  }
  for (let end = 2 * i; end < 2 * i + 2; end++) {
    const q = Math.sqrt(2 * h_e[end] * a_e[i])
    theta_hzn[end] = (0.65 * delta_h[i] * (q / d_hzn[end] - 1) - 2 * h_e[end]) / q
  }
}

/** The horizon of an antenna over a statistically smooth Earth, m. */
function smoothHorizon(h_e: number, a_e: number, delta_h: number): number {
  return Math.sqrt(2 * h_e * a_e) * exp(-0.07 * Math.sqrt(delta_h / Math.max(h_e, 5)))
}

/** The whole analysis of one profile, into the first of the paths, whose `a_e` is set. */
export function itmTerrain(
  paths: ItmPaths,
  profile: EvenProfile,
  h: readonly [number, number],
): void {
  const { stepMeters: xi, heightMeters: y } = profile
  const np = y.length - 1
  paths.d[0] = np * xi
  findHorizons(paths, 0, profile, h)
  const lines = groundLines(np)
  fillLines(lines, y, np + 1)
  const sampled: SampledPaths = {
    xi,
    y,
    node: Int32Array.of(np),
    ground: Float64Array.of(y[np]),
    fit: (into, _, start, end) => fitLine(into, y, np, start, end),
  }
  fillIrregularity(paths, 1, lines, sampled, h)
  fillHeights(paths, 1, sampled, h)
}
