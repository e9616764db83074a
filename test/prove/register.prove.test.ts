// Heavy counts of the register: `npm run prove -- register`.
import { expect, test } from 'vitest'
import { openSite } from '../attacks/_site.ts'
import { wrongLogins } from '../attacks/flood.ts'
import { makeForks, makeLog, verifySpoiled } from '../register/verify/mutations.ts'
import { killAtRandom } from '../store/kill.ts'

test('verifyLog() detects all of 10,000 mutations of a stored log (seeds 1,000 to 10,999)', async () => {
  const log = makeLog()
  const forks = makeForks()
  const missed: string[] = []
  for (let seed = 1000; seed < 11_000; seed++) {
    const { what, verdict } = await verifySpoiled(seed, log, forks)
    if (verdict.ok) missed.push(`${seed}: ${what}`)
  }
  expect(missed).toEqual([])
}, 1_800_000)

// In four parts, so that one that finds something can be run again alone.
test.each([40, 41, 42, 43])(
  'Register.append() loses, doubles and misnumbers nothing in 50 of 200 kills of server and database (seed %i)',
  async (seed) => {
    await killAtRandom(50, seed)
  },
  3_600_000,
)

test('10,000 wrong logins open nothing, and memory stays flat', async () => {
  const site = await openSite()
  await wrongLogins(site, 10_000)
  await site.close()
}, 1_800_000)
