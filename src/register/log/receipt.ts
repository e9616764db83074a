// Receipts: one file that shows, without any network, that an entry is in the log (C2SP tlog-proof). The
// `extra` line carries the entry itself and the texts behind its commitments that may still be read.
import { canonicalJson, type Json } from '#base/canonical.ts'
import { base64ToBytes, bytesToBase64, utf8 } from '#register/log/bytes.ts'
import { openCheckpoint, ProofError, type TreeHead } from '#register/log/checkpoint.ts'
import { commitmentHolds, findAt } from '#register/log/entry.ts'
import type { VerifierKey } from '#register/log/note.ts'
import { inclusionHolds, leafHash } from '#register/log/tree.ts'

/** The first line of every receipt. */
export const receiptHeader = 'c2sp.org/tlog-proof@v1'

/** A text behind a commitment, with the salt that hides it until it is shown. */
export interface Opening {
  /** Where the commitment stands in the entry (JSON Pointer, RFC 6901). */
  readonly at: string
  /** 32 random bytes in base64. */
  readonly salt: string
  readonly text: string
}

/** What a receipt says, taken apart. */
export interface Receipt {
  readonly entry: Uint8Array
  readonly openings: readonly Opening[]
  readonly index: number
  readonly proof: readonly Uint8Array[]
  /** The checkpoint, word for word. */
  readonly checkpoint: string
}

/** A receipt as the text of a `.tlog-proof` file. */
export function writeReceipt({ entry, openings, index, proof, checkpoint }: Receipt): string {
  const extra = canonicalJson({
    entry: bytesToBase64(entry),
    open: openings.map(({ at, salt, text }) => ({ at, salt, text })),
  })
  const hashes = proof.map((hash) => `${bytesToBase64(hash)}\n`).join('')
  return `${receiptHeader}\nextra ${bytesToBase64(utf8(extra))}\nindex ${index}\n${hashes}\n${checkpoint}`
}

/**
 * Reads a receipt; nothing is verified yet.
 *
 * @throws SyntaxError where it is none.
 */
export function readReceipt(text: string): Receipt {
  const gap = text.indexOf('\n\n')
  const lines = text.slice(0, gap).split('\n')
  if (gap < 0 || lines[0] !== receiptHeader)
    throw new SyntaxError(`Cannot read the receipt: expected "${receiptHeader}" and a checkpoint`)
  if (!lines[1]?.startsWith('extra '))
    throw new SyntaxError('Cannot read the receipt: it carries no entry (no line "extra")')
  const index = /^index (0|[1-9]\d*)$/.exec(lines[2] ?? '')
  if (index === null) throw new SyntaxError(`Cannot read the receipt: "${lines[2]}" is no index`)
  const extra = JSON.parse(
    new TextDecoder('utf-8', { fatal: true }).decode(base64ToBytes(lines[1].slice(6))),
  ) as { entry: string; open: Opening[] }
  return {
    entry: base64ToBytes(extra.entry),
    openings: extra.open,
    index: Number(index[1]),
    proof: lines.slice(3).map(base64ToBytes),
    checkpoint: text.slice(gap + 2),
  }
}

/**
 * The entry that a receipt shows to be in the log, and the log's tree then.
 *
 * @throws SyntaxError where it is no receipt, ProofError where it does not hold.
 */
export function openReceipt(
  text: string,
  key: VerifierKey,
): { readonly entry: Json; readonly receipt: Receipt; readonly head: TreeHead } {
  const receipt = readReceipt(text)
  const head = openCheckpoint(receipt.checkpoint, key)
  const leaf = leafHash(receipt.entry)
  if (!inclusionHolds(receipt.index, head.size, leaf, receipt.proof, head.root))
    throw new ProofError(
      `The receipt's proof does not lead from entry ${receipt.index} to the root`,
    )
  const entry = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(receipt.entry)) as Json
  for (const opening of receipt.openings) {
    const committed = findAt(entry, opening.at)
    if (!commitmentHolds(committed, opening.salt, opening.text))
      throw new ProofError(`The text at "${opening.at}" is not the one that was committed to`)
  }
  return { entry, receipt, head }
}
