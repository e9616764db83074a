// The site as one Hono application: routes to pages, documents, downloads and pictures. Pages are a
// function of the study and the address, so every answer can be cached by its digest.
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { getPathNoStrict } from 'hono/utils/url'
import { apiRoutes } from '#faces/api/routes.ts'
import type { PlanBench } from '#faces/plans/planBench.ts'
import { attributionMarkdown } from '#faces/report/attribution.ts'
import { exportableLayers } from '#faces/report/licences.ts'
import { summaryOf } from '#faces/report/summary.ts'
import { filesOfFormat, type OutputFormat } from '#faces/report/writeOutputs.ts'
import { accountRoutes } from '#faces/site/account/routes.ts'
import { agreementsDesk } from '#faces/site/dialogue/agreementsDesk.ts'
import { type PlanNotice, planNotices } from '#faces/site/dialogue/planNotices.ts'
import { dialogueRoutes, dialogueTable } from '#faces/site/dialogue/routes.ts'
import type { Table } from '#faces/site/dialogue/view.ts'
import { logRoutes } from '#faces/site/logFiles.ts'
import { drawMap } from '#faces/site/map/drawMap.ts'
import { drawingSize } from '#faces/site/map/mapImage.ts'
import { mapLayers } from '#faces/site/map/mapLayers.ts'
import { drawnSignals, drawSignal } from '#faces/site/map/signalPicture.ts'
import { markSvg } from '#faces/site/page.ts'
import { areaPage, areasPage } from '#faces/site/pages/areas.ts'
import { areasMap } from '#faces/site/pages/areasMap.ts'
import { frontPage } from '#faces/site/pages/front.ts'
import { failedPage, indexPage, missingPage } from '#faces/site/pages/index.ts'
import { linksPage } from '#faces/site/pages/links.ts'
import { mapChoice, mapPage } from '#faces/site/pages/map.ts'
import { planPage } from '#faces/site/pages/plan.ts'
import { problemsPage } from '#faces/site/pages/problems.ts'
import { inputsDocument, recomputePage } from '#faces/site/pages/recompute.ts'
import { signalChoice } from '#faces/site/pages/signalFigure.ts'
import { sitePage } from '#faces/site/pages/site.ts'
import { sitesPage } from '#faces/site/pages/sites.ts'
import { sourcesPage } from '#faces/site/pages/sources.ts'
import { registerRoutes } from '#faces/site/register/routes.ts'
import type { Services, SiteEnv } from '#faces/site/services.ts'
import type { Territories } from '#faces/site/territoryFile.ts'
import { answer, policies, transport } from '#faces/site/transport.ts'
import { uploadRoutes } from '#faces/site/uploadFiles.ts'
import { type Published, readerOf, type View } from '#faces/site/view.ts'
import { waitingRoutes } from '#faces/site/waiting/page.ts'
import { noBundle, type WebBundle } from '#faces/site/webBundle.ts'
import { languageOf } from '#faces/site/words/languages.ts'
import type { Language } from '#faces/site/words/message.ts'
import { isAway } from '#store/database.ts'
import type { StateCounts } from '#store/lists.ts'
import { Reading } from '#store/reading.ts'

/** What the site is given. */
export interface SiteOptions {
  readonly bundle?: WebBundle
  /** What people act with; without it the site shows plans and nothing else. */
  readonly services?: Services
  /** The operator's boundaries and names, before the study's and the platform's. */
  readonly territories?: Territories
  /** Where plans are computed anew; by default one of the site's own. */
  readonly bench?: PlanBench
  /** Told of faults, which visitors are not shown. */
  readonly onError?: (error: unknown) => void
}

