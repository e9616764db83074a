// Seeded random numbers that are the same in every engine: xoshiro128** (Blackman & Vigna, 2021)
// seeded by splitmix32. Integer arithmetic only, so no browser can differ in the last bit.
import { cos, ln } from '#base/math.ts'

/** A stream of random numbers; two streams of one seed are equal. */
export interface Random {
  /** Uniform in [0, 1), with 53 random bits. */
  share(): number
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number
  /** Uniform in [low, high). */
  between(low: number, high: number): number
  /** Standard normal, by Box–Muller. */
  normal(): number
  /** One of the values, each as likely. */
  pick<T>(values: readonly T[]): T
  /** Puts the values into random order, in place (Fisher–Yates). */
  shuffle<T>(values: T[]): T[]
  /** An independent stream named by a number: its draws do not move this stream's. */
  fork(stream: number): Random
}

/**
 * A seeded stream of random numbers.
 *
 * @param seed Any number; its low 32 bits count.
 */
export function seededRandom(seed: number): Random {
  let mix = seed >>> 0
  const splitmix = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  let s0 = splitmix()
  let s1 = splitmix()
  let s2 = splitmix()
  let s3 = splitmix()
  const next = (): number => {
    const m = Math.imul(s1, 5)
    const result = Math.imul((m << 7) | (m >>> 25), 9) >>> 0
    const t = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = (s3 << 11) | (s3 >>> 21)
    return result
  }
  const share = (): number => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992
  const below = (limit: number): number => {
    if (!(limit >= 1))
      throw new RangeError(`Cannot draw a number below ${limit}, expected at least 1`)
    return Math.floor(share() * limit)
  }
  return {
    share,
    below,
    between: (low, high) => low + share() * (high - low),
    normal: () => Math.sqrt(-2 * ln(1 - share())) * cos(2 * Math.PI * share()),
    pick: (values) => values[below(values.length)],
    shuffle: (values) => {
      for (let i = values.length - 1; i > 0; i--) {
        const j = below(i + 1)
        const held = values[i]
        values[i] = values[j]
        values[j] = held
      }
      return values
    },
    fork: (stream) => seededRandom((seed ^ Math.imul(stream + 1, 0x9e3779b1)) >>> 0),
  }
}
