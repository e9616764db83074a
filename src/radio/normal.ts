// The normal distribution to full precision, as P.1057 defines it, where a recommendation names no
// approximation of its own.
import erfcinv from '@stdlib/math-base-special-erfcinv'

/** `F⁻¹(p)`: the value not exceeded with probability `p` (P.1057). */
export function normalQuantile(p: number): number {
  return -Math.SQRT2 * erfcinv(2 * p)
}

/** `Q⁻¹(p)`: the value exceeded with probability `p` (P.1057). */
export function exactComplementaryQuantile(p: number): number {
  return Math.SQRT2 * erfcinv(2 * p)
}
