// Signed notes (C2SP signed-note): keys with names, texts with signatures, and the timestamped
// cosignatures by which a witness says which tree it has seen (C2SP tlog-cosignature, version 1).
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64ToBytes, bytesToBase64, equalBytes, joinBytes, utf8 } from '#register/log/bytes.ts'

/** What a key signs: notes (0x01), or timestamped cosignatures of checkpoints (0x04). */
export type KeyType = 1 | 4

/** A key that verifies, as a `vkey` line carries it. */
export interface VerifierKey {
  readonly name: string
  readonly id: Uint8Array
  readonly type: KeyType
  readonly publicKey: Uint8Array
}

/** A key that signs, with a way to sign that keeps the secret where it is. */
export interface SignerKey extends VerifierKey {
  readonly sign: (message: Uint8Array) => Uint8Array
}

/** One signature line of a note. */
export interface NoteSignature {
  readonly name: string
  readonly keyId: Uint8Array
  readonly signature: Uint8Array
}

/** A note taken apart; nothing is verified yet. */
export interface Note {
  /** The signed text, its last newline included. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** At least 16 must be read (C2SP signed-note); more than this is an attack on the reader. */
const maxSignatures = 64

const nameFault = (name: string): string | undefined => {
  if (name === '') return 'it is empty'
  return /[\s+]/u.test(name) ? 'it holds a space or a plus sign' : undefined
}

/** The first four bytes of `SHA-256(name || newline || type || public key)`. */
export function keyId(name: string, type: KeyType, publicKey: Uint8Array): Uint8Array {
  return sha256(joinBytes(utf8(name), Uint8Array.of(10, type), publicKey)).slice(0, 4)
}

/**
 * Reads a verifier key, `name+id+key`.
 *
 * @throws SyntaxError where a part is wrong, the id included.
 */
export function readVkey(text: string): VerifierKey {
  const [name, id, ...rest] = text.trim().split('+')
  // Base64 holds plus signs of its own: the key is all that follows the second one.
  const key = rest.join('+')
  if (rest.length === 0 || nameFault(name) !== undefined)
    throw new SyntaxError(`Cannot read the key "${text}": expected name+id+key`)
  const bytes = base64ToBytes(key)
  const type = bytes[0]
  if ((type !== 1 && type !== 4) || bytes.length !== 33)
    throw new SyntaxError(
      `Cannot read the key of "${name}": expected Ed25519 (type 1 or 4, 32 bytes), found type ${type} with ${bytes.length - 1}`,
    )
  const publicKey = bytes.slice(1)
  const expected = keyId(name, type, publicKey)
  if (id !== hex(expected))
    throw new SyntaxError(
      `Cannot read the key of "${name}": its id is ${id}, expected ${hex(expected)}`,
    )
  return { name, type, publicKey, id: expected }
}

/** The line that hands a verifier key on. */
export function writeVkey(key: Omit<VerifierKey, 'id'>): string {
  const id = keyId(key.name, key.type, key.publicKey)
  return `${key.name}+${hex(id)}+${bytesToBase64(joinBytes(Uint8Array.of(key.type), key.publicKey))}`
}

/**
 * A signer from 32 secret bytes.
 *
 * @throws RangeError for a name that a note cannot carry.
 */
export function signerKey(name: string, secret: Uint8Array, type: KeyType = 1): SignerKey {
  const fault = nameFault(name)
  if (fault !== undefined) throw new RangeError(`Cannot name a key "${name}": ${fault}`)
  const publicKey = ed25519.getPublicKey(secret)
  return {
    name,
    type,
    publicKey,
    id: keyId(name, type, publicKey),
    sign: (message) => ed25519.sign(message, secret),
  }
}

/**
 * Takes a signed note apart.
 *
 * @throws SyntaxError where it is none: no blank line, a control character, a bad signature line.
 */
export function readNote(note: string): Note {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a note must not hold
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note) || !note.isWellFormed())
    throw new SyntaxError('Cannot read the note: it holds control characters or broken text')
  const gap = note.lastIndexOf('\n\n')
  if (gap < 0 || !note.endsWith('\n'))
    throw new SyntaxError('Cannot read the note: expected a text, a blank line and signatures')
  const lines = note.slice(gap + 2, -1).split('\n')
  if (lines.length > maxSignatures)
    throw new SyntaxError(
      `Cannot read the note: it has ${lines.length} signatures, at most ${maxSignatures} are read`,
    )
  const signatures = lines.map((line) => {
    const match = /^— (\S+) (\S+)$/u.exec(line)
    if (match === null || nameFault(match[1]) !== undefined)
      throw new SyntaxError(`Cannot read the note: "${line}" is no signature`)
    const bytes = base64ToBytes(match[2])
    if (bytes.length < 5)
      throw new SyntaxError(`Cannot read the note: the signature of "${match[1]}" is too short`)
    return { name: match[1], keyId: bytes.slice(0, 4), signature: bytes.slice(4) }
  })
  return { text: note.slice(0, gap + 1), signatures }
}

/** The note's own text for a plain key; with the time before it for a cosigner. */
function signedMessage(type: KeyType, text: string, timeSeconds: bigint): Uint8Array {
  return utf8(type === 1 ? text : `cosignature/v1\ntime ${timeSeconds}\n${text}`)
}

/**
 * A signature line for a note's text.
 *
 * @param timeSeconds For a cosigner's key: when it saw the tree, in seconds since 1970.
 */
export function signatureLine(key: SignerKey, text: string, timeSeconds = 0): string {
  const signature = key.sign(signedMessage(key.type, text, BigInt(timeSeconds)))
  const time = new Uint8Array(key.type === 4 ? 8 : 0)
  if (key.type === 4) new DataView(time.buffer).setBigUint64(0, BigInt(timeSeconds))
  return `— ${key.name} ${bytesToBase64(joinBytes(key.id, time, signature))}\n`
}

/** A note signed by one or more keys; the text must end in a newline. */
export function writeNote(text: string, keys: readonly SignerKey[], timeSeconds = 0): string {
  if (!text.endsWith('\n')) throw new RangeError('Cannot sign a text that ends without a newline')
  return `${text}\n${keys.map((key) => signatureLine(key, text, timeSeconds)).join('')}`
}

/** What a key says of a note. */
export interface Signed {
  /** `signed`, or `absent` where the key did not sign it, or `forged` where its signature is wrong. */
  readonly by: 'signed' | 'absent' | 'forged'
  /** When a cosigner signed, in seconds since 1970. */
  readonly timeSeconds?: number
}

/** Whether the key signed the note; a line with the key's name and id that fails is a forgery. */
export function findSignature(note: Note, key: VerifierKey): Signed {
  let found: Signed = { by: 'absent' }
  for (const line of note.signatures) {
    if (line.name !== key.name || !equalBytes(line.keyId, key.id)) continue
    const timed = key.type === 4 ? 8 : 0
    if (line.signature.length !== timed + 64) return { by: 'forged' }
    const view = new DataView(line.signature.buffer, line.signature.byteOffset)
    const time = timed === 8 ? view.getBigUint64(0) : 0n
    const message = signedMessage(key.type, note.text, time)
    if (!verifies(line.signature.slice(timed), message, key.publicKey)) return { by: 'forged' }
    found = timed === 8 ? { by: 'signed', timeSeconds: Number(time) } : { by: 'signed' }
  }
  return found
}

function verifies(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    // A point or scalar outside the curve's bounds: the same answer as a wrong signature.
    return false
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
