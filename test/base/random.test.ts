import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'

/** xoshiro128** and splitmix32 once more in BigInt, written from their published definitions. */
function* reference(seed: number): Generator<bigint> {
  const mask = 0xffffffffn
  let mix = BigInt(seed)
  const splitmix = (): bigint => {
    mix = (mix + 0x9e3779b9n) & mask
    let z = mix
    z = ((z ^ (z >> 16n)) * 0x21f0aaadn) & mask
    z = ((z ^ (z >> 15n)) * 0x735a2d97n) & mask
    return z ^ (z >> 15n)
  }
  const rotate = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (32n - k))) & mask
  const s = [splitmix(), splitmix(), splitmix(), splitmix()]
  for (;;) {
    yield (rotate((s[1] * 5n) & mask, 7n) * 9n) & mask
    const t = (s[1] << 9n) & mask
    s[2] ^= s[0]
    s[3] ^= s[1]
    s[1] ^= s[2]
    s[0] ^= s[3]
    s[2] ^= t
    s[3] = rotate(s[3], 11n)
  }
}

test('seededRandom() draws what the published generator draws', () => {
  for (const seed of [0, 1, 42, 0xffffffff]) {
    const random = seededRandom(seed)
    const expected = reference(seed)
    for (let i = 0; i < 1000; i++) {
      const high = Number(expected.next().value! >> 5n)
      const low = Number(expected.next().value! >> 6n)
      expect(random.share()).toBe((high * 67108864 + low) / 9007199254740992)
    }
  }
})

test('seededRandom() is uniform: 20 classes of 100,000 draws within 5 standard deviations (seed 7)', () => {
  const counts = new Array<number>(20).fill(0)
  const random = seededRandom(7)
  for (let i = 0; i < 100_000; i++) counts[random.below(20)]++
  const deviation = Math.sqrt(100_000 * 0.05 * 0.95)
  for (const count of counts) expect(Math.abs(count - 5000)).toBeLessThan(5 * deviation)
})

test('normal() has mean 0 and variance 1 (seed 8)', () => {
  const random = seededRandom(8)
  const draws = Array.from({ length: 100_000 }, () => random.normal())
  const mean = draws.reduce((a, b) => a + b) / draws.length
  const variance = draws.reduce((a, b) => a + (b - mean) * (b - mean), 0) / draws.length
  expect(Math.abs(mean)).toBeLessThan(0.016)
  expect(Math.abs(variance - 1)).toBeLessThan(0.025)
})

test('fork() gives streams that do not move the stream they came from', () => {
  const one = seededRandom(3)
  const two = seededRandom(3)
  const fork = one.fork(1)
  fork.share()
  expect(one.share()).toBe(two.share())
  expect(seededRandom(3).fork(1).share()).not.toBe(seededRandom(3).fork(2).share())
})

test('shuffle() keeps every value, and below() refuses an empty range', () => {
  const values = Array.from({ length: 50 }, (_, i) => i)
  expect(
    seededRandom(1)
      .shuffle([...values])
      .sort((a, b) => a - b),
  ).toEqual(values)
  expect(() => seededRandom(1).below(0)).toThrow(RangeError)
})
