// The progress bar, from baseline to target on every page: solid is verified, hatched is reported, empty
// is the rest, and a tick stands where it should be today.
import { type Html, html } from '#faces/site/html.ts'
import type { CommitmentStanding } from '#faces/site/register/standing.ts'
import { amountOf, bareAmount, dayOf, textOf } from '#faces/site/register/view.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { ReadRecord } from '#store/reading.ts'

const width = 640

/** The bar with both its ends, its key and how it is counted. */
export function progressBar(
  words: Words,
  { baseline, target, indicator }: ReadRecord<'commitment'>['data'],
  { now, verified, dueToday }: CommitmentStanding,
): Html {
  const way = target.value - baseline.value
  const at = (value: number): number => {
    const share = way === 0 ? (value === target.value ? 1 : 0) : (value - baseline.value) / way
    return Math.round(Math.min(1, Math.max(0, share)) * width * 10) / 10
  }
  const amount = (value: number): string => amountOf(words, value, indicator.unit)
  const solid = verified === null ? 0 : at(verified)
  const hatched = now.value === null ? 0 : at(now.value)
  const tick = at(dueToday)
  const ends = { from: amount(baseline.value), to: amount(target.value), due: amount(dueToday) }
  const label =
    now.value === null
      ? words.say('commitment.bar.none', ends)
      : words.say('commitment.bar', {
          ...ends,
          reported: amount(now.value),
          verified: amount(verified ?? baseline.value),
        })
  const key = [
    verified === null
      ? undefined
      : html`<li class="pair">${sample('solid')} ${words.say('commitment.verified', { amount: amount(verified) })}</li>`,
    now.value === null || hatched <= solid
      ? undefined
      : html`<li class="pair">${sample('hatched')} ${words.say('commitment.reported', { amount: amount(now.value - (verified ?? 0)) })}</li>`,
    html`<li class="pair">${sample('tick')} ${words.say('commitment.duetoday', { amount: amount(dueToday) })}</li>`,
  ]
  return html`<figure class="progress"><svg class="turns" viewBox="0 -6 ${width} 36" role="img" aria-label="${label}">
<defs><pattern id="said" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v6" stroke="var(--deep)" stroke-width="2.5"/></pattern></defs>
<rect class="rest" x=".5" y=".5" width="${width - 1}" height="23"/>
${hatched > solid ? html`<rect x="${solid}" width="${hatched - solid}" height="24" fill="url(#said)"/><rect class="claimed" x="${solid}" y=".75" width="${hatched - solid}" height="22.5"/>` : undefined}${solid > 0 ? html`<rect width="${solid}" height="24"/>` : undefined}<path class="tick" d="M${tick}-6V30"/></svg>
<div class="ends"><span>${bareAmount(words, baseline.value, indicator.unit)}<br><small>${words.say('commitment.start', { date: dayOf(words, baseline.date) })}</small></span><span class="end">${bareAmount(words, target.value, indicator.unit)}<br><small>${words.say('commitment.target', { date: dayOf(words, target.date) })}</small></span></div>
<ul class="keys">${key}</ul>
<figcaption>${words.say('commitment.counted', { indicator: textOf(words, indicator.name) })}</figcaption></figure>`
}

function sample(kind: 'solid' | 'hatched' | 'tick'): Html {
  const drawn = {
    solid: html`<rect width="24" height="10"/>`,
    hatched: html`<rect width="24" height="10" fill="url(#said)"/><rect class="claimed" x=".5" y=".5" width="23" height="9"/>`,
    tick: html`<path class="tick" d="M12-2V12"/>`,
  }
  return html`<svg class="sample" viewBox="0 -2 24 14" aria-hidden="true">${drawn[kind]}</svg>`
}

/** The bar alone, small, for a row of a table: hatched as far as reported, or solid where verified. */
export function progressCell(share: number | null, solid: boolean): Html | undefined {
  if (share === null) return undefined
  const end = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10
  return html`<svg class="bar turns" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="100" height="10"/><rect class="${solid ? 'done' : 'hoped'}" width="${end}" height="10"/></svg>`
}
