// What every drawn map has besides its content: colors by day and night, a scale, and where north is.
import { escapeText } from '#faces/site/html.ts'
import { type Projection, scaleBar } from '#faces/site/map/projection.ts'
import { type ColorName, colorProperties, darkColors, lightColors } from '#faces/site/tokens.ts'
import type { Words } from '#faces/site/words/words.ts'

const colors: readonly ColorName[] = [
  'sea',
  'land',
  'covered',
  'ink',
  'edge',
  'deep',
  'fibre',
  'microwave',
  'fixedWireless',
  'cellular',
  'satellite',
  'unserved',
  'unknown',
  'gap1',
  'gap2',
  'gap3',
  'gap4',
  'gap5',
]

/** The style of a drawn map; a picture knows nothing of the page around it. */
export const mapRules = `svg{${colorProperties(lightColors, colors)}}@media(prefers-color-scheme:dark){svg{${colorProperties(darkColors, colors)}}}path{fill:none;stroke-linecap:round;stroke-linejoin:round}text{font:600 22px -apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",Arial,sans-serif;fill:var(--ink);paint-order:stroke;stroke:var(--land);stroke-width:5px;stroke-linejoin:round}`

/** Pixels of a drawing at its lower edge that scale and compass take. */
const inset = 20

/** A line of a round length, in the lower right corner. */
export function scaleLine(words: Words, on: Projection): string {
  const { km, units } = scaleBar(on, on.width * 0.22)
  const right = on.width - inset
  return `<path d="M${right} ${on.height - 26}v6h${-units.toFixed(1)}v-6" stroke="var(--ink)" stroke-width="2.5"/><text x="${Math.round(right - units / 2)}" y="${on.height - 28}" text-anchor="middle">${escapeText(words.say('map.scale', { amount: km }))}</text>`
}

/** An arrow to the north, in the upper right corner: every map has north at its top, and says so. */
export function compass(words: Words, on: Projection): string {
  const x = on.width - 28
  return `<path d="M${x} 62V20m-9 12 9-12 9 12" stroke="var(--ink)" stroke-width="2.5"/><text x="${x}" y="84" text-anchor="middle">${escapeText(words.say('map.north'))}</text>`
}
