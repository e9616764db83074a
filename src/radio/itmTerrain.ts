// What the Irregular Terrain Model reads from a terrain profile of even steps: horizons, effective
// heights and irregularity (Hufford, Longley & Kissick 1982; NTIA's ITM 1.4).
import { exp } from '#base/quickMath.ts'

/** Heights above mean sea level, m, at even steps from transmitter to receiver. */
export interface EvenProfile {
  readonly stepMeters: number
  readonly heightMeters: Float64Array
}

/** The terrain as ITM sees it; pairs are transmitter, receiver; meters and radians. */
export interface ItmTerrain {
  d: number
  theta_hzn: [number, number]
  d_hzn: [number, number]
  h_e: [number, number]
  delta_h: number
}

/** Radio horizons of both ends (TN 101, eq 6.15). */
export function findHorizons(
  { stepMeters: xi, heightMeters: y }: EvenProfile,
  a_e: number,
  h: readonly [number, number],
): { theta_hzn: [number, number]; d_hzn: [number, number] } {
  const np = y.length - 1
  const d = np * xi
  const z_tx = y[0] + h[0]
  const z_rx = y[np] + h[1]
  const bulge = 1 / (2 * a_e)
  let theta_tx = (z_rx - z_tx) / d - d * bulge
  let theta_rx = -(z_rx - z_tx) / d - d * bulge
  let d_tx = d
  let d_rx = d
  for (let i = 1; i < np; i++) {
    const from = i * xi
    const rest = d - from
    const tx = (y[i] - z_tx) / from - from * bulge
    if (tx > theta_tx) {
      theta_tx = tx
      d_tx = from
    }
    const rx = (y[i] - z_rx) / rest - rest * bulge
    if (rx > theta_rx) {
      theta_rx = rx
      d_rx = rest
    }
  }
  return { theta_hzn: [theta_tx, theta_rx], d_hzn: [d_tx, d_rx] }
}

const fdim = (x: number, y: number): number => (x > y ? x - y : 0)

