// Files that people gave, at `/uploads/DIGEST`: always to be saved, never to be run, and gone with the record
// that names them. A picture in a page is the same address.
import { Hono } from 'hono'
import type { Services, SiteEnv } from '#faces/site/services.ts'
import { answer, policies } from '#faces/site/transport.ts'

const endings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'text/csv': 'csv',
}

/** Where a file stands; `digest` is as records have it. */
export function uploadPath(digest: string): string {
  return `/uploads/${digest.slice('sha256:'.length)}`
}

/** The routes of files. */
export function uploadRoutes({ uploads }: Services): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>({ strict: false })
  app.get('/uploads/:hex{[0-9a-f]{64}}', async (c) => {
    const hex = c.req.param('hex')
    const file = await uploads.find(`sha256:${hex}`)
    if (file === undefined) return c.notFound()
    const response = answer(file.content, file.type, policies.given)
    const name = `silta-${hex.slice(0, 8)}.${endings[file.type]}`
    response.headers.set('content-disposition', `attachment; filename="${name}"`)
    response.headers.set('cross-origin-resource-policy', 'same-origin')
    return response
  })
  return app
}
