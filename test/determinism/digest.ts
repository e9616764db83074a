// One digest over everything that must be the same on every engine: run by Node 24, Node 26 and Chromium.
import { bytesDigest, jsonDigest } from '#base/canonical.ts'
import * as math from '#base/math.ts'
import { seededRandom } from '#base/random.ts'
import { bearingDegrees, distanceMeters } from '#geo/sphere.ts'

const unary = [
  'acos',
  'asin',
  'atan',
  'cbrt',
  'cos',
  'cosh',
  'exp',
  'expm1',
  'ln',
  'log10',
  'log1p',
  'log2',
  'sin',
  'sinh',
  'tan',
  'tanh',
] as const

/** Digests by part, so that a difference names what differs. */
export function engineDigests(): Record<string, string> {
  const random = seededRandom(2026)
  const digests: Record<string, string> = {}
  const digestOf = (draw: () => number): string => {
    const values = new Float64Array(20_000)
    for (let i = 0; i < values.length; i++) values[i] = draw()
    return bytesDigest(new Uint8Array(values.buffer))
  }
  for (const name of unary) {
    const low = name === 'ln' || name.startsWith('log') ? 1e-9 : -1
    const span = name === 'asin' || name === 'acos' ? 2 : 30
    digests[name] = digestOf(() => math[name](low + span * random.share()))
  }
  digests.atan2 = digestOf(() => math.atan2(random.normal(), random.normal()))
  digests.pow = digestOf(() => math.pow(random.between(0, 20), random.between(-5, 5)))
  digests.hypot = digestOf(() => math.hypot(random.normal(), random.normal()))
  digests.random = digestOf(() => random.normal())
  digests.distance = digestOf(() =>
    distanceMeters(
      random.between(-180, 180),
      random.between(-90, 90),
      random.between(-180, 180),
      random.between(-90, 90),
    ),
  )
  digests.bearing = digestOf(() =>
    bearingDegrees(
      random.between(-180, 180),
      random.between(-90, 90),
      random.between(-180, 180),
      random.between(-90, 90),
    ),
  )
  digests.json = jsonDigest(
    Array.from({ length: 1000 }, () => random.normal() * math.pow(10, random.between(-20, 20))),
  )
  return digests
}
