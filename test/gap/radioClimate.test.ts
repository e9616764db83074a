// A user's copies of ITU's maps, named by a study: read with their faults, used in place of the stated
// defaults, and told of in the output. The maps here are made up, in the files' format.
import { describe, expect, test } from 'vitest'
import {
  geoclimateAt,
  isothermKmAt,
  radioClimateOf,
  rainRateAt,
  refractivityAt,
} from '#gap/radioClimate.ts'
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
      ['refractivity', 'default', ''],
      ['rainRate', 'map', 'itu/R001.TXT'],
      ['multipathLogK', 'default', ''],
      ['isothermHeight', 'default', ''],
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
      ['default', 45],
      ['default', 325],
      ['setting', 60],
      ['default', -4.6 + 0.0027 * 400],
      ['default', 5],
    ])
    expect(geoclimateAt(country, study, 45, 0)).toEqual({ kind: 'gradient', dN1: -400 })
    expect(isothermKmAt(country, study, 45, 43)).toBeCloseTo(5 - 0.075 * 20, 9)
  })

  const logK = '-4 -4 -4 -4 -4\n-3 -5 -4 -4 -3\n-4 -4 -4 -4 -4\n'
  const range = logK.replaceAll(/-\d/g, '30')
  const isotherm = logK.replaceAll(/-\d/g, '4.5')
  const fading = [
    { file: 'itu/K.TXT', as: 'multipathLogK', startsAt: [0, 90], ...own },
    { file: 'itu/DN75.TXT', as: 'refractivityRange', startsAt: [0, 90], ...own },
    { file: 'itu/H0.TXT', as: 'isothermHeight', startsAt: [0, 90], ...own },
  ] as const satisfies readonly StudySource[]
  const withFading = new Map([
    ...files,
    ['itu/K.TXT', encode(logK)],
    ['itu/DN75.TXT', encode(range)],
    ['itu/H0.TXT', encode(isotherm)],
  ])

  test('takes fading of hops and the height of rain from maps, else from settings', async () => {
    const { country, study, problems } = await gather(studyOf(fading), withFading)
    expect(problems.map(({ code }) => code)).not.toContain('multipath-half')
    expect(geoclimateAt(country, study, 90, 0)).toEqual({
      kind: 'maps',
      K: expect.closeTo(1e-5, 12),
      dN75: 30,
    })
    expect(isothermKmAt(country, study, 45, 0)).toBe(4.5)
    expect(
      radioClimateOf(country, study)
        .slice(3)
        .map(({ origin, most }) => [origin, most]),
    ).toEqual([
      ['map', expect.closeTo(-3 - 2 * (45 / 90), 9)],
      ['map', 30],
      ['map', 4.5],
    ])
    const set = { ...study, radio: { ...study.radio, multipathLogK: -3, refractivityRange: 20 } }
    const bare = (await gather(studyOf([]), files)).country
    expect(geoclimateAt(bare, set, 0, 0)).toEqual({
      kind: 'maps',
      K: expect.closeTo(1e-3, 12),
      dN75: 20,
    })
    expect(radioClimateOf(bare, set).map(({ origin }) => origin)).toEqual([
      'default',
      'default',
      'setting',
      'setting',
      'setting',
      'default',
    ])
  })

  test('warns where one of the two values for fading is known, and uses neither', async () => {
    const { country, study, problems } = await gather(studyOf(fading.slice(0, 1)), withFading)
    const told = problems.filter(({ code }) => code === 'multipath-half')
    expect(told).toHaveLength(1)
    expect(told[0].level).toBe('warning')
    expect(told[0].message).toContain('multipathLogK is given, refractivityRange is not')
    expect(geoclimateAt(country, study, 45, 0).kind).toBe('gradient')
    expect(radioClimateOf(country, study).map(({ origin }) => origin)).not.toContain('map')
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