/** The site of one study, or of several, each under its own name. */
export function makeSite(studies: readonly Published[], options: SiteOptions = {}): Hono {
  const { bundle = noBundle, onError = () => {}, services, territories, bench } = options
  // Routes know nothing of languages: `/fr/plan` is routed as `/plan`, and its page reads the whole address.
  const getPath = (request: Request): string => languageOf(getPathNoStrict(request)).path
  const app = new Hono({ getPath })
  app.use(transport())
  app.use(keepBeside(territories, bundle))
  app.get('/mark.svg', () => answer(markSvg, 'image/svg+xml', policies.picture))
  app.get('/assets/:name', async (c) => {
    const asset = await bundle.read(c.req.param('name'))
    return asset === undefined
      ? c.notFound()
      : answer(asset.bytes, asset.type, policies.script, 'public, max-age=31536000, immutable')
  })
  const table = services && dialogueTable(services, studies, onError, bench)
  const reading = services && new Reading(services.register)
  if (services !== undefined && table !== undefined && reading !== undefined)
    app.route('/', publicSide(services, bundle, studies, table, reading))
  const around: Around = async (study) => ({
    notices: table === undefined ? [] : await planNotices(table, study),
    promises: await promisesAbout(reading, study),
  })
  if (studies.length === 1) app.route('/', studyRoutes(studies[0], '', bundle, around))
  else {
    app.get('/', (c) => answer(indexPage(readerOf(c), studies), 'text/html', policies.page))
    for (const study of studies) {
      const base = `/${study.result.study.id}`
      app.route(base, studyRoutes(study, base, bundle, around))
    }
  }
  app.notFound((c) => answer(missingPage(readerOf(c)), 'text/html', policies.page, undefined, 404))
  app.onError((error, c) => {
    // A database that is away comes back; whoever waits is told so.
    if (isAway(error)) {
      const away = answer(failedPage(readerOf(c)), 'text/html', policies.page, 'no-store', 503)
      away.headers.set('retry-after', '10')
      return away
    }
    onError(error)
    return answer(failedPage(readerOf(c)), 'text/html', policies.page, 'no-store', 500)
  })
  return app
}

/** What `readerOf` and forms find beside each request. */
function keepBeside(territories: Territories | undefined, bundle: WebBundle): MiddlewareHandler {
  return async (c, next) => {
    c.set('territories', territories)
    c.set('draftScript', () => bundle.script('draft'))
    await next()
  }
}

/** The register and the Dialogue: every part adds its routes here. */
function publicSide(
  services: Services,
  bundle: WebBundle,
  studies: readonly Published[],
  table: Table,
  reading: Reading,
): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>({ strict: false })
  app.use(async (c, next) => {
    c.set('services', services)
    await next()
    if (services.origin.startsWith('https:'))
      c.res.headers.set('strict-transport-security', 'max-age=31536000')
  })
  app.route('/', logRoutes(services))
  app.route('/', uploadRoutes(services))
  reading.lists.follow(services.register)
  app.route('/', registerRoutes(services, bundle, studies, reading, agreementsDesk(table)))
  app.route('/', apiRoutes({ services, reading, studies }))
  app.route('/', accountRoutes(services, bundle))
  app.route('/', dialogueRoutes(table, bundle))
  waitingRoutes(app, table)
  return app
}

/** What the register and the Dialogue say of a study on its front page. */
type Around = (study: Published) => Promise<{
  readonly notices: readonly PlanNotice[]
  readonly promises: StateCounts | undefined
}>

type Make = (view: View) => string | undefined | Promise<string | undefined>

