// docs/accessibility.md is complete, and the tests it names exist.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url).pathname
const page = readFileSync(`${root}docs/accessibility.md`, 'utf8')

/** Success criteria of WCAG 2.2 (W3C Recommendation of 5 October 2023), by level; 4.1.1 is obsolete. */
const levelA =
  '1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2'
const levelAA =
  '1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3'

const rows = page
  .split('\n')
  .filter((line) => /^\| \d\.\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

test('docs/accessibility.md lists every criterion of WCAG 2.2 A and AA once, with its level', () => {
  const listed = (level: string): string[] =>
    rows.filter(([, , each]) => each === level).map(([, criterion]) => criterion.split(' ')[0])
  expect(listed('A').toSorted()).toEqual(levelA.split(' ').toSorted())
  expect(listed('AA').toSorted()).toEqual(levelAA.split(' ').toSorted())
  expect(listed('A').length + listed('AA').length).toBe(55)
})

test('docs/accessibility.md says of each what the site does, and how it was checked', () => {
  for (const [, criterion, , does, by] of rows) {
    expect(does.length, criterion).toBeGreaterThan(6)
    for (const way of by.split(', '))
      expect(page, criterion).toMatch(new RegExp(`\\*\\*${way}\\*\\*`))
  }
})

test('the tests that docs/accessibility.md names exist', () => {
  const tests = globSync('test/{faces/site,prove,web}/**/*.test.ts', { cwd: root })
    .map((path) => readFileSync(`${root}${path}`, 'utf8'))
    .join('\n')
  const named = [...page.matchAll(/is\s+`([^`]+)`/g)].map(([, name]) => name)
  expect(named.length).toBeGreaterThan(5)
  for (const name of named) {
    if (name.endsWith('.test.ts')) expect(existsSync(`${root}${name}`), name).toBe(true)
    else expect(tests, name).toContain(name)
  }
  expect(tests).toContain('every route can be read')
})
