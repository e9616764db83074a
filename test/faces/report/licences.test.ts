import { expect, test } from 'vitest'
import {
  checkLicences,
  conflictOf,
  conflictsOfLayer,
  exportableLayers,
  sourcesOfLayer,
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
