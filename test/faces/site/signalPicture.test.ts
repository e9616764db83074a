// The map of mobile signal: what may be drawn, that it says what the table beside it counts, and its size.
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { loadExample } from '#faces/exampleStudy.ts'
import { makeSite } from '#faces/site/app.ts'
import { drawnSignals, drawnTechnologies, drawSignal } from '#faces/site/map/signalPicture.ts'
import { areasPage } from '#faces/site/pages/areas.ts'
import { signalChoice } from '#faces/site/pages/signalFigure.ts'
import { publish, type View } from '#faces/site/view.ts'
import { english } from '#faces/site/words/english.ts'
import { findGap } from '#gap/gap.ts'
import type { StudyResult } from '#study.ts'
import { tinyResult } from '../tinyResult.ts'

let result: StudyResult
beforeAll(async () => {
  const { country, study } = await loadExample({ example: { sites: 200, seed: 3 } })
  if (country === undefined || study === undefined) throw new Error('The example cannot be read')
  result = { ...tinyResult, country, study, gap: findGap(country, study) }
})

const viewOf = (of: StudyResult, query = ''): View => ({
  words: english,
  study: publish(of, [], {}),
  base: '',
  here: '/areas',
  query: new URLSearchParams(query),
})

const withTowers = (towers: Partial<StudyResult['country']['towers']>): StudyResult => ({
  ...result,
  country: { ...result.country, towers: { ...result.country.towers, ...towers } },
})

test('drawnTechnologies() are those of towers that a source tells of, where there is elevation', () => {
  const { towers } = result.country
  const told = new Set(towers.technology.filter((_, i) => towers.placeOrigin[i] !== 'assumed'))
  told.delete('')
  expect(new Set(drawnTechnologies(result))).toEqual(told)
  expect(told.size).toBeGreaterThan(0)
  const assumed = withTowers({ placeOrigin: towers.placeOrigin.map(() => 'assumed' as const) })
  expect(drawnTechnologies(assumed)).toEqual([])
  expect(drawnTechnologies({ ...result, country: { ...result.country, terrain: [] } })).toEqual([])
})

test('signalChoice() takes what is asked for, else what the study counts as service, else the newest', () => {
  const [first] = drawnTechnologies(result)
  expect(signalChoice(viewOf(result, `signal=${first}`))).toBe(first)
  const { leastTechnology } = result.study.gap
  expect(signalChoice(viewOf(result, 'signal=6G'))).toBe(leastTechnology)
  const only = withTowers({ technology: result.country.towers.technology.map(() => '2G' as const) })
  expect(signalChoice(viewOf(only))).toBe('2G')
})

test('drawnSignals() colors the ground of people as the table beside it counts them, within a tenth of all', async () => {
  const signals = drawnSignals(result)
  const { sites } = result.country
  for (const technology of drawnTechnologies(result)) {
    const { extent, width, height, classes } = await signals(technology)
    const drawn = new Map<number, number>()
    let all = 0
    for (let i = 0; i < sites.lon.length; i++) {
      if (sites.kind[i] !== 'settlement') continue
      const column = Math.floor(
        ((sites.lon[i] - extent.west) / (extent.east - extent.west)) * width,
      )
      const row = Math.floor(
        ((extent.north - sites.lat[i]) / (extent.north - extent.south)) * height,
      )
      const kind = classes[Math.min(row, height - 1) * width + Math.min(column, width - 1)]
      drawn.set(kind, (drawn.get(kind) ?? 0) + sites.population[i])
      all += sites.population[i]
    }
    const counted = result.gap.signals.find((each) => each.technology === technology)?.people
    if (counted === null || counted === undefined)
      throw new Error(`Nobody is counted: ${technology}`)
    const kinds = { indoors: 0, outdoors: 1, unknown: 2, none: -1 } as const
    for (const [name, kind] of Object.entries(kinds)) {
      const share = (drawn.get(kind) ?? 0) / all
      const expected = counted[name as keyof typeof kinds] / counted.total
      expect(Math.abs(share - expected), `${technology} ${name}: ${share}`).toBeLessThan(0.1)
    }
  }
})

test('drawnSignals() leaves the land unknown that no tower is known to reach, where not all towers are known', async () => {
  const { country } = result
  const open = { ...country, completeness: { ...country.completeness, cellular: false } }
  const [technology] = drawnTechnologies(result)
  const { classes } = await drawnSignals({ ...result, country: open })(technology)
  expect(classes.includes(-1)).toBe(false)
  expect(classes.includes(2)).toBe(true)
})

test('drawSignal() is small enough for a slow line, and a phone gets less', async () => {
  const signals = drawnSignals(result)
  const view = viewOf(result)
  const technology = signalChoice(view)
  if (technology === undefined) throw new Error('Nothing can be drawn')
  const signal = await signals(technology)
  const [desk, phone] = (['desk', 'phone'] as const).map((size) => drawSignal(view, signal, size))
  expect(desk).not.toMatch(/NaN|Infinity/)
  expect(gzipSync(phone).length).toBeLessThan(gzipSync(desk).length)
  expect(gzipSync(phone).length).toBeLessThan(14_000)
})

test('makeSite() answers with the map where it can be drawn, and the areas’ page shows it there alone', async () => {
  const site = makeSite([publish(result, [], {})])
  const answer = await site.request('/signal.svg?size=phone')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('image/svg+xml')
  expect(areasPage(viewOf(result))).toContain('/signal.svg?')
  const bare = { ...result, country: { ...result.country, terrain: [] } }
  const without = makeSite([publish(bare, [], {})])
  expect((await without.request('/signal.svg')).status).toBe(404)
  expect(areasPage(viewOf(bare))).not.toContain('/signal.svg')
})
