// The Merkle tree of RFC 6962 § 2.1 over SHA-256: hashes, roots, and the proofs that an entry is in a
// tree and that one tree continues another (checked as RFC 9162 § 2.1.3 and § 2.1.4 say).
import { sha256 } from '@noble/hashes/sha2.js'
import { equalBytes } from '#register/log/bytes.ts'

/** How long a hash is. */
export const hashBytes = 32

/** The hash of one entry: `SHA-256(0x00 || entry)`. */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256.create().update(Uint8Array.of(0)).update(entry).digest()
}

/** The hash of two subtrees: `SHA-256(0x01 || left || right)`. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256.create().update(Uint8Array.of(1)).update(left).update(right).digest()
}

/** The root of the tree with no entries: SHA-256 of nothing. */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array(0))
}

/**
 * Gives the hash of a complete subtree: of the 2^level entries that begin at index · 2^level.
 * `tileHashes()` makes one from tiles.
 */
export type ReadHash = (level: number, index: number) => Promise<Uint8Array>

/** The largest power of two below `size`, with its exponent; `size` is at least 2. */
function split(size: number): { level: number; width: number } {
  let width = 1
  let level = 0
  while (width * 2 < size) {
    width *= 2
    level++
  }
  return { level, width }
}

/** The Merkle tree hash of the entries from `start` to `end` - 1; `start` must be aligned as RFC 6962 splits. */
async function rangeHash(read: ReadHash, start: number, end: number): Promise<Uint8Array> {
  const count = end - start
  if (count === 0) return emptyRoot()
  if (count === 1) return read(0, start)
  const { level, width } = split(count)
  if (width * 2 === count) return read(level + 1, start / count)
  return nodeHash(await read(level, start / width), await rangeHash(read, start + width, end))
}

/** The root of the tree of the first `size` entries. */
export function treeRoot(read: ReadHash, size: number): Promise<Uint8Array> {
  return rangeHash(read, 0, size)
}

/**
 * The proof that entry `index` is in the tree of `size`: its siblings' hashes, from the leaf up.
 *
 * @throws RangeError where the tree has no such entry.
 */
export async function inclusionProof(
  read: ReadHash,
  index: number,
  size: number,
): Promise<Uint8Array[]> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError(`Cannot prove entry ${index}: the tree has ${size} entries`)
  const path = async (start: number, end: number): Promise<Uint8Array[]> => {
    if (end - start === 1) return []
    const middle = start + split(end - start).width
    return index < middle
      ? [...(await path(start, middle)), await rangeHash(read, middle, end)]
      : [...(await path(middle, end)), await rangeHash(read, start, middle)]
  }
  return path(0, size)
}

/**
 * The proof that the tree of `size` begins with the tree of `oldSize`.
 *
 * @throws RangeError where `oldSize` is 0 (nothing to prove) or more than `size`.
 */
export async function consistencyProof(
  read: ReadHash,
  oldSize: number,
  size: number,
): Promise<Uint8Array[]> {
  if (!Number.isSafeInteger(oldSize) || oldSize < 1 || oldSize > size)
    throw new RangeError(`Cannot prove that a tree of ${size} continues one of ${oldSize}`)
  const path = async (start: number, end: number, whole: boolean): Promise<Uint8Array[]> => {
    if (oldSize === end) return whole ? [] : [await rangeHash(read, start, end)]
    const middle = start + split(end - start).width
    return oldSize <= middle
      ? [...(await path(start, middle, whole)), await rangeHash(read, middle, end)]
      : [...(await path(middle, end, false)), await rangeHash(read, start, middle)]
  }
  return path(0, size, true)
}

const allHashes = (hashes: readonly Uint8Array[]): boolean =>
  hashes.every((hash) => hash.length === hashBytes)

/** True where the proof leads from the entry's hash to the root. */
export function inclusionHolds(
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size)) return false
  if (index < 0 || index >= size || !allHashes([leaf, root, ...proof])) return false
  let node = index
  let last = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash)
      while (node % 2 === 0 && node !== 0) {
        node /= 2
        last = Math.floor(last / 2)
      }
    } else hash = nodeHash(hash, sibling)
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && equalBytes(hash, root)
}

/**
 * True where the proof shows that the tree of `size` with `root` begins with the tree of `oldSize`
 * with `oldRoot`. An old size of 0 proves nothing and is refused: every tree begins with the empty
 * one, so who accepts it (C2SP tlog-witness does, with an empty proof) decides that before asking.
 */
export function consistencyHolds(
  oldSize: number,
  size: number,
  oldRoot: Uint8Array,
  root: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(size)) return false
  if (oldSize < 1 || oldSize > size) return false
  if (oldSize === size) return proof.length === 0 && equalBytes(oldRoot, root)
  if (!allHashes([oldRoot, root, ...proof])) return false
  let node = oldSize - 1
  let last = size - 1
  while (node % 2 === 1) {
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  // A complete old tree is its own first subtree: the proof leaves it out.
  const path = node === 0 ? [oldRoot, ...proof] : proof
  if (path.length === 0) return false
  let oldHash = path[0]
  let hash = path[0]
  for (const sibling of path.slice(1)) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(sibling, oldHash)
      hash = nodeHash(sibling, hash)
      while (node % 2 === 0 && node !== 0) {
        node /= 2
        last = Math.floor(last / 2)
      }
    } else hash = nodeHash(hash, sibling)
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && equalBytes(oldHash, oldRoot) && equalBytes(hash, root)
}
