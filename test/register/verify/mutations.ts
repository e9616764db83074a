// A stored log and the ways to spoil it: what the verifier must notice, every time.
import { seededRandom } from '#base/random.ts'
import { writeCheckpoint } from '#register/log/checkpoint.ts'
import { LogEdge } from '#register/log/edge.ts'
import { signerKey, writeVkey } from '#register/log/note.ts'
import { tilePath, tilesForSize } from '#register/log/tiles.ts'
import type { LogSource, Verdict } from '#register/verify/verify.ts'
import { verifyLog } from '#register/verify/verify.ts'

export type Files = Map<string, Uint8Array>

export const key = signerKey('log.example/mutations', new Uint8Array(32).fill(5))
export const vkey = writeVkey(key)

/** Sizes at which the log published a checkpoint; the tiles of all of them stay. */
export const published = [1, 3, 100, 255, 256, 300, 511, 600]

/** A log with a checkpoint at each published size; entry `changed` is another one. */
export function makeLog(changed = -1, upTo = 600): { files: Files; checkpoints: string[] } {
  const random = seededRandom(11)
  const files: Files = new Map()
  const checkpoints: string[] = []
  const edge = new LogEdge()
  for (let i = 0; i < upTo; i++) {
    const entry = Uint8Array.from({ length: random.below(40) }, () => random.below(256))
    edge.append(i === changed ? Uint8Array.of(...entry, 1) : entry)
    if (!published.includes(i + 1)) continue
    for (const { path, bytes } of edge.takeFiles().files) files.set(path, bytes)
    const head = { origin: key.name, size: i + 1, root: edge.root() }
    checkpoints.push(writeCheckpoint(head, [key]))
  }
  files.set('checkpoint', new TextEncoder().encode(checkpoints.at(-1)))
  return { files, checkpoints }
}

/** The files of a log as the verifier reads them. */
export function source(files: Files): LogSource {
  return {
    name: 'memory',
    read: async (path) => files.get(path),
    list: async () => [...files.keys()],
  }
}

export const kinds = ['flip', 'drop', 'swap', 'truncate', 'extend', 'rollback', 'fork'] as const

/** Spoils a copy of the log in one seeded way and verifies it. */
export async function verifySpoiled(
  seed: number,
  log: { files: Files; checkpoints: string[] },
  forks: ReadonlyMap<number, Files>,
): Promise<{ what: string; verdict: Verdict }> {
  const random = seededRandom(seed)
  const kind = kinds[seed % kinds.length]
  const files: Files = new Map(log.files)
  const paths = [...files.keys()].sort()
  const path = random.pick(paths)
  const bytes = files.get(path) as Uint8Array
  let since: string | undefined
  let what = `${kind} ${path}`
  if (kind === 'flip') {
    const changed = bytes.slice()
    const bit = random.below(bytes.length * 8)
    changed[bit >> 3] ^= 1 << (bit & 7)
    files.set(path, changed)
    what += ` bit ${bit}`
  } else if (kind === 'drop') {
    // What any published checkpoint needs; the earlier one is held against the log.
    const size = random.below(published.length)
    since = log.checkpoints[size]
    const needed = random.pick(['checkpoint', ...tilesForSize(published[size]).map(tilePath)])
    files.delete(needed)
    // The full tile stands in for a partial one: then both must go for anything to be missing.
    files.delete(needed.replace(/\.p\/\d+$/, ''))
    what = `drop ${needed} since ${published[size]}`
  } else if (kind === 'swap') {
    const unequal = paths.filter((other) => !Buffer.from(files.get(other)!).equals(bytes))
    const other = random.pick(unequal)
    files.set(path, files.get(other) as Uint8Array)
    files.set(other, bytes)
    what += ` with ${other}`
  } else if (kind === 'truncate') {
    const length = random.below(bytes.length)
    files.set(path, bytes.slice(0, length))
    what += ` to ${length}`
  } else if (kind === 'extend') {
    const more = Uint8Array.from({ length: 1 + random.below(64) }, () => random.below(256))
    files.set(path, Uint8Array.of(...bytes, ...more))
    what += ` by ${more.length}`
  } else if (kind === 'rollback') {
    const back = random.below(published.length - 1)
    since = log.checkpoints[back + 1 + random.below(published.length - back - 1)]
    files.set('checkpoint', new TextEncoder().encode(log.checkpoints[back]))
    what = `rollback to ${published[back]}`
  } else {
    const changed = random.pick([...forks.keys()])
    const seen = published.filter((size) => size > changed)
    since = log.checkpoints[published.indexOf(random.pick(seen))]
    return {
      what: `fork at ${changed}`,
      verdict: await verifyLog(source(forks.get(changed)!), vkey, { since }),
    }
  }
  const options = since === undefined ? {} : { since }
  return { what, verdict: await verifyLog(source(files), vkey, options) }
}

/** Logs that tell another story from one entry on, each well signed and sound in itself. */
export function makeForks(): ReadonlyMap<number, Files> {
  return new Map([0, 2, 150, 256, 599].map((changed) => [changed, makeLog(changed).files]))
}
