// `/api/v1`: the table of operations behind addresses; errors are problem details (RFC 9457).
import { Hono } from 'hono'
import { openApi } from '#faces/api/openapi.ts'
import { type ApiDesk, type Asked, type Operation, operations } from '#faces/api/operations.ts'
import type { SiteEnv } from '#faces/site/services.ts'
import { answer, policies } from '#faces/site/transport.ts'

/** Problem details. */
function problem(status: number, title: string, detail?: string): Response {
  const body = { type: 'about:blank', title, status, ...(detail === undefined ? {} : { detail }) }
  return open(
    answer(JSON.stringify(body), 'application/problem+json', policies.nothing, 'no-cache', status),
  )
}

/** What is public may be read from any page, without cookies. */
function open(made: Response): Response {
  made.headers.set('access-control-allow-origin', '*')
  made.headers.set('cross-origin-resource-policy', 'cross-origin')
  return made
}

/** The API's routes. */
export function apiRoutes(desk: ApiDesk): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>({ strict: false })
  const document = JSON.stringify(openApi())
  app.get('/api/v1/openapi.json', () =>
    open(answer(document, 'application/json', policies.nothing)),
  )
  for (const operation of operations) {
    const path = `/api/v1${operation.path === '/' ? '' : operation.path}`
    app.get(path.replace(/\{(\w+)\}/g, ':$1'), (c) =>
      answerTo(operation, desk, c.req.param() as Asked, new URL(c.req.url).searchParams),
    )
  }
  app.all('/api/*', (c) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD')
      return problem(404, 'There is no such address', 'See /api/v1/openapi.json')
    const refused = problem(405, 'This API is for reading', 'Use GET')
    refused.headers.set('allow', 'GET, HEAD')
    return refused
  })
  return app
}

async function answerTo(
  { parameters, answers, work }: Operation,
  desk: ApiDesk,
  path: Asked,
  query: URLSearchParams,
): Promise<Response> {
  const asked: Record<string, string | undefined> = {}
  for (const name of query.keys())
    if (parameters[name]?.in !== 'query')
      return problem(400, 'A parameter is wrong', `There is no parameter "${name.slice(0, 60)}"`)
  for (const [name, parameter] of Object.entries(parameters)) {
    const given = parameter.in === 'path' ? path[name] : (query.get(name) ?? undefined)
    if (given === undefined) continue
    if (!parameter.check(given))
      return parameter.in === 'path'
        ? problem(404, 'There is no such thing', `"${name}" has another form`)
        : problem(400, 'A parameter is wrong', `"${name}": ${parameter.means}`)
    asked[name] = given
  }
  const found = await work(desk, asked)
  if (found === undefined)
    return problem(404, 'There is no such thing', 'It never was, or a moderator hid it')
  return typeof found === 'string'
    ? open(answer(found, 'text/plain', policies.nothing))
    : open(
        answer(answers === '' ? '' : JSON.stringify(found), 'application/json', policies.nothing),
      )
}
