// A form is acted on once: sent twice at one moment, again after the answer was lost, again after the server
// was started anew; what was refused is acted on when it comes again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FormOnce } from '#faces/site/formOnce.ts'
import { FormActs } from '#store/formActs.ts'
import type { Register } from '#store/register.ts'
import { freshFolder, openRegister, removeFolder } from '../../store/helpers.ts'

const folder = freshFolder()
let clock = Date.parse('2027-01-01T00:00:00Z')
let register: Register
beforeAll(async () => {
  register = await openRegister(folder, { clock: () => clock })
})
afterAll(async () => {
  await register.close()
  removeFolder(folder)
})

const kept = (): FormActs => new FormActs(register.database.db, () => register.now())

test('FormOnce.act() acts once for one number, in one process and in the next, for a day', async () => {
  let acts = 0
  const make = async (): Promise<string> => `/practices/${++acts}`
  const once = new FormOnce()
  const both = await Promise.all([once.act('a', make, kept()), once.act('a', make, kept())])
  expect(both).toEqual(['/practices/1', '/practices/1'])
  expect(await once.act('a', make, kept())).toBe('/practices/1')
  expect(await new FormOnce().act('a', make, kept())).toBe('/practices/1')
  expect(await new FormOnce().act('b', make, kept())).toBe('/practices/2')
  // A form without a number is one of its own each time.
  expect(await once.act('', make, kept())).toBe('/practices/3')
  clock += 86_400_001
  expect(await new FormOnce().act('a', make, kept())).toBe('/practices/4')
  const rows = await register.database.db.selectFrom('form_act').select('key').execute()
  expect(rows.map(({ key }) => key)).not.toContain('a')
})

test('FormOnce.act() keeps nothing of what was refused', async () => {
  const once = new FormOnce()
  const refuse = (): Promise<string> => Promise.reject(new Error('refused'))
  await expect(once.act('c', refuse, kept())).rejects.toThrow('refused')
  expect(await once.act('c', async () => '/taken', kept())).toBe('/taken')
})
