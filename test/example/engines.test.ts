import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chromiumPath, node26, printedBy, valueInChromium } from '../determinism/_engines.ts'
import { exampleDigests } from './digest.ts'

test.skipIf(node26 === undefined)(
  'makeExample() gives the same bytes in Node 24 and Node 26',
  () => {
    expect(JSON.parse(printedBy(node26 as string, 'test/example/printDigests.ts'))).toEqual(
      exampleDigests(),
    )
  },
)

test.skipIf(chromiumPath === undefined || !existsSync(chromiumPath))(
  'makeExample() gives the same bytes in Node 24 and Chromium',
  async () => {
    expect(await valueInChromium('test/example/digest.ts', 'exampleDigests')).toEqual(
      exampleDigests(),
    )
  },
  180_000,
)
