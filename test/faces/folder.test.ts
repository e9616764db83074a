// Folders of results: written whole, or refused with a problem that says what to do.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkFolder, writeFolder } from '#faces/folder.ts'

const base = mkdtempSync(join(tmpdir(), 'silta-folder-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

const files = new Map([['view.tif', 'raster']])

test('writeFolder() refuses a folder of other files, and a path that cannot be a folder, each with a cure', async () => {
  const full = join(base, 'full')
  await writeFolder(full, new Map([['mine.txt', 'precious']]))
  await expect(writeFolder(full, files)).rejects.toMatchObject({
    problem: { code: 'folder-not-empty', level: 'error', at: { source: full } },
  })
  expect(readdirSync(full)).toEqual(['mine.txt'])
  const file = join(base, 'file')
  writeFileSync(file, '')
  for (const path of [file, join(file, 'within')])
    await expect(writeFolder(path, files)).rejects.toMatchObject({
      problem: { code: 'folder-not-written', level: 'error', at: { source: path } },
    })
  expect(readdirSync(base).sort()).toEqual(['file', 'full'])
})

test('writeFolder() replaces a folder of the same files', async () => {
  const target = join(base, 'again')
  await writeFolder(target, files)
  await writeFolder(target, files)
  expect(readdirSync(target)).toEqual(['view.tif'])
})

test('checkFolder() refuses what writeFolder() would, takes a folder of what may be written, and makes nothing', async () => {
  const isOurs = (name: string): boolean => name.startsWith('view.')
  const full = join(base, 'foreign')
  await writeFolder(full, new Map([['mine.txt', 'precious']]))
  await expect(checkFolder(full, isOurs)).rejects.toMatchObject({
    problem: { code: 'folder-not-empty', level: 'error', at: { source: full } },
  })
  const file = join(base, 'plain')
  writeFileSync(file, '')
  for (const path of [file, join(file, 'within')])
    await expect(checkFolder(path, isOurs)).rejects.toMatchObject({
      problem: { code: 'folder-not-written', level: 'error', at: { source: path } },
    })
  const ours = join(base, 'ours')
  await writeFolder(ours, files)
  await checkFolder(ours, isOurs)
  const before = readdirSync(base)
  await checkFolder(join(base, 'new', 'deep'), isOurs)
  expect(readdirSync(base)).toEqual(before)
})
