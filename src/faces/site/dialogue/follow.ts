// Following a promise, a place, a proposal: by feed, or by mail once the address has confirmed it.
import type { Hono } from 'hono'
import { rates } from '#accounts/rateLimit.ts'
import { type FeedEntry, writeFeed } from '#dialogue/atom.ts'
import { digestRhythms } from '#dialogue/digest.ts'
import { eventsOf } from '#faces/site/dialogue/events.ts'
import { dialoguePage, empty, head, part } from '#faces/site/dialogue/frame.ts'
import { type DialogueView, type Table, text, withAround } from '#faces/site/dialogue/view.ts'
import { formRoute } from '#faces/site/forms.ts'
import { type Html, html } from '#faces/site/html.ts'
import { choiceField, field, formProblems } from '#faces/site/parts/form.ts'
import { dayElement } from '#faces/site/register/view.ts'
import { pageAnswer, type SiteEnv, type Visit, visitOf } from '#faces/site/services.ts'
import { answer, policies } from '#faces/site/transport.ts'
import { href } from '#faces/site/view.ts'
import { isLanguage, languagePrefix, languages } from '#faces/site/words/languages.ts'
import type { DigestMaker } from '#store/followers.ts'

/** What a topic is called; undefined where there is no such record. */
async function topicTitle(
  view: DialogueView,
  topic: string,
): Promise<{ readonly title: string; readonly language?: string } | undefined> {
  const found = (await view.table.dialogue.reading.records([topic])).get(topic)
  if (found === undefined) return undefined
  const { title, name, language } = found.data as {
    title?: string | null
    name?: string | null
    language?: string
  }
  const shown = title ?? name ?? view.words.say(`event.${found.kind as 'match'}`)
  return { title: shown, ...(language === undefined ? {} : { language }) }
}

function newsList(view: DialogueView, events: readonly FeedEntry[], origin: string): Html {
  if (events.length === 0) return empty(view, 'follow.none')
  return html`<ul class="notes">${events
    .toReversed()
    .slice(0, 30)
    .map(
      (event) =>
        html`<li>${dayElement(view.words, event.updated.slice(0, 10))} · <a href="${event.link.replace(origin, '')}"><bdi>${event.title}</bdi></a> · <bdi>${event.author}</bdi></li>`,
    )}</ul>`
}

/** Adds the routes of feeds, subscriptions, confirmation and end. */
export function followRoutes(app: Hono<SiteEnv>, table: Table): void {
  const { origin } = table.services
  app.get('/feeds/:name{[a-z0-9]+\\.atom}', async (c) => {
    const topic = c.req.param('name').replace(/\.atom$/, '')
    const view = await withAround(await visitOf(c), table)
    const found = await topicTitle(view, topic)
    if (found === undefined) return c.notFound()
    const events = await eventsOf(view, topic, origin)
    const feed = writeFeed({
      id: `tag:${new URL(origin).host},2026:${topic}`,
      title: `${found.title} – ${view.words.say('site.name')}`,
      self: `${origin}${href(view, `/feeds/${topic}.atom`)}`,
      page: `${origin}${href(view, `/follow/${topic}`)}`,
      language: view.words.language,
      updated: '2026-01-01T00:00:00Z',
      entries: events.slice(-100),
    })
    return answer(feed, 'application/atom+xml', policies.nothing)
  })

  secretRoute(app, table, '/follow/confirm/:secret', 'follow.confirm', (secret) =>
    table.followers.confirm(secret),
  )
  secretRoute(app, table, '/follow/stop/:secret', 'follow.stop', (secret) =>
    table.followers.stop(secret),
  )

  formRoute(app, '/follow/:topic', {
    who: 'anyone',
    rate: rates.mail,
    show: async (visit, state) => {
      const view = await withAround(visit, table)
      const topic = view.param('topic')
      const found = await topicTitle(view, topic)
      if (found === undefined) return undefined
      const { words } = view
      const sent = view.query.get('sent') === '1'
      const events = await eventsOf(view, topic, origin)
      const main = html`<div class="wrap">${head(words.say('follow.kind'), text(view, found.title, found.language), words.say('follow.lede'))}
${sent ? html`<p class="same" role="status">${words.say('follow.sent')}</p>` : undefined}
${part(words.say('follow.feed'), html`<p><a href="${href(view, `/feeds/${topic}.atom`)}" type="application/atom+xml">${words.say('follow.feed.link')}</a></p>`)}
${part(
  words.say('follow.mail'),
  html`${formProblems(words, state)}<form method="post" class="act">${state.token}${field(words, state, { name: 'email', label: words.say('follow.email'), hint: words.say('follow.email.hint'), type: 'email', autocomplete: 'email', required: true })}
${choiceField(
  words,
  state,
  { name: 'rhythm', label: words.say('follow.rhythm'), value: 'weekly' },
  digestRhythms.map((rhythm) => [rhythm, words.say(`follow.${rhythm}`)] as const),
)}<button class="main">${words.say('follow.send')}</button></form>`,
)}
${part(words.say('follow.news'), newsList(view, events, origin))}</div>`
      return dialoguePage(view, { title: found.title, main, failed: state.problems.length > 0 })
    },
    act: async (visit, sent) => {
      const view = await withAround(visit, table)
      const { words } = view
      const topic = view.param('topic')
      const found = await topicTitle(view, topic)
      if (found === undefined) return '/dialogue'
      const { email, confirm } = await table.followers.ask(
        sent.text('email'),
        topic,
        sent.text('rhythm'),
        words.language,
      )
      // Who follows already is not told so here: the page would tell anyone who asks.
      if (confirm !== undefined)
        await table.followers.post(
          email,
          words.say('follow.subject', { title: found.title }),
          words.say('follow.text', {
            title: found.title,
            address: `${origin}${href(view, `/follow/confirm/${confirm}`)}`,
          }),
        )
      sendSoon(table)
      return `/follow/${topic}?sent=1`
    },
  })
}

