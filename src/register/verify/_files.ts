// Holds a log's files against the tree that its entries make: bundles, tiles, and the stale partial ones.
import { type Bytes, equal, leafOf } from '#register/verify/_bytes.ts'
import { type Say, tilePath } from '#register/verify/_tree.ts'

type Tier = number | 'entries'

/** The hashes that a tile holds, or that a bundle's entries have; none where it is malformed. */
function hashesIn(tier: Tier, bytes: Bytes): Bytes[] {
  const hashes: Bytes[] = []
  for (let at = 0; at < bytes.length; ) {
    const start = tier === 'entries' ? at + 2 : at
    const end = tier === 'entries' ? start + bytes[at] * 256 + bytes[at + 1] : at + 32
    // Also where the length itself is cut short: NaN is not within anything.
    if (!(end <= bytes.length)) return []
    const part = bytes.subarray(start, end)
    hashes.push(tier === 'entries' ? leafOf(part) : part)
    at = end
  }
  return hashes
}

/** The files of one log. */
export class LogFiles {
  readonly #read: (path: string) => Promise<Bytes | undefined>
  readonly #say: Say
  /** Widths at which each tile is present and not yet looked at, by its path as a full tile. */
  readonly #present: Map<string, number[]>

  constructor(
    read: (path: string) => Promise<Bytes | undefined>,
    present: Map<string, number[]>,
    say: Say,
  ) {
    this.#read = read
    this.#present = present
    this.#say = say
  }

  async #hashes(tier: Tier, index: number, width: number): Promise<Bytes[] | undefined> {
    const bytes = await this.#read(tilePath(tier, index, width))
    return bytes && hashesIn(tier, bytes)
  }

  /** A tile's or bundle's hashes with their number; a partial one that is gone is read from the full one. */
  async bring(tier: Tier, index: number, width: number): Promise<[Bytes[], number] | undefined> {
    for (const held of [width, 256]) {
      const hashes = await this.#hashes(tier, index, held)
      if (hashes) return [hashes, held]
    }
    return undefined
  }

  /** A tile or bundle against the hashes it must have, at every width it is present. */
  async check(
    tier: Tier,
    index: number,
    expected: readonly Bytes[],
    held?: [Bytes[], number],
  ): Promise<void> {
    const judge = (hashes: readonly Bytes[], width: number): void => {
      const agrees = expected.every((hash, i) => i >= width || equal(hash, hashes[i] ?? hash))
      const path = tilePath(tier, index, width)
      if (hashes.length !== width || !agrees) this.#differs(path)
      else if (width > expected.length) this.#ahead(path)
    }
    if (held) judge(...held)
    else this.#say('tile-missing', 'it is absent', tilePath(tier, index, expected.length))
    const base = tilePath(tier, index)
    for (const width of this.#present.get(base) ?? []) {
      if (width === held?.[1]) continue
      const hashes = (await this.#hashes(tier, index, width)) ?? []
      judge(hashes, width)
      // Beyond the checkpoint nothing is signed, but entries and hashes must still be of one mind.
      const twin = tier === 'entries' ? await this.#hashes(0, index, width) : undefined
      if (twin?.some((hash, i) => !equal(hash, hashes[i] ?? hash)))
        this.#differs(tilePath(0, index, width))
    }
    this.#present.delete(base)
  }

  /** A bundle and the tile of its hashes, which it returns. */
  async checkBundle(index: number, width: number, held?: [Bytes[], number]): Promise<Bytes[]> {
    const tile = await this.bring(0, index, width)
    // Where entries are gone, the tile's word for them lets the rest of the tree be looked at.
    const leaves = Array.from(
      { length: width },
      (_, i) => held?.[0][i] ?? tile?.[0][i] ?? new Uint8Array(32),
    )
    await this.check('entries', index, leaves, held)
    await this.check(0, index, leaves, tile)
    return leaves
  }

  /** The standard lets a partial tile go only when the full one has come. */
  async checkKept(size: number): Promise<void> {
    for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / 256))
      for (const tier of level === 0 ? ['entries' as const, 0] : [level]) {
        const place: [Tier, number, number] = [tier, Math.floor(count / 256), count % 256]
        if (place[2] > 0 && !(await this.bring(...place)))
          this.#say('tile-missing', 'it is gone', tilePath(...place))
      }
  }

  /** Tiles that nothing asked for: beyond the tree that the checkpoint states. */
  checkBeyond(): void {
    for (const [base, [width]] of this.#present)
      this.#ahead(width < 256 ? `${base}.p/${width}` : base)
  }

  #differs(path: string): void {
    this.#say('tile-differs', 'it does not agree with the entries', path)
  }

  #ahead(path: string): void {
    this.#say('log-ahead', 'it goes beyond the checkpoint', path)
  }
}
