import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nodeThreads } from '#faces/threads.ts'
import { chromiumPath, node26, printedBy, valueInChromium } from './_engines.ts'
import { engineDigests } from './digest.ts'
import { studyDigests } from './study.ts'

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

test('runStudy() gives the same documents a second time and with two workers', async () => {
  const once = await studyDigests()
  expect(await studyDigests()).toEqual(once)
  const workers = nodeThreads(2)
  try {
    expect(await studyDigests({ workers })).toEqual(once)
  } finally {
    await workers.close()
  }
})

test.skipIf(node26 === undefined)(
  'runStudy() gives the same documents in Node 24 and Node 26',
  async () => {
    const printed = printedBy(node26 as string, 'test/determinism/printStudy.ts')
    expect(JSON.parse(printed)).toEqual(await studyDigests())
  },
)

test.skipIf(chromiumPath === undefined || !existsSync(chromiumPath))(
  'runStudy() gives the same documents in Node 24 and Chromium',
  async () => {
    expect(await valueInChromium('test/determinism/study.ts', 'studyDigests')).toEqual(
      await studyDigests(),
    )
  },
)
