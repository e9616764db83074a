// Roles, the two-person rule, secrets and limits: what is let through, and all that is not.
import { expect, test } from 'vitest'
import { RateLimit, rates } from '#accounts/rateLimit.ts'
import { type Actor, checkMayEnter, checkMayInvite, type HeldRole, roles } from '#accounts/roles.ts'
import { after, isLive, lifetimes, newToken, sameSecret, tokenHash } from '#accounts/sessions.ts'
import { checkConfirmation, checkProposal, type Proposal } from '#accounts/signing.ts'
import { type RecordKind, recordKinds } from '#register/records.ts'

const actor = (account: string, held: HeldRole[], more: Partial<Actor> = {}): Actor => ({
  account,
  roles: held,
  suspended: false,
  by: 'passkey',
  ...more,
})
const official = actor('a', [{ role: 'official', signatory: 's1' }])
const second = actor('b', [{ role: 'secondOfficial', signatory: 's1' }])
const stranger = actor('c', [{ role: 'official', signatory: 's2' }])
const reviewer = actor('d', [{ role: 'reviewer', signatory: '' }])
const moderator = actor('e', [{ role: 'moderator', signatory: '' }])
const resident = actor('f', [{ role: 'resident', signatory: '' }], { by: 'email' })
const operator = actor('g', [{ role: 'operator', signatory: '' }])
const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code)

test('checkMayEnter() lets each kind of record in by exactly one kind of role', () => {
  const everyone = { official, second, stranger, reviewer, moderator, resident, operator }
  const who = (kind: RecordKind) =>
    Object.entries(everyone)
      .filter(([, one]) => checkMayEnter(one, kind, 's1').length === 0)
      .map(([name]) => name)
  for (const kind of ['commitment', 'programme', 'project', 'report', 'evidence', 'reply'] as const)
    expect(who(kind), kind).toEqual(['official', 'second'])
  for (const kind of [
    'declaration',
    'resolution',
    'studyQuestion',
    'signatory',
    'initiative',
  ] as const)
    expect(who(kind), kind).toEqual(['operator'])
  expect(who('review')).toEqual(['reviewer'])
  expect(who('dispute')).toEqual(['resident'])
  expect(who('moderation')).toEqual(['moderator'])
  expect(who('signature')).toEqual([])
  for (const kind of ['practice', 'need', 'pledge', 'match', 'meeting', 'answer'] as const)
    expect(who(kind), kind).toEqual(['official', 'second'])
  for (const kind of ['practiceReview', 'deliveryReview'] as const)
    expect(who(kind), kind).toEqual(['reviewer'])
  for (const kind of ['comment', 'support'] as const)
    expect(who(kind), kind).toEqual(Object.keys(everyone))
  expect(codes(checkMayEnter({ ...resident, suspended: true }, 'comment'))).toEqual([
    'account-suspended',
  ])
  expect(Object.keys(recordKinds).length).toBe(35)
})

test('checkMayEnter() refuses the suspended, those without a passkey, and reviewers of themselves', () => {
  expect(codes(checkMayEnter({ ...official, suspended: true }, 'report', 's1'))).toEqual([
    'account-suspended',
  ])
  expect(codes(checkMayEnter({ ...official, by: 'email' }, 'report', 's1'))).toEqual([
    'passkey-needed',
  ])
  expect(codes(checkMayEnter(official, 'report'))).toEqual(['role-missing'])
  const both = actor('h', [...official.roles, ...reviewer.roles])
  expect(codes(checkMayEnter(both, 'review', 's1'))).toEqual(['not-independent'])
  expect(codes(checkMayEnter(both, 'review', 's2'))).toEqual([])
})

test('checkMayInvite() is the operator’s alone, and gives officials a signatory and others none', () => {
  for (const role of roles) {
    const forSignatory = role === 'official' || role === 'secondOfficial'
    expect(checkMayInvite(operator, role, forSignatory ? 's1' : '')).toEqual([])
    expect(codes(checkMayInvite(operator, role, forSignatory ? '' : 's1'))).toEqual([
      'invitation-scope',
    ])
    for (const one of [official, moderator, resident])
      expect(codes(checkMayInvite(one, role, forSignatory ? 's1' : ''))).toEqual(['role-missing'])
  }
})

const proposal: Proposal = {
  id: 'p',
  declaration: 'd',
  signatory: 's1',
  act: 'adopt',
  date: '2026-01-01',
  official: 'a',
  created: '2026-01-01T00:00:00.000Z',
  closed: null,
}

test('checkConfirmation() wants a second official of the same signatory, in time, once', () => {
  const now = '2026-01-02T00:00:00.000Z'
  expect(checkProposal(official, 's1')).toEqual([])
  expect(codes(checkProposal(official, 's2'))).toEqual(['role-missing'])
  expect(checkConfirmation(second, proposal, now)).toEqual([])
  expect(codes(checkConfirmation(official, proposal, now))).toEqual(['one-official'])
  expect(codes(checkConfirmation(stranger, proposal, now))).toContain('role-missing')
  expect(codes(checkConfirmation({ ...second, by: 'email' }, proposal, now))).toEqual([
    'passkey-needed',
  ])
  expect(codes(checkConfirmation(second, { ...proposal, closed: now }, now))).toEqual([
    'proposal-closed',
  ])
  expect(checkConfirmation(second, proposal, '2026-01-31T00:00:00.000Z')).toEqual([])
  expect(codes(checkConfirmation(second, proposal, '2026-01-31T00:00:00.001Z'))).toEqual([
    'proposal-old',
  ])
})

test('newToken() gives secrets that only their hash is kept of, and isLive() ends sessions twice', () => {
  const { secret, hash } = newToken()
  expect(tokenHash(secret)).toBe(hash)
  expect(Buffer.from(secret, 'base64url').length).toBe(32)
  expect(sameSecret(secret, secret)).toBe(true)
  expect(sameSecret(secret, newToken().secret)).toBe(false)
  const now = '2026-01-01T00:00:00.000Z'
  const session = {
    account: 'a',
    csrf: 'c',
    seen: now,
    expires: after(now, lifetimes.session),
    by: 'email' as const,
  }
  expect(isLive(session, after(now, lifetimes.sessionIdle - 1))).toBe(true)
  expect(isLive(session, after(now, lifetimes.sessionIdle))).toBe(false)
  const used = { ...session, seen: after(now, lifetimes.session - 1) }
  expect(isLive(used, after(now, lifetimes.session))).toBe(false)
})

test('RateLimit.take() lets a burst through, then so many an hour, and holds against 10,000 wrong logins', () => {
  const limit = new RateLimit(rates.signIn)
  let through = 0
  for (let i = 0; i < 10_000; i++) if (limit.take('192.0.2.1', i) === 0) through++
  // 20 at once; in the ten seconds that 10,000 tries take, 60 an hour are none more.
  expect(through).toBe(20)
  expect(limit.take('192.0.2.2', 0)).toBe(0)
  expect(limit.take('192.0.2.1', 10_000)).toBeGreaterThan(0)
  expect(limit.take('192.0.2.1', 10_000 + 60_000)).toBe(0)
  const small = new RateLimit(rates.mail, 10)
  for (let i = 0; i < 1000; i++) small.take(`key ${i}`, 0)
  expect(small.take('key 999', 0)).toBe(0)
})
