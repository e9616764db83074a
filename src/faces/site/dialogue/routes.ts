// Addresses of the Dialogue: forms first, since a record's own address would take their names for identities.
import { type Context, Hono } from 'hono'
import QRCode from 'qrcode'
import { PlanBench } from '#faces/plans/planBench.ts'
import { sectionPage } from '#faces/site/dialogue/consultationSections.ts'
import { consultationPage, consultationsPage } from '#faces/site/dialogue/consultations.ts'
import { doneRoute, followRoutes } from '#faces/site/dialogue/follow.ts'
import { actRoutes } from '#faces/site/dialogue/forms/routes.ts'
import { dialogueFront } from '#faces/site/dialogue/front.ts'
import { matchPage } from '#faces/site/dialogue/matchPage.ts'
import {
  calendarOf,
  codePicture,
  meetingPage,
  meetingsPage,
  standPage,
} from '#faces/site/dialogue/meetings.ts'
import { needCard, needPage, needsPage, pledgePage } from '#faces/site/dialogue/needs.ts'
import { standingOf } from '#faces/site/dialogue/partnerships.ts'
import { planRoutes } from '#faces/site/dialogue/planCompare.ts'
import { planForms } from '#faces/site/dialogue/planForm.ts'
import { practiceCard, practicePage, practicesPage } from '#faces/site/dialogue/practices.ts'
import { cityPage, countryPage, regionPage, worldPage } from '#faces/site/dialogue/territories.ts'
import { countriesMap } from '#faces/site/dialogue/territoryMaps.ts'
import { type DialogueView, type Table, text, withAround } from '#faces/site/dialogue/view.ts'
import { voiceRoutes } from '#faces/site/dialogue/voices.ts'
import { type Html, html } from '#faces/site/html.ts'
import { dayElement } from '#faces/site/register/view.ts'
import { pageAnswer, type Services, type SiteEnv, visitOf } from '#faces/site/services.ts'
import { answer, policies } from '#faces/site/transport.ts'
import { href, type Published } from '#faces/site/view.ts'
import type { WebBundle } from '#faces/site/webBundle.ts'
import { regionNames } from '#register/groups.ts'
import { ComputedPlans } from '#store/computedPlans.ts'
import { Dialogue } from '#store/dialogue.ts'
import { Followers } from '#store/followers.ts'
import type { ReadRecord } from '#store/reading.ts'
import { Voices } from '#store/voices.ts'

type Made = string | undefined | Promise<string | undefined>

/** What the Dialogue acts with, on open services. */
export function dialogueTable(
  services: Services,
  studies: readonly Published[],
  onError?: (error: unknown) => void,
  bench = new PlanBench(onError),
): Table {
  const dialogue = new Dialogue(services.register)
  const followers = new Followers(services.register)
  const computed = new ComputedPlans(services.register.database.db)
  return { services, dialogue, voices: new Voices(dialogue), followers, computed, bench, studies }
}

/** The Dialogue's pages and forms. */
export function dialogueRoutes(table: Table, bundle: WebBundle): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>({ strict: false })
  actRoutes(app, table)
  voiceRoutes(app, table)
  planForms(app, table)
  planRoutes(app, table, bundle)
  doneRoute(app, table)
  followRoutes(app, table)
  const page = (
    path: string,
    make: (view: DialogueView, id: string, c: Context<SiteEnv>) => Made,
  ): void => {
    app.get(path, async (c) => {
      const view = await withAround(await visitOf(c), table)
      const markup = await make(view, c.req.param('id') ?? '', c)
      return markup === undefined ? c.notFound() : pageAnswer(c, markup)
    })
  }
  page('/dialogue', dialogueFront)
  worldDrawing(app, table)
  page('/world', worldPage)
  spelledRoutes(app)
  page('/regions/:id', regionPage)
  page('/countries/:id', countryPage)
  page('/cities/:id', cityPage)
  page('/practices', practicesPage)
  page('/practices/:id', onePractice)
  page('/needs', needsPage)
  page('/needs/:id', (view, id) => {
    const need = view.around.find('need', id)
    return need && needPage(view, need)
  })
  page('/pledges/:id', (view, id) => {
    const pledge = view.around.find('pledge', id)
    return pledge && pledgePage(view, pledge)
  })
  page('/matches/:id', (view, id) => {
    const match = view.around.find('match', id)
    const now = match && standingOf(view.around, match)
    return now && matchPage(view, now)
  })
  page('/consultations', consultationsPage)
  page('/consultations/:id', (view, id) => oneConsultation(view, id))
  page('/consultations/:id/sections/:code', (view, id, c) =>
    oneConsultation(view, id, c.req.param('code')),
  )
  page('/stands/:id', oneStand)
  meetingRoutes(app, table)
  page('/meetings', meetingsPage)
  page('/meetings/:id', (view, id) => {
    const meeting = view.around.find('meeting', id)
    return meeting && meetingPage(view, meeting)
  })
  return app
}

