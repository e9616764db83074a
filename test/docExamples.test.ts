import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

// Every example in a doc comment runs, with the module's exports and `assert` in scope.
const examples = globSync('src/**/*.ts').flatMap((path) => {
  const text = readFileSync(path, 'utf8')
  return [...text.matchAll(/@example ?(.*)\n((?:\s*\*.*\n)+?)\s*\* ```\n/g)].map(
    ([, title, body], index) => ({
      path,
      name: title.trim() === '' ? `example ${index + 1}` : title.trim(),
      code: body
        .split('\n')
        .map((line) => line.replace(/^\s*\* ?/, ''))
        .filter((line) => !line.startsWith('```'))
        .join('\n'),
    }),
  )
})

test('doc comments: there are examples to run', () => {
  expect(examples.length).toBeGreaterThan(0)
})

for (const { path, name, code } of examples) {
  test(`${path}: ${name}`, async () => {
    const exports: Record<string, unknown> = await import(pathToFileURL(path).href)
    const AsyncFunction = (async () => {}).constructor as FunctionConstructor
    await new AsyncFunction('assert', ...Object.keys(exports), code)(
      assert,
      ...Object.values(exports),
    )
  })
}
