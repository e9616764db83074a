// Whether a log as it stands today holds the entry of a receipt, from a handful of its tiles: the tiles
// above the entry, and those at the tree's right edge, which together lead to the root that is signed.
import { type Bytes, equal, nodeOf } from '#register/verify/_bytes.ts'
import { openCheckpoint, readKey } from '#register/verify/_checkpoint.ts'
import { LogFiles } from '#register/verify/_files.ts'
import { openReceipt } from '#register/verify/_receipt.ts'
import { collect, type LogSource, type Verdict } from '#register/verify/verify.ts'

/** The hash above a row of subtree hashes: pairs merge, the last of an uneven row rises. */
function rowRoot(hashes: readonly Bytes[]): Bytes {
  let row = [...hashes]
  while (row.length > 1)
    row = Array.from({ length: Math.ceil(row.length / 2) }, (_, i) =>
      2 * i + 1 < row.length ? nodeOf(row[2 * i], row[2 * i + 1]) : row[2 * i],
    )
  return row[0]
}

/**
 * Verifies a receipt, and that the log behind `source` holds its entry at its place today: what a page
 * can afford where the whole log is too much to fetch.
 */
export async function verifyInclusion(
  source: LogSource,
  vkey: string,
  receipt: string,
): Promise<Verdict> {
  const { say, attempt, verdict } = collect(source.name)
  const key = attempt('key', () => readKey(vkey))
  const opened = key && attempt('receipt', () => openReceipt(receipt, key))
  const stated = await source.read('checkpoint')
  if (!stated) say('checkpoint-missing', 'it is absent', 'checkpoint')
  const head = key && stated && attempt('checkpoint', () => openCheckpoint(stated, key))
  if (!opened || !head) return verdict(head)
  if (opened.head.size > head.size) {
    say('rollback', `it states ${head.size} entries, once ${opened.head.size}`, 'checkpoint')
    return verdict(head)
  }
  if (opened.head.size === head.size && !equal(opened.head.root, head.root))
    say('fork', 'it has another root than the receipt at the same size', 'checkpoint')
  const files = new LogFiles(source.read, new Map(), say)
  const bring = async (level: number, index: number, width: number): Promise<Bytes[]> => {
    const [hashes = []] = (await files.bring(level, index, width)) ?? []
    if (hashes.length >= width) return hashes.slice(0, width)
    say('tile-missing', `level ${level}, tile ${index}`, `tile/${level}`)
    return []
  }
  // Up from the entry: each full tile's hash must stand in the tile above it.
  let hash = opened.leaf
  let index = opened.index
  /** The right edge from below: a row of subtree hashes, and above it the subtree of all to its left. */
  let edge: Bytes | undefined
  let climbing = true
  for (let level = 0, count = head.size; count > 0; level++, count = Math.floor(count / 256)) {
    const last = Math.floor(count / 256)
    if (climbing) {
      const tile = Math.floor(index / 256)
      const width = tile < last ? 256 : count % 256
      const row = await bring(level, tile, width)
      if (!row[index % 256] || !equal(row[index % 256], hash)) {
        say('fork', 'the log holds another entry at its place', `tile/${level}`)
        return verdict(head)
      }
      climbing = width === 256
      hash = rowRoot(row)
      index = tile
    }
    if (count % 256 === 0) continue
    const row = await bring(level, last, count % 256)
    if (row.length === 0) return verdict(head)
    // What lies below the edge is the last, unfinished child of this row.
    edge = rowRoot(edge ? [...row, edge] : row)
  }
  if (!edge || !equal(edge, head.root))
    say('root-differs', 'the tiles do not add up to its root', 'checkpoint')
  return verdict(head)
}
