// Builds the browser bundle where it is absent or older than its sources. Called when the site starts;
// takes seconds, and pages without script are served meanwhile.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '..')

/** Where the bundle is built. */
export const distFolder = join(here, 'dist')

/** Builds the bundle if it is stale. Where several processes do at once, each puts a whole one in place. */
export async function buildBundle(): Promise<void> {
  const stamp = sourcesDigest()
  if (isBuilt(stamp)) return
  const { build } = await import('vite')
  const fresh = join(here, '.cache', `dist-${process.pid}`)
  const stale = `${fresh}-stale`
  await build({ configFile: join(here, 'vite.config.ts'), build: { outDir: fresh } })
  writeFileSync(join(fresh, 'stamp'), stamp)
  try {
    if (existsSync(distFolder)) renameSync(distFolder, stale)
    renameSync(fresh, distFolder)
  } catch (error) {
    // Another process was first, with the same sources.
    if (!isBuilt(stamp)) throw error
  } finally {
    for (const folder of [fresh, stale]) rmSync(folder, { recursive: true, force: true })
  }
}

function isBuilt(stamp: string): boolean {
  const path = join(distFolder, 'stamp')
  return existsSync(path) && readFileSync(path, 'utf8') === stamp
}

/** Digest of every file that the bundle is made from: its own, the engine's, the versions installed. */
function sourcesDigest(): string {
  const digest = createHash('sha256')
  const folders = [join(here, 'src'), join(root, 'src')]
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  for (const file of [
    ...files.sort(),
    join(here, 'vite.config.ts'),
    join(root, 'package-lock.json'),
  ])
    digest.update(file).update('\0').update(readFileSync(file))
  return digest.digest('hex')
}
