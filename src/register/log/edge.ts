// The growing edge of a log: all that a writer must keep in memory to append, since everything left of
// the edge is full tiles that never change. State of at most 255 hashes per level and 255 entries.
import { joinBytes } from '#register/log/bytes.ts'
import { type TileName, tilePath, tileWidth, topHash, writeBundle } from '#register/log/tiles.ts'
import { emptyRoot, leafHash, nodeHash } from '#register/log/tree.ts'

/** A file of the log, at its path below the log's address. */
export interface LogFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** The hash of a tile that has become full: a row of the level above. */
export interface FullTile {
  readonly level: number
  readonly index: number
  readonly hash: Uint8Array
}

/** What the edge holds, for a writer that starts again. */
export interface EdgeState {
  readonly size: number
  /** Entries of the bundle that is not full yet. */
  readonly entries: readonly Uint8Array[]
  /** For each level from 1, the hashes of its tile that is not full yet. */
  readonly levels: readonly (readonly Uint8Array[])[]
}

/** Appends entries and tells which files appeared; it never changes a full tile. */
export class LogEdge {
  #size: number
  #entries: Uint8Array[]
  #levels: Uint8Array[][]
  #files: LogFile[] = []
  #fullTiles: FullTile[] = []
  /** Levels whose partial tile grew since the last `takeFiles`. */
  #grown = new Set<number>()

  constructor(state: EdgeState = { size: 0, entries: [], levels: [] }) {
    this.#size = state.size
    this.#entries = [...state.entries]
    this.#levels = [state.entries.map(leafHash), ...state.levels.map((level) => [...level])]
    for (let level = 0, count = state.size; level < this.#levels.length; level++) {
      const found = this.#levels[level].length
      if (found !== count % tileWidth)
        throw new RangeError(
          `Cannot take up the log at ${state.size} entries: level ${level} holds ${found} hashes, expected ${count % tileWidth}`,
        )
      count = Math.floor(count / tileWidth)
      if (level === this.#levels.length - 1 && count > 0)
        throw new RangeError(
          `Cannot take up the log at ${state.size} entries: level ${level + 1} is not given`,
        )
    }
  }

  /** How many entries the log has. */
  get size(): number {
    return this.#size
  }

  /** Appends one entry and returns its index. */
  append(entry: Uint8Array): number {
    this.#entries.push(entry)
    this.#push(0, leafHash(entry))
    return this.#size++
  }

  #push(level: number, hash: Uint8Array): void {
    if (this.#levels[level] === undefined) this.#levels[level] = []
    const hashes = this.#levels[level]
    hashes.push(hash)
    this.#grown.add(level)
    if (hashes.length < tileWidth) return
    // The tile's index: how many tiles of this level are full before it.
    let unit = tileWidth
    for (let i = 0; i < level; i++) unit *= tileWidth
    const index = Math.floor(this.#size / unit)
    if (level === 0) {
      this.#file({ level: 'entries', index, width: tileWidth }, writeBundle(this.#entries))
      this.#entries = []
    }
    this.#file({ level, index, width: tileWidth }, joinBytes(...hashes))
    const top = topHash(hashes)
    this.#fullTiles.push({ level, index, hash: top })
    this.#levels[level] = []
    this.#grown.delete(level)
    this.#push(level + 1, top)
  }

  #file(name: TileName, bytes: Uint8Array): void {
    this.#files.push({ path: tilePath(name), bytes })
  }

  /** The root of the tree as it stands. */
  root(): Uint8Array {
    let root: Uint8Array | undefined
    for (const hashes of this.#levels) {
      // From the right: each complete subtree of this level's tile, the smallest first.
      let end = hashes.length
      for (let width = 1; end > 0; width *= 2) {
        if (end % (width * 2) === 0) continue
        const top = topHash(hashes.slice(end - width, end))
        root = root === undefined ? top : nodeHash(top, root)
        end -= width
      }
    }
    return root ?? emptyRoot()
  }

  /** Full tiles since the last call, with their files: they are final whatever comes next. */
  takeFullTiles(): { readonly files: LogFile[]; readonly fullTiles: FullTile[] } {
    const taken = { files: this.#files, fullTiles: this.#fullTiles }
    this.#files = []
    this.#fullTiles = []
    return taken
  }

  /** The files that appeared since the last call: full tiles, and the partial ones that grew. */
  takeFiles(): { readonly files: LogFile[]; readonly fullTiles: FullTile[] } {
    let unit = 1
    for (let level = 0; level < this.#levels.length; level++) {
      const hashes = this.#levels[level]
      const index = Math.floor(this.#size / unit / tileWidth)
      if (this.#grown.has(level) && hashes.length > 0) {
        const width = hashes.length
        if (level === 0) this.#file({ level: 'entries', index, width }, writeBundle(this.#entries))
        this.#file({ level, index, width }, joinBytes(...hashes))
      }
      unit *= tileWidth
    }
    this.#grown.clear()
    return this.takeFullTiles()
  }
}
