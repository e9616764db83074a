// The published log: tiles and the checkpoint as static files, written whole or not at all, and after a
// crash brought to what the database holds; a database older than its published log is refused.
import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { equalBytes, utf8 } from '#register/log/bytes.ts'
import { openCheckpoint, type TreeHead, writeCheckpoint } from '#register/log/checkpoint.ts'
import type { LogFile } from '#register/log/edge.ts'
import type { SignerKey } from '#register/log/note.ts'
import { tilePath, tileWidth } from '#register/log/tiles.ts'
import { StoreError } from '#store/cluster.ts'
import { loadEdge, loggedSize, type Runs, readEntries } from '#store/logStore.ts'

/** A checkpoint that was signed. */
export interface Signed {
  readonly size: number
  readonly note: string
}

/** Writes one file so that a reader, or a crash, sees all of it or nothing. */
export type WriteFile = (path: string, bytes: Uint8Array) => Promise<void>

/** Writes below a folder: to a file of another name, onto the disk, then under its own name. */
export function safeWriter(folder: string): WriteFile {
  const made = new Set<string>()
  return async (path, bytes) => {
    const target = join(folder, path)
    const fresh = join(folder, '.new', randomBytes(8).toString('hex'))
    for (const parent of [dirname(target), dirname(fresh)]) {
      if (made.has(parent)) continue
      await mkdir(parent, { recursive: true })
      made.add(parent)
    }
    try {
      const file = await open(fresh, 'w', 0o644)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(fresh, target)
    } catch (error) {
      await rm(fresh, { force: true }).catch(() => undefined)
      throw error
    }
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders; there a rename is durable by itself.
  const folder = await open(path, 'r').catch(() => undefined)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}

/** Publishes one log below a folder. */
export class Publisher {
  readonly #folder: string
  readonly #key: SignerKey
  readonly #write: WriteFile
  #checkpoint = ''
  #size = 0

  constructor(folder: string, key: SignerKey, write: WriteFile = safeWriter(folder)) {
    this.#folder = folder
    this.#key = key
    this.#write = write
  }

  /** The checkpoint that readers see, and its size. */
  get published(): { readonly checkpoint: string; readonly size: number } {
    return { checkpoint: this.#checkpoint, size: this.#size }
  }

  /** A file of the published log. */
  async read(path: string): Promise<Uint8Array | undefined> {
    return readFile(join(this.#folder, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
  }

  /**
   * Brings the published files to what the database holds.
   *
   * @throws StoreError where the published log is ahead of the database, or tells another story: signing
   * on would be a fork.
   */
  async repair(runs: Runs): Promise<void> {
    await this.#clear()
    const size = await loggedSize(runs)
    const seen = await this.#seen()
    if (seen !== undefined && seen.size > size)
      throw new StoreError(
        `Cannot continue the log: ${seen.size} entries are published and the database holds ${size}`,
        'Restore a backup taken after that publication; continuing from this one would take promises back',
      )
    if (seen !== undefined && !equalBytes((await loadEdge(runs, seen.size)).root(), seen.root))
      throw new StoreError(
        `Cannot continue the log: its first ${seen.size} entries in the database are not those published`,
        'Restore the backup that belongs to this folder, or give this database a folder of its own',
      )
    // From the last full bundle on: what lies before is full tiles that were written before the checkpoint.
    const from = seen === undefined ? 0 : seen.size - (seen.size % tileWidth)
    const edge = await loadEdge(runs, from)
    for (let at = from; at < size; at += 4096) {
      for (const entry of await readEntries(runs, at, Math.min(size, at + 4096))) edge.append(entry)
      await this.#writeFiles(edge.takeFiles().files)
    }
    // Where the checkpoint itself is gone: partial tiles of every earlier size that may have been seen.
    if (seen === undefined && size > 0) await this.#writePartials(runs, size)
    await this.put(await this.sign(runs, edge.size, edge.root()), [])
  }

  /** Removes what a server that was killed had not finished writing. */
  async #clear(): Promise<void> {
    const unfinished = join(this.#folder, '.new')
    for (const name of await readdir(unfinished).catch(() => []))
      await rm(join(unfinished, name), { force: true })
  }

  async #seen(): Promise<TreeHead | undefined> {
    const bytes = await this.read('checkpoint')
    if (bytes === undefined) return undefined
    try {
      return openCheckpoint(new TextDecoder('utf-8', { fatal: true }).decode(bytes), this.#key)
    } catch (error) {
      throw new StoreError(
        `Cannot continue the log in "${this.#folder}": ${(error as Error).message}`,
        'The checkpoint there is damaged or of another log: put the right key and folder together, or move the folder away to have it written anew',
        { cause: error },
      )
    }
  }

  async #writePartials(runs: Runs, size: number): Promise<void> {
    const last = size - (size % tileWidth)
    const edge = await loadEdge(runs, last)
    await this.#writeFiles(edge.takeFiles().files)
    for (const entry of await readEntries(runs, last, size)) {
      edge.append(entry)
      await this.#writeFiles(edge.takeFiles().files)
    }
    for (let level = 1, unit = tileWidth; unit <= size; level++, unit *= tileWidth) {
      const count = Math.floor(size / unit)
      const index = Math.floor(count / tileWidth)
      const path = tilePath({ level, index, width: Math.max(1, count % tileWidth) })
      const whole = count % tileWidth === 0 ? undefined : await this.read(path)
      for (let width = 1; whole !== undefined && width < count % tileWidth; width++)
        await this.#write(tilePath({ level, index, width }), whole.subarray(0, width * 32))
    }
  }

  /** Signs a checkpoint. What was signed is remembered before anyone can have seen it. */
  async sign(runs: Runs, size: number, root: Uint8Array): Promise<Signed> {
    const note = writeCheckpoint({ origin: this.#key.name, size, root }, [this.#key])
    await runs.query(
      'insert into log_checkpoint (size, note) values ($1, $2) on conflict (size) do nothing',
      [size, note],
    )
    return { size, note }
  }

  /** Writes tiles first, and then the checkpoint that states them. */
  async put({ size, note }: Signed, files: readonly LogFile[]): Promise<void> {
    await this.#writeFiles(files)
    await this.#write('checkpoint', utf8(note))
    await syncFolder(this.#folder)
    this.#checkpoint = note
    this.#size = size
    // A full tile makes its partial ones superfluous; only now can no checkpoint still need them.
    for (const { path } of files)
      if (path.startsWith('tile/') && !path.includes('.p/'))
        await rm(join(this.#folder, `${path}.p`), { recursive: true, force: true })
  }

  async #writeFiles(files: readonly LogFile[]): Promise<void> {
    for (const { path, bytes } of files) await this.#write(path, bytes)
    const folders = new Set(files.map(({ path }) => dirname(path)))
    for (const folder of folders) await syncFolder(join(this.#folder, folder))
  }
}
