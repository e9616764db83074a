// What a receipt shows, once its proof holds (C2SP tlog-proof).
import {
  type Bytes,
  equal,
  fromBase64,
  join,
  leafOf,
  nodeOf,
  readUtf8,
  toHex,
  utf8,
} from '#register/verify/_bytes.ts'
import { fail, type Head, type Key, openCheckpoint } from '#register/verify/_checkpoint.ts'
import { sha256 } from '#register/verify/_sha2.ts'

/** A receipt that holds. */
export interface OpenedReceipt {
  readonly head: Head
  readonly index: number
  readonly leaf: Bytes
  readonly entry: string
  readonly openings: readonly { readonly at: string; readonly text: string }[]
}

/**
 * Where an inclusion proof leads (RFC 9162 § 2.1.3.2): climbs level by level; the last subtree of an
 * uneven row rises without a sibling.
 */
function rootFrom(leaf: Bytes, index: number, size: number, proof: Bytes[]): Bytes | undefined {
  let hash = leaf
  let at = index
  for (let width = size; width > 1; width = Math.ceil(width / 2)) {
    if (at % 2 === 1 || at < width - 1) {
      const sibling = proof.shift()
      if (sibling?.length !== 32) return undefined
      hash = at % 2 === 1 ? nodeOf(sibling, hash) : nodeOf(hash, sibling)
    }
    at = Math.floor(at / 2)
  }
  return proof.length === 0 ? hash : undefined
}

/** The entry that a receipt proves. */
export function openReceipt(text: string, key: Key): OpenedReceipt {
  const match =
    /^c2sp\.org\/tlog-proof@v1\nextra (\S+)\nindex (0|[1-9]\d{0,15})\n((?:\S+\n)*)\n/.exec(text)
  if (match === null) fail('unreadable', 'it is no receipt with its entry')
  const { entry: carried, open: openings } = JSON.parse(readUtf8(fromBase64(match[1])))
  const bytes = fromBase64(carried)
  const head = openCheckpoint(utf8(text.slice(match[0].length)), key)
  const index = Number(match[2])
  const proof = match[3].split('\n').slice(0, -1).map(fromBase64)
  const leaf = leafOf(bytes)
  const root = index < head.size ? rootFrom(leaf, index, head.size, proof) : undefined
  if (!root || !equal(root, head.root)) fail('receipt-forged', `it does not prove entry ${index}`)
  const entry = readUtf8(bytes)
  for (const { at, salt, text: shown } of openings) {
    let value = JSON.parse(entry)
    for (const part of at.slice(1).split('/'))
      value = value?.[part.replaceAll('~1', '/').replaceAll('~0', '~')]
    const digest = sha256(join(utf8('silta/text/v1\n'), fromBase64(salt), utf8(shown)))
    if (fromBase64(salt).length !== 32 || value?.committed !== `sha256:${toHex(digest)}`)
      fail('receipt-text', `the entry committed to another text at "${at}"`)
  }
  return { head, index, leaf, entry, openings }
}
