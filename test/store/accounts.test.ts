// Accounts on a real database: from the first operator to a signature that two officials made.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#accounts/roles.ts'
import { lifetimes } from '#accounts/sessions.ts'
import { Accounts } from '#store/accounts.ts'
import type { RefusedError, Register } from '#store/register.ts'
import { fill, freshFolder, openRegister, removeFolder } from './helpers.ts'

const folder = freshFolder()
let time = Date.parse('2027-01-01T00:00:00Z')
let register: Register
let accounts: Accounts

beforeAll(async () => {
  register = await openRegister(folder, { clock: () => time })
  accounts = new Accounts(register)
})
afterAll(async () => {
  await register.close()
  removeFolder(folder)
})

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error) => (error as RefusedError).problems.map(({ code }) => code),
  )

async function signIn(account: string): Promise<Actor> {
  const { token } = await accounts.openSession(account, 'passkey')
  return (await accounts.findActor(token))?.actor as Actor
}

test('a signature takes an operator’s invitations and two officials, and is in the log once', async () => {
  const first = (await accounts.createFirstOperator('Operator', 'op@example.org')) as string
  expect(await accounts.createFirstOperator('Another', 'x@example.org')).toBe(undefined)
  const operator = await signIn(first)
  const { signatory, declaration } = await fill(register)
  const invite = async (
    role: 'official' | 'secondOfficial',
    email: string,
    signatoryId = signatory.id,
  ) =>
    accounts.acceptInvitation(
      await accounts.invitations.invite(operator, role, signatoryId, email),
      email,
    )
  const one = await signIn((await invite('official', 'one@example.org')) as string)
  const two = await signIn((await invite('secondOfficial', 'two@example.org')) as string)
  const { signatory: elsewhere } = await fill(register)
  const stranger = await signIn(
    (await invite('official', 'far@example.org', elsewhere.id)) as string,
  )
  expect(await refusal(accounts.invitations.invite(one, 'moderator', '', 'm@example.org'))).toEqual(
    ['role-missing'],
  )

  const wanted = {
    declaration: declaration.id,
    signatory: signatory.id,
    act: 'adopt',
    date: '2027-01-01',
  } as const
  expect(await refusal(accounts.proposals.propose(stranger, wanted))).toEqual(['role-missing'])
  const proposal = await accounts.proposals.propose(one, wanted)
  expect(await refusal(accounts.proposals.confirm(one, proposal))).toEqual(['one-official'])
  expect(await refusal(accounts.proposals.confirm(stranger, proposal))).toContain('role-missing')
  expect(await refusal(accounts.proposals.confirm(two, 'nothing'))).toEqual(['proposal-unknown'])
  // Pressed five times at once: one signature.
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => refusal(accounts.proposals.confirm(two, proposal))),
  )
  expect(answers.filter((codes) => codes.length === 0).length).toBe(1)
  const referring = await register.referring(declaration.id)
  const signatures = referring.filter(({ kind }) => kind === 'signature')
  expect(signatures.length).toBe(1)
  expect((await register.findRecord(signatures[0].id))?.data).toEqual({
    ...wanted,
    official: one.account,
    secondOfficial: two.account,
  })
})

test('an invitation works once and not for ever; a second one adds a role to the same account', async () => {
  const operator = await signIn(
    (await accounts.createFirstOperator('', '')) ?? (await firstOperator()),
  )
  const secret = await accounts.invitations.invite(operator, 'reviewer', '', 'rev@example.org')
  const answers = await Promise.all([1, 2, 3].map(() => accounts.acceptInvitation(secret, 'Rev')))
  expect(answers.filter((id) => id !== undefined).length).toBe(1)
  const again = await accounts.invitations.invite(operator, 'moderator', '', 'rev@example.org')
  const id = (await accounts.acceptInvitation(again, 'Other')) as string
  expect(answers).toContain(id)
  expect((await signIn(id)).roles.map(({ role }) => role).sort()).toEqual(['moderator', 'reviewer'])
  const late = await accounts.invitations.invite(operator, 'moderator', '', 'late@example.org')
  time += lifetimes.invitation
  expect(await accounts.acceptInvitation(late, 'Late')).toBe(undefined)
  expect(await accounts.acceptInvitation('made up', 'X')).toBe(undefined)
})

async function firstOperator(): Promise<string> {
  const row = await register.database.db
    .selectFrom('account_role')
    .select('account')
    .where('role', '=', 'operator')
    .executeTakeFirstOrThrow()
  return row.account
}

test('a link in a mail works once, in its own browser, for twenty minutes', async () => {
  const link = await accounts.newEmailLink('resident@example.org', 'browser')
  expect(await accounts.useEmailLink(link, 'another browser', 'Heron')).toBe(undefined)
  const opened = await accounts.useEmailLink(link, 'browser', 'Heron')
  expect(opened).toBeDefined()
  expect(await accounts.useEmailLink(link, 'browser', 'Heron')).toBe(undefined)
  const found = await accounts.findActor(opened?.token as string)
  expect(found?.actor).toMatchObject({ by: 'email', roles: [{ role: 'resident', signatory: '' }] })
  const late = await accounts.newEmailLink('resident@example.org', 'browser')
  time += lifetimes.emailLink
  expect(await accounts.useEmailLink(late, 'browser', 'Heron')).toBe(undefined)
})

test('a session ends when it is closed, unused too long, or its account suspended; tokens are not kept', async () => {
  const id = await firstOperator()
  const a = await accounts.openSession(id, 'passkey')
  const b = await accounts.openSession(id, 'passkey')
  await accounts.closeSession(a.token)
  expect(await accounts.findActor(a.token)).toBe(undefined)
  expect(await accounts.findActor(b.token)).toBeDefined()
  time += lifetimes.sessionIdle
  expect(await accounts.findActor(b.token)).toBe(undefined)
  const c = await accounts.openSession(id, 'passkey')
  expect(
    JSON.stringify(await register.database.db.selectFrom('session').selectAll().execute()),
  ).not.toContain(c.token)
  await accounts.suspend(id)
  expect(await accounts.findActor(c.token)).toBe(undefined)
  expect(await accounts.findActor('nonsense')).toBe(undefined)
})

test('Accounts.sweep() removes secrets that count no more, and no others', async () => {
  // The one before is suspended by now: there may be a first one again.
  const operator = await signIn(
    (await accounts.createFirstOperator('New', 'new@example.org')) ?? (await firstOperator()),
  )
  await accounts.sweep()
  await accounts.invitations.invite(operator, 'reviewer', '', 'sweep@example.org')
  await accounts.newEmailLink('sweep@example.org', 'browser')
  const count = async (table: 'invitation' | 'email_link' | 'session') =>
    Number(
      (
        await register.database.db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )
  await accounts.sweep()
  expect([await count('invitation'), await count('email_link')]).toEqual([1, 1])
  expect(await count('session')).toBeGreaterThan(0)
  time += lifetimes.sessionIdle
  await accounts.sweep()
  expect([await count('invitation'), await count('email_link'), await count('session')]).toEqual([
    1, 0, 0,
  ])
  time += lifetimes.invitation
  await accounts.sweep()
  expect(await count('invitation')).toBe(0)
})
