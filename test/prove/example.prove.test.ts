// Many seeds and large sizes of the example: `npm run prove -- example`.
import { expect, test } from 'vitest'
import { makeExample } from '#example/makeExample.ts'
import { testLaws } from '../example/_laws.ts'

testLaws(Array.from({ length: 40 }, (_, i) => ({ sites: 100 + 31 * i, seed: 100 + i })))
testLaws([
  { sites: 3000, seed: 11 },
  { sites: 10_000, seed: 1 },
  { sites: 20_000, seed: 12 },
])

const lines = (bytes: Uint8Array | undefined): number =>
  (bytes as Uint8Array).reduce((total, byte) => total + (byte === 10 ? 1 : 0), 0)

test.each([
  { sites: 100_000, seconds: 20 },
  { sites: 200_000, seconds: 45 },
])('makeExample() makes $sites sites in $seconds s of work and 1 GB', ({ sites, seconds }) => {
  const before = process.cpuUsage()
  const files = makeExample({ sites, seed: 1 })
  const { user, system } = process.cpuUsage(before)
  const rows = ['settlements.csv', 'schools.csv', 'health.csv', 'sites.csv'].map(
    (name) => lines(files.get(name)) - 1,
  )
  expect(rows.reduce((total, count) => total + count, 0)).toBe(sites)
  expect((user + system) / 1e6).toBeLessThan(seconds)
  // Resident memory in kilobytes at its highest, the tests' own included.
  expect(process.resourceUsage().maxRSS / 1e6).toBeLessThan(1.2)
})