/** The straight line that fits heights between two distances best: its values at both path ends. */
export function fitLine(
  into: Float64Array,
  y: Float64Array,
  np: number,
  step: number,
  start: number,
  end: number,
): void {
  let from = Math.trunc(fdim(start / step, 0))
  let to = np - Math.trunc(fdim(np, end / step))
  if (to <= from) {
    from = Math.trunc(fdim(from, 1))
    to = np - Math.trunc(fdim(np, to + 1))
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

const resampled = new Float64Array(250)

/** `Δh`: the interdecile range of heights about their fitted line, scaled to a long path, m. */
export function terrainIrregularity(
  y: Float64Array,
  np: number,
  step: number,
  start: number,
  end: number,
): number {
  let x = start / step
  const span = end / step - x
  if (span < 2) return 0
  const p10 = Math.min(Math.max(4, Math.trunc(0.1 * (span + 8))), 25)
  const n = 10 * p10 - 5
  const length = n - 1
  const stride = span / length
  const s = resampled
  // The line of `fitLine` through all of them, its sums taken while they are read.
  let index = -0.5 * length
  let sum = 0
  let moment = 0
  for (let j = 0; j < n; j++) {
    const i = Math.min(x | 0, np - 1)
    const before = y[i]
    const height = before + (x - i) * (y[i + 1] - before)
    s[j] = height
    sum += height
    moment += height * index
    index++
    x += stride
  }
  moment -= 0.25 * length * (s[length] - s[0])
  const slope = (moment * 12) / ((length * length + 2) * length)
  const range = rangeAboutLine(s, n, sum / n - slope * 0.5 * length, slope, p10)
  return range / (1 - 0.8 * exp(-(end - start) / 50e3)) // ERL 79-ITS 67, eq 3
}

const above = new Float64Array(resampled.length)
const below = new Float64Array(resampled.length)

/**
 * Somewhat within the deciles of the last range, about its line: the next one's mostly lie beyond, so
 * that only heights beyond need be searched. They decide how soon a range is found, not which.
 */
const within = new Float64Array(2)

/** The `p10`th highest of the first `n` heights about a line, less the `p10`th lowest. */
function rangeAboutLine(
  s: Float64Array,
  n: number,
  start: number,
  slope: number,
  p10: number,
): number {
  let top = within[0]
  let bottom = within[1]
  let ups = 0
  let downs = 0
  let line = start
  for (let j = 0; j < n; j++) {
    const off = s[j] - line
    line += slope
    if (off > top) above[ups++] = off
    else if (off < bottom) below[downs++] = off
  }
  let perBin = (1.25 * bins) / (top - bottom)
  if (ups < p10 || downs < p10) {
    top = Number.POSITIVE_INFINITY
    bottom = Number.NEGATIVE_INFINITY
    line = start
    for (let j = 0; j < n; j++) {
      const off = s[j] - line
      line += slope
      above[j] = off
      below[j] = off
      if (off < top) top = off
      if (off > bottom) bottom = off
    }
    ups = n
    downs = n
    perBin = bins / (bottom - top)
    if (!(perBin < Number.POSITIVE_INFINITY)) return 0
  }
  const upper = placed(above, ups, ups - p10, top, perBin)
  const lower = placed(below, downs, downs - p10, bottom, -perBin)
  const margin = 0.05 * (upper - lower)
  within[0] = upper - margin
  within[1] = lower + margin
  return upper - lower
}

const bins = 64
const inBin = new Int32Array(bins)
const binOf = new Int32Array(resampled.length)
const gathered = new Float64Array(resampled.length)

/**
 * The value at place `k` of the first `n`, from the nearest to `from`: they are counted into even bins,
 * the last without end, and only the bin that holds this place is searched. `perBin` less than 0 where
 * they lie below.
 */
function placed(s: Float64Array, n: number, k: number, from: number, perBin: number): number {
  inBin.fill(0)
  for (let j = 0; j < n; j++) {
    const bin = Math.min((s[j] - from) * perBin, bins - 1) | 0
    binOf[j] = bin
    inBin[bin]++
  }
  let bin = 0
  let before = 0
  while (before + inBin[bin] <= k) before += inBin[bin++]
  let count = 0
  for (let j = 0; j < n; j++) if (binOf[j] === bin) gathered[count++] = s[j]
  return selectLargest(gathered, count, perBin < 0 ? k - before : count - 1 - k + before)
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

/** Fits a line between two distances: its values at both ends of the path into an array. */
export interface LineFitter {
  fit(into: Float64Array, start: number, end: number): void
}

const fits = new Float64Array(2)

/**
 * Effective heights, and on well-clear paths the horizons of a statistically smooth Earth.
 *
 * @param out Its `d`, horizons and `delta_h` are set; `h_e` is filled, horizons may be replaced.
 * @param h Antennas above the ground, and the ground at both ends, m.
 */
export function effectiveHeights(
  out: ItmTerrain,
  a_e: number,
  h: readonly [number, number],
  ground: ArrayLike<number>,
  line: LineFitter,
): void {
  const { d, d_hzn, h_e, delta_h } = out
  const start = groundMargin(h[0], d_hzn[0])
  const end = d - groundMargin(h[1], d_hzn[1])
  if (d_hzn[0] + d_hzn[1] > 1.5 * d) {
    line.fit(fits, start, end)
    for (let i = 0; i < 2; i++) {
      h_e[i] = h[i] + fdim(ground[i], fits[i])
      d_hzn[i] = smoothHorizon(h_e[i], a_e, delta_h)
    }
    const combined = d_hzn[0] + d_hzn[1]
    if (combined <= d) {
      const q = (d / combined) * (d / combined)
      for (let i = 0; i < 2; i++) {
        h_e[i] *= q
        d_hzn[i] = smoothHorizon(h_e[i], a_e, delta_h)
      }
    }
    for (let i = 0; i < 2; i++) {
      const q = Math.sqrt(2 * h_e[i] * a_e)
      out.theta_hzn[i] = (0.65 * delta_h * (q / d_hzn[i] - 1) - 2 * h_e[i]) / q
    }
    return
  }
  line.fit(fits, start, 0.9 * d_hzn[0])
  h_e[0] = h[0] + fdim(ground[0], fits[0])
  line.fit(fits, d - 0.9 * d_hzn[1], end)
  h_e[1] = h[1] + fdim(ground[1], fits[1])
}

/** The horizon of an antenna over a statistically smooth Earth, m. */
function smoothHorizon(h_e: number, a_e: number, delta_h: number): number {
  return Math.sqrt(2 * h_e * a_e) * exp(-0.07 * Math.sqrt(delta_h / Math.max(h_e, 5)))
}

/** The whole analysis of one profile. */
export function itmTerrain(
  profile: EvenProfile,
  a_e: number,
  h: readonly [number, number],
): ItmTerrain {
  const { stepMeters: step, heightMeters: y } = profile
  const np = y.length - 1
  const d = np * step
  const { theta_hzn, d_hzn } = findHorizons(profile, a_e, h)
  const start = groundMargin(h[0], d_hzn[0])
  const end = d - groundMargin(h[1], d_hzn[1])
  const out: ItmTerrain = {
    d,
    theta_hzn,
    d_hzn,
    h_e: [0, 0],
    delta_h: terrainIrregularity(y, np, step, start, end),
  }
  effectiveHeights(out, a_e, h, [y[0], y[np]], {
    fit: (into, from, to) => fitLine(into, y, np, step, from, to),
  })
  return out
}
