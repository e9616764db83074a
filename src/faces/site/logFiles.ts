// The public log as static files, as C2SP tlog-tiles asks: `/log/checkpoint` and `/log/tile/…`. Any page may
// read them, so that a verifier that somebody else serves can hold this log to its word.
import { Hono } from 'hono'
import type { Services, SiteEnv } from '#faces/site/services.ts'
import { answer, policies, readableAnywhere } from '#faces/site/transport.ts'

/** Names of tiles and entry bundles, full and partial; nothing else below the folder is ever read. */
const tileName =
  /^tile\/(?:[0-9]|[1-5][0-9]|6[0-3]|entries)\/(?:x\d{3}\/){0,5}\d{3}(?:\.p\/[1-9]\d{0,2})?$/

const forever = 'public, max-age=31536000, immutable'

/** The routes of the log's files. */
export function logRoutes({ register }: Services): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>({ strict: false })
  app.get('/log/checkpoint', () => {
    const { checkpoint } = register.publisher.published
    return readableAnywhere(answer(checkpoint, 'text/plain', policies.nothing, 'no-cache'))
  })
  app.get('/log/tile/*', async (c) => {
    const name = new URL(c.req.url).pathname.replace(/^\/log\//, '')
    if (!tileName.test(name)) return c.notFound()
    const bytes = await register.publisher.read(name)
    return bytes === undefined
      ? c.notFound()
      : readableAnywhere(answer(bytes, 'application/octet-stream', policies.nothing, forever))
  })
  return app
}
