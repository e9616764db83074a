// One radial of an area sweep by ITM: its terrain is read once, and every point on it shares prefix sums
// (fitted lines, the mean height that gives its effective Earth), prefix maxima (the transmitter's
// horizon) and an upper hull (the receiver's). Which sample is a horizon is found over the radial's mean
// Earth, its angle over the path's own. The terrain's irregularity is read every few samples and between
// them in proportion; the ground just before a receiver is that of its own path.
import { itmEarthRadius, surfaceRefractivity } from '#radio/itm.ts'
import {
  effectiveHeights,
  groundMargin,
  type ItmTerrain,
  type LineFitter,
  terrainIrregularity,
} from '#radio/itmTerrain.ts'
import { tailSamples } from '#radio/sweep.ts'

/**
 * Between readings of the terrain's irregularity: a share of the path before them, but at least so many
 * samples. It is a range over the whole path, so the farther, the slower it changes.
 */
const readingShare = 0.1
const readingSamples = 4

/** A radial being swept. */
export class ItmRadial implements LineFitter {
  /** Ground at the samples, m. */
  readonly y: Float64Array
  /** Effective Earth radius, m, and surface refractivity, N-units, of the path asked for last. */
  a_e = 0.5
  N_s = 0.5
  private readonly xi: number
  private readonly h: readonly [number, number]
  private readonly N0: number
  private readonly sum: Float64Array
  private readonly moment: Float64Array
  private readonly slope: Float64Array
  private readonly slopeAt: Int32Array
  private readonly hullX: Float64Array
  private readonly hullZ: Float64Array
  /** Readings of the terrain's irregularity: at which samples, and the last at or before each sample. */
  private readonly readings: Int32Array
  private readonly readingBefore: Int32Array
  private readonly irregularity: Float64Array
  /** Ground at the transmitter and at the point. */
  private readonly ends = new Float64Array(2)
  private known = 0
  private np = 0
  /** Fall of the radial's mean Earth, per m. */
  private bulge = 0.5
  private hull = 0
  private seen = 0

  /**
   * @param capacity Most samples, the transmitter included.
   * @param xi Between samples, m.
   * @param h Antennas above ground, m.
   * @param N0 Refractivity at sea level, N-units.
   */
  constructor(capacity: number, xi: number, h: readonly [number, number], N0: number) {
    const array = (): Float64Array => new Float64Array(capacity + 1)
    this.y = array()
    this.sum = array()
    this.moment = array()
    this.slope = array()
    this.slopeAt = new Int32Array(capacity + 1)
    this.hullX = array()
    this.hullZ = array()
    this.readings = Int32Array.from(readingsTo(capacity))
    this.readingBefore = new Int32Array(capacity + 1)
    for (let k = 0; k + 1 < this.readings.length; k++)
      this.readingBefore.fill(k, this.readings[k], this.readings[k + 1])
    this.irregularity = new Float64Array(this.readings.length)
    this.xi = xi
    this.h = h
    this.N0 = N0
  }

  /** Prepares a new radial once `y` holds `known` samples without a void. */
  begin(known: number): void {
    const { y, sum, moment, slope, slopeAt, xi } = this
    this.known = known
    this.hull = 0
    this.seen = 0
    this.irregularity.fill(-1)
    this.ends[0] = y[0]
    sum[0] = 0
    moment[0] = 0
    for (let i = 0; i < known; i++) {
      sum[i + 1] = sum[i] + y[i]
      moment[i + 1] = moment[i] + i * y[i]
    }
    const mean = known > 0 ? sum[known] / known : 0
    const bulge = 1 / (2 * itmEarthRadius(surfaceRefractivity(this.N0, mean)))
    this.bulge = bulge
    const z_tx = y[0] + this.h[0]
    let steepest = Number.NEGATIVE_INFINITY
    let at = 0
    slope[0] = steepest
    for (let i = 1; i < known; i++) {
      const from = i * xi
      const s = (y[i] - z_tx) / from - from * bulge
      if (s > steepest) {
        steepest = s
        at = i
      }
      slope[i] = steepest
      slopeAt[i] = at
    }
  }