/** Hands over what is queued without making the visitor wait; what fails now is tried again in the next round. */
export function sendSoon({ followers, services }: Table): void {
  followers.send(services.mailer).catch(() => undefined)
}

/** A link in a mail: it shows a button, so that programs that look at links before people do change nothing. */
function secretRoute(
  app: Hono<SiteEnv>,
  table: Table,
  path: string,
  title: 'follow.confirm' | 'follow.stop',
  act: (secret: string) => Promise<string | undefined>,
): void {
  formRoute(app, path, {
    who: 'anyone',
    show: async (visit, state) => {
      const view = await withAround(visit, table)
      const heading = view.words.say(title)
      const main = html`<div class="wrap">${head(undefined, heading)}${formProblems(view.words, state)}<form method="post" class="act">${state.token}<button class="main">${view.words.say(`${title}.button`)}</button></form></div>`
      return dialoguePage(view, { title: heading, main })
    },
    act: async (visit) => {
      const topic = await act(visit.param('secret'))
      const done = title === 'follow.confirm' ? 'confirmed' : 'stopped'
      return `/follow/done/${topic === undefined ? 'late' : done}`
    },
  })
}

/** What a link in a mail came to. */
export function donePage(view: DialogueView, what: string): string | undefined {
  if (what !== 'confirmed' && what !== 'stopped' && what !== 'late') return undefined
  const title = view.words.say(`follow.done.${what}`)
  const main = html`<div class="wrap">${head(undefined, title, view.words.say(`follow.done.${what}.note`))}</div>`
  return dialoguePage(view, { title, main })
}

/** Adds the page after a link; before `/follow/:topic`, which would take it for a topic. */
export function doneRoute(app: Hono<SiteEnv>, table: Table): void {
  app.get('/follow/done/:what', async (c) => {
    const view = await withAround(await visitOf(c), table)
    const markup = donePage(view, c.req.param('what'))
    return markup === undefined ? c.notFound() : pageAnswer(c, markup)
  })
}

/** What digests are made from, in each follower's language. */
export function digestMaker(table: Table): DigestMaker {
  const { origin } = table.services
  const viewIn = async (language: string): Promise<DialogueView> => {
    const { words } = languages[isLanguage(language) ? language : 'en']
    const visit: Visit = {
      words,
      here: '/',
      base: '',
      query: new URLSearchParams(),
      visitor: { secret: '' },
    }
    return withAround(visit, table)
  }
  return {
    entriesOf: async (topic, language) => eventsOf(await viewIn(language), topic, origin),
    words: (language) => {
      const { words } = languages[isLanguage(language) ? language : 'en']
      return {
        subject: words.say('digest.subject'),
        intro: words.say('digest.intro'),
        stop: words.say('digest.stop'),
      }
    },
    stop: (secret, language) =>
      `${origin}${languagePrefix(isLanguage(language) ? language : 'en')}/follow/stop/${secret}`,
  }
}

/** Minutes between two looks at what is to be mailed. */
const roundMinutes = 5

/** Sends digests and queued mails from now on, until stopped; a fault is told and tried again. */
export function keepMailing(
  table: Table,
  onError: (error: unknown) => void,
): { readonly stop: () => Promise<void> } {
  const maker = digestMaker(table)
  const round = async (): Promise<void> => {
    try {
      await table.followers.gather(maker)
      await table.followers.send(table.services.mailer)
    } catch (error) {
      onError(error)
    }
  }
  let running = Promise.resolve()
  const timer = setInterval(() => {
    // One round at a time; the next one waits for a slow server.
    running = running.then(round)
  }, roundMinutes * 60_000)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
