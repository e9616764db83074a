// What a checkpoint states, once its signature holds (C2SP tlog-checkpoint, signed-note).
import {
  type Bytes,
  equal,
  fromBase64,
  join,
  readUtf8,
  toHex,
  utf8,
} from '#register/verify/_bytes.ts'
import { signatureHolds } from '#register/verify/_ed25519.ts'
import { sha256 } from '#register/verify/_sha2.ts'

/** Gives up on a file: the code and the second half of a sentence, `Cannot verify X: …`. */
export function fail(code: string, message: string): never {
  throw Object.assign(new Error(message), { why: code })
}

/** The tree that a checkpoint states. */
export interface Head {
  readonly size: number
  readonly root: Bytes
}

/** The key of a log: its name, its short id, and the type byte with the key itself. */
export interface Key {
  readonly name: string
  readonly id: Bytes
  readonly typed: Bytes
}

/** Reads `name+id+key`. */
export function readKey(vkey: string): Key {
  const [name, id, ...rest] = vkey.trim().split('+')
  const typed = fromBase64(rest.join('+'))
  const expected = sha256(join(utf8(`${name}\n`), typed)).subarray(0, 4)
  if (typed.length !== 33 || typed[0] !== 1 || id !== toHex(expected))
    fail('key-unreadable', 'expected name+id+Ed25519 key')
  return { name, id: expected, typed }
}

/** The tree that a checkpoint states, if this key signed it. */
export function openCheckpoint(bytes: Bytes, { name, id, typed }: Key): Head {
  const note = readUtf8(bytes)
  const gap = note.lastIndexOf('\n\n')
  const text = note.slice(0, gap + 1)
  // Origin, size, root, perhaps more lines; none of them empty, no control characters.
  const lines = /^(.+)\n(0|[1-9]\d{0,15})\n(.+)\n(?:.+\n)*$/u.exec(text)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a note must not hold
  if (lines === null || /[\0-\x09\x0b-\x1f]/.test(note) || !note.endsWith('\n'))
    fail('unreadable', 'it is no checkpoint')
  const [, origin, size, root] = lines
  if (origin !== name) fail('checkpoint-origin', `it is of "${origin}", not of "${name}"`)
  let signed = false
  for (const line of note.slice(gap + 2, -1).split('\n')) {
    const match = /^— ([^\s+]+) (\S+)$/u.exec(line)
    if (match === null) fail('unreadable', `"${line}" is no signature`)
    const signature = fromBase64(match[2])
    if (match[1] !== name || !equal(signature.subarray(0, 4), id)) continue
    signed = signatureHolds(signature.subarray(4), utf8(text), typed.subarray(1))
    if (!signed) fail('checkpoint-forged', `it bears a false signature of "${name}"`)
  }
  if (!signed) fail('checkpoint-unsigned', `"${name}" did not sign it`)
  return { size: Number(size), root: fromBase64(root) }
}
