// The slip beside every record: where it stands in the log, its receipt to check and to keep. It proves
// what was written and when, and says that it proves no more.
import type { Json } from '#base/canonical.ts'
import { escapeText, type Html, html, raw } from '#faces/site/html.ts'
import type { RegisterView } from '#faces/site/register/view.ts'
import { href, type SiteView } from '#faces/site/view.ts'
import { reasons } from '#faces/site/words/en/reasons.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { EntryLine, ReadRecord } from '#store/reading.ts'

/** The address of a version's receipt. */
export function receiptHref(view: SiteView, id: string, version: number): string {
  return href(view, `/log/receipts/${id}/${version}.tlog-proof`)
}

/** The slip of one version of a record; earlier versions in a list where there are several. */
export function slip(
  view: RegisterView,
  record: ReadRecord | EntryLine,
  versions: readonly EntryLine[] = [],
): Html {
  const { words, reading, vkey } = view
  const { id, version, time, index } = record
  const { size } = reading.register.publisher.published
  const title = html`<h2>${words.say('receipt.title')}</h2>`
  if (index === null || index >= size)
    return html`<section class="slip">${title}<p>${words.say('receipt.waiting')}</p></section>`
  const receipt = receiptHref(view, id, version)
  const [origin] = vkey.split('+')
  const rows: readonly (readonly [string, Html])[] = [
    [words.say('receipt.log'), html`<bdi dir="ltr">${origin}</bdi>`],
    [words.say('receipt.version'), html`${words.count(version)}`],
    [
      words.say('receipt.time'),
      html`<time dir="ltr" datetime="${time}">${time.slice(0, 19)}Z</time>`,
    ],
    [words.say('receipt.size'), html`${words.count(size)}`],
  ]
  const entry = html`<a href="${href(view, `/log/entries/${index}`)}">${words.say('receipt.entry', { index: words.count(index) })}</a>`
  const older =
    versions.length < 2
      ? undefined
      : html`<details><summary>${words.say('receipt.versions')}</summary><ul>${versions.map((line) => html`<li><a href="${href(view, `/log/entries/${line.index}`)}">${words.count(line.version)}</a> · <time datetime="${line.time}">${line.time.slice(0, 10)}</time></li>`)}</ul></details>`
  return html`<section class="slip" ${checkData(view)} data-receipt="${receipt}" data-index="${index}" data-id="${id}">${title}
<p>${words.say('receipt.text')}</p><p><b>${entry}</b></p>
<dl class="kv">${rows.map(([name, value]) => html`<dt>${name}</dt><dd class="hash">${value}</dd>\n`)}</dl>
<p><button type="button" class="check" hidden>${words.say('receipt.check')}</button> <a href="${receipt}" download>${words.say('receipt.keep')}</a></p>
<p class="verdict" role="status" hidden></p>
<div class="scriptless"><p class="small">${words.say('receipt.offline')}</p><pre dir="ltr"><code>bin/silta log verify --receipt ${id}-${version}.tlog-proof \\
  --key ${vkey}</code></pre></div>${older}</section>`
}

/** Where a receipt kept earlier is checked: chosen or dropped, in the browser, sent nowhere. */
export function dropBox(view: RegisterView): Html {
  const { words } = view
  return html`<section class="slip drop" ${checkData(view)} hidden><h2>${words.say('receipt.drop')}</h2>
<label>${words.say('receipt.drop.text')} <input type="file" accept=".tlog-proof,text/plain"></label>
<p class="verdict" role="status" hidden></p></section>`
}

const reasonKeys = Object.keys(reasons) as (keyof typeof reasons)[]

/** Made once for each language: two slips of every page hold it. */
const checkings = new WeakMap<Words, Html>()

/** What the verifier's script needs, its sentences included: words never live in scripts. */
function checkData({ words, vkey }: RegisterView): Html {
  const known = checkings.get(words) ?? raw(escapeText(JSON.stringify(sentencesOf(words))))
  checkings.set(words, known)
  return html`data-log="/log" data-key="${vkey}" data-words="${known}"`
}

function sentencesOf(words: Words): Json {
  return {
    checking: words.say('receipt.checking'),
    holds: words.say('receipt.holds', { index: '{index}', size: '{size}' }),
    tiles: words.say('receipt.holds.tiles'),
    whole: words.say('receipt.holds.log'),
    forged: words.say('receipt.forged', { why: '{why}' }),
    other: words.say('receipt.other'),
    failed: words.say('receipt.failed', { why: '{why}' }),
    unread: words.say('receipt.unread'),
    // By the verifier's codes.
    why: Object.fromEntries(
      reasonKeys.map((key) => [key.slice('why.'.length), words.say(key)] as const),
    ),
  }
}
