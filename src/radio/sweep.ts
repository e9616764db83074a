// One radial of an area sweep: the terrain from the transmitter outward is read once, and every point
// on it shares prefix sums (smooth Earth), prefix maxima (slopes from the transmitter) and upper hulls
// that grow by one sample at a time (obstructions, slopes from the receiver). Each point then costs
// O(log n). A point beside the radial brings the ground of its last few samples itself: nothing decides
// a low antenna's loss as much. On the radial the point equals the profile of its own to rounding.

import { betaEarthRadiusKm } from '#radio/climate.ts'
import {
  blockSize,
  emptyExtremes,
  finishGeometry,
  type PathGeometry,
  type ProfileExtremes,
  rootedNu,
} from '#radio/geometry.ts'

/** The upper convex hull of samples seen so far, left to right (Andrew 1979). */
interface Hull {
  readonly index: Int32Array
  readonly x: Float64Array
  readonly z: Float64Array
  size: number
}

const newHull = (capacity: number): Hull => ({
  index: new Int32Array(capacity),
  x: new Float64Array(capacity),
  z: new Float64Array(capacity),
  size: 0,
})

function pushHull(hull: Hull, index: number, x: number, z: number): void {
  let n = hull.size
  while (n >= 2) {
    const ax = hull.x[n - 2]
    const az = hull.z[n - 2]
    if ((hull.z[n - 1] - az) * (x - ax) > (z - az) * (hull.x[n - 1] - ax)) break
    n--
  }
  hull.index[n] = index
  hull.x[n] = x
  hull.z[n] = z
  hull.size = n + 1
}

/** Place on the hull with the steepest slope from a point to its right; the last of equals. */
function tangent(hull: Hull, x: number, z: number): number {
  let low = 0
  let high = hull.size - 1
  while (low < high) {
    const middle = (low + high) >> 1
    // the slope still grows while the next vertex lies on or above the line from this one to the point
    const rise = (hull.z[middle + 1] - z) * (x - hull.x[middle])
    if (rise >= (hull.z[middle] - z) * (x - hull.x[middle + 1])) low = middle + 1
    else high = middle
  }
  return low
}

/** Highest value of `z − slope · x` on the hull. */
function highestOver(hull: Hull, slope: number): number {
  let low = 0
  let high = hull.size - 1
  while (low < high) {
    const middle = (low + high) >> 1
    const rise = hull.z[middle + 1] - hull.z[middle]
    if (rise > slope * (hull.x[middle + 1] - hull.x[middle])) low = middle + 1
    else high = middle
  }
  return hull.z[low] - slope * hull.x[low]
}

/** Samples before a receiver that are read on its own path. */
export const tailSamples = 4

