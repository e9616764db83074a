// `silta radio path` as a user runs it.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { hasVectors, vectorPath } from '../../radio/vectors.ts'

const main = resolve(import.meta.dirname, '..', '..', '..', 'src', 'faces', 'cli', 'main.ts')
const folder = mkdtempSync(join(tmpdir(), 'silta-radio-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const run = (...words: string[]) =>
  spawnSync(process.execPath, [main, 'radio', 'path', ...words], { encoding: 'utf8' })

test.skipIf(!hasVectors('p1812-eeveetza-py1812-v8'))(
  'radio path prints the cases of a P.1812 profile in file order',
  () => {
    const file = vectorPath('p1812-eeveetza-py1812-v8', 'profiles', 'b2iseac.csv')
    const text = execFileSync(
      process.execPath,
      [main, 'radio', 'path', file, '--model', 'p1812', '--json'],
      { encoding: 'utf8' },
    )
    const { cases } = JSON.parse(text)
    expect(cases.map(({ lossDb }: { lossDb: number }) => lossDb.toFixed(6))).toEqual([
      '129.096913',
      '138.635142',
      '160.073457',
    ])
    expect(cases[0].intermediate.Lbs).toBeCloseTo(148.4453017, 6)
  },
)

test('radio path names faults of the profile with their rows and exits 1', () => {
  const file = join(folder, 'bad.csv')
  const points = [
    '0,100,2,10,4',
    '0.1,100,2,10,4',
    '0.1,,2,10,4',
    '0.3,100,2,10,4',
    '0.4,100,2,10,4',
    '0.5,100,2,10,4',
  ]
  writeFileSync(
    file,
    [
      'Tx LAT:,50',
      'Tx LON:,10',
      'Rx LAT:,50',
      'Rx LON:,10.01',
      '{Begin of Profile}',
      ...points,
      '{End of Profile}',
      '{Begin of Measurements}',
      '700,0,,2,1,,,,,,,,30,,50,,0,0',
      '{End of Measurements}',
    ].join('\n'),
  )
  const { status, stdout } = run(file, '--json')
  expect(status).toBe(1)
  const { cases, problems } = JSON.parse(stdout)
  expect(cases[0].lossDb).toBeNull()
  expect(problems.map(({ code }: { code: string }) => code).sort()).toEqual([
    'path-not-increasing',
    'radio-out-of-range',
    'terrain-void',
  ])
  expect(problems.every(({ at }: { at: { source: string } }) => at.source === 'bad.csv')).toBe(true)
})

test('radio path with wrong words exits 2 and says what it takes', () => {
  expect(run().status).toBe(2)
  expect(run('x.csv', '--model', 'hata').stderr).toContain('p1812, p452 or itm')
  expect(run('x.csv', '--model', 'itm').stderr).toContain('--cases')
  const missing = run(join(folder, 'none.csv'))
  expect(missing.status).toBe(1)
  expect(missing.stderr).toContain('Cannot read')
  const both = run(join(folder, 'none.csv'), '--cases', join(folder, 'nor.csv'), '--json')
  expect(both.status).toBe(1)
  expect(JSON.parse(both.stdout).problems.map(({ code }: { code: string }) => code)).toEqual([
    'file-missing',
    'file-missing',
  ])
})
