// The tree as a reader grows it, and where a log's files lie (RFC 6962, C2SP tlog-tiles).
import { type Bytes, nodeOf } from '#register/verify/_bytes.ts'
import { sha256 } from '#register/verify/_sha2.ts'

/** Takes note of something that does not hold: a code, the second half of a sentence, the file. */
export type Say = (code: string, message: string, path: string) => void

/** Leaf hashes going in, whole subtrees merging as soon as they can (the tree's right edge). */
export class Edge {
  size = 0
  readonly #stack: (Bytes | undefined)[] = []
  /** Hears of each subtree of 256^level entries, from level 1. */
  readonly #onSubtree: (level: number, hash: Bytes) => void

  constructor(onSubtree: (level: number, hash: Bytes) => void) {
    this.#onSubtree = onSubtree
  }

  push(leaf: Bytes): void {
    let hash = leaf
    let level = 0
    for (let left = this.#stack[0]; left !== undefined; left = this.#stack[level]) {
      hash = nodeOf(left, hash)
      this.#stack[level++] = undefined
      if (level % 8 === 0) this.#onSubtree(level / 8, hash)
    }
    this.#stack[level] = hash
    this.size++
  }

  root(): Bytes {
    let root: Bytes | undefined
    for (const hash of this.#stack)
      if (hash !== undefined) root = root === undefined ? hash : nodeOf(hash, root)
    return root ?? sha256(new Uint8Array(0))
  }
}

/** The path of a tile or a bundle of entries. */
export const tilePath = (level: number | 'entries', index: number, width = 256): string => {
  const digits = String(index)
  // Zeros in front to whole groups of three; every group but the last gets an x and a slash.
  const name = digits
    .padStart(Math.ceil(digits.length / 3) * 3, '0')
    .replace(/\d{3}(?=\d)/g, 'x$&/')
  return `tile/${level}/${name}${width < 256 ? `.p/${width}` : ''}`
}

/** The widths at which each tile is present, by its path without the width; and files that are no tiles. */
export function presentTiles(paths: readonly string[], say: Say): Map<string, number[]> {
  const present = new Map<string, number[]>()
  for (const path of paths) {
    if (!path.startsWith('tile/')) continue
    const match = /^(tile\/(?:entries|\d+)\/(?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
    if (match === null || Number(match[2]) > 255) say('file-unknown', 'it is no tile', path)
    else present.set(match[1], [...(present.get(match[1]) ?? []), Number(match[2] ?? 256)])
  }
  return present
}
