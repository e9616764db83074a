// The quick functions against the platform's own.
import { expect, test } from 'vitest'
import { cbrt, exp, ln, log10, turnOfHalf } from '#base/quickMath.ts'

test('exp(), ln() and log10() of quickMath agree with the platform’s to 1e-15', () => {
  for (let i = 0; i < 20_000; i++) {
    const x = -300 + i * 0.03 + Math.sin(i)
    expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-15)
    const y = Math.exp(x / 2)
    expect(Math.abs(ln(y) - Math.log(y))).toBeLessThan(1e-15 * Math.max(1, Math.abs(Math.log(y))))
    expect(Math.abs(log10(y) - Math.log10(y))).toBeLessThan(
      1e-15 * Math.max(1, Math.abs(Math.log10(y))),
    )
  }
  expect(exp(800)).toBe(Number.POSITIVE_INFINITY)
  expect(exp(-800)).toBe(0)
  expect(ln(0)).toBe(Number.NEGATIVE_INFINITY)
  expect(ln(-1)).toBeNaN()
})

test('cbrt() agrees with the platform’s to 1e-15, over all powers of two', () => {
  for (let i = 0; i < 20_000; i++) {
    const x = Math.exp(-700 + i * 0.07 + Math.sin(i))
    expect(Math.abs(cbrt(x) / Math.cbrt(x) - 1)).toBeLessThan(1e-15)
  }
  for (const x of [0, -8, 5e-324, Number.POSITIVE_INFINITY]) {
    const own = Math.cbrt(x)
    expect(Math.abs(cbrt(x) - own) <= 1e-15 * Math.abs(own) || cbrt(x) === own).toBe(true)
  }
})

test('turnOfHalf() agrees with the platform’s cosine and sine to 1e-15, both ends included', () => {
  const turned = new Float64Array(2)
  for (let i = 0; i <= 20_000; i++) {
    const angle = (i / 20_000) * Math.PI
    turnOfHalf(turned, angle)
    expect(Math.abs(turned[0] - Math.cos(angle))).toBeLessThan(1e-15)
    expect(Math.abs(turned[1] - Math.sin(angle))).toBeLessThan(1e-15)
  }
})
