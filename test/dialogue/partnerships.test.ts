// Partnerships and agreements: nothing stands by one side's word, and delivery is told apart from proof.
import { expect, test } from 'vitest'
import { agreementStanding } from '#dialogue/agreements.ts'
import { deliveryProgress, type Known, matchState, unitsOpen } from '#dialogue/partnerships.ts'
import type { AgreementData, FollowUpData } from '#register/records/meetings.ts'
import type { AcceptanceData, DeliveryData, MatchData } from '#register/records/partnership.ts'
import { needData, partnerId, pledgeData } from '../register/dialogueSamples.ts'
import { signatoryId } from '../register/samples.ts'

const match: MatchData = {
  need: 'n',
  pledge: 'p',
  signatory: partnerId,
  count: 20,
  people: 6000,
  mbps: 400,
  language: 'en',
}
let n = 0
const known = <D>(data: D): Known<D> => ({
  id: `r${n++}`,
  data,
  time: `2027-01-01T00:00:0${n % 10}.000Z`,
})
const word = (signatory: string, answer: AcceptanceData['answer']): Known<AcceptanceData> =>
  known({ to: 'm', signatory, answer, language: 'en', date: '2027-01-01' })

test('matchState() takes both sides to accept, and either to end', () => {
  const state = (...words: Known<AcceptanceData>[]) =>
    matchState(match, needData, pledgeData, words)
  expect(state()).toBe('proposed')
  expect(state(word(partnerId, 'accept'))).toBe('proposed')
  expect(state(word('stranger', 'accept'))).toBe('proposed')
  expect(state(word(signatoryId, 'accept'))).toBe('accepted')
  expect(state(word(signatoryId, 'decline'))).toBe('declined')
  expect(state(word(signatoryId, 'decline'), word(signatoryId, 'accept'))).toBe('declined')
  expect(state(word(signatoryId, 'accept'), word(partnerId, 'end'))).toBe('ended')
  expect(state(word(partnerId, 'end'), word(signatoryId, 'accept'))).toBe('ended')
  expect(state(word(signatoryId, 'accept'), word('stranger', 'end'))).toBe('accepted')
  expect(matchState({ ...match, signatory: 'stranger' }, needData, pledgeData, [])).toBe('declined')
})

test('unitsOpen() leaves what no accepted match has taken', () => {
  const standing = (state: 'proposed' | 'accepted' | 'ended') => ({ data: match, state })
  expect(unitsOpen(needData, [])).toBe(40)
  expect(unitsOpen(needData, [standing('accepted'), standing('proposed'), standing('ended')])).toBe(
    20,
  )
  expect(unitsOpen(pledgeData, [standing('accepted'), standing('accepted')])).toBe(0)
})

test('deliveryProgress() counts what was stated, apart what was upheld, and no more what was refuted', () => {
  const delivery = (more: Partial<DeliveryData>) =>
    known<DeliveryData>({
      match: 'm',
      signatory: partnerId,
      date: '2027-09-01',
      language: 'en',
      note: 'Masts',
      ...more,
    })
  const first = delivery({ count: 8, people: 2000, mbps: 160 })
  const second = delivery({ count: 7, people: 1500 })
  const third = delivery({ count: 5, money: { minor: 900, currency: 'EUR' } })
  const findings = new Map([
    [first.id, 'upheld'],
    [third.id, 'notUpheld'],
  ] as const)
  const progress = deliveryProgress(match, [first, second, third], findings)
  expect(progress.count).toEqual({ pledged: 20, delivered: 15, verified: 8 })
  expect(progress.people).toEqual({ pledged: 6000, delivered: 3500, verified: 2000 })
  expect(progress.mbps).toEqual({ pledged: 400, delivered: 160, verified: 160 })
  expect(progress.money).toEqual({ pledged: 0, delivered: 0, verified: 0 })
  const money = { ...match, money: { minor: 5000, currency: 'USD' } }
  const paid = deliveryProgress(
    money,
    [third, delivery({ money: { minor: 2000, currency: 'USD' } })],
    new Map(),
  )
  expect(paid.money).toEqual({ pledged: 5000, delivered: 2000, verified: 0 })
  expect(paid.otherCurrency).toEqual([third.id])
})

const agreement: AgreementData = {
  meeting: 'm',
  signatory: signatoryId,
  title: 'Fibre over the pass',
  text: 'Each builds to the border.',
  language: 'en',
  between: [signatoryId, partnerId],
  followsUp: partnerId,
  due: '2027-12-31',
  becomes: 'commitment',
}

test('agreementStanding() binds nobody who has not accepted', () => {
  const at = (
    words: Known<AcceptanceData>[],
    followUps: Known<FollowUpData>[] = [],
    today = '2027-06-01',
  ) => agreementStanding(agreement, words, followUps, today)
  expect(at([])).toEqual({ state: 'waiting', waitingFor: [partnerId], commitment: undefined })
  expect(at([word('stranger', 'accept')]).state).toBe('waiting')
  const yes = word(partnerId, 'accept')
  expect(at([yes]).state).toBe('agreed')
  expect(at([yes], [], '2028-01-01').state).toBe('overdue')
  expect(at([yes, word(partnerId, 'end')]).state).toBe('declined')
  expect(at([yes, word(signatoryId, 'end')]).state).toBe('declined')
})

test('agreementStanding() believes only the one who follows up', () => {
  const yes = word(partnerId, 'accept')
  const follow = (signatory: string, state: FollowUpData['state'], commitment?: string) =>
    known<FollowUpData>({
      agreement: 'a',
      signatory,
      state,
      ...(commitment === undefined ? {} : { commitment }),
      language: 'en',
      note: 'Signed.',
      date: '2027-05-01',
    })
  const at = (...followUps: Known<FollowUpData>[]) =>
    agreementStanding(agreement, [yes], followUps, '2028-06-01')
  expect(at(follow(signatoryId, 'done', 'c1'))).toMatchObject({
    state: 'overdue',
    commitment: undefined,
  })
  expect(at(follow(partnerId, 'begun'))).toMatchObject({ state: 'overdue' })
  expect(at(follow(partnerId, 'begun'), follow(partnerId, 'done', 'c1'))).toMatchObject({
    state: 'done',
    commitment: 'c1',
  })
  expect(at(follow(partnerId, 'dropped')).state).toBe('dropped')
})
