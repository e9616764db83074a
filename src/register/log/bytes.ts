// Bytes as the log writes them: strict base64 (RFC 4648 § 4, one spelling per value), joining, comparing.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Bytes in base64 with padding. */
export function bytesToBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text += alphabet[group >> 18] + alphabet[(group >> 12) & 63]
    text += i + 1 < bytes.length ? alphabet[(group >> 6) & 63] : '='
    text += i + 2 < bytes.length ? alphabet[group & 63] : '='
  }
  return text
}

/**
 * The bytes that a base64 text spells.
 *
 * @throws SyntaxError for anything but the one canonical spelling: white space, missing padding, a
 * stray bit in the last letter. Two texts that spell the same bytes would be two names of one proof.
 */
export function base64ToBytes(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array(Math.max(0, Math.floor((text.length * 3) / 4) - padding))
  let bits = 0
  let held = 0
  let at = 0
  for (let i = 0; i < text.length - padding; i++) {
    const value = alphabet.indexOf(text[i])
    if (value < 0) throw new SyntaxError(`Cannot read base64: found "${text[i]}" at ${i}`)
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = held >> bits
    }
  }
  if (text.length % 4 !== 0 || bytesToBase64(bytes) !== text)
    throw new SyntaxError('Cannot read base64: the text is not the canonical spelling of its bytes')
  return bytes
}

/** All parts, one after the other. */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const joined = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** True where both hold the same bytes. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= a[i] ^ b[i]
  return difference === 0
}

/** A text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
