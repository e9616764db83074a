// How answers travel: security headers, digests for caches, brotli or gzip.
import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import { styleHash } from '#faces/site/style.ts'

const base = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
const styled = `${base}; style-src ${styleHash}; img-src 'self'`

/** What each kind of answer may load. No page may run script that the site does not serve itself. */
export const policies = {
  page: styled,
  /** A page whose own small script talks to the site, as the one for passkeys does. */
  acting: `${styled}; script-src 'self'; connect-src 'self'`,
  map: `${styled} data: blob:; script-src 'self'; worker-src 'self'; connect-src 'self'`,
  verify: `${styled}; script-src 'self'; connect-src 'self'`,
  engine: `${styled}; script-src 'self'; worker-src 'self'; connect-src 'self'`,
  /** A worker's own policy stands on its script: it compiles WebAssembly and fetches inputs. */
  script:
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'",
  picture: "default-src 'none'; style-src 'unsafe-inline'",
  nothing: "default-src 'none'",
  /** What people gave: it runs nothing, even where a browser opens it. */
  given: "default-src 'none'; sandbox",
} as const

/** An answer with its type, its policy and how long it may be kept. */
export function answer(
  body: string | Uint8Array,
  type: string,
  policy: string,
  cache = 'no-cache',
  status = 200,
): Response {
  const text = /^(text|application\/(json|geo|javascript)|image\/svg)/.test(type)
  return new Response(body as BodyInit, {
    status,
    headers: {
      'content-type': text && !type.includes('charset') ? `${type}; charset=utf-8` : type,
      'content-security-policy': policy,
      'cache-control': cache,
    },
  })
}

/** Lets any page read an answer, without cookies: what is public and was asked for by no one in particular. */
export function readableAnywhere(made: Response): Response {
  made.headers.set('access-control-allow-origin', '*')
  made.headers.set('cross-origin-resource-policy', 'cross-origin')
  return made
}

/** Answers smaller than this gain nothing from compression; larger ones would hold up all others. */
const leastBytes = 400
const mostBytes = 16_000_000
/** Compressed answers kept, each a function of its digest; larger ones are made anew. */
const keptAnswers = 200
const keptBytes = 1_000_000

/** Headers on every answer, 304 where the visitor has it already, compression where it is taken. */
export function transport(): MiddlewareHandler {
  const kept = new Map<string, Uint8Array>()
  return async (c, next) => {
    await next()
    const { headers } = c.res
    headers.set('x-content-type-options', 'nosniff')
    headers.set('referrer-policy', 'same-origin')
    headers.set('cross-origin-opener-policy', 'same-origin')
    headers.set('vary', 'accept-encoding, accept-language')
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return
    const body = new Uint8Array(await c.res.arrayBuffer())
    const digest = createHash('sha256').update(body).digest('base64url').slice(0, 27)
    const coding = codingFor(c.req.header('accept-encoding') ?? '', headers, body.length)
    const tag = `"${digest}${coding === '' ? '' : `-${coding}`}"`
    headers.set('etag', tag)
    if (c.res.status === 200 && c.req.header('if-none-match')?.includes(tag) === true) {
      headers.delete('content-type')
      c.res = new Response(null, { status: 304, headers })
      return
    }
    let sent: Uint8Array = body
    if (coding !== '') {
      headers.set('content-encoding', coding)
      sent = kept.get(tag) ?? compress(coding, body)
      if (sent.length <= keptBytes) {
        if (kept.size >= keptAnswers) kept.delete(kept.keys().next().value ?? '')
        kept.set(tag, sent)
      }
    }
    headers.set('content-length', String(sent.length))
    c.res = new Response(sent as BodyInit, { status: c.res.status, headers })
  }
}

type Coding = 'br' | 'gzip' | ''

function codingFor(accepted: string, headers: Headers, length: number): Coding {
  const type = headers.get('content-type') ?? ''
  if (
    length < leastBytes ||
    length > mostBytes ||
    !/text|json|javascript|svg|wasm|octet-stream|csv/.test(type)
  )
    return ''
  const offers = accepted.split(',').map((offer) => offer.trim().split(';'))
  const takes = (name: string): boolean =>
    offers.some(([coding, quality = '']) => coding === name && !/q=0(\.0*)?$/.test(quality.trim()))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : ''
}

function compress(coding: Coding, body: Uint8Array): Uint8Array {
  if (coding === 'gzip') return gzipSync(body, { level: 6 })
  return brotliCompressSync(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  })
}
