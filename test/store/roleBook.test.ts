// The end of roles on a real database: who may end them, what goes with them, and who may not be left alone.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, Role } from '#accounts/roles.ts'
import { Accounts } from '#store/accounts.ts'
import type { RefusedError, Register } from '#store/register.ts'
import { fill, freshFolder, openRegister, removeFolder } from './helpers.ts'

const folder = freshFolder()
let register: Register
let accounts: Accounts
let operator: Actor

beforeAll(async () => {
  register = await openRegister(folder)
  accounts = new Accounts(register)
  operator = await signIn(
    (await accounts.createFirstOperator('Operator', 'op@example.org')) as string,
  )
})
afterAll(async () => {
  await register.close()
  removeFolder(folder)
})

async function signIn(account: string): Promise<Actor> {
  const { token } = await accounts.openSession(account, 'passkey')
  return (await accounts.findActor(token))?.actor as Actor
}
let number = 0
async function someone(role: Role, signatory = ''): Promise<Actor> {
  const email = `p${number++}@example.org`
  const secret = await accounts.invitations.invite(operator, role, signatory, email)
  return signIn((await accounts.acceptInvitation(secret, `Person ${number}`)) as string)
}
const because = { language: 'en', reason: 'Left the office' }
const end = (actor: Actor, whose: Actor, role: Role, signatory = '') =>
  accounts.roles.end(actor, { account: whose.account, role, signatory }, because)
const codes = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: RefusedError) => error.problems.map(({ code }) => code),
  )
const today = '2027-01-01'

test('RoleBook.end() takes a role away at once, with an entry in the log and nothing without one', async () => {
  const reviewer = await someone('reviewer')
  const { index, id } = await end(operator, reviewer, 'reviewer')
  expect((await signIn(reviewer.account)).roles).toEqual([])
  const record = await register.findRecord(id)
  expect(record?.data).toEqual({
    account: reviewer.account,
    act: 'endRole',
    role: 'reviewer',
    rule: 'role-ended',
    ...because,
  })
  expect(record?.index).toBe(index)
  const { size } = register
  expect(await codes(end(operator, reviewer, 'reviewer'))).toEqual(['role-unheld'])
  expect(register.size).toBe(size)
})

test('RoleBook.end() is for operators, and for officials of the same signatory, by passkey', async () => {
  const { signatory } = await fill(register)
  const { signatory: other } = await fill(register)
  const one = await someone('official', signatory.id)
  const two = await someone('secondOfficial', signatory.id)
  const stranger = await someone('official', other.id)
  const moderator = await someone('moderator')
  const endTwo = (actor: Actor) => codes(end(actor, two, 'secondOfficial', signatory.id))
  expect(await endTwo(stranger)).toEqual(['role-missing'])
  expect(await endTwo(moderator)).toEqual(['role-missing'])
  expect(await codes(end(one, moderator, 'moderator'))).toEqual(['role-missing'])
  expect(await endTwo({ ...one, by: 'email' })).toEqual(['passkey-needed'])
  expect(await endTwo({ ...one, suspended: true })).toEqual(['role-missing'])
  expect(await endTwo(one)).toEqual([])
  expect(await accounts.roles.officials(signatory.id)).toBe(1)
})

test('RoleBook.end() leaves no signatory that promised without an official, and no register without an operator', async () => {
  const { signatory } = await fill(register)
  const one = await someone('official', signatory.id)
  const two = await someone('secondOfficial', signatory.id)
  // Each ends the other's role at the same moment: one of them stays.
  const answers = await Promise.all([
    codes(end(one, two, 'secondOfficial', signatory.id)),
    codes(end(two, one, 'official', signatory.id)),
  ])
  expect(answers.flat()).toEqual(['last-official'])
  expect(await accounts.roles.officials(signatory.id)).toBe(1)
  const [left] = await accounts.roles.holders(signatory.id)
  expect(await codes(accounts.roles.end(operator, left, because))).toEqual(['last-official'])
  // Another comes, and the first may go.
  await someone('secondOfficial', signatory.id)
  expect(await codes(accounts.roles.end(operator, left, because))).toEqual([])
  expect(await codes(end(operator, operator, 'operator'))).toEqual(['last-operator'])
  const second = await someone('operator')
  expect(await codes(end(second, operator, 'operator'))).toEqual([])
  operator = second
  // A signatory that has said nothing yet may be without anyone.
  const data = { kind: 'city', name: 'Quiet', country: 'XAA', fictional: true }
  const quiet = await register.append({
    kind: 'signatory',
    data: { ...data, officials: [one.account] },
    by: one.account,
  })
  const only = await someone('official', quiet.id)
  expect(await codes(end(operator, only, 'official', quiet.id))).toEqual([])
})

test('RoleBook.end() drops what the official proposed alone, and invitations that would bring the role back', async () => {
  const { signatory, declaration } = await fill(register)
  const one = await someone('official', signatory.id)
  const two = await someone('secondOfficial', signatory.id)
  const three = await someone('official', signatory.id)
  const wanted = {
    declaration: declaration.id,
    signatory: signatory.id,
    act: 'adopt',
    date: today,
  } as const
  const ofOne = await accounts.proposals.propose(one, wanted)
  const ofTwo = await accounts.proposals.propose(two, wanted)
  const { email } = await register.database.db
    .selectFrom('account')
    .select('email')
    .where('id', '=', one.account)
    .executeTakeFirstOrThrow()
  const secret = await accounts.invitations.invite(
    operator,
    'official',
    signatory.id,
    email as string,
  )
  await end(two, one, 'official', signatory.id)
  expect(await codes(accounts.proposals.confirm(three, ofOne))).toContain('proposal-closed')
  expect(await accounts.invitations.find(secret)).toBe(undefined)
  expect((await accounts.proposals.open(signatory.id)).map(({ id }) => id)).toEqual([ofTwo])
  expect(await codes(accounts.proposals.confirm(three, ofTwo))).toEqual([])
})

test('Proposals.confirm() does not count the half of an official who was suspended since', async () => {
  const { signatory, declaration } = await fill(register)
  const one = await someone('official', signatory.id)
  const two = await someone('secondOfficial', signatory.id)
  const proposal = await accounts.proposals.propose(one, {
    declaration: declaration.id,
    signatory: signatory.id,
    act: 'adopt',
    date: today,
  })
  await accounts.suspend(one.account)
  expect(await codes(accounts.proposals.confirm(two, proposal))).toContain('proposal-closed')
  await accounts.suspend(one.account, false)
  expect(await codes(accounts.proposals.confirm(two, proposal))).toEqual([])
})
