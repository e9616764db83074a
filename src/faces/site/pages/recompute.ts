// Compute the plan again: in this browser where the inputs are shared, or on one's own machine.
import { type Html, html } from '#faces/site/html.ts'
import { page, shortDigest } from '#faces/site/page.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import type { Published, View } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'

/** `/recompute`. */
export function recomputePage(view: View, script: string | undefined): string {
  const { words, study } = view
  const inputs = study.inputs?.files ?? []
  const shared = inputs.length > 0
  const here = recomputeHere(words, study, `${view.base}/inputs.json`, study.result.resultDigest)
  const files = dataTable(
    words.say('recompute.caption'),
    [
      { title: words.say('recompute.file') },
      { title: words.say('recompute.size'), numeric: true },
      { title: words.say('recompute.digest') },
    ],
    inputs.map((input, i) => ({
      head: html`<a href="${view.base}/inputs/${i}" download="${input.name}"><bdi dir="ltr">${input.name}</bdi></a>`,
      cells: [bytes(words, input.bytes.length), shortDigest(input.digest)],
    })),
  )
  const main = html`<div class="wrap"><div class="head"><h1>${words.say('recompute.title')}</h1>
<p class="lede">${words.say('recompute.lede')}</p></div>
${shared ? here : html`<p class="empty">${words.say('recompute.closed')}</p>`}
<section><h2>${words.say('recompute.cli')}</h2><pre class="scroll" tabindex="0"><code>${study.command}</code></pre></section>
${shared ? html`<section>${files}</section>` : undefined}</div>`
  return page(view, {
    title: words.say('recompute.title'),
    crumbs: [],
    main,
    scripts: shared && script !== undefined ? [script] : [],
  })
}

/**
 * The part of a page that computes a plan in the reader's browser and compares digests.
 *
 * @param document Address of the list of inputs, with the settings to compute with.
 * @param digest What the server came to.
 */
export function recomputeHere(
  words: Words,
  study: Published,
  document: string,
  digest: string,
): Html {
  const inputs = study.inputs?.files ?? []
  const size = inputs.reduce((sum, input) => sum + input.bytes.length, 0)
  return html`<section id="recompute" data-inputs="${document}" data-result="${digest}" data-fetching="${words.say('recompute.fetching')}" data-failed="${words.say('recompute.failed')}">
<p class="scriptless">${words.say('recompute.noscript')}</p>
<p><button class="main" type="button" hidden>${words.say('recompute.start')}</button> <span class="soft">${words.say('recompute.files', { count: inputs.length, size: bytes(words, size) })}</span></p>
<p role="status" class="progress"></p>
<dl class="kv"><dt>${words.say('recompute.server')}</dt><dd><bdi dir="ltr" class="hash">${digest}</bdi></dd><dt class="yours" hidden>${words.say('recompute.yours')}</dt><dd class="yours" hidden><bdi dir="ltr" class="hash"></bdi></dd></dl>
<div class="same" hidden><h2>${words.say('recompute.same')}</h2><p>${words.mix('recompute.same.text', { seconds: html`<span class="seconds"></span>` })}</p></div>
<div class="other" hidden><h2>${words.say('recompute.other')}</h2><p>${words.say('recompute.other.text')}</p></div></section>`
}

function bytes(words: Words, size: number): string {
  return size < 999_500
    ? words.say('kilobytes', { amount: words.count(Math.ceil(size / 1000)) })
    : words.say('megabytes', { amount: words.count(size / 1e6, 1) })
}

/** The list of a study's input files, as the browser's engine reads it. */
export function inputsDocument({ study, base }: Pick<View, 'study' | 'base'>) {
  return {
    resultDigest: study.result.resultDigest,
    study: study.inputs?.study ?? null,
    manifest: study.inputs?.manifest ?? null,
    inputs: (study.inputs?.files ?? []).map(({ name, digest, bytes: content }, i) => ({
      name,
      digest,
      size: content.length,
      address: `${base}/inputs/${i}`,
    })),
  }
}
