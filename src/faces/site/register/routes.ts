// Addresses of the register's pages and of its receipts.
import { type Context, Hono } from 'hono'
import { actsFor, holds } from '#accounts/roles.ts'
import { commitmentPage } from '#faces/site/register/commitment.ts'
import { commitmentsPage } from '#faces/site/register/commitments.ts'
import { commitmentsCsv, wayCsv } from '#faces/site/register/csv.ts'
import { declarationPage, declarationsPage } from '#faces/site/register/declarations.ts'
import type { Agreements, Desk } from '#faces/site/register/forms/desk.ts'
import { planForms } from '#faces/site/register/forms/fromPlan.ts'
import { recordForms } from '#faces/site/register/forms/recordForms.ts'
import { signForms, waitingList } from '#faces/site/register/forms/sign.ts'
import {
  type Grouping,
  groupingPage,
  groupings,
  groupingsPage,
} from '#faces/site/register/groupings.ts'
import { hubPage } from '#faces/site/register/hub.ts'
import { entryPage, logPage } from '#faces/site/register/logPages.ts'
import { projectPage, projectsPage } from '#faces/site/register/projects.ts'
import { signatoriesPage, signatoryPage } from '#faces/site/register/signatories.ts'
import type { RegisterView } from '#faces/site/register/view.ts'
import {
  pageAnswer,
  type Services,
  type SiteEnv,
  type Visit,
  visitOf,
} from '#faces/site/services.ts'
import { answer, policies, readableAnywhere } from '#faces/site/transport.ts'
import { href, type Published } from '#faces/site/view.ts'
import type { WebBundle } from '#faces/site/webBundle.ts'
import type { Reading } from '#store/reading.ts'

type Make = (view: RegisterView, c: Context<SiteEnv>) => Promise<string | undefined>

/** The register's pages. */
export function registerRoutes(
  services: Services,
  bundle: WebBundle,
  studies: readonly Published[],
  reading: Reading,
  agreements?: Agreements,
): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>({ strict: false })
  const dress = async (visit: Visit): Promise<RegisterView> => ({
    ...visit,
    reading,
    vkey: services.register.vkey,
    origin: services.origin,
    fictional: await reading.lists.fictional(),
    madeUp: await reading.lists.madeUpCountries(),
    verifier: await bundle.script('verify'),
  })
  const desk: Desk = {
    services,
    reading,
    studies,
    dress,
    ...(agreements === undefined ? {} : { agreements }),
  }
  const viewOf = async (c: Context<SiteEnv>): Promise<RegisterView> => dress(await visitOf(c))
  const page = (path: string, make: Make): void => {
    app.get(path, async (c) => {
      const text = await make(await viewOf(c), c)
      return text === undefined ? c.notFound() : pageAnswer(c, text, { policy: policies.verify })
    })
  }
  // What is no identity is no page; the database is not asked.
  const id = (c: Context<SiteEnv>): string =>
    /^[a-z0-9]{16,40}$/.exec(c.req.param('id') ?? '')?.[0] ?? ''
  page('/register', hubPage)
  page('/commitments', commitmentsPage)
  const csv = (text: string, name: string): Response => {
    const made = answer(text, 'text/csv', policies.nothing)
    made.headers.set('content-disposition', `attachment; filename="${name}.csv"`)
    return made
  }
  app.get('/commitments.csv', async (c) => {
    const view = await viewOf(c)
    const { text, older } = await commitmentsCsv(view)
    const made = csv(text, 'commitments')
    if (older !== undefined) {
      const next = href(view, '/commitments.csv', {
        ...Object.fromEntries(view.query),
        before: older,
      })
      made.headers.set('link', `<${next}>; rel="next"`)
    }
    return made
  })
  app.get('/commitments/:name{[a-z0-9]{16,40}\\.csv}', async (c) => {
    const own = c.req.param('name').slice(0, -'.csv'.length)
    const text = await wayCsv(await viewOf(c), own)
    return text === undefined ? c.notFound() : csv(text, own)
  })
  page('/commitments/:id', (view, c) => commitmentPage(view, id(c)))
  page('/signatories', signatoriesPage)
  page('/signatories/:id', async (view, c) => {
    const { actor } = view.visitor
    const own = actor !== undefined && actsFor(actor, id(c))
    const office = own || (actor !== undefined && holds(actor, 'operator'))
    return signatoryPage(view, id(c), {
      waiting: own ? await waitingList(desk, view, id(c)) : undefined,
      office,
    })
  })
  page('/declarations', declarationsPage)
  page('/declarations/:id', (view, c) => declarationPage(view, id(c)))
  page('/projects', projectsPage)
  page('/projects/:id', (view, c) => projectPage(view, id(c)))
  for (const what of Object.keys(groupings) as Grouping[]) {
    page(`/${what}`, (view) => groupingsPage(view, what))
    page(`/${what}/:id`, (view, c) => groupingPage(view, what, id(c)))
  }
  recordForms(app, desk)
  planForms(app, desk)
  signForms(app, desk)
  page('/log', logPage)
  page('/log/entries/:index{[0-9]{1,15}}', (view, c) =>
    entryPage(view, Number(c.req.param('index'))),
  )
  app.get('/log/receipts/:id/:name{[0-9]{1,6}\\.tlog-proof}', async (c) => {
    const record = id(c)
    const version = Number.parseInt(c.req.param('name'), 10)
    // What a moderator hid is proven by its entry; its words are not given out.
    const shown = await reading.findVersion(record, version)
    const receipt =
      shown === undefined ? undefined : await services.register.receipt(record, version)
    if (receipt === undefined) return c.notFound()
    const made = answer(receipt, 'text/plain', policies.nothing)
    readableAnywhere(made)
    made.headers.set('content-disposition', `inline; filename="${record}-${version}.tlog-proof"`)
    return made
  })
  return app
}
