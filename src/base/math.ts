// Transcendental functions that give the same bits in Node and in every browser: pure arithmetic
// from @stdlib, since engines differ in the last place of Math.exp, Math.atan2 and their kin.
// `Math.sqrt`, `abs`, `floor`, `min`, `max`, `imul` are exact everywhere and stay in use.
import stdAcos from '@stdlib/math-base-special-acos'
import stdAsin from '@stdlib/math-base-special-asin'
import stdAtan from '@stdlib/math-base-special-atan'
import stdAtan2 from '@stdlib/math-base-special-atan2'
import stdCbrt from '@stdlib/math-base-special-cbrt'
import stdCos from '@stdlib/math-base-special-cos'
import stdCosh from '@stdlib/math-base-special-cosh'
import stdExp from '@stdlib/math-base-special-exp'
import stdExpm1 from '@stdlib/math-base-special-expm1'
import stdHypot from '@stdlib/math-base-special-hypot'
import stdLn from '@stdlib/math-base-special-ln'
import stdLog1p from '@stdlib/math-base-special-log1p'
import stdLog2 from '@stdlib/math-base-special-log2'
import stdLog10 from '@stdlib/math-base-special-log10'
import stdPow from '@stdlib/math-base-special-pow'
import stdSin from '@stdlib/math-base-special-sin'
import stdSinh from '@stdlib/math-base-special-sinh'
import stdTan from '@stdlib/math-base-special-tan'
import stdTanh from '@stdlib/math-base-special-tanh'

type Unary = (x: number) => number
type Binary = (x: number, y: number) => number

export const acos: Unary = stdAcos
export const asin: Unary = stdAsin
export const atan: Unary = stdAtan
/** The angle of the point (x, y); arguments in the order y, x. */
export const atan2: Binary = stdAtan2
export const cbrt: Unary = stdCbrt
export const cos: Unary = stdCos
export const cosh: Unary = stdCosh
export const exp: Unary = stdExp
export const expm1: Unary = stdExpm1
export const hypot: Binary = stdHypot
/** The natural logarithm. */
export const ln: Unary = stdLn
export const log10: Unary = stdLog10
export const log1p: Unary = stdLog1p
export const log2: Unary = stdLog2
export const pow: Binary = stdPow
export const sin: Unary = stdSin
export const sinh: Unary = stdSinh
export const tan: Unary = stdTan
export const tanh: Unary = stdTanh

/** Radians in one degree. */
export const radiansPerDegree = Math.PI / 180

/** `value`, but at least `low` and at most `high`. */
export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}

/**
 * The sum of many numbers with its rounding error carried along (Neumaier 1974), so that the order
 * of the terms hardly matters.
 */
export function sum(values: Iterable<number>): number {
  let total = 0
  let lost = 0
  for (const value of values) {
    const next = total + value
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  return total + lost
}
