// Where the shared validation sets lie beside the checkout; a test skips by name where they do not.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..', '..', 'shared', 'vectors')

/** The path of a file or folder of the shared vectors. */
export const vectorPath = (...parts: string[]): string => join(root, ...parts)

/** True where a set is there. */
export const hasVectors = (set: string): boolean => existsSync(vectorPath(set))

/** A file's text. */
export const vectorText = (...parts: string[]): string =>
  readFileSync(vectorPath(...parts), 'latin1')

/** The files of a folder, sorted. */
export const vectorFiles = (...parts: string[]): string[] =>
  readdirSync(vectorPath(...parts)).sort()

/** Rows of numbers of a CSV, its first `head` lines left out. */
export const vectorRows = (head: number, ...parts: string[]): number[][] =>
  vectorText(...parts)
    .trim()
    .split(/\r?\n/)
    .slice(head)
    .map((line) => line.split(',').map(Number))
