// One radial of an area sweep by ITM: its terrain is read once, and every point on it shares prefix sums
// (fitted lines, the mean height that gives its effective Earth), prefix maxima (the transmitter's
// horizon) and an upper hull (the receiver's). The terrain's irregularity is read from the radial at every
// point; the ground just before a receiver is that of its own path.
//
// Each path has its own effective Earth, and so its own horizons. They are sought over the smallest Earth
// that any path of the radial can have: over a larger one a sample rises with the square of its distance,
// a convex curve, so none becomes a vertex of the hull that was not, and of two samples the farther gains.
import { type PointGround, tailSamples } from '#radio/areaGround.ts'
import { itmEarthRadius, surfaceRefractivity } from '#radio/itm.ts'
import type { ItmPaths } from '#radio/itmPaths.ts'
import {
  fillHeights,
  fillIrregularity,
  fillLines,
  type GroundLines,
  groundLines,
  type SampledPaths,
} from '#radio/itmTerrain.ts'

/** A radial being swept, and the points on it that are worked on together. */
export class ItmRadial implements SampledPaths, PointGround {
  /** Ground at the samples, m. */
  readonly y: Float64Array
  /** The sample beside each point, and the ground at the point, m. */
  readonly node: Int32Array
  readonly ground: Float64Array
  /** Ground at the `tailSamples` samples before each point on its own path, the nearest first, m. */
  readonly tail: Float64Array
  /** Between samples, m. */
  readonly xi: number
  private readonly h: readonly [number, number]
  private readonly N0: number
  private readonly sum: Float64Array
  private readonly moment: Float64Array
  /** Steepest slope from the transmitter so far, and its sample; that over the largest Earth. */
  private readonly slope: Float64Array
  private readonly slopeAt: Int32Array
  private readonly slopeAtMost: Int32Array
  private readonly hullX: Float64Array
  private readonly hullZ: Float64Array
  private readonly lines: GroundLines
  /** Fall of the smallest Earth that a path of the radial can have, per m. */
  private bulge = 0.5
  private hull = 0
  private seen = 0

  /**
   * @param capacity Most samples, the transmitter included.
   * @param together Most points worked on together.
   * @param xi Between samples, m.
   * @param h Antennas above ground, m.
   * @param N0 Refractivity at sea level, N-units.
   */
  constructor(
    capacity: number,
    together: number,
    xi: number,
    h: readonly [number, number],
    N0: number,
  ) {
    const array = (): Float64Array => new Float64Array(capacity + 1)
    this.y = array()
    this.sum = array()
    this.moment = array()
    this.slope = array()
    this.slopeAt = new Int32Array(capacity + 1)
    this.slopeAtMost = new Int32Array(capacity + 1)
    this.hullX = array()
    this.hullZ = array()
    this.lines = groundLines(capacity + 1)
    this.node = new Int32Array(together)
    this.ground = new Float64Array(together)
    this.tail = new Float64Array(together * tailSamples)
    this.xi = xi
    this.h = h
    this.N0 = N0
  }

  /** Prepares a new radial once `y` holds `known` samples without a void. */
  begin(known: number): void {
    const { y, sum, moment, slope, slopeAt, slopeAtMost, xi } = this
    this.hull = 0
    this.seen = 0
    fillLines(this.lines, y, known)
    sum[0] = 0
    moment[0] = 0
    let lowest = y[0]
    let highest = y[0]
    for (let i = 0; i < known; i++) {
      sum[i + 1] = sum[i] + y[i]
      moment[i + 1] = moment[i] + i * y[i]
      if (y[i] < lowest) lowest = y[i]
      if (y[i] > highest) highest = y[i]
    }
    const bulge = this.bulgeOver(highest)
    const less = bulge - this.bulgeOver(lowest)
    this.bulge = bulge
    const z_tx = y[0] + this.h[0]
    let steepest = Number.NEGATIVE_INFINITY
    let steepestAtMost = Number.NEGATIVE_INFINITY
    let at = 0
    let atMost = 0
    slope[0] = steepest
    for (let i = 1; i < known; i++) {
      const from = i * xi
      const s = (y[i] - z_tx) / from - from * bulge
      if (s > steepest) {
        steepest = s
        at = i
      }
      if (s + from * less > steepestAtMost) {
        steepestAtMost = s + from * less
        atMost = i
      }
      slope[i] = steepest
      slopeAt[i] = at
      slopeAtMost[i] = atMost
    }
  }

