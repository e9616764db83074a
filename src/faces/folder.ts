// Writes a folder of files whole or not at all: into a temporary folder beside it, renamed at the end.
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Watch } from '#base/progress.ts'

/**
 * Puts files into a folder so that a reader finds all of them or none, also after Ctrl-C.
 *
 * A folder that holds only files of these names is replaced; one that holds anything else is refused.
 *
 * @throws RangeError where the folder holds files that this call would not write.
 */
export async function writeFolder(
  directory: string,
  files: ReadonlyMap<string, Uint8Array | string>,
  watch: Watch = {},
): Promise<void> {
  const target = resolve(directory)
  if (existsSync(target)) {
    const ours = new Set([...files.keys()].map((name) => name.split('/')[0]))
    const foreign = (await readdir(target)).filter((name) => !ours.has(name))
    if (foreign.length > 0) {
      throw new RangeError(
        `Cannot write to "${directory}": it holds other files (${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? ', …' : ''}), expected an empty or new folder`,
      )
    }
  }
  await mkdir(dirname(target), { recursive: true })
  const beside = await mkdtemp(join(dirname(target), `.${basename(target)}-`))
  try {
    let written = 0
    for (const [name, content] of files) {
      watch.signal?.throwIfAborted()
      watch.onProgress?.({ stage: 'Writing files', doneShare: written / files.size })
      await mkdir(dirname(join(beside, name)), { recursive: true })
      await writeFile(join(beside, name), content)
      written++
    }
    watch.signal?.throwIfAborted()
    // A temporary folder is private; what stands at the end is like any other folder.
    await chmod(beside, 0o755)
    await rm(target, { recursive: true, force: true })
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { recursive: true, force: true })
    throw error
  }
}
