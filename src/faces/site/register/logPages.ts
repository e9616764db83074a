// `/log` and `/log/entries/:index`: the log's size, key and checkpoint, how anyone checks it, its latest
// entries; and one entry as it stands in the log, with the words that may still be read.
import { type Html, html } from '#faces/site/html.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { pageHead, registerPage } from '#faces/site/register/frame.ts'
import { dropBox, slip } from '#faces/site/register/slip.ts'
import {
  dayElement,
  isPaged,
  type RegisterView,
  recordHref,
  said,
} from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import type { EntryLine, ReadEntry } from '#store/reading.ts'

const entriesShown = 25

/** `/log`. */
export async function logPage(view: RegisterView): Promise<string> {
  const { words, reading, vkey, query } = view
  const { size, checkpoint } = reading.register.publisher.published
  const below = Number(/^\d{1,15}$/.exec(query.get('before') ?? '')?.[0] ?? size)
  const entries = await reading.entries(Math.min(below, size), entriesShown)
  const [name] = vkey.split('+')
  const files = html`<a href="/log/checkpoint"><code>checkpoint</code></a>`
  const about =
    size === 0
      ? html`<p class="empty">${words.say('log.waiting')}</p>`
      : html`<section><dl class="kv"><dt>${words.say('log.size')}</dt><dd>${words.count(size)}</dd>
<dt>${words.say('log.origin')}</dt><dd class="hash"><bdi dir="ltr">${name}</bdi></dd>
<dt>${words.say('log.key')}</dt><dd class="hash"><bdi dir="ltr">${vkey}</bdi></dd></dl></section>
<section><h2>${words.say('log.checkpoint')}</h2><p>${words.say('log.checkpoint.text')}</p><div class="scroll" role="region" tabindex="0" aria-label="${words.say('log.checkpoint')}"><pre dir="ltr"><code>${checkpoint}</code></pre></div></section>
<section><h2>${words.say('log.verify')}</h2><p>${words.say('log.verify.text')}</p>
<div class="scroll" role="region" tabindex="0" aria-label="${words.say('log.verify')}"><pre dir="ltr"><code>bin/silta log verify ${view.origin}/log \\
  --key ${vkey} \\
  --since checkpoint</code></pre></div><p class="note gap-top">${words.mix('log.verify.files', { checkpoint: files, form: 'C2SP tlog-tiles' })}</p></section>`
  const last = entries.at(-1)?.index ?? 0
  const title = words.say('log.title')
  const main = html`${pageHead(undefined, title, words.say('log.lede'))}
<div class="wrap grid side"><div>${about}
<section><h2>${words.say('log.entries')}</h2>${entries.length === 0 ? html`<p class="empty">${words.say('log.entries.none')}</p>` : entryTable(view, entries)}
${last > 0 ? html`<nav class="pages" aria-label="${words.say('list.pages')}"><a rel="next" href="${href(view, '/log', { before: last })}">${words.say('list.older')}</a></nav>` : undefined}</section></div>
<aside>${dropBox(view)}</aside></div>`
  return registerPage(view, { title, at: 'log', main, receipts: true })
}

function entryTable(view: RegisterView, entries: readonly EntryLine[]): Html {
  const { words } = view
  return dataTable(
    words.say('log.entries.caption'),
    [
      { title: words.say('log.index'), numeric: true },
      { title: words.say('log.kind') },
      { title: words.say('receipt.version'), numeric: true },
      { title: words.say('log.time') },
    ],
    entries.map(({ index, kind, version, time }) => ({
      head: html`<a href="${href(view, `/log/entries/${index}`)}">${words.count(index)}</a>`,
      cells: [
        words.say(`kind.record.${kind}`),
        words.count(version),
        html`<time dir="ltr" datetime="${time}">${time.slice(0, 16).replace('T', ' ')}</time>`,
      ],
    })),
  )
}

/** `/log/entries/:index`. */
export async function entryPage(view: RegisterView, index: number): Promise<string | undefined> {
  const { words, reading } = view
  const entry = await reading.entry(index)
  if (entry === undefined) return undefined
  const { id, kind, version, time } = entry
  const title = words.say('entry.title', { index: words.count(index) })
  const lede = words.mix('entry.lede', {
    version: words.count(version),
    kind: words.say(`kind.record.${kind}`),
    id: html`<bdi dir="ltr" class="hash">${id}</bdi>`,
    time: html`<time dir="ltr" datetime="${time}">${time.slice(0, 19)}Z</time>`,
  })
  const page =
    isPaged(kind) && !entry.hidden
      ? html`<p><a href="${recordHref(view, kind, id)}">${words.say('entry.page')}</a></p>`
      : undefined
  const json = JSON.stringify(JSON.parse(new TextDecoder().decode(entry.bytes)), null, 2)
  const main = html`${pageHead(words.say(`kind.record.${kind}`), title, lede)}
<div class="wrap grid side"><div>${page}${wordsOf(view, entry)}${await moderationOf(view, id)}
<section><h2>${words.say('entry.json')}</h2><p>${words.say('entry.json.text')}</p><div class="scroll" role="region" tabindex="0" aria-label="${words.say('entry.json')}"><pre dir="ltr"><code>${json}</code></pre></div></section></div>
<aside>${slip(view, entry)}${dropBox(view)}</aside></div>`
  return registerPage(view, {
    title,
    at: 'log',
    under: [words.say('public.log'), href(view, '/log')],
    main,
    receipts: true,
  })
}

function wordsOf({ words }: RegisterView, { hidden, erased, openings }: ReadEntry): Html {
  const gone =
    erased === 0
      ? undefined
      : html`<p class="empty">${words.say('entry.erased', { count: erased })}</p>`
  if (hidden) return html`${gone}<p class="empty">${words.say('entry.hidden')}</p>`
  if (openings.length === 0) return html`${gone}`
  const table = dataTable(
    words.say('entry.words.caption'),
    [{ title: words.say('entry.words.at') }, { title: words.say('entry.words.text') }],
    openings.map(({ at, text }) => ({
      head: html`<bdi dir="ltr" class="hash">${at.replace('/data/', '')}</bdi>`,
      cells: [html`<span dir="auto">${text}</span>`],
    })),
  )
  return html`${gone}<section><h2>${words.say('entry.words')}</h2>${table}</section>`
}

async function moderationOf(view: RegisterView, id: string): Promise<Html | undefined> {
  const { words, reading } = view
  const acts = await reading.moderated(id)
  if (acts.length === 0) return undefined
  const items = acts.map(
    ({ data, time, index }) =>
      html`<li><b>${words.say(`entry.act.${data.act}`)}</b>, ${dayElement(words, time.slice(0, 10))}, ${words.say('entry.rule', { rule: data.rule })} · <a href="${href(view, `/log/entries/${index}`)}">${words.say('receipt.entry', { index: words.count(index ?? 0) })}</a>${said(words, data.reason)}</li>`,
  )
  return html`<section><h2>${words.say('entry.moderated')}</h2><ul class="notes">${items}</ul></section>`
}
