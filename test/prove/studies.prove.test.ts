// Whole countries from raw files: everything that expected/ holds, under 60 s and 2 GB.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectedFiles } from '#faces/report/expectedFiles.ts'
import { nodeThreads } from '#faces/threads.ts'
import { loadStudy } from '#sources/files.ts'
import { runStudy } from '#study.ts'

const isDataHere = existsSync('../shared/data') || existsSync('.cache/data')

for (const folder of ['studies/benin', 'studies/sierra-leone']) {
  test.skipIf(!isDataHere)(
    `${folder}: everything it finds is what expected/ holds, within 60 s and 2 GB`,
    async () => {
      const startedAt = performance.now()
      const { country, study, problems } = await loadStudy(folder)
      if (country === undefined || study === undefined) throw new Error(`Cannot load ${folder}`)
      const workers = nodeThreads(2)
      try {
        const files = expectedFiles(await runStudy(country, study, { workers }), problems)
        const seconds = (performance.now() - startedAt) / 1000
        expect([...files.keys()].sort()).toEqual(readdirSync(join(folder, 'expected')).sort())
        for (const [name, content] of files)
          expect(content, name).toBe(readFileSync(join(folder, 'expected', name), 'utf8'))
        expect(seconds).toBeLessThan(60)
        expect(process.memoryUsage().rss).toBeLessThan(2e9)
      } finally {
        await workers.close()
      }
    },
    300_000,
  )
}
