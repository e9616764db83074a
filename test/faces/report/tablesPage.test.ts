import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { siteColumns } from '#country/model.ts'
import { tablesPage } from '#faces/report/tablesPage.ts'

test('tablesPage() is what docs/manual/tables.md holds (npm run schemas writes it)', () => {
  const path = new URL('../../../docs/manual/tables.md', import.meta.url)
  expect(readFileSync(path, 'utf8')).toBe(tablesPage())
})

test('tablesPage() has a row for each column of a table, with its bounds and choices', () => {
  const section = tablesPage().split('### country.sites')[1].split('### ')[0]
  const rows = section.split('\n').filter((line) => line.startsWith('| '))
  expect(rows).toHaveLength(Object.keys(siteColumns).length + 2)
  expect(section).toContain('| lon | f64 | degree | never | Longitude, WGS 84. From -180 to 180. |')
  expect(section).toContain('One of yes, no, unknown.')
})
