// What the readers' tests share: fixtures, bytes from texts, and how a problem list reads.
import { existsSync, readFileSync } from 'node:fs'
import type { Problem } from '#base/problem.ts'

const fixtures = new URL('./fixtures/', import.meta.url)

/** A fixture's bytes. */
export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, fixtures)))
}

/** The folder of real data files; undefined where it is absent. */
export const mirror = [process.env.SILTA_MIRROR, '../shared/data'].find(
  (path) => path !== undefined && existsSync(path),
)

/** A real file's bytes. */
export function real(name: string): Uint8Array {
  return new Uint8Array(readFileSync(`${mirror}/${name}`))
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Each problem as `level code row`. */
export const brief = (problems: readonly Problem[]): string[] =>
  problems.map(({ level, code, at }) => `${level} ${code} ${at.row}`)
