import { existsSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { chromiumPath, node26, printedBy, valueInChromium } from '../../determinism/_engines.ts'
import { readDigests } from './digest.ts'
import { files } from './print.ts'

let here: Record<string, string>
beforeAll(async () => {
  here = await readDigests(files)
})

test('readDigests() differ where files do, and agree where only their packing differs', () => {
  expect(here['plain-snappy.parquet']).toBe(here['plain-brotli.parquet'])
  expect(here['schools-utf8.shp.zip']).toBe(here['schools-1252.shp.zip'])
  expect(Object.keys(here)).toHaveLength(2 * Object.keys(files).length + 2)
  expect(new Set(Object.values(here)).size).toBe(Object.keys(here).length - 2)
})

test.skipIf(node26 === undefined)('readDigests() are equal in Node 24 and Node 26', () => {
  expect(
    JSON.parse(printedBy(node26 as string, 'test/sources/read/print.ts', ['--print'])),
  ).toEqual(here)
})

test.skipIf(chromiumPath === undefined || !existsSync(chromiumPath))(
  'readDigests() are equal in Node 24 and Chromium',
  async () => {
    expect(await valueInChromium('test/sources/read/digest.ts', 'readDigests', files)).toEqual(here)
  },
)
