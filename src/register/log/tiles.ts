// The log as static files (C2SP tlog-tiles): where each tile lies, what a tree of some size consists of,
// entry bundles there and back, and hashes of subtrees read from tiles.
import { equalBytes, joinBytes } from '#register/log/bytes.ts'
import { hashBytes, nodeHash, type ReadHash } from '#register/log/tree.ts'

/** Hashes in a full tile, entries in a full bundle. */
export const tileWidth = 256

/** The longest entry a bundle can hold: its length is written in two bytes. */
export const entryMaxBytes = 65_535

/** One tile of a tree: `entries` bundles stand beside the hashes of level 0. */
export interface TileName {
  readonly level: number | 'entries'
  readonly index: number
  /** 1 to 256; below 256 the tile is partial. */
  readonly width: number
}

/** The path of a tile below the log's address: `tile/0/x001/x234/067.p/5`. */
export function tilePath({ level, index, width }: TileName): string {
  if (!Number.isSafeInteger(index) || index < 0)
    throw new RangeError(`Cannot name tile ${index}: its index is no whole number from 0`)
  if (!Number.isInteger(width) || width < 1 || width > tileWidth)
    throw new RangeError(`Cannot name a tile ${width} wide: expected 1 to ${tileWidth}`)
  let name = String(index % 1000).padStart(3, '0')
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    name = `x${String(rest % 1000).padStart(3, '0')}/${name}`
  return `tile/${level}/${name}${width < tileWidth ? `.p/${width}` : ''}`
}

/** Every tile and bundle that a tree of `size` consists of, level by level. */
export function tilesForSize(size: number): TileName[] {
  const names: TileName[] = []
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth)) {
    const full = Math.floor(count / tileWidth)
    const add = (tier: TileName['level']): void => {
      for (let index = 0; index < full; index++)
        names.push({ level: tier, index, width: tileWidth })
      if (count % tileWidth > 0) names.push({ level: tier, index: full, width: count % tileWidth })
    }
    if (level === 0) add('entries')
    add(level)
  }
  return names
}

/** A bundle of entries, each after its length in two bytes, the higher first. */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = []
  for (const entry of entries) {
    if (entry.length > entryMaxBytes)
      throw new RangeError(
        `Cannot bundle an entry of ${entry.length} bytes: expected at most ${entryMaxBytes}`,
      )
    parts.push(Uint8Array.of(entry.length >> 8, entry.length & 255), entry)
  }
  return joinBytes(...parts)
}

/**
 * The entries of a bundle.
 *
 * @throws SyntaxError where the bundle ends within an entry.
 */
export function readBundle(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = (bytes[at] << 8) | bytes[at + 1]
    if (at + 2 + length > bytes.length)
      throw new SyntaxError(
        `Cannot read a bundle: entry ${entries.length} ends after its ${bytes.length} bytes`,
      )
    entries.push(bytes.subarray(at + 2, at + 2 + length))
    at += 2 + length
  }
  return entries
}

/** The hash at the top of a run of 2^n hashes. */
export function topHash(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes
  while (row.length > 1) {
    const above: Uint8Array[] = []
    for (let i = 0; i < row.length; i += 2) above.push(nodeHash(row[i], row[i + 1]))
    row = above
  }
  return row[0]
}

/** Brings the bytes of one file of a log; undefined where there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>

/**
 * Reads hashes of subtrees from the tiles of a tree of `size`, each tile once. A partial tile that is
 * gone because the full one came is taken from the full one.
 *
 * @throws RangeError where a tile is absent or too short.
 */
export function tileHashes(read: ReadFile, size: number): ReadHash {
  const tiles = new Map<string, Promise<Uint8Array>>()
  const bring = async (name: TileName): Promise<Uint8Array> => {
    const path = tilePath(name)
    const bytes = (await read(path)) ?? (await read(tilePath({ ...name, width: tileWidth })))
    if (bytes === undefined || bytes.length < name.width * hashBytes)
      throw new RangeError(`Cannot read tile "${path}": it is absent or too short`)
    return bytes
  }
  return async (level, index) => {
    const tileLevel = Math.floor(level / 8)
    let span = 1
    for (let i = level % 8; i > 0; i--) span *= 2
    let unit = 1
    for (let i = 0; i < tileLevel; i++) unit *= tileWidth
    const first = index * span
    const tile = Math.floor(first / tileWidth)
    const count = Math.floor(size / unit)
    const name = {
      level: tileLevel,
      index: tile,
      width: Math.min(tileWidth, count - tile * tileWidth),
    }
    const key = tilePath(name)
    let held = tiles.get(key)
    if (held === undefined) {
      held = bring(name)
      tiles.set(key, held)
    }
    const bytes = await held
    const hashes: Uint8Array[] = []
    for (let i = first % tileWidth; hashes.length < span; i++)
      hashes.push(bytes.subarray(i * hashBytes, (i + 1) * hashBytes))
    return topHash(hashes)
  }
}

/** True where `longer` begins with `shorter`, as every later version of a partial tile must. */
export function continues(longer: Uint8Array, shorter: Uint8Array): boolean {
  return equalBytes(longer.subarray(0, shorter.length), shorter)
}
