// One radial of an area sweep: the terrain from the transmitter outward is read once, and every point
// on it shares prefix sums (smooth Earth), prefix maxima (slopes from the transmitter) and the highest
// ground of blocks of samples, which spares a point most of them (obstructions, slopes from the receiver).
// A point beside the radial brings the ground of its last few samples itself: nothing decides a low
// antenna's loss as much. On the radial the point equals the profile of its own to rounding.

import { tailSamples } from '#radio/areaGround.ts'
import {
  blockMaxima,
  highestAboveLine,
  largestNu,
  nuAt,
  type Slopes,
  slopesFromReceiver,
} from '#radio/blocks.ts'
import { betaEarthRadiusKm } from '#radio/climate.ts'
import {
  emptyExtremes,
  finishGeometry,
  type PathGeometry,
  type ProfileExtremes,
} from '#radio/geometry.ts'

/** A radial being swept. */
export class Radial {
  /** Ground and ground with clutter at the samples; equal arrays where there is no clutter. */
  readonly h: Float64Array
  readonly g: Float64Array
  /** Distances of the samples, km. */
  readonly d: Float64Array
  private readonly stepKm: number
  private readonly v1: Float64Array
  private readonly v2: Float64Array
  private readonly flatT: Float64Array
  private readonly slopeT: Float64Array
  private readonly lt: Int32Array
  private readonly stim: Float64Array
  private readonly stimBeta: Float64Array
  private readonly blockMax: Float64Array
  private readonly clutterMax: Float64Array
  private readonly found: ProfileExtremes = emptyExtremes()
  private readonly withClutter: boolean
  private readonly withBeta: boolean
  private readonly ae: number
  private readonly htg: number
  private readonly perKm: Float64Array
  private readonly held = new Float64Array(2 * tailSamples)
  private tailEnd = 0
  private tailCount = 0

  /**
   * @param capacity Most samples of a radial, the transmitter included.
   * @param stepKm Between samples.
   */
  constructor(
    capacity: number,
    stepKm: number,
    htg: number,
    ae: number,
    withClutter: boolean,
    withBeta: boolean,
  ) {
    const array = (): Float64Array => new Float64Array(capacity)
    this.h = array()
    this.g = withClutter ? array() : this.h
    this.d = array().map((_, i) => i * stepKm)
    this.perKm = this.d.map((d) => 1 / d)
    this.stepKm = stepKm
    this.v1 = array()
    this.v2 = array()
    this.flatT = array()
    this.slopeT = array()
    this.lt = new Int32Array(capacity)
    this.stim = withClutter ? array() : this.slopeT
    this.stimBeta = withBeta ? array() : this.slopeT
    this.blockMax = array()
    this.clutterMax = withClutter ? array() : this.blockMax
    this.withClutter = withClutter
    this.withBeta = withBeta
    this.ae = ae
    this.htg = htg
  }

  /** Prepares the prefix sums and maxima once `h` (and `g`) hold a new radial of `count` samples. */
  begin(count: number): void {
    this.tailCount = 0
    this.prefixGround(count)
    const hts = this.h[0] + this.htg
    if (this.withClutter) {
      this.prefixSlopes(this.stim, count, hts, 500 / this.ae)
      blockMaxima(this.clutterMax, this.g, count)
    }
    if (this.withBeta) this.prefixSlopes(this.stimBeta, count, hts, 500 / betaEarthRadiusKm)
  }

  private prefixGround(count: number): void {
    const { h, d, perKm, v1, v2, flatT, slopeT, lt } = this
    const hts = h[0] + this.htg
    const c = 500 / this.ae
    v1[0] = 0
    v2[0] = 0
    flatT[0] = Number.NEGATIVE_INFINITY
    slopeT[0] = Number.NEGATIVE_INFINITY
    let sum = 0
    let moment = 0
    let flat = Number.NEGATIVE_INFINITY
    let steepest = Number.NEGATIVE_INFINITY
    let at = 0
    let before = 0
    let hBefore = h[0]
    for (let i = 1; i < count; i++) {
      const di = d[i]
      const hi = h[i]
      const step = di - before
      sum += step * (hi + hBefore)
      moment += step * (hi * (2 * di + before) + hBefore * (di + 2 * before))
      v1[i] = sum
      v2[i] = moment
      const ft = (hi - hts) * perKm[i]
      if (ft > flat) flat = ft
      flatT[i] = flat
      const st = ft - c * di
      if (st > steepest) {
        steepest = st
        at = i
      }
      slopeT[i] = steepest
      lt[i] = at
      before = di
      hBefore = hi
    }
    blockMaxima(this.blockMax, h, count)
  }

  /** The steepest slopes over the cover from the transmitter. */
  private prefixSlopes(into: Float64Array, count: number, hts: number, c: number): void {
    const { g, d, perKm } = this
    let steepest = Number.NEGATIVE_INFINITY
    into[0] = steepest
    for (let i = 1; i < count; i++) {
      const slope = (g[i] - hts) * perKm[i] - c * d[i]
      if (slope > steepest) steepest = slope
      into[i] = steepest
    }
  }

  /** Puts a point's own last samples in the place of the radial's, until the next point. */
  private lendTail(interior: number, n: number, tail: Float64Array): void {
    const { h, g, held } = this
    for (let k = 0; k < n; k++) {
      const i = interior - k
      held[k] = h[i]
      h[i] = tail[k]
      if (!this.withClutter) continue
      held[tailSamples + k] = g[i]
      g[i] = tail[tailSamples + k]
    }
    this.tailEnd = interior
    this.tailCount = n
  }

