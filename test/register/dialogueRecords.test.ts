// Records of the Dialogue: what sound ones hold, and what their checks find.
import { expect, test } from 'vitest'
import { checkRecord, type RecordKind } from '#register/records.ts'
import {
  consultationData,
  meetingData,
  needData,
  partnerId,
  pledgeData,
  practiceData,
} from './dialogueSamples.ts'
import { signatoryId } from './samples.ts'

const codes = (kind: RecordKind, data: unknown) =>
  checkRecord(kind, data, 'test').map(({ code, at }) => `${at.table} ${code}`)

test('checkRecord() finds nothing in sound records of the Dialogue', () => {
  expect(codes('practice', practiceData)).toEqual([])
  expect(codes('need', needData)).toEqual([])
  expect(codes('pledge', pledgeData)).toEqual([])
  expect(codes('meeting', meetingData)).toEqual([])
  expect(codes('consultation', consultationData)).toEqual([])
})

test('checkRecord() knows a minute in UTC from a local time and from no time', () => {
  for (const from of ['2027-03-04T09:00', '2027-03-04T24:00Z', '2027-02-30T09:00Z', '2027-03-04'])
    expect(codes('meeting', { ...meetingData, from }), from).toEqual(['meeting/from value-wrong'])
})

test('checkPractice() refuses an end before the beginning and results that cannot be', () => {
  expect(codes('practice', { ...practiceData, until: '2023' })).toEqual([
    'practice/until span-backward',
  ])
  // A month of the year it began in is no contradiction.
  expect(codes('practice', { ...practiceData, from: '2025', until: '2025-06' })).toEqual([])
  expect(codes('practice', { ...practiceData, from: '2025-06', until: '2025' })).toEqual([])
  const result = { ...practiceData.result, unit: 'share', before: 0.2, after: 34 }
  expect(codes('practice', { ...practiceData, result })).toEqual([
    'practice/result/after result-range',
  ])
})

test('checkResource() asks for money where money is needed and for a count elsewhere', () => {
  const { count, ...rest } = needData
  expect(count).toBe(40)
  expect(codes('need', rest)).toEqual(['need/count amount-missing'])
  const money = { minor: 100, currency: 'USD' }
  expect(codes('need', { ...needData, money })).toEqual(['need/money amount-unfit'])
  expect(codes('need', { ...rest, kind: 'money', money })).toEqual([])
  expect(codes('pledge', { ...pledgeData, until: '2027-01-01' })).toEqual([
    'pledge/until span-backward',
  ])
})

test('checkMeasures() wants to know how much', () => {
  const match = {
    need: 'a'.repeat(20),
    pledge: 'b'.repeat(20),
    signatory: partnerId,
    language: 'en',
  }
  expect(codes('match', match)).toEqual(['match/count amount-missing'])
  expect(codes('match', { ...match, mbps: 100 })).toEqual([])
})

test('checkMeeting() and checkAgreement() keep who takes part in order', () => {
  const twice = { ...meetingData, participants: [partnerId, signatoryId, partnerId] }
  expect(codes('meeting', twice)).toEqual([
    'meeting/participants/1 participant-twice',
    'meeting/participants/2 participant-twice',
  ])
  expect(codes('meeting', { ...meetingData, until: meetingData.from })).toEqual([
    'meeting/until span-backward',
  ])
  const agreement = {
    meeting: 'm'.repeat(20),
    signatory: signatoryId,
    title: 'Fibre over the pass',
    text: 'Each builds to the border by then.',
    language: 'en',
    between: [signatoryId, partnerId],
    followsUp: partnerId,
    due: '2027-12-31',
    becomes: 'commitment',
  }
  expect(codes('agreement', agreement)).toEqual([])
  expect(codes('agreement', { ...agreement, followsUp: 's'.repeat(20) })).toEqual([
    'agreement/followsUp not-a-party',
  ])
  const followUp = {
    agreement: 'g'.repeat(20),
    signatory: partnerId,
    state: 'begun',
    commitment: 'c'.repeat(20),
    language: 'en',
    note: 'The draft is with the council.',
    date: '2027-04-01',
  }
  expect(codes('followUp', followUp)).toEqual(['followUp/commitment follow-up-early'])
  expect(codes('followUp', { ...followUp, state: 'done' })).toEqual([])
})

test('checkConsultation(), checkComment() and checkSupport() refuse what nobody could count', () => {
  const [order, masts] = consultationData.sections
  const alone = { ...order, options: order.options.slice(1) }
  expect(
    codes('consultation', { ...consultationData, sections: [alone, masts, { ...masts }] }),
  ).toEqual([
    'consultation/sections/2/code code-twice',
    'consultation/sections/0/options option-alone',
  ])
  const comment = {
    consultation: 'c'.repeat(20),
    section: 'order',
    kind: 'proposal',
    language: 'az',
    text: 'Əvvəlcə kəndlər.',
  }
  expect(codes('comment', comment)).toEqual(['comment/title value-missing'])
  expect(codes('comment', { ...comment, kind: 'comment' })).toEqual([])
  const support = { consultation: 'c'.repeat(20), section: 'order', act: 'give' }
  expect(codes('support', support)).toEqual(['support/option support-unclear'])
  expect(codes('support', { ...support, option: 'hills' })).toEqual([])
  expect(codes('support', { ...support, option: 'hills', proposal: 'p'.repeat(20) })).toEqual([
    'support/option support-unclear',
  ])
})
