// People by mobile signal on the pages of areas: what is shown, and what would be a row of nothing.
import { expect, test } from 'vitest'
import { areaPage, areasPage } from '#faces/site/pages/areas.ts'
import { publish, type View } from '#faces/site/view.ts'
import { english } from '#faces/site/words/english.ts'
import type { PeopleBySignal } from '#gap/signalForPeople.ts'
import { tinyResult } from '../tinyResult.ts'

const signal = (
  technology: PeopleBySignal['technology'],
  [indoors, outdoors, none, unknown]: readonly [number, number, number, number],
  maybePeople: number,
): PeopleBySignal => ({
  technology,
  people: { indoors, outdoors, none, unknown, total: indoors + outdoors + none + unknown },
  maybePeople,
})

const pages = (signals: readonly PeopleBySignal[]): [areas: string, area: string] => {
  const { gap } = tinyResult
  const areas = gap.areas.map((area) => ({ ...area, signals }))
  const view: View = {
    words: english,
    study: publish({ ...tinyResult, gap: { ...gap, signals, areas } }, [], {}),
    base: '',
    here: '/areas',
    query: new URLSearchParams(),
  }
  return [areasPage(view), areaPage(view, gap.areas[0].id) ?? '']
}

test('signalSection() shows technologies with a tower, by signal, and why some is unknown', () => {
  for (const page of pages([
    signal('2G', [5321, 77, 0, 13], 0),
    signal('4G', [0, 0, 40, 60], 60),
    signal('5G', [0, 0, 100, 0], 0),
  ])) {
    expect(page).toContain('Mobile signal')
    expect(page).toMatch(/5,321[\s\S]*77[\s\S]*13/)
    expect(page).toContain('>4G<')
    expect(page).not.toContain('>5G<')
    expect(page).toContain('Nobody measured it. Unknown:')
  }
})

test('signalSection() is silent where nothing was computed, nobody is counted or no tower stands', () => {
  const nobody: PeopleBySignal = { technology: '4G', people: null, maybePeople: null }
  for (const signals of [[], [nobody], [signal('4G', [0, 0, 10, 90], 0)]])
    for (const page of pages(signals)) expect(page).not.toContain('Mobile signal')
})

test('signalSection() says nothing of the unknown where all is known', () => {
  for (const page of pages([signal('4G', [50, 20, 30, 0], 0)])) {
    expect(page).toContain('Nobody measured it.')
    expect(page).not.toContain('Unknown: only')
  }
})
