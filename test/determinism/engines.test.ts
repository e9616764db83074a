import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chromiumPath, node26, printedBy, valueInChromium } from './_engines.ts'
import { engineDigests } from './digest.ts'

test.skipIf(node26 === undefined)('engineDigests() are equal in Node 24 and Node 26', () => {
  expect(JSON.parse(printedBy(node26 as string, 'test/determinism/print.ts'))).toEqual(
    engineDigests(),
  )
})

test.skipIf(chromiumPath === undefined || !existsSync(chromiumPath))(
  'engineDigests() are equal in Node 24 and Chromium',
  async () => {
    expect(await valueInChromium('test/determinism/digest.ts', 'engineDigests')).toEqual(
      engineDigests(),
    )
  },
)
