// Where the published vectors of transparency logs lie, and a small tree to test against.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The folder of vectors beside the clone (see docs/methods/log.md for where they come from). */
export const vectors = join(root, '..', 'shared', 'standards', 'tlog')
export const haveVectors = existsSync(join(vectors, 'README.md'))

/** The key that signed the Tessera test log, as its build_log.sh gives it. */
export const tesseraKey =
  'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx'

export const tesseraLog = join(vectors, 'tessera', 'testdata', 'log')

/** Every file below a folder, at its path from there. */
export function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
    return entry.isDirectory() ? filesBelow(folder, path) : [path]
  })
}

/** A JSON file as a value. */
export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T
}
