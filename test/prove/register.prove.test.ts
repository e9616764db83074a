// Heavy counts of the register: `npm run prove -- register`.
import { expect, test } from 'vitest'
import { openSite } from '../attacks/_site.ts'
import { wrongLogins } from '../attacks/flood.ts'
import { makeForks, makeLog, verifySpoiled } from '../register/verify/mutations.ts'
import { killAtRandom } from '../store/kill.ts'

// In parts, so that they can be run one by one and one that finds something again alone.
test.each(Array.from({ length: 10 }, (_, part) => 1000 * (part + 1)))(
  'verifyLog() detects all of 1,000 of 10,000 mutations of a stored log (seeds from %i)',
  async (from) => {
    const log = makeLog()
    const forks = makeForks()
    const missed: string[] = []
    for (let seed = from; seed < from + 1000; seed++) {
      const { what, verdict } = await verifySpoiled(seed, log, forks)
      if (verdict.ok) missed.push(`${seed}: ${what}`)
    }
    expect(missed).toEqual([])
  },
  1_800_000,
)

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