/** A radial being swept. */
export class Radial {
  /** Ground and ground with clutter at the samples; equal arrays where there is no clutter. */
  readonly h: Float64Array
  readonly g: Float64Array
  /** Distances of the samples, km. */
  readonly d: Float64Array
  private readonly v1: Float64Array
  private readonly v2: Float64Array
  private readonly flatT: Float64Array
  private readonly slopeT: Float64Array
  private readonly lt: Int32Array
  private readonly stim: Float64Array
  private readonly stimBeta: Float64Array
  private readonly blockMax: Float64Array
  private readonly clutterMax: Float64Array
  private readonly flat: Hull
  private readonly ground: Hull
  private readonly cover: Hull
  private readonly beta: Hull
  private readonly found: ProfileExtremes = emptyExtremes()
  private readonly withClutter: boolean
  private readonly withBeta: boolean
  private readonly ae: number
  private readonly htg: number
  private readonly held = new Float64Array(2 * tailSamples)
  private seen = 0

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
    this.v1 = array()
    this.v2 = array()
    this.flatT = array()
    this.slopeT = array()
    this.lt = new Int32Array(capacity)
    this.stim = withClutter ? array() : this.slopeT
    this.stimBeta = withBeta ? array() : this.slopeT
    const blocks = Math.ceil(capacity / blockSize)
    this.blockMax = new Float64Array(blocks)
    this.clutterMax = withClutter ? new Float64Array(blocks) : this.blockMax
    this.flat = newHull(capacity)
    this.ground = newHull(capacity)
    this.cover = withClutter ? newHull(capacity) : this.ground
    this.beta = withBeta ? newHull(capacity) : this.ground
    this.withClutter = withClutter
    this.withBeta = withBeta
    this.ae = ae
    this.htg = htg
  }

  /** Prepares the prefix sums and maxima once `h` (and `g`) hold a new radial of `count` samples. */
  begin(count: number): void {
    const { h, g, d, v1, v2, flatT, slopeT, lt } = this
    const hts = h[0] + this.htg
    const c = 500 / this.ae
    const cb = 500 / betaEarthRadiusKm
    v1[0] = 0
    v2[0] = 0
    flatT[0] = Number.NEGATIVE_INFINITY
    slopeT[0] = Number.NEGATIVE_INFINITY
    this.stim[0] = Number.NEGATIVE_INFINITY
    this.stimBeta[0] = Number.NEGATIVE_INFINITY
    this.blockMax.fill(Number.NEGATIVE_INFINITY)
    if (this.withClutter) this.clutterMax.fill(Number.NEGATIVE_INFINITY)
    for (let i = 1; i < count; i++) {
      const di = d[i]
      const step = di - d[i - 1]
      v1[i] = v1[i - 1] + step * (h[i] + h[i - 1])
      v2[i] = v2[i - 1] + step * (h[i] * (2 * di + d[i - 1]) + h[i - 1] * (di + 2 * d[i - 1]))
      const ft = (h[i] - hts) / di
      flatT[i] = ft > flatT[i - 1] ? ft : flatT[i - 1]
      const st = ft - c * di
      if (st > slopeT[i - 1]) {
        slopeT[i] = st
        lt[i] = i
      } else {
        slopeT[i] = slopeT[i - 1]
        lt[i] = lt[i - 1]
      }
      const block = Math.floor(i / blockSize)
      if (h[i] > this.blockMax[block]) this.blockMax[block] = h[i]
      if (this.withClutter) {
        const sg = (g[i] - hts) / di - c * di
        this.stim[i] = sg > this.stim[i - 1] ? sg : this.stim[i - 1]
        if (g[i] > this.clutterMax[block]) this.clutterMax[block] = g[i]
      }
      if (this.withBeta) {
        const sb = (g[i] - hts) / di - cb * di
        this.stimBeta[i] = sb > this.stimBeta[i - 1] ? sb : this.stimBeta[i - 1]
      }
    }
    this.flat.size = 0
    this.ground.size = 0
    this.cover.size = 0
    this.beta.size = 0
    this.seen = 0
  }

  /**
   * The geometry of the path to a point beside sample `interior`, filled into `out`. Points must come
   * by growing `interior`.
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
    const { h, g, d, found, flat, ground, held } = this
    const n = Math.min(tailSamples, interior - 2)
    const shared = interior - n
    const c = 500 / this.ae
    const cb = 500 / betaEarthRadiusKm
    while (this.seen < shared) {
      const i = ++this.seen
      const x = d[i]
      pushHull(flat, i, x, h[i])
      pushHull(ground, i, x, h[i] - c * x * x)
      if (this.withClutter) pushHull(this.cover, i, x, g[i] - c * x * x)
      if (this.withBeta) pushHull(this.beta, i, x, g[i] - cb * x * x)
    }
    // The tail takes the place of the radial's samples while this point is computed.
    for (let k = 0; k < n; k++) {
      const i = interior - k
      held[k] = h[i]
      h[i] = tail[k]
      if (this.withClutter) {
        held[tailSamples + k] = g[i]
        g[i] = tail[tailSamples + k]
      }
    }
    const hts = h[0] + this.htg
    const hrs = hn + hrg
    const line = (hrs - hts) / dtot
    let hobs = highestOver(flat, line) - hts
    const nearest = tangent(flat, dtot, hrs)
    let flatR = (flat.z[nearest] - hrs) / (dtot - flat.x[nearest])
    let flatT = this.flatT[shared]
    let slopeT = this.slopeT[shared]
    let lt = this.lt[shared]
    const zR = hrs - c * dtot * dtot
    const horizon = tangent(ground, dtot, zR)
    let lr = ground.index[horizon]
    let slopeR = (ground.z[horizon] - zR) / (dtot - ground.x[horizon]) - 2 * c * dtot
    let stim = this.stim[shared]
    let stimBeta = this.stimBeta[shared]
    let v1 = this.v1[shared]
    let v2 = this.v2[shared]
    for (let i = shared + 1; i <= interior; i++) {
      const di = d[i]
      const hi = h[i]
      const rest = dtot - di
      const before = d[i - 1]
      v1 += (di - before) * (hi + h[i - 1])
      v2 += (di - before) * (hi * (2 * di + before) + h[i - 1] * (di + 2 * before))
      const H = hi - line * di - hts
      if (H > hobs) hobs = H
      const ft = (hi - hts) / di
      if (ft > flatT) flatT = ft
      const st = ft - c * di
      if (st > slopeT) {
        slopeT = st
        lt = i
      }
      const fr = (hi - hrs) / rest
      if (fr > flatR) flatR = fr
      const sr = fr - c * rest
      if (sr >= slopeR) {
        slopeR = sr
        lr = i
      }
      if (this.withClutter) {
        const sg = (g[i] - hts) / di - c * di
        if (sg > stim) stim = sg
      } else stim = slopeT
      if (this.withBeta) {
        const sb = (g[i] - hts) / di - cb * di
        if (sb > stimBeta) stimBeta = sb
      }
    }
    const step = dtot - d[interior]
    found.v1 = v1 + step * (hn + h[interior])
    found.v2 = v2 + step * (hn * (2 * dtot + d[interior]) + h[interior] * (dtot + 2 * d[interior]))
    found.hobs = hobs
    found.alphaObt = flatT - line
    found.alphaObr = flatR + line
    found.slopeT = slopeT
    found.lt = lt
    found.slopeR = slopeR
    found.lr = lr
    out.d = d
    out.interior = interior
    out.blockMax = this.blockMax
    out.blockEnd = shared
    if (!(slopeT > line - c * dtot)) {
      found.nuIndex = largestNu(h, this.blockMax, d, shared, interior, dtot, hts, line, c)
      out.median.nuLambda = nuAt(h, found.nuIndex, d, dtot, hts, line, c)
    }
    out.median.Srim = slopeR + c * dtot
    out.median.Stim = stim + c * dtot
    if (this.withClutter)
      this.fillBullington(out.median, this.cover, shared, interior, dtot, hts, hrs, c)
    if (this.withBeta) {
      out.beta.Stim = stimBeta + cb * dtot
      this.fillBullington(out.beta, this.beta, shared, interior, dtot, hts, hrs, cb)
    }
    finishGeometry(out, found, h, hn, dtot, this.htg, hrg, this.ae)
    for (let k = 0; k < n; k++) {
      h[interior - k] = held[k]
      if (this.withClutter) g[interior - k] = held[tailSamples + k]
    }
  }

  /** `S_rim` of a blocked path or ν of a clear one, over the cover; `Stim` is set. */
  private fillBullington(
    out: PathGeometry['median'],
    hull: Hull,
    shared: number,
    interior: number,
    dtot: number,
    hts: number,
    hrs: number,
    c: number,
  ): void {
    const { g, d } = this
    const line = (hrs - hts) / dtot
    if (out.Stim < line) {
      const at = largestNu(g, this.clutterMax, d, shared, interior, dtot, hts, line, c)
      out.nuLambda = nuAt(g, at, d, dtot, hts, line, c)
      return
    }
    const zR = hrs - c * dtot * dtot
    const at = tangent(hull, dtot, zR)
    let Srim = (hull.z[at] - zR) / (dtot - hull.x[at]) - c * dtot
    for (let i = shared + 1; i <= interior; i++) {
      const sr = (g[i] - hrs) / (dtot - d[i]) + c * d[i]
      if (sr > Srim) Srim = sr
    }
    out.Srim = Srim
  }
}

