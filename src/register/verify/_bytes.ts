// Bytes, texts and hashes as the verifier handles them; its own, so that it shares nothing with the writer.
import { sha256 } from '#register/verify/_sha2.ts'

export type Bytes = Uint8Array

export const join = (...parts: readonly Bytes[]): Bytes => {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
export const readUtf8 = (bytes: Bytes): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
export const toBase64 = (bytes: Bytes): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
export const fromBase64 = (text: string): Bytes => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  if (toBase64(bytes) !== text) throw new SyntaxError(`"${text}" is not canonical base64`)
  return bytes
}
export const toHex = (bytes: Bytes): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
export const equal = (a: Bytes, b: Bytes): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])
export const startsWith = (long: Bytes, short: Bytes): boolean =>
  long.length >= short.length && equal(long.subarray(0, short.length), short)

export const leafOf = (entry: Bytes): Bytes => sha256(join(Uint8Array.of(0), entry))
export const nodeOf = (left: Bytes, right: Bytes): Bytes =>
  sha256(join(Uint8Array.of(1), left, right))
