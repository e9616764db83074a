// Exponential, logarithm, cube root and angles for the loops that run once a point: tables and short
// polynomials of plain arithmetic, so the bits are the same everywhere; within 1e-15 of `base/math.ts` at
// a quarter of its time (Tang 1989, 1990, 1991: "Table-driven implementation of the exponential /
// logarithm").
import {
  atan as exactAtan,
  cbrt as exactCbrt,
  cos as exactCos,
  exp as exactExp,
  ln as exactLn,
  sin as exactSin,
} from '#base/math.ts'

const bits = new ArrayBuffer(8)
const asNumber = new Float64Array(bits)
const asWords = new Int32Array(bits)
// Every engine that runs this is little-endian: the sign and exponent are the second word.
if (new Uint8Array(new Uint32Array([1]).buffer)[0] !== 1)
  throw new TypeError('Cannot compute on this machine: its numbers are big-endian')

// A number's exponent is taken off and put on by a product with a power of two from a table: exact, and
// sooner there than two words that are written one by one and read back as one number.
const exponents = 2047
/** `2^(i − 1023)` and `2^(1023 − i)`. */
const twoTo = new Float64Array(exponents).fill(1)
const twoToLess = new Float64Array(exponents).fill(1)
for (let i = 1; i <= 1023; i++) {
  twoTo[1023 + i] = 2 * twoTo[1022 + i]
  twoTo[1023 - i] = twoTo[1024 - i] / 2
  twoToLess[1023 + i] = twoToLess[1022 + i] / 2
  twoToLess[1023 - i] = 2 * twoToLess[1024 - i]
}

const expSteps = 64
const powers = new Float64Array(expSteps).map((_, j) => exactExp((j * Math.LN2) / expSteps))
const perLn2 = expSteps / Math.LN2
/** ln 2 in two parts: the first ends in zeros, so its multiples are exact. */
const ln2High = 0.6931471803691238
const ln2Low = 1.9082149292705877e-10
const stepHigh = ln2High / expSteps
const stepLow = ln2Low / expSteps

/** Added to a number of less than 2^51 and taken off again, it rounds it to a whole one. */
const toWhole = 6755399441055744

/** `e^x`; Infinity above 709, 0 below −708. */
export function exp(x: number): number {
  if (!(x > -708 && x <= 709)) return beyondExp(x)
  const n = x * perLn2 + toWhole - toWhole
  const r = x - n * stepHigh - n * stepLow
  const j = n & (expSteps - 1)
  const r2 = r * r
  const power = powers[j]
  const p = r + r2 * (0.5 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120)))
  return (power + power * p) * twoTo[((n - j) >> 6) + 1023]
}

function beyondExp(x: number): number {
  return x > 709 ? x * Number.MAX_VALUE : x <= -708 ? 0 : x
}

const lnSteps = 128
const reciprocal = new Float64Array(lnSteps + 1).map((_, j) => 1 / (1 + j / lnSteps))
const logarithm = new Float64Array(lnSteps + 1).map((_, j) => exactLn(1 + j / lnSteps))

/**
 * The natural logarithm of a normal number more than 0, within 2e-16 of its size or of 1; the rest as
 * in `base/math.ts`.
 */
export function ln(x: number): number {
  asNumber[0] = x
  const word = asWords[1]
  if (word < 0x00100000 || word >= 0x7ff00000) return exactLn(x)
  const exponent = (word >> 20) - 1023
  // the table's step is read off the first bits of the fraction
  const j = ((word & 0x000fffff) + 0x1000) >> 13
  const r = x * twoToLess[word >> 20] * reciprocal[j] - 1
  const r2 = r * r
  // ln(1 + r) for |r| ≤ 1/256
  const rest = r - r2 * (0.5 - r * (1 / 3) + r2 * (0.25 - r * 0.2 + r2 * (1 / 6 - r * (1 / 7))))
  return exponent * ln2High + (logarithm[j] + (exponent * ln2Low + rest))
}

const perLn10 = 1 / Math.LN10

/** The logarithm to base 10. */
export function log10(x: number): number {
  return ln(x) * perLn10
}

/** `10^x`. */
export function exp10(x: number): number {
  return exp(x * Math.LN10)
}

/** `x^y` for x more than 0. */
export function pow(x: number, y: number): number {
  return exp(y * ln(x))
}

const rootSteps = 128
const roots = new Float64Array(rootSteps + 1).map((_, j) => exactCbrt(1 + j / rootSteps))
/** The cube roots of `twoTo`. */
const rootsOfTwoTo = twoTo.map((power) => exactCbrt(power))

/** The cube root of a normal number more than 0; the rest as in `base/math.ts`. */
export function cbrt(x: number): number {
  asNumber[0] = x
  const word = asWords[1]
  if (word < 0x00100000 || word >= 0x7ff00000) return exactCbrt(x)
  const j = ((word & 0x000fffff) + 0x1000) >> 13
  const r = x * twoToLess[word >> 20] * reciprocal[j] - 1
  const r2 = r * r
  const p = r2 * (1 / 9 - r * (5 / 81) + r2 * (10 / 243 - r * (22 / 729)))
  return roots[j] * rootsOfTwoTo[word >> 20] * (1 + (r * (1 / 3) - p))
}

const turnSteps = 128
const sines = new Float64Array(turnSteps + 1).map((_, j) => exactSin((j * Math.PI) / turnSteps))
const cosines = new Float64Array(turnSteps + 1).map((_, j) => exactCos((j * Math.PI) / turnSteps))

/** The cosine and the sine of an angle from 0 to π into an array, within 1e-15. */
export function turnOfHalf(into: Float64Array, angle: number): void {
  const j = Math.floor(angle * (turnSteps / Math.PI) + 0.5)
  const r = angle - j * (Math.PI / turnSteps)
  const r2 = r * r
  const sine = r - r * r2 * (1 / 6 - r2 * (1 / 120))
  const less = lessOne(r2)
  into[0] = cosines[j] - (sines[j] * sine + cosines[j] * less)
  into[1] = sines[j] + (cosines[j] * sine - sines[j] * less)
}

/** `1 − cos r` from `r²`, for |r| ≤ π/256. */
function lessOne(r2: number): number {
  return r2 * (0.5 - r2 * (1 / 24 - r2 * (1 / 720)))
}

const atanSteps = 64
const angles = new Float64Array(atanSteps + 1).map((_, j) => exactAtan(j / atanSteps))

/** The angle of the point (x, y), −π to π; arguments in the order y, x; 0 where both are 0. */
export function atan2(y: number, x: number): number {
  const up = y < 0 ? -y : y
  const across = x < 0 ? -x : x
  const steep = up > across
  const t = steep ? across / up : up === 0 ? 0 : up / across
  const j = Math.floor(t * atanSteps + 0.5)
  const at = j / atanSteps
  const r = (t - at) / (1 + t * at)
  const r2 = r * r
  let angle = angles[j] + r * (1 - r2 * (1 / 3 - r2 * (0.2 - r2 * (1 / 7))))
  if (steep) angle = Math.PI / 2 - angle
  if (x < 0) angle = Math.PI - angle
  return y < 0 ? -angle : angle
}
