// Text files of networks, perhaps gzipped, as lines with their numbers, and the problems found on them.
import { gunzipSync } from 'fflate'
import type { Problem } from '#base/problem.ts'

/** After this many problems a file is not worth listing further. */
const mostProblems = 100

/** The problems of one file, with the line each was found on. */
export class FileProblems {
  readonly list: Problem[] = []
  readonly #source: string

  constructor(source: string) {
    this.#source = source
  }

  /** Notes an error; the message is completed by the file's name and line. */
  add(code: string, section: string, line: number, found: string, cure: string): void {
    if (this.list.length >= mostProblems) return
    const where = line > 0 ? `: line ${line} ${found}` : `: ${found}`
    this.list.push({
      level: 'error',
      code,
      at: { source: this.#source, table: section, row: line },
      message: `Cannot read "${this.#source}"${where}`,
      cure,
    })
  }

  /** True once the list is full: reading on would say nothing new. */
  get isFull(): boolean {
    return this.list.length >= mostProblems
  }
}

/** The text of a file, unpacked where it is gzipped; undefined, with a problem, where it cannot be. */
export function readText(bytes: Uint8Array, problems: FileProblems): string | undefined {
  let plain = bytes
  if (bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      plain = gunzipSync(bytes)
    } catch (error) {
      problems.add(
        'gzip-damaged',
        '',
        0,
        `the gzip data ends or breaks off: ${(error as Error).message}`,
        'Bring the file again, whole',
      )
      return undefined
    }
  }
  if (plain.length === 0) {
    problems.add('file-empty', '', 0, 'the file is empty', 'Bring the file again, whole')
    return undefined
  }
  return new TextDecoder().decode(plain)
}

/** Calls back with each line's words and its number, counted from 1; false stops. */
export function eachLine(
  text: string,
  callback: (words: string[], line: number) => boolean | undefined,
): void {
  let start = 0
  for (let line = 1; start < text.length; line++) {
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    const trimmed = text.slice(start, end).trim()
    start = end + 1
    if (trimmed === '') continue
    if (callback(trimmed.split(/\s+/), line) === false) return
  }
}

/** A whole number of at least 0, or undefined. */
export function wholeNumber(word: string | undefined): number | undefined {
  if (word === undefined || !/^\d{1,15}$/.test(word)) return undefined
  return Number(word)
}

/** A finite number as files write it, or undefined. */
export function finiteNumber(word: string | undefined): number | undefined {
  if (word === undefined || word === '') return undefined
  const value = Number(word)
  return Number.isFinite(value) ? value : undefined
}
