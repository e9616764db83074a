// Beside the front page's findings: how to check them, take them along, disagree with them.
import { type Html, html } from '#faces/site/html.ts'
import { paths, shortDigest } from '#faces/site/page.ts'
import { href, type View, written } from '#faces/site/view.ts'
import { type ProgressState, progressStates } from '#register/progress.ts'

/** The sections of the aside. */
export function frontAside(view: View): Html {
  const { words, study } = view
  const { assumptions } = study.result.study
  const doubts = study.problems.length
  return html`<section class="slip"><h3>${words.say('slip.heading')}</h3>
<p>${words.mix('slip.text', { digest: shortDigest(study.result.resultDigest) })}</p>
<p><a href="${href(view, paths.recompute)}">${words.say('slip.link')}</a></p></section>
${promised(view)}<section><h2>${words.say('take.heading')}</h2>${takeAlong(view)}</section>
${
  assumptions.length === 0
    ? undefined
    : html`<section><h2>${words.say('assumed.heading')}</h2>
<p${written(study)}>${assumptions[0].text}</p><p><a href="${href(view, paths.plan)}#assumptions">${words.say('assumed.all')}</a></p></section>`
}
<section><h2>${words.say('doubts.heading')}</h2>
${
  doubts === 0
    ? html`<p>${words.say('doubts.none')}</p>`
    : html`<p>${words.say('doubts.text', { count: doubts })}</p><p><a href="${href(view, paths.problems)}">${words.say('doubts.link')}</a></p>`
}</section>`
}

/** The promises about the country, and what became of them; nothing where there is no register. */
function promised(view: View): Html | undefined {
  const { words, promises, study } = view
  if (promises === undefined) return undefined
  const count = (...states: readonly ProgressState[]): number =>
    states.reduce((sum, state) => sum + (promises[state] ?? 0), 0)
  const total = count(...progressStates)
  const { iso3 } = study.result.country
  const outside = { words }
  const text =
    total === 0
      ? html`<p>${words.say('promised.none')}</p><p><a href="${href(outside, '/register')}">${words.say('promised.register')}</a></p>`
      : html`<p>${words.say('promised.text', { count: total })}</p>
<dl class="kv gap-top">${progressStates
          .filter((state) => count(state) > 0)
          .map(
            (state) =>
              html`<dt>${words.say(`state.${state}`)}</dt><dd>${words.count(count(state))}</dd>`,
          )}</dl>
<p class="gap-top"><a href="${href(outside, '/commitments', { country: iso3 })}">${words.say('promised.link')}</a></p>
<p><a href="${href(outside, `/countries/${iso3}`)}">${words.say('promised.country')}</a></p>`
  return html`<section><h2>${words.say('promised.heading')}</h2>${text}</section>`
}

/** Every file and document, by what it holds. */
export function takeAlong(view: View): Html {
  const { words } = view
  const file = (name: string, word: string): Html =>
    html`<a href="${view.base}/files/${name}" download>${word}</a>`
  const layer = (name: 'sites' | 'links' | 'areas'): Html =>
    html`<dt>${words.say(`take.${name}`)}</dt><dd>${file(`${name}.csv`, 'CSV')} · ${file(`${name}.geojson`, 'GeoJSON')} · ${file(`${name}.parquet`, 'Parquet')}</dd>`
  const known = ['plan', 'gap', 'roadmap', 'funding', 'check'].filter((name) =>
    Object.hasOwn(view.study.documents, name),
  )
  const documents = known.map(
    (name, i) => html`${i === 0 ? '' : ' · '}<a href="${view.base}/${name}.json">${name}</a>`,
  )
  const columns = html`<a href="${view.base}/files/csv-metadata.json">${words.say('take.columns')}</a>`
  return html`<dl class="kv">${layer('sites')}${layer('links')}${layer('areas')}
<dt>${words.say('take.everything')}</dt><dd>${file('plan.gpkg', 'GeoPackage')}</dd>
<dt>${words.say('take.documents')}</dt><dd>${documents}</dd></dl>
<p class="note gap-top">${words.mix('take.note', { columns })}</p>`
}