  /** Fall of the effective Earth of a path of this mean height, per m. */
  private bulgeOver(meanHeight: number): number {
    return 1 / (2 * itmEarthRadius(surfaceRefractivity(this.N0, meanHeight)))
  }

  /**
   * What ITM reads from the terrain to the first `count` points, whose `node`, `ground` and `tail` are
   * set: all of a path but its attenuation. Points must come by growing `node`.
   */
  terrainTo(paths: ItmPaths, count: number): void {
    this.fillEarth(paths, count)
    for (let i = 0; i < count; i++) this.findHorizons(paths, i)
    fillIrregularity(paths, count, this.lines, this, this.h)
    fillHeights(paths, count, this, this.h)
  }

  /** Lengths, and the Earth under paths of their own mean height: a tenth at either end is left out. */
  private fillEarth({ d, N_s, a_e }: ItmPaths, count: number): void {
    const { node, sum, xi, N0 } = this
    for (let i = 0; i < count; i++) {
      const np = node[i]
      const p10 = Math.trunc(0.1 * np)
      const mean = (sum[np - p10 + 1] - sum[p10]) / (np - 2 * p10 + 1)
      d[i] = np * xi
      N_s[i] = surfaceRefractivity(N0, mean)
      a_e[i] = itmEarthRadius(N_s[i])
    }
  }

  private findHorizons({ d: length, a_e, theta_hzn, d_hzn }: ItmPaths, i: number): void {
    const { xi, h, y, slope, hullX, hullZ, tail } = this
    const seen = this.node[i] - 1 - tailSamples
    this.growTo(seen)
    const bulge = 1 / (2 * a_e[i])
    const z_tx = y[0] + h[0]
    const z_rx = this.ground[i] + h[1]
    const d = length[i]
    const direct = (z_rx - z_tx) / d
    let theta_tx = direct - d * bulge
    let theta_rx = -direct - d * bulge
    let d_tx = d
    let d_rx = d
    const larger = this.bulge - bulge
    // Where the smallest and the largest Earth have the same horizon, so has every Earth between them.
    let far = this.slopeAt[seen] * xi
    let fromTransmitter = slope[seen] + far * larger
    for (let j = this.slopeAt[seen] + 1; j <= this.slopeAtMost[seen]; j++) {
      const from = j * xi
      const s = (y[j] - z_tx) / from - from * bulge
      if (s > fromTransmitter) {
        fromTransmitter = s
        far = from
      }
    }
    if (fromTransmitter > theta_tx) {
      theta_tx = fromTransmitter
      d_tx = far
    }
    const zc = z_rx - d * d * this.bulge
    let vertex = this.steepestFrom(d, zc)
    let rest = d - hullX[vertex]
    let fromReceiver = (hullZ[vertex] - zc) / rest + rest * larger
    // Farther vertices are less steep over the smallest Earth, and gain no more than their distance here.
    while (--vertex >= 0) {
      const farther = d - hullX[vertex]
      const s = (hullZ[vertex] - zc) / farther
      if (s + d * larger <= fromReceiver) break
      if (s + farther * larger > fromReceiver) {
        fromReceiver = s + farther * larger
        rest = farther
      }
    }
    fromReceiver -= 2 * d * this.bulge
    if (fromReceiver > theta_rx) {
      theta_rx = fromReceiver
      d_rx = rest
    }
    // Slopes are compared multiplied out, so that a division is only paid for by a new extreme.
    for (let b = 0; b < tailSamples; b++) {
      const back = (b + 1) * xi
      const from = d - back
      const height = tail[i * tailSamples + b]
      const riseT = height - z_tx - from * from * bulge
      if (riseT > theta_tx * from) {
        theta_tx = riseT / from
        d_tx = from
      }
      const riseR = height - z_rx - back * back * bulge
      if (riseR > theta_rx * back) {
        theta_rx = riseR / back
        d_rx = back
      }
    }
    theta_hzn[2 * i] = theta_tx
    theta_hzn[2 * i + 1] = theta_rx
    d_hzn[2 * i] = d_tx
    d_hzn[2 * i + 1] = d_rx
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

  /** The fit of a line between two samples from prefix sums, as a pass over the profile makes it. */
  fit(into: Float64Array, path: number, start: number, end: number): void {
    const { y, sum, moment } = this
    const np = this.node[path]
    let a = start
    let b = end
    if (b <= a) {
      a = Math.max(a - 1, 0)
      b = Math.min(b + 1, np)
    }
    const length = b - a
    const atB = b < np ? y[b] : this.ground[path]
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
