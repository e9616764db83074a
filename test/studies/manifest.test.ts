import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { dataStores } from '#sources/files.ts'
import { manifestSchema, readManifest } from '#sources/manifest.ts'
import { readStudy, sourceKey } from '#sources/studyFile.ts'

const root = new URL('../../', import.meta.url).pathname
const read = readManifest(readFileSync(join(root, 'data/manifest.json')), 'data/manifest.json')
const datasets = read.value?.datasets ?? {}
const studies = globSync('studies/*/study.json', { cwd: root }).sort()
const mirror = dataStores().find((store) => existsSync(join(store, 'comoros')))

test('data/manifest.json fits its schema, which is written out (npm run schemas)', () => {
  expect(read.problems).toEqual([])
  const published = readFileSync(join(root, 'docs/schemas/manifest.schema.json'), 'utf8')
  expect(JSON.parse(published)).toEqual(manifestSchema)
})

test('every study is whole: its settings, its datasets, its own files, a page about it', () => {
  expect(studies.length).toBeGreaterThanOrEqual(3)
  const used = new Set<string>()
  for (const path of studies) {
    const { value, problems } = readStudy(readFileSync(join(root, path)), path)
    expect(problems).toEqual([])
    for (const source of value?.sources ?? []) {
      const key = sourceKey(source)
      if (source.dataset === undefined) {
        expect(existsSync(join(root, dirname(path), key))).toBe(true)
        expect(source.licence).toBeTruthy()
      } else {
        expect(Object.keys(datasets)).toContain(key)
        used.add(key)
      }
    }
    const page = readFileSync(join(root, dirname(path), 'README.md'), 'utf8')
    expect(page).toMatch(/What it answers|answers/)
    expect(page).toMatch(/imply no position/)
  }
  // Nothing is pinned that no study uses.
  expect(Object.keys(datasets).filter((key) => !used.has(key))).toEqual([])
})

test('every dataset is published at an address of one version, with whom to thank', () => {
  for (const { addresses, attribution, licence, derived } of Object.values(datasets)) {
    // What nobody publishes as it is says what it was cut from, at which version.
    if (addresses.length === 0) expect(derived).toMatch(/ at [0-9a-f]{7}/)
    for (const address of addresses.slice(0, 1)) {
      expect(address).toMatch(
        /^https:\/\/(raw\.githubusercontent\.com\/[^/]+\/[^/]+\/[0-9a-f]{40}\/|data\.worldpop\.org\/)/,
      )
    }
    expect(attribution.length).toBeGreaterThan(10)
    expect(licence).not.toBe('')
  }
})

test.skipIf(mirror === undefined)(
  'the mirror’s files are those the manifest pins, by another SHA-256',
  () => {
    for (const { mirror: path, sha256, bytes } of Object.values(datasets)) {
      const content = readFileSync(join(mirror!, path))
      expect([path, content.length]).toEqual([path, bytes])
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
    }
  },
)
