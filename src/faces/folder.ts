// Writes a folder of files whole or not at all: into a temporary folder beside it, renamed at the end.
import { constants, existsSync } from 'node:fs'
import { access, chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { SourceError } from '#base/problem.ts'
import type { Watch } from '#base/progress.ts'

/**
 * Puts files into a folder so that a reader finds all of them or none, also after Ctrl-C.
 *
 * A folder that holds only files of these names is replaced; one that holds anything else is refused.
 *
 * @throws SourceError where the folder holds files that this call would not write, or cannot be written.
 */
export async function writeFolder(
  directory: string,
  files: ReadonlyMap<string, Uint8Array | string>,
  watch: Watch = {},
): Promise<void> {
  const target = resolve(directory)
  const beside = await folderBeside(directory, target, files)
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

/**
 * Refuses a folder that `writeFolder` would refuse, before the long work whose files it is to hold; makes nothing.
 *
 * @param isOurs True for the name of a file or folder that the work may write.
 * @throws SourceError where the folder holds other files, or cannot be written.
 */
export async function checkFolder(
  directory: string,
  isOurs: (name: string) => boolean,
): Promise<void> {
  const target = resolve(directory)
  let foreign: string[] = []
  try {
    if (existsSync(target)) foreign = (await readdir(target)).filter((name) => !isOurs(name))
    // The slash makes a file in the folder's place an error.
    await access(join(lastExisting(dirname(target)), '/'), constants.W_OK)
  } catch (cause) {
    throw notWritten(directory, cause)
  }
  if (foreign.length === 0) return
  const some = `${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? ', …' : ''}`
  throw new SourceError({
    level: 'error',
    code: 'folder-not-empty',
    at: { source: directory, table: '', row: 0 },
    message: `Cannot write to "${directory}": it holds other files (${some}), expected an empty or new folder`,
    cure: 'Give a new folder, or empty this one yourself',
  })
}

function lastExisting(path: string): string {
  return existsSync(path) ? path : lastExisting(dirname(path))
}

/** An empty temporary folder beside the target, which may be replaced. */
async function folderBeside(
  directory: string,
  target: string,
  files: ReadonlyMap<string, Uint8Array | string>,
): Promise<string> {
  const ours = new Set([...files.keys()].map((name) => name.split('/')[0]))
  await checkFolder(directory, (name) => ours.has(name))
  try {
    await mkdir(dirname(target), { recursive: true })
    return await mkdtemp(join(dirname(target), `.${basename(target)}-`))
  } catch (cause) {
    throw notWritten(directory, cause)
  }
}

function notWritten(directory: string, cause: unknown): SourceError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new SourceError(
    {
      level: 'error',
      code: 'folder-not-written',
      at: { source: directory, table: '', row: 0 },
      message: `Cannot write to "${directory}": ${why}`,
      cure: 'Give a folder in a place where you may write, and no file of that name',
    },
    { cause },
  )
}
