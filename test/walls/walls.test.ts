import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import config, { rooms } from '../../.dependency-cruiser.mjs'

// A tiny house with one fault per file, to see that each wall really holds.
let folder: string
const faults: Record<string, string> = {
  'base-imports': "src/base/bad.ts:import '../geo/shapes.ts'",
  'gap-imports': "src/gap/bad.ts:import '../plan/plan.ts'",
  'register-imports': "src/register/bad.ts:import '../country/model.ts'",
  'no-machine-in-the-engine': "src/graph/bad.ts:import 'node:fs'",
  'options-stand-alone': "src/options/fibre.ts:import './satellite.ts'",
  'private-helpers': "src/plan/bad.ts:import '../options/_lines.ts'",
  compositions: "src/study.ts:import './sources/files.ts'",
  door: "src/index.ts:import './sources/files.ts'",
  'nothing-imports-a-test': "src/faces/bad.ts:import '../../test/a.test.ts'",
  'no-orphan-room': "src/utils/bad.ts:import '../base/good.ts'",
}
const others = [
  'src/base/good.ts',
  'src/geo/shapes.ts',
  'src/plan/plan.ts',
  'src/country/model.ts',
  'src/options/satellite.ts',
  'src/options/_lines.ts',
  'src/sources/files.ts',
  'test/a.test.ts',
]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'silta-walls-'))
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const path of others) write(path, 'export {}\n')
  for (const fault of Object.values(faults)) {
    const [path, text] = fault.split(/:(.*)/s)
    write(path, `${text}\n`)
  }
  write('src/geo/a.ts', "import './b.ts'\n")
  write('src/geo/b.ts', "import './a.ts'\n")
  write(
    'tsconfig.json',
    '{"compilerOptions":{"module":"NodeNext","allowImportingTsExtensions":true,"noEmit":true}}',
  )
  write('package.json', '{"type":"module"}')
})
afterAll(() => rmSync(folder, { recursive: true }))

test('walls: each rule of the table catches a house that breaks it', async () => {
  const result = await cruise(['src'], {
    ruleSet: { forbidden: config.forbidden as never },
    validate: true,
    baseDir: folder,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  })
  const { summary } = result.output as {
    summary: { violations: { rule: { name: string }; from: string }[] }
  }
  const broken = new Set(summary.violations.map(({ rule }) => rule.name))
  for (const name of [...Object.keys(faults), 'no-cycles']) expect(broken, name).toContain(name)
}, 60_000)

test('walls: no room of the table may import a face, a store or the sources, and base imports nothing', () => {
  expect(rooms.base).toEqual([])
  for (const [room, allowed] of Object.entries(rooms)) {
    for (const forbidden of ['faces', 'store', 'sources'])
      expect(allowed, room).not.toContain(forbidden)
  }
})

test('lint: the engine may not use an inexact function of Math', () => {
  const path = join(folder, 'lint')
  mkdirSync(join(path, 'src', 'base'), { recursive: true })
  mkdirSync(join(path, 'scripts', 'lint'), { recursive: true })
  cpSync('scripts/lint/engine-math.grit', join(path, 'scripts', 'lint', 'engine-math.grit'))
  cpSync('biome.json', join(path, 'biome.json'))
  const lint = (text: string): string => {
    writeFileSync(join(path, 'src', 'base', 'x.ts'), text)
    const run = spawnSync(join(process.cwd(), 'node_modules', '.bin', 'biome'), ['lint', 'src'], {
      cwd: path,
      encoding: 'utf8',
    })
    return run.stdout + run.stderr
  }
  expect(lint('export const y = Math.exp(1)\n')).toContain('Engines differ')
  expect(lint('export const y = (x: number) => x ** 2\n')).toContain('Engines differ')
  expect(lint('export const y = Math.random()\n')).toContain('Engines differ')
  expect(lint('export const y = Math.sqrt(2) + Math.abs(-1)\n')).not.toContain('Engines differ')
})
