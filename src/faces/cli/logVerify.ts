// `silta log verify`: holds a log, in a folder or at an address, against its key. The verifier itself
// (`register/verify/`) shares nothing with the code that writes logs; here are only files and fetching.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Json } from '#base/canonical.ts'
import { type Answer, type Call, type Command, UsageError } from '#faces/cli/command.ts'
import {
  type LogProblem,
  type LogSource,
  type Verdict,
  verifyLog,
  verifyReceipt,
} from '#register/verify/verify.ts'

/** No file of a log is longer: a full bundle of the longest entries. */
const fileMaxBytes = 256 * (2 + 65_535)

/** How long one file of a distant log may take. */
const fetchMilliseconds = 30_000

const help = `Usage: silta log verify DIR|URL --key VKEY [--receipt FILE] [--since CHECKPOINT] [--json]

Verifies a public log (C2SP tlog-tiles): the checkpoint's signature, every entry and every tile against
the root. In a folder the stale partial tiles are verified too; at an address only what the checkpoint
needs can be asked for.

  --key VKEY          the log's public key, name+id+key; the log's origin must be its name
  --receipt FILE      also verifies a receipt (.tlog-proof), and that this log holds its entry
  --since CHECKPOINT  a file with a checkpoint seen earlier: finds a log that took entries back
                      (rollback) or tells another story (fork)
  --json              {"ok","size","root","problems"}

Without DIR or URL, --receipt is verified on its own.

Example: silta log verify https://register.example/log --key register.example+1a2b3c4d+AeHT…`

/** `silta log verify DIR|URL --key VKEY`. */
export const command: Command = {
  name: 'log verify',
  help,
  options: {
    key: { type: 'string' },
    receipt: { type: 'string' },
    since: { type: 'string' },
  },
  takes: [0, 1],
  run,
}

async function run({ positionals, options, watch }: Call): Promise<Answer> {
  const key = options.key
  if (typeof key !== 'string')
    throw new UsageError('Cannot verify a log: there is no --key to hold it against')
  const receipt = await fileText(options.receipt, 'receipt')
  const since = await fileText(options.since, 'checkpoint')
  if (positionals.length === 0 && (receipt === undefined || since !== undefined))
    throw new UsageError('Cannot verify: expected a folder or an address, or a --receipt alone')
  const address = positionals[0] ?? ''
  const verdict =
    positionals.length === 0
      ? verifyReceipt(receipt as string, key)
      : await verifyLog(await openSource(address, watch.signal), key, {
          ...(since === undefined ? {} : { since }),
          ...(receipt === undefined ? {} : { receipt }),
        }).catch((error: unknown) => unreachable(address, error))
  const { ok, size, root } = verdict
  const files = { receipt: options.receipt, since: options.since, key }
  const problems = verdict.problems.map((problem) => withCure(problem, files))
  return {
    document: { ok, size, root, problems: problems as unknown as Json },
    text: sentence(address, verdict, receipt !== undefined, since !== undefined),
    problems,
  }
}

/** A distant log that cannot be read says nothing, good or bad. */
class UnreachableError extends Error {
  override name = 'UnreachableError'
}

function unreachable(address: string, error: unknown): Verdict {
  if (!(error instanceof UnreachableError)) throw error
  const problem: LogProblem = {
    level: 'error',
    code: 'log-unreachable',
    at: { source: address, table: '', row: 0 },
    message: error.message,
    cure: 'Check the address and the network, and try again; nothing was found out about the log',
  }
  return { ok: false, size: null, root: null, problems: [problem] }
}

/** What to do about what the caller gave; the verifier itself, which runs in pages, knows no files. */
const cures: Readonly<Record<string, string>> = {
  'key-unreadable': 'Copy the whole key, name+id+key, from the page of the log (/log)',
  'checkpoint-origin': 'Give the key of this log, or the log of this key',
  'checkpoint-unsigned': 'Give the key of this log, or the log of this key',
  'checkpoint-missing': 'Name the folder or the address that holds "checkpoint" and "tile"',
  'receipt-forged': 'Fetch the receipt again; if it stays so, do not trust it',
  'receipt-text': 'Fetch the receipt again; if it stays so, do not trust it',
}