/** A country's code or a region's name in other letters leads to its page as its address is written. */
function spelledRoutes(app: Hono<SiteEnv>): void {
  const lead = (path: string, find: (typed: string) => string | undefined): void => {
    app.get(`${path}/:id`, async (c, next) => {
      const typed = c.req.param('id')
      const meant = find(typed)
      if (meant === undefined || meant === typed) return next()
      const visit = await visitOf(c)
      return c.redirect(href(visit, `${path}/${meant}`, Object.fromEntries(visit.query)), 308)
    })
  }
  lead('/countries', (typed) => (/^[a-z]{3}$/i.test(typed) ? typed.toUpperCase() : undefined))
  lead('/regions', (typed) =>
    regionNames.find((name) => name.toLowerCase() === typed.toLowerCase()),
  )
}

/** The map of the world or, with `?region=`, of a region, where the operator gives boundaries. */
function worldDrawing(app: Hono<SiteEnv>, table: Table): void {
  app.get('/world.svg', async (c) => {
    const view = await withAround(await visitOf(c), table)
    const drawn = countriesMap(view)
    return drawn === undefined ? c.notFound() : answer(drawn, 'image/svg+xml', policies.picture)
  })
}

function meetingRoutes(app: Hono<SiteEnv>, table: Table): void {
  const calendar = (text: string): Response => answer(text, 'text/calendar', policies.nothing)
  app.get('/meetings.ics', async (c) => {
    const view = await withAround(await visitOf(c), table)
    return calendar(calendarOf(view, view.around.all('meeting'), table.services.origin))
  })
  app.get('/meetings/:name{[a-z0-9]+\\.ics}', async (c) => {
    const view = await withAround(await visitOf(c), table)
    const meeting = view.around.find('meeting', c.req.param('name').replace(/\.ics$/, ''))
    return meeting === undefined
      ? c.notFound()
      : calendar(calendarOf(view, [meeting], table.services.origin))
  })
}

async function onePractice(view: DialogueView, id: string): Promise<string | undefined> {
  const newest = view.around.find('practice', id)
  const asked = Number(view.query.get('version') ?? 0)
  if (newest === undefined) return undefined
  if (!Number.isInteger(asked) || asked < 1 || asked >= newest.version)
    return practicePage(view, newest)
  const older = await view.table.dialogue.reading.findVersion(id, asked)
  return older?.kind === 'practice'
    ? practicePage(view, older as ReadRecord<'practice'>)
    : undefined
}

async function oneConsultation(
  view: DialogueView,
  id: string,
  section?: string,
): Promise<string | undefined> {
  const { around, table, visitor } = view
  const consultation = around.find('consultation', id)
  if (consultation === undefined) return undefined
  const names = await table.dialogue.reading.accountNames(
    around.to('comment', id).map(({ by }) => by),
  )
  const { actor } = visitor
  const own =
    actor === undefined
      ? undefined
      : {
          support: await table.voices.ownSupport(id, actor.account),
          held: (await table.voices.ownHeld(id, actor.account)).map(({ data, decision, note }) => ({
            text: data.title ?? data.text,
            decision,
            note,
          })),
        }
  return section === undefined
    ? consultationPage(view, consultation, names, own)
    : sectionPage(view, consultation, section, names, own)
}

async function oneStand(view: DialogueView, id: string): Promise<string | undefined> {
  const { around, table, words } = view
  const stand = around.find('stand', id)
  if (stand === undefined) return undefined
  const records = await table.dialogue.reading.records(stand.data.shows)
  const shown = stand.data.shows.flatMap((each) => {
    const record = records.get(each)
    return record === undefined ? [] : [[record, thingShown(view, record)] as const]
  })
  const address = `${table.services.origin}/stands/${id}`
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'M' })
  return standPage(view, stand, shown, codePicture(modules, words.say('stand.scan')), address)
}

/** What a card of a stand says of its thing. */
function thingShown(view: DialogueView, record: ReadRecord): Html | undefined {
  const { words } = view
  switch (record.kind) {
    case 'practice':
      return practiceCard(view, record as ReadRecord<'practice'>)
    case 'need':
      return needCard(view, record as ReadRecord<'need'>)
    case 'project': {
      const { about, language, from, until } = record.data as ReadRecord<'project'>['data']
      return html`${about === undefined ? undefined : html`<p>${text(view, about, language)}</p>`}<p class="soft small">${words.mix('dialogue.span', { from: dayElement(words, from), until: dayElement(words, until) })}</p>`
    }
    case 'commitment': {
      const { indicator, baseline, target, language } =
        record.data as ReadRecord<'commitment'>['data']
      return html`<p>${text(view, indicator.name, language)}: ${words.count(baseline.value)} → <b>${words.count(target.value)}</b>, ${dayElement(words, target.date)}</p>`
    }
    default:
      return undefined
  }
}
