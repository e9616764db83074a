// The verifier of a public log: this folder needs nothing else, shares no code with what writes the log,
// and is one file of less than 10 KB in a page. It follows C2SP tlog-tiles, signed-note and tlog-proof,
// RFC 6962 and RFC 8032.

import { type Bytes, equal, toBase64, utf8 } from '#register/verify/_bytes.ts'
import { type Head, openCheckpoint, readKey } from '#register/verify/_checkpoint.ts'
import { LogFiles } from '#register/verify/_files.ts'
import { openReceipt } from '#register/verify/_receipt.ts'
import { Edge, presentTiles, type Say } from '#register/verify/_tree.ts'

/** One thing that does not hold, in the same shape as every problem of Silta. */
export interface LogProblem {
  readonly level: 'error' | 'warning'
  readonly code: string
  readonly at: { readonly source: string; readonly table: string; readonly row: number }
  readonly message: string
  readonly cure: string
}

/** Where a log lies. */
export interface LogSource {
  /** How problems call it. */
  readonly name: string
  /** The bytes of a file; undefined where there is none. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>
  /** Every file, where the place can tell; without it stale tiles are not looked for. */
  readonly list?: () => Promise<readonly string[]>
}

/** What the verifier found. */
export interface Verdict {
  readonly ok: boolean
  /** Size and root (base64) that the checkpoint states; null where none could be read. */
  readonly size: number | null
  readonly root: string | null
  readonly problems: readonly LogProblem[]
}

/** What a receipt shows, if it holds. */
export interface ReceiptVerdict extends Verdict {
  /** The entry as text, and its place in the log. */
  readonly entry: string
  readonly index: number
  /** Texts behind the entry's commitments. */
  readonly openings: readonly { readonly at: string; readonly text: string }[]
}

/** What else to hold against the log. */
export interface VerifyOptions {
  /** A checkpoint seen earlier: the log must continue it. */
  readonly since?: string
  readonly receipt?: string
}

/** After so many problems the log is not looked at further. */
const enough = 1000

/** Lists what does not hold. */
export const collect = (source: string) => {
  const problems: LogProblem[] = []
  const say: Say = (code, message, path) => {
    problems.push({
      level: /ahead|unknown/.test(code) ? 'warning' : 'error',
      code,
      at: { source, table: path, row: 0 },
      message: `Cannot verify ${path}: ${message}`,
      cure: /fork|rollback/.test(code)
        ? 'Publish both checkpoints: together they prove that it changed its past'
        : 'Try again later; if this stays so, tell who runs the log',
    })
  }
  /** What the work gives; undefined, and a problem, where it fails. */
  const attempt = <T>(path: string, work: () => T): T | undefined => {
    try {
      return work()
    } catch (error) {
      const { why = 'unreadable', message } = error as { why?: string; message: string }
      say(why, message, path)
      return undefined
    }
  }
  const verdict = (head?: Head): Verdict => ({
    ok: problems.every(({ level }) => level === 'warning'),
    size: head?.size ?? null,
    root: head ? toBase64(head.root) : null,
    problems,
  })
  return { problems, say, attempt, verdict }
}

/**
 * Verifies a whole log: the checkpoint's signature, every entry against its hash, every tile against
 * the tree (stale partial ones too, where the source can list), the root, and what `options` asks.
 *
 * @param vkey The log's public key, `name+id+key`; the log's origin must be its name.
 */
export async function verifyLog(
  source: LogSource,
  vkey: string,
  options: VerifyOptions = {},
): Promise<Verdict> {
  const { problems, say, attempt, verdict } = collect(source.name)
  const present = presentTiles((await source.list?.()) ?? [], say)
  const stated = await source.read('checkpoint')
  if (!stated) say('checkpoint-missing', 'it is absent', 'checkpoint')
  const key = attempt('key', () => readKey(vkey))
  if (!key || !stated) return verdict()
  const head = attempt('checkpoint', () => openCheckpoint(stated, key))
  const { since: seen, receipt: given } = options
  const since =
    seen === undefined ? undefined : attempt('since', () => openCheckpoint(utf8(seen), key))
  const receipt =
    given === undefined ? undefined : attempt('receipt', () => openReceipt(given, key))
  if (!head) return verdict()

  // Earlier trees are met on the way: the first n entries must have had their root.
  const earlier = [since, receipt?.head].filter((tree) => tree !== undefined)
  for (const { size } of earlier)
    if (size > head.size)
      say('rollback', `it states ${head.size} entries, once ${size}`, 'checkpoint')
  const files = new LogFiles(source.read, present, say)
  /** For each level from 1: the hashes that its tiles must hold, one after the other. */
  const rows: Bytes[][] = []
  const edge = new Edge((level, hash) => {
    rows[level] ??= []
    rows[level].push(hash)
  })
  const meet = (): void => {
    for (const tree of earlier)
      if (tree.size === edge.size && !equal(tree.root, edge.root()))
        say('fork', `it once had other entries among its first ${tree.size}`, 'checkpoint')
  }

  // Bundles are brought some at a time, so that a distant log is not waited for one by one.
  for (let first = 0; first < head.size && problems.length < enough; first += 4096) {
    const some = []
    for (let at = first; at < head.size && at < first + 4096; at += 256) {
      const width = Math.min(256, head.size - at)
      some.push({ index: at / 256, width, held: files.bring('entries', at / 256, width) })
    }
    for (const { index, width, held } of some)
      for (const leaf of await files.checkBundle(index, width, await held)) {
        meet()
        if (receipt && edge.size === receipt.index && !equal(leaf, receipt.leaf))
          say('fork', `it is of another entry`, 'receipt')
        edge.push(leaf)
      }
  }
  if (problems.length >= enough) return verdict(head)
  meet()
  for (let level = 1; level < rows.length; level++)
    for (let index = 0; index * 256 < rows[level].length; index++) {
      const hashes = rows[level].slice(index * 256, index * 256 + 256)
      await files.check(level, index, hashes, await files.bring(level, index, hashes.length))
    }
  if (!equal(edge.root(), head.root))
    say('root-differs', 'entries do not add up to its root', 'checkpoint')
  for (const tree of earlier) if (tree.size < head.size) await files.checkKept(tree.size)
  files.checkBeyond()
  return verdict(head)
}

/** Verifies a receipt on its own: no network, no log. */
export function verifyReceipt(text: string, vkey: string): ReceiptVerdict {
  const { attempt, verdict } = collect('receipt')
  const opened = attempt('receipt', () => openReceipt(text, readKey(vkey)))
  const { entry = '', index = -1, openings = [], head } = opened ?? {}
  return { ...verdict(head), entry, index, openings }
}
