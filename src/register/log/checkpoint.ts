// Checkpoints (C2SP tlog-checkpoint): the signed note in which a log states its size and root.
import { base64ToBytes, bytesToBase64 } from '#register/log/bytes.ts'
import {
  findSignature,
  type Note,
  readNote,
  type SignerKey,
  type VerifierKey,
  writeNote,
} from '#register/log/note.ts'
import { hashBytes } from '#register/log/tree.ts'

/** A tree as its log states it. */
export interface TreeHead {
  /** The log's name for itself, which is also its key's. */
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

/** Thrown where a proof, a signature or a stated tree does not hold. */
export class ProofError extends Error {
  override name = 'ProofError'
}

/** The text that is signed. */
export function checkpointText({ origin, size, root }: TreeHead): string {
  return `${origin}\n${size}\n${bytesToBase64(root)}\n`
}

/** A checkpoint, signed. */
export function writeCheckpoint(head: TreeHead, keys: readonly SignerKey[]): string {
  if (!Number.isSafeInteger(head.size) || head.size < 0 || head.root.length !== hashBytes)
    throw new RangeError(`Cannot sign a tree of ${head.size} entries`)
  return writeNote(checkpointText(head), keys)
}

/**
 * Reads a checkpoint's text; its signatures are not verified.
 *
 * @throws SyntaxError where the three lines are not as the standard has them.
 */
export function readCheckpoint(text: string): { readonly head: TreeHead; readonly note: Note } {
  const note = readNote(text)
  const lines = note.text.slice(0, -1).split('\n')
  const [origin, size, root] = lines
  if (lines.length < 3 || lines.includes(''))
    throw new SyntaxError('Cannot read the checkpoint: expected origin, size and root, none empty')
  if (!/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size)))
    throw new SyntaxError(`Cannot read the checkpoint: its size is "${size}"`)
  const bytes = base64ToBytes(root)
  if (bytes.length !== hashBytes)
    throw new SyntaxError(`Cannot read the checkpoint: its root has ${bytes.length} bytes`)
  return { head: { origin, size: Number(size), root: bytes }, note }
}

/**
 * The tree that a checkpoint states, signed by this key.
 *
 * @throws SyntaxError where it is no checkpoint, ProofError where the key did not sign it or the log
 * names itself otherwise.
 */
export function openCheckpoint(text: string, key: VerifierKey, origin = key.name): TreeHead {
  const { head, note } = readCheckpoint(text)
  if (head.origin !== origin)
    throw new ProofError(`The checkpoint is of "${head.origin}", expected "${origin}"`)
  const { by } = findSignature(note, key)
  if (by === 'absent') throw new ProofError(`The checkpoint is not signed by "${key.name}"`)
  if (by === 'forged') throw new ProofError(`The signature of "${key.name}" is not its own`)
  return head
}
