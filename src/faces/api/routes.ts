// `/api/v1`: the table of operations behind addresses; errors are problem details (RFC 9457).
import { Hono } from 'hono'
import { openApi } from '#faces/api/openapi.ts'
import { type ApiDesk, type Asked, type Operation, operations } from '#faces/api/operations.ts'
import type { SiteEnv } from '#faces/site/services.ts'
import { answer, policies, readableAnywhere } from '#faces/site/transport.ts'
import { readerOf } from '#faces/site/view.ts'

/** What can be wrong with a request, and the status that says so. */
const statusOf = {
  'parameter-unknown': 400,
  'parameter-wrong': 400,
  'nothing-there': 404,
  'address-unknown': 404,
  'method-refused': 405,
} as const

const documentPath = '/api/v1/openapi.json'

type Reader = ReturnType<typeof readerOf>

/** Problem details: the code for programs, title and detail in the language of the address. */
function problem({ words }: Reader, code: keyof typeof statusOf, name = ''): Response {
  const status = statusOf[code]
  const title = words.say(`api.${code}`)
  const detail = words.say(`api.${code}.detail`, {
    name: name.slice(0, 60),
    document: documentPath,
  })
  const body = JSON.stringify({ type: 'about:blank', title, status, code, detail })
  return readableAnywhere(
    answer(body, 'application/problem+json', policies.nothing, 'no-cache', status),
  )
}

/** The API's routes. */
export function apiRoutes(desk: ApiDesk): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>({ strict: false })
  const document = JSON.stringify(openApi())
  app.get(documentPath, () =>
    readableAnywhere(answer(document, 'application/json', policies.nothing)),
  )
  for (const operation of operations) {
    const path = `/api/v1${operation.path === '/' ? '' : operation.path}`
    app.get(path.replace(/\{(\w+)\}/g, ':$1'), (c) =>
      answerTo(
        operation,
        desk,
        readerOf(c),
        c.req.param() as Asked,
        new URL(c.req.url).searchParams,
      ),
    )
  }
  app.all('/api/*', (c) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD')
      return problem(readerOf(c), 'address-unknown')
    const refused = problem(readerOf(c), 'method-refused')
    refused.headers.set('allow', 'GET, HEAD')
    return refused
  })
  return app
}

async function answerTo(
  { parameters, answers, work }: Operation,
  desk: ApiDesk,
  reader: Reader,
  path: Asked,
  query: URLSearchParams,
): Promise<Response> {
  const asked: Record<string, string | undefined> = {}
  for (const name of query.keys())
    if (parameters[name]?.in !== 'query') return problem(reader, 'parameter-unknown', name)
  for (const [name, parameter] of Object.entries(parameters)) {
    const given = parameter.in === 'path' ? path[name] : (query.get(name) ?? undefined)
    if (given === undefined) continue
    if (!parameter.check(given))
      return problem(reader, parameter.in === 'path' ? 'nothing-there' : 'parameter-wrong', name)
    asked[name] = given
  }
  const found = await work(desk, asked)
  if (found === undefined) return problem(reader, 'nothing-there')
  return typeof found === 'string'
    ? readableAnywhere(answer(found, 'text/plain', policies.nothing))
    : readableAnywhere(
        answer(answers === '' ? '' : JSON.stringify(found), 'application/json', policies.nothing),
      )
}
