// Slow, large, broken and endless requests: none is taken, none breaks anything, and others are served.
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fill } from '../store/helpers.ts'
import { type Attacked, fillPath, openSite, standing, whole } from './_site.ts'
import { wrongLogins } from './flood.ts'

let site: Attacked
let commitment: string
beforeAll(async () => {
  site = await openSite()
  commitment = (await fill(site.register)).commitment.id
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

interface Raw {
  readonly socket: Socket
  readonly closed: Promise<string>
}

/** A connection that says just what it is told to. */
function open(first: string, { port } = site): Raw {
  const socket = connect(port, '127.0.0.1')
  let said = ''
  socket.on('data', (chunk) => {
    said += chunk
  })
  socket.on('error', () => {})
  const closed = new Promise<string>((resolve) => {
    socket.on('close', () => resolve(said))
  })
  socket.write(first)
  return { socket, closed }
}
const ask = async (request: string): Promise<string> => {
  const { closed } = open(request)
  return closed
}

test('slow clients are let go, and others are served meanwhile', async () => {
  // As the usual one, with less patience than a test has.
  const patience = { headersTimeout: 800, requestTimeout: 1500, connectionsCheckingInterval: 100 }
  const hurried = await openSite({ patience })
  const header =
    'POST /account/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n'
  const slow = [
    ...Array.from({ length: 150 }, () => open('GET / HTTP/1.1\r\nHost: x\r\nX-A: ', hurried)),
    ...Array.from({ length: 150 }, () =>
      open(`${header}Content-Length: 5000\r\n\r\nemail=`, hurried),
    ),
  ]
  const drip = setInterval(() => {
    for (const { socket } of slow) if (socket.writable) socket.write('a')
  }, 100)
  try {
    for (let i = 0; i < 10; i++) {
      const start = performance.now()
      expect((await hurried.browse().fetch('/account/sign-in')).status).toBe(200)
      // Far above what it takes, and far below for ever: the machine may be busy with other things.
      expect(performance.now() - start).toBeLessThan(10_000)
      await sleep(50)
    }
    const ends = await Promise.race([
      Promise.all(slow.map(({ closed }) => closed)),
      sleep(20_000).then(() => undefined),
    ])
    expect(ends, 'every slow connection was closed').toBeDefined()
  } finally {
    clearInterval(drip)
    for (const { socket } of slow) socket.destroy()
    expect(hurried.faults).toEqual([])
    await hurried.close()
  }
})

test('a body that is too large is refused, however its length is told', async () => {
  const browser = await site.signIn([whole('moderator')])
  const token = await browser.token('/account')
  const large = 'x'.repeat(12_000_000)
  for (const path of [
    '/account/sign-in',
    `/moderation/record/${commitment}`,
    '/account/passkey/new',
  ]) {
    const answer = await browser
      .post(path, token, { email: large })
      // Where the server answers and closes before all was sent, that may look like a reset.
      .catch(() => ({ status: 413 }))
    expect([400, 403, 413], path).toContain(answer.status)
  }
  const chunk = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`
  const said = await ask(
    `POST /account/sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(4)}0\r\n\r\n`,
  )
  expect(said).toMatch(/^HTTP\/1\.1 (413|403)/)
  const many = new FormData()
  for (let i = 0; i < 6000; i++) many.append(`f${i}`, '1')
  const parts = await browser.post('/account/sign-in', token, many).catch(() => ({ status: 413 }))
  expect([400, 413]).toContain(parts.status)
})

test('no path leads out of the folders that are served', async () => {
  const secret = /root:|"secret"|PRIVATE|silta.token|\[package\]/
  for (const path of [
    '/log/../log-key.json',
    '/log/%2e%2e/log-key.json',
    '/log/tile/../../log-key.json',
    '/log/tile/%2e%2e%2f%2e%2e%2flog-key.json',
    '/log/tile/0/000/../../../../log-key.json',
    '/log/tile/entries/000%00.p/1',
    '/log/tile/0/..%5c..%5clog-key.json',
    '/log/.new/x',
    '/log//etc/passwd',
    '/uploads/../log-key.json',
    `/uploads/${'../'.repeat(12)}etc/passwd`,
    '/uploads/..%2f..%2f..%2fetc%2fpasswd',
    '/assets/..%2f..%2fpackage.json',
    '/assets/../../package.json',
    '/files/..%2f..%2fetc%2fpasswd',
    '/fr/log/tile/../../log-key.json',
    '//etc/passwd',
    '/%',
    '/%c0%ae%c0%ae/',
  ]) {
    const said = await ask(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(said, path).toMatch(/^HTTP\/1\.1 (30\d|400|404)/)
    expect(said, path).not.toMatch(secret)
  }
})

test('requests that are none are answered and forgotten', async () => {
  for (const request of [
    'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\nX: b\rc: d\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'a'.repeat(40_000)}\r\n\r\n`,
    `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    'BREW / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'GET / HTTP/1.1\r\nConnection: close\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01',
  ]) {
    const said = await ask(request)
    expect(said.slice(0, 60)).toMatch(/^(HTTP\/1\.1 (200|30\d|4\d\d)|$)/)
  }
  expect((await site.browse().fetch('/account/sign-in')).status).toBe(200)
})

test('300 wrong logins open nothing and soon are too many (10,000 in prove)', async () => {
  await wrongLogins(site, 300)
})

test('bodies and queries of any kind are refused or taken, never a fault (seed 11)', async () => {
  const browser = await site.signIn([whole('operator'), whole('moderator'), whole('reviewer')])
  const before = await standing(site.register)
  const token = await browser.token('/account')
  const paths = site.routes
    .filter(({ path }) => !/erase|sign-out|sessions\/end/.test(path))
    .map(({ method, path }) => ({ method, path: fillPath(path, commitment) }))
  const types = [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=xx',
    'multipart/form-data',
    'application/json',
    'text/plain',
    'image/png',
    '',
  ]
  const bodies = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json({ maxDepth: 6 }),
    fc.constant('['.repeat(20_000)),
    fc.constant(
      '--xx\r\nContent-Disposition: form-data; name="a"; filename="../../b"\r\n\r\nc\r\n--xx--',
    ),
    fc.constant('--xx\r\nContent-Disposition: form-data\r\n\r\n'),
    fc.constant(
      '{"response":{"id":1e999,"response":{"clientDataJSON":"e30","__proto__":{"a":1}}}}',
    ),
    fc.constant('a=%00%ff&b=%u0000&constructor[prototype]=1&__proto__=2'),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      fc.constantFrom(...types),
      bodies,
      fc.string({ maxLength: 60 }),
      async ({ method, path }, type, body, query) => {
        const headers = {
          origin: site.origin,
          'x-form-token': token,
          ...(type === '' ? {} : { 'content-type': type }),
        }
        const { status } = await browser.fetch(
          `${path}?${encodeURIComponent(query)}=${encodeURIComponent(query)}&t=${encodeURIComponent(query)}&page=${encodeURIComponent(query)}`,
          method === 'POST' ? { method, headers, body } : { method, headers },
        )
        expect(status, `${method} ${path}`).toBeLessThan(500)
      },
    ),
    { numRuns: 400, seed: 11 },
  )
  expect(await standing(site.register)).toEqual(before)
})