function nuAt(
  z: Float64Array,
  i: number,
  d: Float64Array,
  dtot: number,
  hts: number,
  line: number,
  c: number,
): number {
  const u = d[i] * (dtot - d[i])
  const x = z[i] - hts - line * d[i] + c * u
  return rootedNu((x * Math.abs(x)) / u, dtot)
}

/**
 * Where ν is largest, the last of equals. A hull does not find it (a point under an edge may be nearer
 * to the ray in Fresnel radii), so blocks of samples are passed over by a bound on what they can reach.
 */
function largestNu(
  z: Float64Array,
  blockMax: Float64Array,
  d: Float64Array,
  shared: number,
  interior: number,
  dtot: number,
  hts: number,
  line: number,
  c: number,
): number {
  const half = dtot / 2
  let best = Number.NEGATIVE_INFINITY
  let at = 1
  for (let start = 0; start <= interior; start += blockSize) {
    const first = start === 0 ? 1 : start
    const last = Math.min(start + blockSize - 1, interior)
    if (last <= shared) {
      const u0 = d[first] * (dtot - d[first])
      const u1 = d[last] * (dtot - d[last])
      const uHigh = d[first] <= half && d[last] >= half ? half * half : u0 > u1 ? u0 : u1
      const lowest = line < 0 ? line * d[last] : line * d[first]
      const reach = blockMax[start / blockSize] - hts - lowest + c * uHigh
      const bound = reach < 0 ? (-reach * reach) / uHigh : (reach * reach) / (u0 < u1 ? u0 : u1)
      if (bound < best) continue
    }
    for (let i = first; i <= last; i++) {
      const u = d[i] * (dtot - d[i])
      const x = z[i] - hts - line * d[i] + c * u
      const square = (x * Math.abs(x)) / u
      if (square >= best) {
        best = square
        at = i
      }
    }
  }
  return at
}
