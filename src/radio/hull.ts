// Upper hulls of a radial that grow by one sample at a time: the horizon and the obstruction of every
// point on it are found on them by bisection (Andrew 1979, "Another efficient algorithm for convex hulls").

/** The upper convex hull of samples seen so far, left to right (Andrew 1979). */
export interface Hull {
  readonly index: Int32Array
  readonly x: Float64Array
  readonly z: Float64Array
  size: number
}

/** An empty hull for at most `capacity` samples. */
export const newHull = (capacity: number): Hull => ({
  index: new Int32Array(capacity),
  x: new Float64Array(capacity),
  z: new Float64Array(capacity),
  size: 0,
})

/** Adds a sample to the right of all others. */
export function pushHull(hull: Hull, index: number, x: number, z: number): void {
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
export function tangent({ x: hx, z: hz, size }: Hull, x: number, z: number): number {
  let low = 0
  let high = size - 1
  while (low < high) {
    const middle = (low + high) >> 1
    // the slope still grows while the next vertex lies on or above the line from this one to the point
    const rise = (hz[middle + 1] - z) * (x - hx[middle])
    if (rise >= (hz[middle] - z) * (x - hx[middle + 1])) low = middle + 1
    else high = middle
  }
  return low
}

/** Highest value of `z − slope · x` on the hull. */
export function highestOver(hull: Hull, slope: number): number {
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
