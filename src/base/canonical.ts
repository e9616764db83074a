// Canonical JSON (RFC 8785) and the SHA-256 digests made from it, the same in Node and a browser.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** What JSON can say. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json }

/**
 * The canonical text of a value (RFC 8785): names sorted by UTF-16 code units, no white space,
 * numbers as ECMAScript prints them.
 *
 * @throws TypeError for a value JSON cannot say: NaN, Infinity, undefined, a function, a lone surrogate.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value))
      throw new TypeError(`Cannot write ${value} as JSON, expected a finite number`)
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed())
      throw new TypeError('Cannot write a text with a lone surrogate as JSON')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object') {
    const object = value as { readonly [name: string]: Json }
    const names = Object.keys(object).sort()
    return `{${names.map((name) => `${canonicalJson(name)}:${canonicalJson(object[name])}`).join(',')}}`
  }
  throw new TypeError(`Cannot write a ${typeof value} as JSON`)
}

/** SHA-256 of bytes, in lower-case hexadecimal with its name: `sha256:…`. */
export function bytesDigest(bytes: Uint8Array): string {
  return `sha256:${bytesToHex(sha256(bytes))}`
}

/** SHA-256 of a value's canonical JSON. */
export function jsonDigest(value: Json): string {
  return bytesDigest(new TextEncoder().encode(canonicalJson(value)))
}
