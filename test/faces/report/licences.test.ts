import { expect, test } from 'vitest'
import { sourcesOfLayer } from '#faces/report/layerSources.ts'
import {
  checkLicences,
  conflictOf,
  conflictsOfLayer,
  exportableLayers,
  termsOf,
} from '#faces/report/licences.ts'
import { outputFiles } from '#faces/report/writeOutputs.ts'
import { tinyResult } from '../tinyResult.ts'

const source = (licence: string) => ({ ...tinyResult.country.sources[0], title: licence, licence })

/** The tiny country with its sources under other licences, in their order. */
function under(...licences: readonly string[]) {
  const sources = tinyResult.country.sources.map((one, i) => ({
    ...one,
    licence: licences[i] ?? 'CC0-1.0',
  }))
  return { ...tinyResult, country: { ...tinyResult.country, sources } }
}

test('termsOf() reads what a licence asks from its SPDX name', () => {
  expect(termsOf('ODbL-1.0').shareAlike).toBe('ODBL')
  expect(termsOf('CC-BY-SA-4.0')).toMatchObject({ shareAlike: 'CC-BY-SA', nonCommercial: false })
  expect(termsOf('CC-BY-NC-SA-4.0')).toMatchObject({
    shareAlike: 'CC-BY-NC-SA',
    nonCommercial: true,
  })
  expect(termsOf('CC-BY-NC-ND-4.0').noDerivatives).toBe(true)
  for (const free of ['CC-BY-4.0', 'CC-BY-3.0-IGO', 'CC0-1.0', 'MIT', 'LicenseRef-public-domain'])
    expect(termsOf(free)).toEqual({ shareAlike: '', nonCommercial: false, noDerivatives: false })
})

test.each([
  // ODbL 1.0, 4.4: a derivative database under this licence alone; CC BY-SA 4.0, 3(b), and NC likewise.
  ['ODbL-1.0', 'CC-BY-NC-SA-4.0', false],
  ['ODbL-1.0', 'CC-BY-NC-4.0', false],
  ['ODbL-1.0', 'CC-BY-SA-4.0', false],
  ['CC-BY-SA-4.0', 'CC-BY-NC-4.0', false],
  ['CC-BY-NC-SA-4.0', 'CC-BY-NC-4.0', true],
  ['ODbL-1.0', 'CC-BY-4.0', true],
  ['ODbL-1.0', 'ODbL-1.0', true],
  ['MIT', 'CC-BY-NC-4.0', true],
])('conflictOf() tells whether %s may stand beside %s: %s', (a, b, may) => {
  expect(conflictOf(source(a), source(b)) === undefined).toBe(may)
  expect(conflictOf(source(b), source(a)) === undefined).toBe(may)
})

test('checkLicences() refuses a layer that mixes what may not be mixed, with the layers that may', () => {
  const { country } = tinyResult
  const inAreas = sourcesOfLayer(country, 'areas').map(({ id }) => id)
  const onlyLinks = sourcesOfLayer(country, 'links').filter(({ id }) => !inAreas.includes(id))
  expect(checkLicences(under(), ['sites', 'links', 'areas'])).toEqual([])
  const mixed = under(...country.sources.map((_, i) => (i % 2 === 0 ? 'ODbL-1.0' : 'CC-BY-NC-4.0')))
  const problems = checkLicences(mixed, ['sites'])
  const isMixed = conflictsOfLayer(mixed.country, 'sites').length > 0
  expect(problems).toHaveLength(isMixed ? 1 : 0)
  const bare = under(...country.sources.map(() => 'CC-BY-ND-4.0'))
  expect(checkLicences(bare, ['sites', 'areas']).map(({ code }) => code)).toEqual([
    ...['licences-conflict', 'licences-conflict'],
  ])
  expect(exportableLayers(bare)).toEqual([])
  expect([...outputFiles(bare).keys()].some((name) => name.startsWith('sites.'))).toBe(false)
  expect(outputFiles(bare).has('ATTRIBUTION.md')).toBe(true)
  if (onlyLinks.length > 0) {
    const partly = under(
      ...country.sources.map(({ id }) =>
        onlyLinks.some((one) => one.id === id) ? 'CC-BY-ND-4.0' : 'CC0-1.0',
      ),
    )
    const [refused] = checkLicences(partly, ['links'])
    expect(refused.cure).toContain('--layer areas')
    expect(exportableLayers(partly).map(({ name }) => name)).not.toContain('links')
  }
})

test('sourcesOfLayer() names what a layer is made from, lenders of names and counts included, and nothing else', () => {
  const { country } = tinyResult
  const [first] = country.sources
  const nobody = { ...first, id: 'read-and-unused', title: 'Read and unused' }
  const lender = { ...first, id: 'names', title: 'Names' }
  const count = country.sources.length
  const more = { ...country, sources: [...country.sources, nobody, lender], lenders: [count + 1] }
  for (const layer of ['sites', 'links', 'areas'] as const) {
    const ids = sourcesOfLayer(more, layer).map(({ id }) => id)
    expect(ids).toContain('names')
    expect(ids).not.toContain('read-and-unused')
  }
  const { source } = country.roads.table
  const road = { ...first, id: 'roads-alone' }
  const table = { ...country.roads.table, source: Int32Array.from(source, () => count) }
  const apart = {
    ...country,
    sources: [...country.sources, road],
    roads: { ...country.roads, table: { ...table, source: Int32Array.of(count) } },
  }
  const of = (layer: 'sites' | 'links' | 'areas') => sourcesOfLayer(apart, layer).includes(road)
  expect([of('sites'), of('links'), of('areas')]).toEqual([true, true, false])
})

test('each output that would mix ODbL with CC BY-NC-SA is refused alone, and the rest is written', () => {
  const { country } = tinyResult
  const first = country.sources[0]
  const roads = { ...first, id: 'roads', title: 'Roads', licence: 'CC-BY-NC-SA-4.0' }
  const sources = [...country.sources.map((one) => ({ ...one, licence: 'ODbL-1.0' })), roads]
  const table = { ...country.roads.table, source: Int32Array.of(sources.length - 1) }
  const mixed = {
    ...tinyResult,
    country: { ...country, sources, roads: { ...country.roads, table } },
  }
  expect(exportableLayers(mixed).map(({ name }) => name)).toEqual(['areas'])
  const problems = checkLicences(mixed, ['sites', 'links', 'areas'])
  expect(problems.map(({ at }) => at.table)).toEqual(['sites', 'links'])
  for (const { message, cure } of problems) {
    expect(message).toContain('CC-BY-NC-SA-4.0')
    expect(cure).toContain('--layer areas')
  }
  const files = outputFiles(mixed)
  expect([...files.keys()].filter((name) => /^(sites|links|areas)\./.test(name))).toEqual([
    ...['areas.geojson', 'areas.csv', 'areas.parquet'],
  ])
  // What is written does not name what it does not hold.
  expect(String(files.get('areas.geojson'))).not.toContain('NC-SA')
  expect(String(files.get('ATTRIBUTION.md'))).toContain('no layer')
})
