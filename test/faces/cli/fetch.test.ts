// Datasets over HTTP from a server that stalls, cuts off, redirects and lies: the cache holds the whole
// file or none, and the reason is said.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchDataset } from '#faces/cli/fetchDataset.ts'
import type { Dataset } from '#sources/manifest.ts'

const content = Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 31 + (i >> 8)) & 255))

type Answer = (request: IncomingMessage, response: ServerResponse) => void
const answers = new Map<string, Answer>()
const asked: string[] = []
let server: Server
let base = ''
let cache = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.range ?? ''}`.trim())
    const answer = answers.get(request.url ?? '')
    if (answer === undefined) response.writeHead(404).end()
    else answer(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  answers.clear()
  asked.length = 0
  cache = mkdtempSync(join(tmpdir(), 'silta-fetch-'))
  return () => rmSync(cache, { recursive: true, force: true })
})

function dataset(...paths: readonly string[]): Dataset {
  return {
    title: 'Made-up people',
    addresses: paths.map((path) => `${base}${path}`),
    mirror: 'taruva/people.bin',
    sha256: createHash('sha256').update(content).digest('hex'),
    bytes: content.length,
    licence: 'CC0-1.0',
    attribution: 'Nobody',
    date: '2026',
    origin: 'modeled',
  }
}

const whole: Answer = (request, response) => {
  const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
  response.writeHead(from > 0 ? 206 : 200, {
    'content-range': `bytes ${from}-${content.length - 1}/${content.length}`,
  })
  response.end(content.subarray(from))
}

const bring = (given: Dataset, more: Parameters<typeof fetchDataset>[3] = {}) =>
  fetchDataset('taruva/people', given, cache, { silenceMs: 10_000, ...more })

const inCache = (): Buffer | undefined => {
  const path = join(cache, 'taruva/people.bin')
  return existsSync(path) ? readFileSync(path) : undefined
}

test('fetchDataset() brings a file, verifies it, and keeps what is there', async () => {
  answers.set('/a', whole)
  expect((await bring(dataset('/a'))).value).toMatchObject({ state: 'brought', from: `${base}/a` })
  expect(inCache()).toEqual(content)
  expect((await bring(dataset('/a'))).value?.state).toBe('kept')
  expect(asked).toEqual(['/a'])
})

test('fetchDataset() resumes where a server cut the file off', async () => {
  let cuts = 0
  answers.set('/a', (request, response) => {
    if (cuts++ > 0) return whole(request, response)
    response.writeHead(200, { 'content-length': String(content.length) })
    response.write(content.subarray(0, 20_000), () => setTimeout(() => response.destroy(), 30))
  })
  expect((await bring(dataset('/a'))).value?.state).toBe('resumed')
  expect(inCache()).toEqual(content)
  expect(asked).toEqual(['/a', '/a bytes=20000-'])
})

test('fetchDataset() leaves a server that goes silent, and goes on with the next address', async () => {
  answers.set('/silent', (_, response) => {
    response.writeHead(200)
    response.write(content.subarray(0, 10_000))
  })
  answers.set('/b', whole)
  const { value, problems } = await bring(dataset('/silent', '/b'), { tries: 1, silenceMs: 1_000 })
  expect(problems).toEqual([])
  expect(value).toMatchObject({ state: 'resumed', from: `${base}/b` })
  expect(inCache()).toEqual(content)
  expect(asked.at(-1)).toBe('/b bytes=10000-')
})

test('fetchDataset() throws away what has another digest, also where it resumed the part of a liar', async () => {
  const lie = Buffer.from(content)
  lie[5] ^= 1
  answers.set('/lie', (_, response) => response.end(lie))
  const alone = await bring(dataset('/lie'))
  expect(alone.value).toBeUndefined()
  expect(alone.problems[0].code).toBe('dataset-not-brought')
  expect(alone.problems[0].message).toContain('another digest')
  expect(inCache()).toBeUndefined()
  mkdirSync(join(cache, 'taruva'), { recursive: true })
  writeFileSync(join(cache, 'taruva/people.bin.part'), lie.subarray(0, 9_000))
  answers.set('/a', whole)
  expect((await bring(dataset('/a'))).value?.state).toBe('brought')
  expect(inCache()).toEqual(content)
  expect(asked).toEqual(['/lie', '/a bytes=9000-', '/a'])
})

test('fetchDataset() takes no more bytes than the manifest pins, and no range that was not asked', async () => {
  answers.set('/long', (_, response) => response.end(Buffer.concat([content, content])))
  expect((await bring(dataset('/long'))).problems[0].message).toContain('more than 50000 bytes')
  expect(inCache()).toBeUndefined()
  mkdirSync(join(cache, 'taruva'), { recursive: true })
  writeFileSync(join(cache, 'taruva/people.bin.part'), content.subarray(0, 9_000))
  let tries = 0
  answers.set('/odd', (request, response) => {
    if (tries++ > 0) return whole(request, response)
    response.writeHead(206, {
      'content-range': `bytes 4000-${content.length - 1}/${content.length}`,
    })
    response.end(content.subarray(4_000))
  })
  expect((await bring(dataset('/odd'))).value?.state).toBe('brought')
  expect(inCache()).toEqual(content)
})

test('fetchDataset() follows redirects, but not in circles and not to files', async () => {
  const to =
    (location: string): Answer =>
    (_, response) => {
      response.writeHead(302, { location }).end()
    }
  answers.set('/a', whole)
  answers.set('/there', to('/a'))
  answers.set('/round', to('/round'))
  answers.set('/file', to('file:///etc/hosts'))
  expect((await bring(dataset('/there'))).value?.from).toBe(`${base}/there`)
  rmSync(join(cache, 'taruva'), { recursive: true })
  const { problems } = await bring(dataset('/round', '/file', '/gone'))
  expect(problems[0].message).toMatch(
    /redirected more than 5 times.*file:.*not followed.*answered 404/,
  )
  // What will not change is not asked again.
  expect(asked.filter((one) => one === '/gone')).toHaveLength(1)
})

test('fetchDataset() asks a mirror first, and says what a file was cut from that nobody publishes', async () => {
  answers.set('/mirror/taruva/people.bin', whole)
  const { value } = await bring(dataset('/a'), { mirror: `${base}/mirror/` })
  expect(value?.from).toBe(`${base}/mirror/taruva/people.bin`)
  rmSync(join(cache, 'taruva'), { recursive: true })
  const { problems } = await bring({ ...dataset(), derived: 'Rows of all.rda at 1234567' })
  expect(problems[0].message).toContain('Rows of all.rda at 1234567')
})

test('fetchDataset() stops when asked, and the part stays to be resumed', async () => {
  const controller = new AbortController()
  answers.set('/slow', (_, response) => {
    response.writeHead(200)
    response.write(content.subarray(0, 10_000), () => setTimeout(() => controller.abort(), 50))
  })
  await expect(bring(dataset('/slow'), { signal: controller.signal })).rejects.toThrow()
  expect(inCache()).toBeUndefined()
  expect(readFileSync(join(cache, 'taruva/people.bin.part'))).toHaveLength(10_000)
})