/** The problem with the file it is about, where the caller gave one, and what cures it. */
function withCure(problem: LogProblem, files: Readonly<Record<string, unknown>>): LogProblem {
  const { code, at, cure } = problem
  const given = files[at.table]
  const source = at.table !== 'key' && typeof given === 'string' ? given : at.source
  const damaged =
    code === 'unreadable' && source !== at.source
      ? 'It is cut short or something else: fetch it again'
      : cure
  return { ...problem, at: { ...at, source }, cure: cures[code] ?? damaged }
}

function sentence(address: string, verdict: Verdict, receipt: boolean, since: boolean): string {
  const what = address === '' ? 'The receipt' : `The log at ${address}`
  if (verdict.problems.some(({ code }) => code === 'log-unreachable'))
    return `${what} could not be read: nothing was found out about it`
  if (!verdict.ok) return `${what} does NOT hold`
  const more = [
    receipt && address !== '' ? 'It holds the entry on the receipt.' : '',
    since ? 'It continues the earlier checkpoint.' : '',
  ]
  return [`${what} holds: ${verdict.size} entries, root ${verdict.root}.`, ...more].join(' ').trim()
}

async function fileText(path: Call['options'][string], what: string): Promise<string | undefined> {
  if (typeof path !== 'string') return undefined
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(`Cannot read the ${what} "${path}": ${(error as Error).message}`)
  }
}

async function openSource(address: string, signal: AbortSignal): Promise<LogSource> {
  if (/^https?:\/\//.test(address)) return logAt(address.replace(/\/+$/, ''), signal)
  const found = await stat(address).catch(() => undefined)
  if (found?.isDirectory() !== true)
    throw new UsageError(`Cannot verify "${address}": it is no folder and no http(s) address`)
  return logIn(address, signal)
}

/** A log as files in a folder. */
function logIn(folder: string, signal: AbortSignal): LogSource {
  return {
    name: folder,
    read: async (path) => {
      signal.throwIfAborted()
      try {
        const bytes = await readFile(join(folder, path))
        return bytes.length > fileMaxBytes ? new Uint8Array(0) : bytes
      } catch (error) {
        // A folder where a file should be, or the other way round, is an absent file.
        const { code } = error as NodeJS.ErrnoException
        if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
        throw error
      }
    },
    list: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => !entry.isDirectory())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    },
  }
}

/** A log behind an address. Its files cannot be listed, and the standard asks readers not to guess. */
function logAt(address: string, signal: AbortSignal): LogSource {
  return {
    name: address,
    read: async (path) => {
      const timed = AbortSignal.any([signal, AbortSignal.timeout(fetchMilliseconds)])
      const answer = await fetch(`${address}/${path}`, { signal: timed }).catch((error: Error) => {
        signal.throwIfAborted()
        const { cause } = error as { cause?: { message?: string; code?: string } }
        const why = cause?.message || cause?.code || error.message
        throw new UnreachableError(`Cannot fetch ${address}/${path}: ${why}`, { cause: error })
      })
      if (answer.status === 404 || answer.status === 410) {
        await answer.body?.cancel()
        return undefined
      }
      if (!answer.ok)
        throw new UnreachableError(
          `Cannot fetch ${address}/${path}: the server answered ${answer.status}`,
        )
      return readAtMost(answer, `${address}/${path}`)
    },
  }
}

async function readAtMost(answer: Response, address: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body ?? []) {
    length += chunk.length
    if (length > fileMaxBytes)
      throw new UnreachableError(`Cannot fetch ${address}: it is longer than any file of a log`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