  /** Gives the radial its own samples back. */
  returnTail(): void {
    const { h, g, held, tailEnd } = this
    for (let k = 0; k < this.tailCount; k++) {
      h[tailEnd - k] = held[k]
      if (this.withClutter) g[tailEnd - k] = held[tailSamples + k]
    }
    this.tailCount = 0
  }

  /**
   * The geometry of the path to a point beside sample `interior`, filled into `out`. Points must come
   * by growing `interior`. What `out` tells of the samples holds until the next call.
   *
   * @param interior How many samples lie between the ends, at least 3.
   * @param tail Ground (and cover, after it) of the last `tailSamples` samples on the point's own path,
   *   the nearest to the receiver first.
   * @param dtot Distance of the point, km.
   * @param hn Ground at the point, m.
   */
  geometryTo(
    out: PathGeometry,
    interior: number,
    dtot: number,
    hn: number,
    hrg: number,
    tail: Float64Array,
  ): void {
    const { h, d, perKm, found } = this
    this.returnTail()
    const n = Math.min(tailSamples, interior - 2)
    const shared = interior - n
    this.lendTail(interior, n, tail)
    const c = 500 / this.ae
    const hts = h[0] + this.htg
    const hrs = hn + hrg
    const line = (hrs - hts) / dtot
    let flatT = this.flatT[shared]
    let slopeT = this.slopeT[shared]
    let lt = this.lt[shared]
    let v1 = this.v1[shared]
    let v2 = this.v2[shared]
    let before = d[shared]
    let hBefore = h[shared]
    for (let i = shared + 1; i <= interior; i++) {
      const di = d[i]
      const hi = h[i]
      v1 += (di - before) * (hi + hBefore)
      v2 += (di - before) * (hi * (2 * di + before) + hBefore * (di + 2 * before))
      before = di
      hBefore = hi
      const ft = (hi - hts) * perKm[i]
      if (ft > flatT) flatT = ft
      const st = ft - c * di
      if (st > slopeT) {
        slopeT = st
        lt = i
      }
    }
    const step = dtot - before
    found.v1 = v1 + step * (hn + hBefore)
    found.v2 = v2 + step * (hn * (2 * dtot + before) + hBefore * (dtot + 2 * before))
    found.slopeT = slopeT
    found.lt = lt
    out.d = d
    out.h = h
    out.interior = interior
    out.stepKm = this.stepKm
    out.blockMax = this.blockMax
    out.blockEnd = shared
    // A path is clear or blocked; on the edge between, both are found, for either may be asked for.
    const edge = line - c * dtot
    found.hobs = 0
    if (slopeT > edge - edgeWidth) {
      const first = found.lr <= interior ? found.lr : interior
      slopesFromReceiver(slopes, d, h, this.blockMax, shared, interior, dtot, hrs, c, first)
      found.slopeR = slopes.curved
      found.lr = slopes.at
      // Only ground above the straight line bends the smooth Earth (eq 90).
      if (flatT > line) {
        const { blockMax } = this
        found.hobs = highestAboveLine(d, h, blockMax, shared, interior, hts, line, slopes.at)
        found.alphaObt = flatT - line
        found.alphaObr = slopes.flat + line
      }
    }
    if (slopeT < edge + edgeWidth) {
      const first = found.nuIndex <= shared ? found.nuIndex : shared
      found.nuIndex = largestNu(h, this.blockMax, d, shared, interior, dtot, hts, line, c, first)
      out.median.nuLambda = nuAt(h, found.nuIndex, d, dtot, hts, line, c)
    }
    out.median.Stim = slopeT + c * dtot
    out.median.Srim = found.slopeR + c * dtot
    if (this.withClutter)
      this.fillBullington(out.median, this.stim, shared, interior, dtot, hts, hrs, c)
    if (this.withBeta) {
      const cb = 500 / betaEarthRadiusKm
      this.fillBullington(out.beta, this.stimBeta, shared, interior, dtot, hts, hrs, cb)
    }
    finishGeometry(out, found, hn, dtot, this.htg, hrg, this.ae)
  }

  /** Bullington's extremes over the cover: `S_rim` of a blocked path, ν of a clear one. */
  private fillBullington(
    out: PathGeometry['median'],
    prefix: Float64Array,
    shared: number,
    interior: number,
    dtot: number,
    hts: number,
    hrs: number,
    c: number,
  ): void {
    const { g, d, perKm } = this
    const line = (hrs - hts) / dtot
    let Stim = prefix[shared]
    for (let i = shared + 1; i <= interior; i++) {
      const slope = (g[i] - hts) * perKm[i] - c * d[i]
      if (slope > Stim) Stim = slope
    }
    Stim += c * dtot
    out.Stim = Stim
    if (Stim < line) {
      const at = largestNu(g, this.clutterMax, d, shared, interior, dtot, hts, line, c, 1)
      out.nuLambda = nuAt(g, at, d, dtot, hts, line, c)
      return
    }
    slopesFromReceiver(
      slopes,
      d,
      g,
      this.clutterMax,
      shared,
      interior,
      dtot,
      hrs,
      c,
      this.found.lr <= interior ? this.found.lr : interior,
    )
    out.Srim = slopes.curved + c * dtot
  }
}

const slopes: Slopes = { flat: 0.5, curved: 0.5, at: 1 }

/** Slopes nearer to each other than this, m/km, may be told apart either way by rounding. */
const edgeWidth = 1e-9
