// What one entry of the log is: canonical JSON (RFC 8785) of structured fields. Every free text, name and
// link stands in it only as a salted commitment, so erasing a text leaves the log as it is.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { canonicalJson, type Json } from '#base/canonical.ts'
import { base64ToBytes, joinBytes, utf8 } from '#register/log/bytes.ts'
import { entryMaxBytes } from '#register/log/tiles.ts'

/** How long a salt is: long enough that no one guesses a short text behind its commitment. */
export const saltBytes = 32

/** A text hidden behind its hash: what the log holds in the text's place. */
export interface Commitment {
  readonly committed: string
}

/**
 * What every entry says. Where texts are erased, their entry stays as it is, and an entry of kind
 * `moderation` with the act `erase` says so: the tombstone.
 */
export interface Entry {
  /** The form of entries; 1 is the only one. */
  readonly form: 1
  /** A kind of record (`records.ts`); an act of moderation is one of them. */
  readonly kind: string
  /** The record's identity, the same in all its versions. */
  readonly id: string
  /** 1 for the first version of a record, then 2, 3, … */
  readonly version: number
  /** When the register took it, `2026-11-22T02:18:49.123Z`; a clock that steps back does not show. */
  readonly time: string
  /** The account that acted, by its random identity; the person behind it is not in the log. */
  readonly by: string
  /** Structured fields; free texts are commitments. */
  readonly data: Json
}

/**
 * The commitment to a text: `sha256:` and the hash of a label, the salt and the text in UTF-8.
 *
 * @param salt 32 random bytes; whoever holds salt and text can show that this was the text.
 */
export function commitTo(text: string, salt: Uint8Array): Commitment {
  if (salt.length !== saltBytes)
    throw new RangeError(`Cannot commit with a salt of ${salt.length} bytes, expected ${saltBytes}`)
  const digest = sha256(joinBytes(utf8('silta/text/v1\n'), salt, utf8(text)))
  return { committed: `sha256:${bytesToHex(digest)}` }
}

/** True where the value is a commitment, and to this text. */
export function commitmentHolds(value: Json | undefined, salt: string, text: string): boolean {
  if (!isCommitment(value)) return false
  try {
    return commitTo(text, base64ToBytes(salt)).committed === value.committed
  } catch {
    // A salt of the wrong length or spelling opens nothing.
    return false
  }
}

/** True for `{ committed: 'sha256:…' }`. */
export function isCommitment(value: Json | undefined): value is { readonly committed: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { committed } = value as { committed?: Json }
  return Object.keys(value).length === 1 && typeof committed === 'string'
}

/** The value a JSON Pointer (RFC 6901) leads to; undefined where there is none. */
export function findAt(value: Json, pointer: string): Json | undefined {
  if (pointer === '') return value
  let at: Json | undefined = value
  for (const part of pointer.slice(1).split('/')) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined
    at = (at as { readonly [name: string]: Json })[name]
  }
  return at
}

/**
 * An entry's bytes.
 *
 * @throws RangeError where they are more than a bundle can hold.
 */
export function writeEntry(entry: Entry): Uint8Array {
  const bytes = utf8(canonicalJson(entry as unknown as Json))
  if (bytes.length > entryMaxBytes)
    throw new RangeError(
      `Cannot log ${entry.kind} "${entry.id}": it has ${bytes.length} bytes, a log entry holds ${entryMaxBytes}`,
    )
  return bytes
}

/**
 * Reads an entry's bytes.
 *
 * @throws SyntaxError where they are not canonical JSON of the form above.
 */
export function readEntry(bytes: Uint8Array): Entry {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  const value = JSON.parse(text) as Json
  if (canonicalJson(value) !== text)
    throw new SyntaxError('Cannot read an entry: it is not canonical')
  const entry = value as unknown as Entry
  if (entry?.form !== 1 || typeof entry.kind !== 'string' || typeof entry.id !== 'string')
    throw new SyntaxError('Cannot read an entry: it has no form, kind and id')
  return entry
}
