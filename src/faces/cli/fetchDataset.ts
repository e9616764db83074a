// One dataset over HTTP into the cache: a part file that is resumed by range, a limit on silence, few
// redirects, never more bytes than the manifest says, and its digest before it is given its name.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Problem } from '#base/problem.ts'
import type { Dataset } from '#sources/manifest.ts'
import type { Read } from '#sources/raw.ts'

/** A dataset in the cache. */
export interface Fetched {
  readonly key: string
  readonly state: 'kept' | 'brought' | 'resumed' | 'wanted'
  readonly bytes: number
  /** The address it came from; '' where it was there. */
  readonly from: string
}

/** How it is brought. */
export interface FetchOptions {
  /** An address below which files lie at the manifest’s paths: asked before the publishers. */
  readonly mirror?: string
  readonly signal?: AbortSignal
  /** A server that sends nothing for this long is left; the part stays to be resumed. */
  readonly silenceMs?: number
  /** How often one address is asked, resuming each time. */
  readonly tries?: number
}

/** More redirects than this go in a circle. */
const mostRedirects = 5

/** Brings one dataset; what stands in the cache with the right digest is kept. */
export async function fetchDataset(
  key: string,
  dataset: Dataset,
  cache: string,
  options: FetchOptions = {},
): Promise<Read<Fetched>> {
  const path = join(cache, dataset.mirror)
  if (existsSync(path) && (await digestOf(path)) === dataset.sha256)
    return { value: { key, state: 'kept', bytes: dataset.bytes, from: '' }, problems: [] }
  const addresses = [
    ...(options.mirror === undefined
      ? []
      : [`${options.mirror.replace(/\/+$/, '')}/${dataset.mirror}`]),
    ...dataset.addresses,
  ]
  const said: string[] = []
  for (const address of addresses) {
    const found = await fromAddress(address, path, dataset, options)
    if (typeof found === 'string') {
      said.push(`${address}: ${found}`)
      continue
    }
    return {
      value: {
        key,
        state: found.isResumed ? 'resumed' : 'brought',
        bytes: dataset.bytes,
        from: address,
      },
      problems: [],
    }
  }
  return { value: undefined, problems: [notBrought(key, dataset, said)] }
}

function notBrought(key: string, { title, derived }: Dataset, said: readonly string[]): Problem {
  return {
    level: 'error',
    code: 'dataset-not-brought',
    at: { source: key, table: '', row: 0 },
    message: `Cannot bring "${key}" (${title}): ${said.length === 0 ? `nobody publishes the file itself (${derived})` : said.join('; ')}`,
    cure:
      said.length === 0
        ? 'Give a mirror that holds it with --mirror, or set SILTA_MIRROR to a folder that does'
        : 'Try again later: what came so far is kept and resumed; or give a mirror with --mirror',
  }
}

/** Brings the file from one address, resuming as often as allowed; the reason where it cannot be had there. */
async function fromAddress(
  address: string,
  path: string,
  dataset: Dataset,
  { signal, silenceMs = 20_000, tries = 3 }: FetchOptions,
): Promise<{ isResumed: boolean } | string> {
  const part = `${path}.part`
  await mkdir(dirname(path), { recursive: true })
  let isResumed = false
  let reason = ''
  for (let attempt = 0; attempt < tries; attempt++) {
    signal?.throwIfAborted()
    const have = existsSync(part) ? (await stat(part)).size : 0
    if (have > 0 && have <= dataset.bytes) isResumed = true
    const got =
      have === dataset.bytes
        ? undefined
        : await download(address, part, have > dataset.bytes ? 0 : have, dataset.bytes, {
            signal,
            silenceMs,
          })
    signal?.throwIfAborted()
    if (got?.isFresh === true) isResumed = false
    if (got?.reason !== undefined) {
      reason = got.reason
      if (got.isFinal) return reason
      continue
    }
    if ((await digestOf(part)) === dataset.sha256) {
      await rename(part, path)
      return { isResumed }
    }
    // A part that another server began may be of another file: once more from the start.
    await rm(part, { force: true })
    reason = 'what it sent has another digest than the manifest pins'
    if (!isResumed) return reason
    isResumed = false
  }
  return reason
}

interface Got {
  readonly reason?: string
  /** True where asking again would not help. */
  readonly isFinal: boolean
  /** True where the server began again from the start. */
  readonly isFresh: boolean
}

async function download(
  address: string,
  part: string,
  from: number,
  total: number,
  { signal, silenceMs }: { readonly signal: AbortSignal | undefined; readonly silenceMs: number },
): Promise<Got> {
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), silenceMs)
  const heard = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => silence.abort(), silenceMs)
  }
  const stop = signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal])
  let isFresh = from === 0
  try {
    const response = await followed(address, from, stop)
    if (typeof response === 'string') return { reason: response, isFinal: true, isFresh }
    if (response.status === 416) {
      await rm(part, { force: true })
      return { reason: 'it has no more of the file', isFinal: false, isFresh }
    }
    if (!response.ok) {
      await response.body?.cancel()
      const isFinal = response.status < 500 && response.status !== 429
      return { reason: `it answered ${response.status}`, isFinal, isFresh }
    }
    const begins = response.status === 206 ? rangeStart(response.headers) : 0
    if (begins !== 0 && begins !== from) {
      await response.body?.cancel()
      await rm(part, { force: true })
      return { reason: 'it resumed at another place than asked', isFinal: false, isFresh }
    }
    isFresh = begins === 0
    const file = await open(part, begins === 0 ? 'w' : 'a')
    let size = begins
    try {
      for await (const chunk of response.body ?? []) {
        heard()
        size += chunk.length
        // Nothing that the manifest pins is longer than it says.
        if (size > total) break
        await file.write(chunk)
      }
    } finally {
      await file.close()
    }
    if (size > total) {
      await rm(part, { force: true })
      return { reason: `it sent more than ${total} bytes`, isFinal: true, isFresh }
    }
    if (size < total)
      return { reason: `it sent ${size} of ${total} bytes`, isFinal: false, isFresh }
    return { isFinal: false, isFresh }
  } catch (error) {
    if (signal?.aborted) throw error
    const reason = silence.signal.aborted
      ? `it sent nothing for ${Math.round(silenceMs / 1000)} s`
      : `the connection failed (${causeOf(error)})`
    return { reason, isFinal: false, isFresh }
  } finally {
    clearTimeout(timer)
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}

/** Follows a few redirects, and none from https to http: what is pinned by digest is still not to be watched. */
async function followed(
  address: string,
  from: number,
  signal: AbortSignal,
): Promise<Response | string> {
  let at = new URL(address)
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const response = await fetch(at, {
      redirect: 'manual',
      signal,
      headers: { 'accept-encoding': 'identity', ...(from > 0 ? { range: `bytes=${from}-` } : {}) },
    })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || location === null) return response
    await response.body?.cancel()
    const next = new URL(location, at)
    if (!/^https?:$/.test(next.protocol) || (at.protocol === 'https:' && next.protocol === 'http:'))
      return `it redirected to ${next.protocol}//, which is not followed`
    at = next
  }
  return `it redirected more than ${mostRedirects} times`
}

function rangeStart(headers: Headers): number {
  const match = /^bytes (\d+)-/.exec(headers.get('content-range') ?? '')
  return match === null ? -1 : Number(match[1])
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}
