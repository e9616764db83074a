// Figures as pages show them: short money, honest shares, words for small numbers.
import type { Html } from '#faces/site/html.ts'
import { html } from '#faces/site/html.ts'
import type { Words } from '#faces/site/words/words.ts'

/** Dollars, short where they are many: `38.6 million USD`. */
export function usd(words: Words, value: number): string {
  const { key, scale, decimals } = moneySize(value)
  const count = roundedTo(value / scale, decimals)
  return words.say(key, { count, amount: words.count(count, decimals) })
}

/** The same with the amount in bold, for a big figure. */
export function usdFigure(words: Words, value: number): Html {
  const { key, scale, decimals } = moneySize(value)
  const count = roundedTo(value / scale, decimals)
  return words.mix(key, { count, amount: html`<b>${words.count(count, decimals)}</b>` })
}

/** What is shown decides the plural, and not what it was before rounding. */
function roundedTo(value: number, decimals: number): number {
  return Number(value.toFixed(decimals))
}

function moneySize(value: number) {
  const size = Math.abs(value)
  if (size >= 999_950_000) return { key: 'money.billion', scale: 1e9, decimals: 1 } as const
  if (size >= 999_950) return { key: 'money.million', scale: 1e6, decimals: 1 } as const
  return { key: 'money.one', scale: 1, decimals: size > 0 && size < 10 ? 2 : 0 } as const
}

/** A share as percent; what is not nothing is never shown as 0 %, nor what is not all as 100 %. */
export function percent(words: Words, share: number): string {
  const hundredths = share * 100
  if (share > 0 && hundredths < 0.1)
    return words.say('percent.under', { amount: words.count(0.1, 1) })
  if (share < 1 && hundredths > 99.9)
    return words.say('percent.over', { amount: words.count(99.9, 1) })
  const decimals = hundredths < 10 || hundredths > 90 ? 1 : 0
  return words.say('percent', { amount: words.count(hundredths, decimals) })
}

/** A length in kilometers; in meters where it is less than one. */
export function kilometers(words: Words, meters: number): string {
  if (meters > 0 && meters < 995) return words.say('meters', { amount: words.count(meters) })
  const km = meters / 1000
  return words.say('kilometers', { amount: words.count(km, km < 100 ? 1 : 0) })
}

/** Megabits per second. */
export function mbps(words: Words, value: number): string {
  return words.say('mbps', { amount: words.count(value, value < 100 ? 1 : 0) })
}

/** Years from first to last: `2026–2029`. */
export function span(first: number, last: number): string {
  return first === last ? String(first) : `${first}–${last}`
}

/** A certificate below this is a proof that nothing is cheaper: dollars are rounded to cents. */
const exactShare = 5e-7

/** True where the plan is proven to be the cheapest. */
export function isExact(certificateShare: number): boolean {
  return certificateShare < exactShare
}

/** A share as the percent that it is at most: rounded up to a tenth. */
export function atMostPercent(words: Words, share: number): string {
  return words.say('percent', { amount: words.count(Math.ceil(share * 1000 - 1e-9) / 10, 1) })
}