  /**
   * What ITM reads from the path to a point beside sample `np`. Points must come by growing `np`.
   *
   * @param hn Ground at the point, m.
   * @param tail Ground of the samples before it on its own path, the nearest first.
   */
  terrainTo(out: ItmTerrain, np: number, hn: number, tail: Float64Array): void {
    const { xi, h, y, slope, hullX, hullZ } = this
    const { theta_hzn, d_hzn } = out
    const seen = np - 1 - tailSamples
    this.growTo(seen)
    this.np = np
    this.ends[1] = hn
    this.N_s = surfaceRefractivity(this.N0, this.meanTo(np))
    this.a_e = itmEarthRadius(this.N_s)
    const bulge = 1 / (2 * this.a_e)
    const z_tx = y[0] + h[0]
    const z_rx = hn + h[1]
    const d = np * xi
    const direct = (z_rx - z_tx) / d
    let theta_tx = direct - d * bulge
    let theta_rx = -direct - d * bulge
    let d_tx = d
    let d_rx = d
    const far = this.slopeAt[seen] * xi
    const fromTransmitter = slope[seen] + far * (this.bulge - bulge)
    if (fromTransmitter > theta_tx) {
      theta_tx = fromTransmitter
      d_tx = far
    }
    const zc = z_rx - d * d * this.bulge
    const at = this.steepestFrom(d, zc)
    const rest = d - hullX[at]
    const fromReceiver = (hullZ[at] - zc) / rest - 2 * d * this.bulge + rest * (this.bulge - bulge)
    if (fromReceiver > theta_rx) {
      theta_rx = fromReceiver
      d_rx = rest
    }
    // Slopes are compared multiplied out, so that a division is only paid for by a new extreme.
    for (let b = 0; b < tailSamples; b++) {
      const back = (b + 1) * xi
      const from = d - back
      const riseT = tail[b] - z_tx - from * from * bulge
      if (riseT > theta_tx * from) {
        theta_tx = riseT / from
        d_tx = from
      }
      const riseR = tail[b] - z_rx - back * back * bulge
      if (riseR > theta_rx * back) {
        theta_rx = riseR / back
        d_rx = back
      }
    }
    out.d = d
    theta_hzn[0] = theta_tx
    theta_hzn[1] = theta_rx
    d_hzn[0] = d_tx
    d_hzn[1] = d_rx
    out.delta_h = this.irregularityTo(np)
    effectiveHeights(out, this.a_e, h, this.ends, this)
  }

  /** Mean height of the radial to a sample, a tenth at either end left out, m: `meanHeight` of its path. */
  private meanTo(np: number): number {
    const p10 = Math.trunc(0.1 * np)
    return (this.sum[np - p10 + 1] - this.sum[p10]) / (np - 2 * p10 + 1)
  }

  private growTo(seen: number): void {
    const { hullX, hullZ, xi, y, bulge } = this
    let hull = this.hull
    for (let i = this.seen + 1; i <= seen; i++) {
      const x = i * xi
      const z = y[i] - x * x * bulge
      while (
        hull >= 2 &&
        (hullZ[hull - 1] - hullZ[hull - 2]) * (x - hullX[hull - 2]) <=
          (z - hullZ[hull - 2]) * (hullX[hull - 1] - hullX[hull - 2])
      )
        hull--
      hullX[hull] = x
      hullZ[hull] = z
      hull++
    }
    this.hull = hull
    if (seen > this.seen) this.seen = seen
  }

  /** The hull's vertex with the steepest slope from a point to its right. */
  private steepestFrom(x: number, z: number): number {
    const { hullX, hullZ } = this
    let low = 0
    let high = this.hull - 1
    while (low < high) {
      const middle = (low + high) >> 1
      const next = (hullZ[middle + 1] - z) * (x - hullX[middle])
      if (next > (hullZ[middle] - z) * (x - hullX[middle + 1])) low = middle + 1
      else high = middle
    }
    return low
  }

  /** `Δh` of the path to a sample, from the readings on both sides of it. */
  private irregularityTo(np: number): number {
    const { readings, known } = this
    const reading = this.readingBefore[np]
    const from = readings[reading]
    const before = this.irregularityAt(reading, from)
    if (np === from) return before
    const to = Math.min(readings[reading + 1], known - 1)
    const share = (np - from) / (to - from)
    return before + share * (this.irregularityAt(reading + 1, to) - before)
  }

  private irregularityAt(reading: number, to: number): number {
    const { irregularity, h, y, xi, slope } = this
    if (irregularity[reading] < 0) {
      const far = to * xi
      const direct = (y[to] + h[1] - y[0] - h[0]) / far - far * this.bulge
      const start = groundMargin(h[0], slope[to - 1] > direct ? this.slopeAt[to - 1] * xi : far)
      const end = far - groundMargin(h[1], far)
      irregularity[reading] = terrainIrregularity(y, to, xi, start, end)
    }
    return irregularity[reading]
  }

  /** The fit of a line between two distances from prefix sums, as a pass over the profile makes it. */
  fit(into: Float64Array, from: number, to: number): void {
    const { y, sum, moment, xi, np } = this
    let a = Math.max(0, Math.trunc(from / xi))
    let b = np - Math.trunc(Math.max(0, np - to / xi))
    if (b <= a) {
      a = Math.max(0, a - 1)
      b = np - Math.trunc(Math.max(0, np - b - 1))
    }
    const length = b - a
    const atB = b < np ? y[b] : this.ends[1]
    const inner = sum[b] - sum[a + 1]
    const innerMoment = moment[b] - moment[a + 1]
    const middle = (a + b) / 2
    const mean = (0.5 * (y[a] + atB) + inner) / length
    const tilt =
      ((0.5 * (y[a] - atB) * -0.5 * length + innerMoment - middle * inner) * 12) /
      ((length * length + 2) * length)
    into[0] = mean - tilt * middle
    into[1] = mean + tilt * (np - middle)
  }
}

/** The samples where the terrain's irregularity is read, the last at or beyond `capacity`. */
function readingsTo(capacity: number): number[] {
  const readings = [5]
  for (let at = 5; at <= capacity; readings.push(at))
    at += Math.max(readingSamples, Math.floor(at * readingShare))
  return readings
}
