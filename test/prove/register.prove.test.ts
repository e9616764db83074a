// Heavy counts of the register: `npm run prove -- register`.
import { expect, test } from 'vitest'
import { makeForks, makeLog, verifySpoiled } from '../register/verify/mutations.ts'

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
