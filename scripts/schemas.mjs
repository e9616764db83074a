// Writes the files that are made from schemas in the code. Tests keep them up to date; run this after
// changing a schema: npm run schemas
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tablesPage } from '../src/faces/report/tablesPage.ts'
import { manifestSchema } from '../src/sources/manifest.ts'
import { studySchema } from '../src/sources/studySchema.ts'
import { root } from './setup.mjs'

/** Path in the clone, and what makes its text. */
const pages = [
  ['docs/manual/tables.md', tablesPage],
  ['docs/schemas/manifest.schema.json', () => `${JSON.stringify(manifestSchema, null, 2)}\n`],
  ['docs/schemas/study.schema.json', () => `${JSON.stringify(studySchema, null, 2)}\n`],
]

for (const [path, make] of pages) {
  const target = join(root, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, make())
  console.log(`Wrote ${path}`)
}
