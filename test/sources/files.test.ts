import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { dataStores, loadStudy } from '#sources/files.ts'

let at = ''
const made: string[] = []

beforeEach(() => {
  at = mkdtempSync(join(tmpdir(), 'silta-files-'))
  made.push(at)
})

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

function put(path: string, content: string): string {
  const target = join(at, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, content)
  return target
}

function study(sources: readonly object[]): string {
  const json = { id: 'tiny', title: 'Tiny', country: { iso3: 'XAA', name: 'Tiny' }, sources }
  return put('study/study.json', JSON.stringify(json))
}

const sites = 'id,kind,name,lon,lat\na,school,A,1,2\nb,clinic,B,1.1,2\n'
const codes = async (dir: string, stores: readonly string[] = []) => {
  const { problems } = await loadStudy(dir, { stores })
  return problems.filter(({ level }) => level === 'error').map(({ code }) => code)
}

test('loadStudy() reads a folder, or the study.json in it, and applies overrides', async () => {
  const path = study([{ file: 'data/sites.csv', as: 'sites', licence: 'CC0-1.0' }])
  put('study/data/sites.csv', sites)
  const stages = new Set<string>()
  const { country, study: read } = await loadStudy(dirname(path), {
    overrides: ['gap.unknown=leave'],
    watch: { onProgress: ({ stage }) => stages.add(stage) },
  })
  expect(country?.sites.id).toEqual(['a', 'b'])
  expect(country?.sources[0]).toMatchObject({ id: 'data/sites.csv', licence: 'CC0-1.0' })
  // SHA-256 of the three lines, by sha256sum.
  expect(country?.sources[0].digest).toBe(
    'sha256:b6938c1f164d7b4f4c5e96e3dfe4c3a4aa1a6f73e42cd1dffa344e8568a3ffe5',
  )
  expect(read?.gap.unknown).toBe('leave')
  expect(stages).toContain('Bringing the files')
  expect((await loadStudy(path)).country?.sites.id).toEqual(['a', 'b'])
})

test('loadStudy() says where there is no study, and which one may be meant', async () => {
  const none = await loadStudy(join(at, 'nowhere'))
  expect(none).toMatchObject({ country: undefined, study: undefined })
  expect(none.problems).toMatchObject([{ level: 'error', code: 'study-missing' }])
  expect(none.problems[0].message).toContain('there is no such folder')
  const near = await loadStudy('studies/comorros')
  expect(near.problems[0].cure).toBe('Did you mean studies/comoros?')
})

test('loadStudy() refuses every way out of the folder', async () => {
  put('secret.csv', sites)
  put('study/inside/sites.csv', sites)
  const outside = [
    '../secret.csv',
    'inside/../../secret.csv',
    join(at, 'secret.csv'),
    '..',
    '.',
    'link.csv',
    'linked/secret.csv',
  ]
  const path = study(outside.map((file) => ({ file, as: 'sites' })))
  symlinkSync(join(at, 'secret.csv'), join(at, 'study', 'link.csv'))
  symlinkSync(at, join(at, 'study', 'linked'))
  const { problems } = await loadStudy(path)
  const refused = problems.filter(({ code }) => code === 'path-outside-study')
  expect(refused.map(({ at: { source } }) => source)).toEqual(outside)
})

test('loadStudy() reads a file inside the folder however its path is written', async () => {
  put('study/inside/sites.csv', sites)
  const path = study([{ file: 'inside/../inside/./sites.csv', as: 'sites' }])
  expect((await loadStudy(path)).country?.sites.id).toHaveLength(2)
})

test('loadStudy() says how to get a dataset that no store holds', async () => {
  const path = study([{ dataset: 'comoros/worldpop-2020', as: 'population' }])
  const { problems } = await loadStudy(path, { stores: [] })
  const missing = problems.find(({ code }) => code === 'dataset-missing')
  expect(missing?.at.source).toBe('comoros/worldpop-2020')
  expect(missing?.cure).toMatch(
    /^Get it: bin\/silta fetch comoros\/worldpop-2020 — or set SILTA_MIRROR/,
  )
  expect(await codes(study([{ dataset: 'comoros/worldpop', as: 'population' }]))).toContain(
    'dataset-unknown',
  )
})

test('loadStudy() uses a dataset only with the digest it is pinned by, and takes the next store', async () => {
  const path = study([{ dataset: 'comoros/worldpop-2020', as: 'population' }])
  put('cache/comoros/worldpop_com_ppp_2020_UNadj_100m.tif', 'not it')
  const { problems, country } = await loadStudy(path, { stores: [join(at, 'cache')] })
  const wrong = problems.find(({ code }) => code === 'dataset-digest')
  expect(wrong?.message).toContain('it has 6 bytes with sha256:')
  expect(wrong?.message).toContain(
    'expected 922468 with sha256:8ced188e380a10b5b73113890773498743aef4d5ab2692dd1f52d1c6ed48c97f',
  )
  expect(wrong?.cure).toContain('Delete the file')
  expect(wrong?.level).toBe('error')
  // It is read all the same, so that the list also says what else is wrong with it.
  expect(problems.length).toBeGreaterThan(1)
  expect(problems.every(({ at: { source } }) => /worldpop/.test(source))).toBe(true)
  expect(country?.cells.population).toHaveLength(0)
})

test('loadStudy() stops where its watch is cancelled', async () => {
  const path = study([{ file: 'sites.csv', as: 'sites' }])
  put('study/sites.csv', sites)
  await expect(loadStudy(path, { watch: { signal: AbortSignal.abort() } })).rejects.toThrow('abort')
})

test('dataStores() are the cache and the mirror that the environment names, where they exist', () => {
  const env = { SILTA_CACHE: join(at, 'cache'), SILTA_MIRROR: join(at, 'mirror') }
  expect(dataStores(env)).toEqual([])
  put('mirror/a.csv', 'x')
  expect(dataStores(env)).toEqual([join(at, 'mirror')])
  put('cache/a.csv', 'x')
  expect(dataStores(env)).toEqual([join(at, 'cache'), join(at, 'mirror')])
})
