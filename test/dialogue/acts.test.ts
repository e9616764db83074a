// What the next version of a consultation may not take back, case by case: every way of changing a section,
// against every way in which people may have spoken of it.
import { describe, expect, test } from 'vitest'
import { checkAct } from '#dialogue/acts.ts'
import type { Act, Around, Held } from '#dialogue/held.ts'
import type { ConsultationData } from '#register/records/consultations.ts'
import type { RecordData, RecordKind } from '#register/records.ts'
import { consultationData, needData, pledgeData } from '../register/dialogueSamples.ts'

const id = 'consultation00000001'
const held = <K extends RecordKind>(kind: K, data: object): Held<K> => ({
  id: kind === 'consultation' ? id : `${kind}0000001`,
  kind,
  version: 1,
  time: '2027-01-10T12:00:00Z',
  data: data as RecordData<K>,
})
const before = held('consultation', consultationData)

const said = {
  nothing: [],
  'a comment': [held('comment', { consultation: id, section: 'order', kind: 'comment' })],
  'a choice': [held('support', { consultation: id, section: 'order', option: 'hills' })],
  'support of a proposal': [held('support', { consultation: id, section: 'order', proposal: 'p' })],
  'words about the other section': [
    held('comment', { consultation: id, section: 'masts' }),
    held('support', { consultation: id, section: 'masts', proposal: 'p' }),
  ],
} as const satisfies Readonly<Record<string, readonly Held[]>>

const around = (records: readonly Held[]): Around => ({
  today: '2027-01-20',
  find: () => undefined,
  to: <K extends RecordKind>(kind: K, target: string) =>
    (target === id ? records.filter((each) => each.kind === kind) : []) as unknown as Held<K>[],
})

type Section = ConsultationData['sections'][number]
const [order, masts] = consultationData.sections
const [valley, hills] = order.options
const to = (section: Section): readonly Section[] => [section, masts]

/** Ways of changing the first section, and when each is refused: where somebody spoke, or chose. */
const changes: Readonly<
  Record<string, readonly [readonly Section[], 'never' | 'spoken' | 'chosen']>
> = {
  'as it was': [to(order), 'never'],
  'in another place': [[masts, order], 'never'],
  'with another title': [to({ ...order, title: 'First' }), 'never'],
  'with another text': [to({ ...order, text: 'The hills, then the valley.' }), 'never'],
  'with a third option': [
    to({ ...order, options: [valley, hills, { code: 'both', text: 'Both at once' }] }),
    'chosen',
  ],
  'with one option less': [to({ ...order, options: [valley] }), 'chosen'],
  'without options': [to({ ...order, options: [] }), 'chosen'],
  'with options in another order': [to({ ...order, options: [hills, valley] }), 'chosen'],
  'with other words of an option': [
    to({ ...order, options: [valley, { code: 'hills', text: 'The hills last' }] }),
    'chosen',
  ],
  'under another code': [to({ ...order, code: 'order2' }), 'spoken'],
  'left out': [[masts], 'spoken'],
}

describe.each(Object.entries(changes))('checkAct() on a section %s', (_, [sections, refused]) => {
  test.each(Object.entries(said))('of which people said: %s', (what, records) => {
    const about = what !== 'nothing' && what !== 'words about the other section'
    const chosen = about && what !== 'a comment'
    const expected = refused === 'spoken' ? about : refused === 'chosen' && chosen
    const act = { kind: 'consultation', data: { ...consultationData, sections } } as const
    const problems = checkAct(act, around(records), before)
    expect(problems.map(({ code }) => code)).toEqual(expected ? ['section-spoken'] : [])
    const field = sections.some(({ code }) => code === 'order') ? 'options' : 'title'
    if (expected) expect(problems[0].at.table).toBe(`consultation/sections/0/${field}`)
  })
})

test('checkAct() keeps a section of which somebody said what a moderator has yet to read', () => {
  const act = { kind: 'consultation', data: { ...consultationData, sections: [masts] } } as const
  const codes = (waiting: readonly string[]): string[] =>
    checkAct(act, around([]), before, new Set(waiting)).map(({ code }) => code)
  expect(codes(['order'])).toEqual(['section-spoken'])
  expect(codes(['masts'])).toEqual([])
})

test('checkAct() names every section that is taken back, by its place in the draft before', () => {
  const act = { kind: 'consultation', data: { ...consultationData, sections: [] } } as const
  const spoken = [...said['a choice'], ...said['words about the other section']]
  expect(checkAct(act, around(spoken), before).map(({ at }) => at.table)).toEqual([
    'consultation/sections/0/title',
    'consultation/sections/1/title',
  ])
})

test.each(['consultation', 'need', 'pledge'] as const)(
  'checkNotOver() refuses a new %s that lies wholly in the past, and no next version of an old one',
  (kind) => {
    const act = (until: string) =>
      ({
        kind,
        data: {
          ...{ consultation: consultationData, need: needData, pledge: pledgeData }[kind],
          until,
        },
      }) as Act
    const told = (until: string, old?: Held): (readonly [string, string])[] =>
      checkAct(act(until), around([]), old).map(({ code, at }) => [code, at.table] as const)
    expect(told('2027-01-19')).toEqual([['span-past', `${kind}/until`]])
    expect(told('2027-01-20')).toEqual([])
    expect(told('2027-01-19', held(kind, act('2027-01-19').data))).toEqual([])
  },
)
