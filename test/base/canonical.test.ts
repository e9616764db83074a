import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesDigest, canonicalJson, type Json, jsonDigest } from '#base/canonical.ts'

test('canonicalJson() gives the published result of RFC 8785, section 3.2.2', () => {
  const value = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
  )
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
})

test('canonicalJson() sorts names by UTF-16 code units, as in RFC 8785, section 3.2.3', () => {
  const value = JSON.parse(
    '{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}',
  )
  expect(canonicalJson(value)).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
  )
})

test('canonicalJson() loses nothing: there and back is the identity (seed 1)', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false } as never), (value) => {
      expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('canonicalJson() refuses what JSON cannot say', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800', undefined]) {
    expect(() => canonicalJson(value as Json)).toThrow(TypeError)
  }
})

test('bytesDigest() and jsonDigest() are SHA-256, by a second implementation', () => {
  const bytes = new TextEncoder().encode('{"a":1}')
  const expected = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  expect(bytesDigest(bytes)).toBe(expected)
  expect(jsonDigest({ a: 1 })).toBe(expected)
})
