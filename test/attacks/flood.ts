// Thousands of wrong logins, counted so that `npm test` does few and `prove` does all.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect } from 'vitest'
import { type Attacked, standing } from './_site.ts'

/** Tries so many made-up links, passkeys and sessions; nothing opens, nothing breaks, memory stays flat. */
export async function wrongLogins(site: Attacked, count: number): Promise<void> {
  const before = await standing(site.register)
  const sessions = await sessionCount(site)
  const browser = site.browse()
  const token = await browser.token('/account/sign-in')
  const codes = new Map<number, number>()
  const guess = (i: number): string =>
    Buffer.from(`${i}`.padStart(32, `${(i * 7919) % 10_007}`)).toString('base64url')
  let heap = 0
  const batch = 20
  for (let i = 0; i < count; i += batch) {
    const answers = await Promise.all(
      Array.from({ length: batch }, (_, j) => {
        const way = guess(i + j)
        if (j % 3 === 0)
          return browser.post(`/account/link?t=${way}`, token, { name: 'Guess', adult: 'yes' })
        if (j % 3 === 1) {
          const visitor = site.browse()
          visitor.cookies.set('silta-session', way.slice(0, 43))
          return visitor.fetch('/account')
        }
        const body = JSON.stringify({
          response: { id: way, rawId: way, type: 'public-key', response: {} },
        })
        const headers = {
          origin: site.origin,
          'content-type': 'application/json',
          'x-form-token': token,
        }
        return browser.fetch('/account/sign-in/passkey', { method: 'POST', body, headers })
      }),
    )
    for (const { status } of answers) codes.set(status, (codes.get(status) ?? 0) + 1)
    if (i === Math.floor(count / 2 / batch) * batch) heap = used()
  }
  // No answer but: not signed in (303), refused (400, 422), too often (429).
  expect([...codes.keys()].sort()).toEqual([303, 400, 422, 429])
  expect(codes.get(400) ?? 0).toBeLessThanOrEqual(21)
  expect(codes.get(422) ?? 0).toBeLessThanOrEqual(21)
  expect(await standing(site.register)).toEqual(before)
  expect(await sessionCount(site)).toBe(sessions)
  expect(site.faults).toEqual([])
  expect(used() - heap).toBeLessThan(30_000_000)
}

// What is not collected yet is no leak: however busy the machine is, only what is held counts.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

function used(): number {
  collect()
  return process.memoryUsage().heapUsed
}

async function sessionCount(site: Attacked): Promise<number> {
  const row = await site.register.database.db
    .selectFrom('session')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}
