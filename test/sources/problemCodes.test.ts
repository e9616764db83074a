import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url).pathname

/** The codes that sources write: in problem objects, and where a list of faults is told. */
function codesIn(pattern: string): ReadonlySet<string> {
  const codes = new Set<string>()
  for (const path of globSync(pattern, { cwd: root })) {
    const text = readFileSync(`${root}${path}`, 'utf8')
    const written = [
      ...text.matchAll(/code: (?:'|.*\? ')([a-z0-9-]+)'/g),
      ...text.matchAll(/\(\s*'(?:error|warning|note)',\s*'([a-z0-9-]+)'/g),
      ...text.matchAll(/\(\s*[a-z]+,\s*'([a-z0-9]+(?:-[a-z0-9]+)+)',\s*[`']/g),
    ]
    for (const [, code] of written) codes.add(code)
  }
  return codes
}

const page = readFileSync(`${root}docs/problems.md`, 'utf8')
const documented = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => [...line.split('|')[1].matchAll(/`([a-z0-9-]+)`/g)].map(([, code]) => code))

test('docs/problems.md explains every code that reading a study may give', () => {
  const written = codesIn('src/{sources,country}/**/*.ts')
  expect(written.size).toBeGreaterThan(60)
  expect([...written].filter((code) => !documented.includes(code))).toEqual([])
})

test('docs/problems.md explains every code of radio', () => {
  const direct = codesIn('src/{radio/**/*,faces/cli/radio*}.ts')
  // In `path.ts` and `digitalMap.ts` a code is the first argument, on a line of its own.
  const first = ['radio/path', 'geo/digitalMap', 'sources/import/radioMaps'].flatMap((name) => [
    ...readFileSync(`${root}src/${name}.ts`, 'utf8').matchAll(/^\s+'([a-z]+(?:-[a-z]+)+)',$/gm),
  ])
  const written = new Set([...direct, ...first.map(([, code]) => code)])
  expect(written.size).toBeGreaterThan(12)
  expect([...written].filter((code) => !documented.includes(code))).toEqual([])
})

test('docs/problems.md explains no code that nothing gives, and each once', () => {
  const source = globSync('src/**/*.ts', { cwd: root })
    .map((path) => readFileSync(`${root}${path}`, 'utf8'))
    .join('\n')
  expect(documented.filter((code) => !source.includes(`'${code}'`))).toEqual([])
  expect(documented.filter((code, i) => documented.indexOf(code) !== i)).toEqual([])
})
