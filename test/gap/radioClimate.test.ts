// A user's copies of ITU's maps, named by a study: read with their faults, used in place of the stated
// defaults, and told of in the output. The maps here are made up, in the files' format.
import { describe, expect, test } from 'vitest'
import { radioClimateOf, rainRateAt, refractivityAt } from '#gap/radioClimate.ts'
import { towerSignal } from '#gap/signal.ts'
import type { TerrainWindow } from '#geo/terrain.ts'
import { gather } from '#sources/gather.ts'
import { readStudy, type StudyFile, type StudySource } from '#sources/studyFile.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Every 90°: latitude 90, 0, −90; longitude 0 to 360. At 45° east on the equator: halfway from 40 to 60. */
const gradient = '50 50 50 50 50\n40 60 50 50 40\n50 50 50 50 50\n'
const rain = '10 10 10 10 10\n80 100 10 10 80\n10 10 10 10 10\n'

const own = { licence: 'LicenseRef-own-copy', attribution: 'ITU-R, own copy' }
const maps: readonly StudySource[] = [
  { file: 'itu/DN50.TXT', as: 'refractivityGradient', startsAt: [0, 90], ...own },
  { file: 'itu/R001.TXT', as: 'rainRate', startsAt: [0, 90], ...own },
]
const files = new Map([
  ['sites.csv', encode('id,kind,name,lon,lat\n1,school,Ari,45,0\n2,clinic,Bo,46,0\n')],
  ['itu/DN50.TXT', encode(gradient)],
  ['itu/R001.TXT', encode(rain)],
])
const studyOf = (more: readonly StudySource[]): StudyFile => ({
  id: 'made',
  title: 'Made up',
  country: { iso3: 'XAA', name: 'Island', extent: [44, -1, 47, 1] },
  sources: [{ file: 'sites.csv', as: 'sites', licence: 'CC0-1.0' }, ...more],
})

describe('a study with maps', () => {
  test('takes their values at each place, and says whose they are', async () => {
    const { country, study } = await gather(studyOf(maps), files)
    expect(refractivityAt(country, 45, 0)).toEqual({ DN: 50 })
    expect(refractivityAt(country, 22.5, 0)).toEqual({ DN: 45 })
    expect(rainRateAt(country, study, 45, 0)).toBe(90)
    const told = radioClimateOf(country, study)
    expect(told.map(({ kind, origin, source }) => [kind, origin, source])).toEqual([
      ['refractivityGradient', 'map', 'itu/DN50.TXT'],
      ['refractivity', 'setting', ''],
      ['rainRate', 'map', 'itu/R001.TXT'],
    ])
    expect(told[2].least).toBe(90)
    expect(told[2].most).toBeCloseTo(80 + (46 / 90) * 20, 9)
    expect(told[1].least).toBe(325)
    expect(country.sources.map(({ licence }) => licence)).toContain('LicenseRef-own-copy')
  })

  test('computes the signal of a tower with them', async () => {
    const { country, study } = await gather(studyOf(maps), files)
    const terrain: TerrainWindow = {
      west: 44,
      north: 1,
      dLon: 0.5,
      dLat: 0.5,
      width: 7,
      height: 5,
      values: new Float32Array(35),
    }
    const towers = {
      ...country.towers,
      lon: Float64Array.of(45),
      lat: Float64Array.of(0),
      heightMeters: Float64Array.of(30),
    }
    const request = towerSignal({ terrain }, '4G').requestFor({ ...country, towers }, study, 0)
    expect(request?.DN).toBe(50)
    expect(request?.N0).toBeUndefined()
  })

  test('and without them keeps the stated defaults', async () => {
    const { country, study } = await gather(studyOf([]), files)
    expect(country.radioMaps).toBeUndefined()
    expect(refractivityAt(country, 45, 0)).toEqual({})
    expect(rainRateAt(country, study, 45, 0)).toBe(60)
    expect(radioClimateOf(country, study).map(({ origin, least }) => [origin, least])).toEqual([
      ['setting', 45],
      ['setting', 325],
      ['setting', 60],
    ])
  })

  test.each<[string, StudySource, string, string]>([
    ['no start', { file: 'm.txt', as: 'rainRate' }, rain, 'map-start'],
    [
      'a start there is not',
      { file: 'm.txt', as: 'rainRate', startsAt: [-90, 0] },
      rain,
      'map-start',
    ],
    [
      'a value too large',
      { ...maps[0], file: 'm.txt' },
      gradient.replace('60', '600'),
      'map-range',
    ],
    [
      'a row cut off',
      { ...maps[0], file: 'm.txt' },
      gradient.replace(' 40\n', '\n'),
      'map-row-length',
    ],
    ['two meanings', { ...maps[0], file: 'm.txt', as: ['rainRate', 'sites'] }, rain, 'map-alone'],
  ])('names %s', async (_, source, text, code) => {
    const given = new Map([...files, ['m.txt', encode(text)]])
    const { problems, country } = await gather(studyOf([{ ...own, ...source }]), given)
    expect(problems.map((problem) => problem.code)).toContain(code)
    expect(country.radioMaps).toBeUndefined()
  })

  test('names a second map of one kind, and a start that the schema does not know', async () => {
    const twice = [...maps, { ...maps[1], file: 'itu/DN50.TXT' }]
    const { problems } = await gather(studyOf(twice), files)
    expect(problems.map(({ code }) => code)).toContain('map-twice')
    const wrong = studyOf([{ ...maps[0], startsAt: [10, 90] }])
    expect(readStudy(encode(JSON.stringify(wrong)), 'study.json').value).toBeUndefined()
  })
})