function studyRoutes(study: Published, base: string, bundle: WebBundle, around: Around): Hono {
  const app = new Hono({ strict: false })
  const viewOf = (c: Context): View => ({
    ...readerOf(c),
    study,
    base,
    query: new URL(c.req.url).searchParams,
    open: c.get('services') !== undefined,
  })
  const page = (path: string, make: Make, policy: string = policies.page): void => {
    app.get(path, async (c) => {
      const text = await make(viewOf(c))
      return text === undefined ? c.notFound() : answer(text, 'text/html', policy)
    })
  }
  page('/', async (view) => {
    const { notices, promises } = await around(study)
    return frontPage(promises === undefined ? view : { ...view, promises }, notices)
  })
  page('/map', async (view) => mapPage(view, await bundle.script('map')), policies.map)
  page('/sites', sitesPage)
  page('/links', linksPage)
  page('/areas', areasPage)
  page('/plan', planPage)
  page('/sources', sourcesPage)
  page('/problems', problemsPage)
  page(
    '/recompute',
    async (view) => recomputePage(view, await bundle.script('recompute')),
    policies.engine,
  )
  app.get('/sites/:id', (c) => {
    const text = sitePage(viewOf(c), c.req.param('id'))
    return text === undefined ? c.notFound() : answer(text, 'text/html', policies.page)
  })
  app.get('/areas/:id', (c) => {
    const text = areaPage(viewOf(c), c.req.param('id'))
    return text === undefined ? c.notFound() : answer(text, 'text/html', policies.page)
  })
  app.get('/map.svg', (c) => {
    const view = viewOf(c)
    return answer(drawMap(view, mapChoice(view)), 'image/svg+xml', policies.picture)
  })
  app.get('/areas.svg', (c) => {
    const drawing = areasMap(viewOf(c))
    return drawing === undefined ? c.notFound() : answer(drawing, 'image/svg+xml', policies.picture)
  })
  const signals = drawnSignals(study.result)
  app.get('/signal.svg', async (c) => {
    const view = viewOf(c)
    const technology = signalChoice(view)
    if (technology === undefined) return c.notFound()
    const drawing = drawSignal(view, await signals(technology), drawingSize(view.query))
    return answer(drawing, 'image/svg+xml', policies.picture)
  })
  // It holds words: one for each language.
  const layers = new Map<Language, string>()
  app.get('/map.json', (c) => {
    const view = viewOf(c)
    const { language } = view.words
    const text = layers.get(language) ?? JSON.stringify(mapLayers(view))
    layers.set(language, text)
    return answer(text, 'application/json', policies.nothing)
  })
  documentRoutes(app, study)
  inputRoutes(app, study, base)
  return app
}

/** How the promises about a study's country stand; a plan is shown also while the database is away. */
async function promisesAbout(
  reading: Reading | undefined,
  { result }: Published,
): Promise<StateCounts | undefined> {
  try {
    return await reading?.lists.states({ country: result.country.iso3 })
  } catch (error) {
    if (isAway(error)) return undefined
    throw error
  }
}

function documentRoutes(app: Hono, study: Published): void {
  for (const [name, document] of Object.entries(study.documents))
    app.get(`/${name}.json`, () =>
      answer(`${JSON.stringify(document)}\n`, 'application/json', policies.nothing),
    )
  const publicFiles = once(() => exportableLayers(study.result))
  const ofFormat = new Map<OutputFormat, () => ReturnType<typeof filesOfFormat>>()
  for (const format of ['csv', 'geojson', 'gpkg', 'parquet'] as const)
    ofFormat.set(
      format,
      once(() => filesOfFormat(format, publicFiles(), study.attribution)),
    )
  app.get('/files/:name', (c) => {
    const name = c.req.param('name')
    if (name === 'ATTRIBUTION.md')
      return answer(
        attributionMarkdown(study.attribution, publicFiles()),
        'text/markdown',
        policies.nothing,
      )
    if (name === 'attribution.json')
      return answer(JSON.stringify(study.attribution), 'application/json', policies.nothing)
    if (name === 'summary.json')
      return answer(JSON.stringify(summaryOf(study.result)), 'application/json', policies.nothing)
    const ending = name === 'csv-metadata.json' ? 'csv' : name.slice(name.lastIndexOf('.') + 1)
    const files = ofFormat.get(ending as OutputFormat)?.() ?? []
    const content = files.find(([each]) => each === name)?.[1]
    if (content === undefined) return c.notFound()
    const response = answer(content, fileTypes[ending] ?? 'application/json', policies.nothing)
    if (ending === 'csv' && name !== 'csv-metadata.json')
      response.headers.set(
        'link',
        '<csv-metadata.json>; rel="describedby"; type="application/csvm+json"',
      )
    return response
  })
}

const fileTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  geojson: 'application/geo+json',
  gpkg: 'application/geopackage+sqlite3',
  parquet: 'application/vnd.apache.parquet',
}

function inputRoutes(app: Hono, study: Published, base: string): void {
  app.get('/inputs.json', () =>
    answer(JSON.stringify(inputsDocument({ study, base })), 'application/json', policies.nothing),
  )
  app.get('/inputs/:index', (c) => {
    const input = study.inputs?.files[Number(c.req.param('index'))]
    return input === undefined
      ? c.notFound()
      : answer(input.bytes, 'application/octet-stream', policies.nothing)
  })
}

/** Makes a value at the first call and keeps it. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
