// The API against its own OpenAPI document: every operation answers what it says, and nothing that can be
// asked makes it fall over. ajv is the second opinion on schemas and answers.

import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '#faces/api/operations.ts'
import { apiKinds, recordName } from '#faces/api/schemas.ts'
import { loadExampleRegister } from '#faces/exampleRegister/load.ts'
import { publish } from '#faces/site/view.ts'
import { verifyReceipt } from '#register/verify/verify.ts'
import { Reading } from '#store/reading.ts'
import { type Attacked, openSite } from '../../attacks/_site.ts'
import { tinyResult } from '../tinyResult.ts'

interface Described {
  readonly openapi: string
  readonly paths: Readonly<Record<string, { get: { operationId: string } }>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

let site: Attacked
let document: Described
const ajv = new Ajv2020({ strict: false, allErrors: true })

beforeAll(async () => {
  site = await openSite({ studies: [publish(tinyResult, [], { plan: { a: 1 } })] })
  await loadExampleRegister(site.register, tinyResult)
  await site.register.published((await new Reading(site.register).entries(undefined, 1))[0].index)
  document = (await (await get('/api/v1/openapi.json')).json()) as Described
  ajv.addSchema({ $id: 'api', components: document.components }, 'api')
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

/** Asks once more where the connection was closed while it rested. */
const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> => {
  const ask = (): Promise<Response> => fetch(site.origin + path, { headers })
  return ask().catch((error: Error) => {
    if ((error.cause as { code?: string } | undefined)?.code !== 'ECONNRESET') throw error
    return ask()
  })
}
const json = async <T>(path: string): Promise<T> => (await (await get(path)).json()) as T

/** Every fault of an answer against a schema of the document. */
function faultsOf(name: string, answer: unknown): string[] {
  const check = ajv.getSchema(`api#/components/schemas/${name}`)
  if (check === undefined) throw new Error(`Cannot check: no schema "${name}"`)
  check(answer)
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** Values for the parameters of addresses, taken from what the lists give. */
async function values(): Promise<Record<string, string[]>> {
  const ids: Record<string, string[]> = {}
  for (const { path, answers } of operations) {
    if (!answers.endsWith('Page') || answers === 'EntryPage') continue
    const { items } = await json<{ items: { id: string }[] }>(`/api/v1${path}?limit=3`)
    ids[`${path}/{id}`] = items.map(({ id }) => id)
  }
  return ids
}

test('every operation answers as the document says, for records of every kind', async () => {
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toHaveLength(operations.length)
  const ids = await values()
  const all = Object.values(ids).flat()
  const reports = await Promise.all(
    ids['/commitments/{id}'].map((id) =>
      json<{ reports: { id: string }[] }>(`/api/v1/commitments/${id}/trail`),
    ),
  )
  expect(reports.length).toBeGreaterThan(0)
  const seen = new Set<string>()
  for (const { path, answers } of operations) {
    const own = path.startsWith('/records/')
      ? all
      : (ids[path] ?? ids[`/${path.split('/')[1]}/{id}`] ?? [''])
    for (const id of own) {
      const address = path
        .replace('{id}', id)
        .replace('{version}', '1')
        .replace('{index}', '7')
        .replace('{study}', tinyResult.study.id)
        .replace('{document}', 'plan')
      const answer = await get(`/api/v1${address}`)
      expect(answer.status, address).toBe(200)
      if (answers === '') continue
      const body: unknown = await answer.json()
      expect(faultsOf(answers, body), address).toEqual([])
      seen.add(answers)
    }
  }
  expect(seen).toContain('Trail')
  expect(seen).toContain('AnyRecord')
})

test('records of every kind that the log holds are given by /records/{id}, and fit their schema', async () => {
  const kinds = new Set<string>()
  let next: string | null = ''
  while (next !== null) {
    const page: { items: { id: string; kind: string; index: number }[]; next: string | null } =
      await json(`/api/v1/log/entries?limit=20${next === '' ? '' : `&cursor=${next}`}`)
    for (const { id, kind, index } of page.items) {
      // The Dialogue's records are read elsewhere.
      if (!(apiKinds as readonly string[]).includes(kind)) continue
      const record = await json<{ kind: string; index: number }>(`/api/v1/records/${id}`)
      expect(faultsOf(recordName(kind as 'report'), record)).toEqual([])
      expect(record).toMatchObject({ kind, index })
      kinds.add(kind)
    }
    next = page.next
  }
  const none = ['moderation']
  expect([...apiKinds].filter((kind) => !kinds.has(kind) && !none.includes(kind))).toEqual([])
})

test('lists are turned by their cursor without gap or double, and filters hold', async () => {
  const whole = await json<{ items: { id: string }[] }>('/api/v1/commitments?limit=100')
  const turned: string[] = []
  let next: string | null = null
  do {
    const page: { items: { id: string }[]; next: string | null } = await json(
      `/api/v1/commitments?limit=2${next === null ? '' : `&cursor=${next}`}`,
    )
    turned.push(...page.items.map(({ id }) => id))
    next = page.next
  } while (next !== null)
  expect(turned).toEqual(whole.items.map(({ id }) => id))
  for (const state of ['verified', 'offTrack', 'noEvidence', 'notReported']) {
    const { items } = await json<{ items: { id: string }[] }>(`/api/v1/commitments?state=${state}`)
    expect(items.length, state).toBeGreaterThan(0)
    for (const { id } of items)
      expect(await json(`/api/v1/commitments/${id}/progress`)).toMatchObject({
        progress: { state },
      })
  }
  const { items } = await json<{ items: unknown[] }>('/api/v1/signatories?kind=country')
  expect(items).toHaveLength(3)
})

test('a receipt that the API gives verifies, and what is known is answered by 304', async () => {
  const { items } = await json<{ items: { id: string }[] }>('/api/v1/declarations')
  const address = `/api/v1/records/${items[0].id}/versions/1/receipt`
  const receipt = await (await get(address)).text()
  expect(verifyReceipt(receipt, site.register.vkey)).toMatchObject({ ok: true })
  const first = await get('/api/v1/commitments')
  const etag = first.headers.get('etag') ?? ''
  expect(first.headers.get('access-control-allow-origin')).toBe('*')
  const again = await get('/api/v1/commitments', { 'if-none-match': etag })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('what is hidden is not given, and errors are problem details with a status and a title', async () => {
  const { items } = await json<{ items: { id: string }[] }>('/api/v1/projects')
  await site.register.append({
    kind: 'moderation',
    data: { subject: items[0].id, act: 'hide', rule: 'spam', language: 'en', reason: 'So' },
    by: 'account000000000001',
  })
  for (const [path, status] of [
    [`/api/v1/projects/${items[0].id}`, 404],
    [`/api/v1/records/${items[0].id}/versions/1`, 404],
    [`/api/v1/records/${items[0].id}/versions/1/receipt`, 404],
    ['/api/v1/commitments?limit=0', 400],
    ['/api/v1/commitments?colour=red', 400],
    ['/api/v1/commitments?state=done', 400],
    ['/api/v1/nowhere', 404],
  ] as const) {
    const answer = await get(path)
    expect(answer.status, path).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(faultsOf('Problem', await answer.json())).toEqual([])
  }
  const posted = await fetch(`${site.origin}/api/v1/commitments`, { method: 'POST', body: 'x' })
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})

test('nothing that can be asked makes it fall over: 600 addresses and queries (seed 7)', async () => {
  const names = [...new Set(operations.flatMap(({ parameters }) => Object.keys(parameters))), 'x']
  const piece = fc.oneof(
    fc.string({ maxLength: 30, unit: 'binary' }),
    fc.constantFrom(
      '0',
      '-1',
      '1e9',
      '999999999999999',
      '\u0000',
      "' or 1=1 --",
      '%',
      '../..',
      '🙂',
    ),
    fc.stringMatching(/^[a-z0-9]{16,40}$/),
  )
  const address = fc.record({
    path: fc.constantFrom(...operations.map(({ path }) => path)),
    parts: fc.array(piece, { minLength: 3, maxLength: 3 }),
    query: fc.array(fc.tuple(fc.constantFrom(...names), piece), { maxLength: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(address, async ({ path, parts, query }) => {
      let i = 0
      const filled = path.replace(/\{\w+\}/g, () =>
        encodeURIComponent(parts[i++].toWellFormed()).replaceAll('.', '%2E'),
      )
      const search = new URLSearchParams(query.map(([name, value]) => [name, value.toWellFormed()]))
      const answer = await get(`/api/v1${filled}?${search}`)
      const text = await answer.text()
      expect(answer.status).toBeLessThan(500)
      if (answer.status >= 400 && answer.headers.get('content-type')?.includes('json') === true)
        expect(faultsOf('Problem', JSON.parse(text))).toEqual([])
    }),
    { seed: 7, numRuns: 600 },
  )
})

test('the pages of the register do not fall over either: 300 addresses and queries (seed 8)', async () => {
  const folders =
    'commitments signatories declarations projects programmes initiatives resolutions questions'.split(
      ' ',
    )
  const piece = fc.oneof(
    fc.string({ maxLength: 30, unit: 'binary' }),
    fc.constantFrom('\u0000', '-1', '999999999999999', "' or 1=1 --", '%', 'XAA'),
    fc.stringMatching(/^[a-z0-9]{16,40}$/),
  )
  const names = [
    'before',
    'after',
    'state',
    'declaration',
    'signatory',
    'country',
    'q',
    'kind',
    'from',
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...folders, 'log', 'log/entries', 'log/receipts', 'register'),
      piece,
      fc.array(fc.tuple(fc.constantFrom(...names), piece), { maxLength: 3 }),
      fc.boolean(),
      async (folder, id, query, one) => {
        const part = encodeURIComponent(id.toWellFormed()).replaceAll('.', '%2E')
        const search = new URLSearchParams(
          query.map(([name, value]) => [name, value.toWellFormed()]),
        )
        const answer = await get(`/${folder}${one ? `/${part}` : ''}?${search}`)
        await answer.arrayBuffer()
        expect(answer.status).toBeLessThan(500)
      },
    ),
    { seed: 8, numRuns: 300 },
  )
})
