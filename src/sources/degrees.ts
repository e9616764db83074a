// Coordinates as people write them: 9.3372, 9,3372, 9°20'14.0"N, N 9 20 14, 9:20:14, 9.3372° N, and both in one
// cell ("9.3372, 2.6303"). Hemispheres in English, French, Spanish, Portuguese: W and O are west, E and L east.
import { type RawValue, rawNumber } from '#sources/raw.ts'

const hemispheres =
  /^(?:[NSEWOL]|NORTH|SOUTH|EAST|WEST|NORD|SUD|EST|OUEST|NORTE|SUL|SUR|LESTE|ESTE|OESTE)\.?$/
const marks = /[°º˚ᵒ'’′`´"”″:]/g
/** Letters as marks: 9d20m15s. An S that follows no minutes is south. */
const letterMarks =
  /^([+-]?\d+)\s*D\s*(\d+(?:[.,]\d+)?)\s*M?\s*(?:(\d+(?:[.,]\d+)?)\s*S?)?(?=\s*[NSEWOL]?$)/

/**
 * One coordinate in degrees; NaN where the value is none. Minutes and seconds run to 60, and a text that
 * is no plain number must name a hemisphere or carry a mark of degrees or minutes.
 */
export function rawDegrees(value: RawValue | undefined): number {
  const plain = rawNumber(value)
  if (!Number.isNaN(plain) || typeof value !== 'string') return plain
  return angleFrom(value)?.degrees ?? Number.NaN
}

interface Angle {
  readonly degrees: number
  /** Which coordinate the hemisphere tells; '' where none stands there. */
  readonly axis: 'lon' | 'lat' | ''
}

function angleFrom(text: string): Angle | undefined {
  const upper = text.trim().toUpperCase()
  if (upper.length > 40) return undefined
  const spaced = upper
    .replace(letterMarks, '$1° $2° $3')
    .replace(marks, ' ° ')
    .replace(/(\d)([A-Z])/g, '$1 $2')
    .replace(/([A-Z.])(\d)/g, (_, a, b) => (a === '.' ? a + b : `${a} ${b}`))
  const parts = spaced.split(/\s+/).filter((part) => part !== '')
  const hasMark = parts.includes('°')
  const letters = parts.filter((part) => hemispheres.test(part))
  const numbers = parts.filter((part) => /^[+-]?\d+(?:[.,]\d+)?$/.test(part))
  const isAll =
    letters.length + numbers.length + parts.filter((one) => one === '°').length === parts.length
  if (!isAll || letters.length > 1 || numbers.length === 0 || numbers.length > 3) return undefined
  // "9 20" without any mark may be two numbers; "9,3372" is one with a comma.
  if (!hasMark && letters.length === 0 && numbers.length > 1) return undefined
  const [degrees, minutes = 0, seconds = 0] = numbers.map((one) => Number(one.replace(',', '.')))
  // Spreadsheets round 59.97″ to 60.0″.
  if (minutes < 0 || minutes > 60 || seconds < 0 || seconds > 60) return undefined
  const letter = letters[0]?.[0] ?? ''
  const isSouthOrWest = /[SWO]/.test(letter)
  const sign = numbers[0].startsWith('-') !== isSouthOrWest ? -1 : 1
  return {
    degrees: sign * (Math.abs(degrees) + minutes / 60 + seconds / 3600),
    axis: letter === '' ? '' : /[NS]/.test(letter) ? 'lat' : 'lon',
  }
}

/**
 * Both coordinates of one cell, latitude first unless hemispheres say otherwise; undefined where it holds
 * anything else. They may be parted by a comma, a semicolon, a bar or a space.
 */
export function rawPosition(
  value: RawValue | undefined,
): readonly [lon: number, lat: number] | undefined {
  if (typeof value !== 'string' || value.length > 80) return undefined
  const text = value.trim().replace(/^[([]|[)\]]$/g, '')
  const halves = halvesOf(text)
  if (halves === undefined) return undefined
  const first = angleFrom(halves[0])
  const second = angleFrom(halves[1])
  if (first === undefined || second === undefined) return undefined
  // Two whole numbers are a list of two, or one number with a comma.
  const isPair = (['lon', 'lat'] as const).some((axis) => [first.axis, second.axis].includes(axis))
  if (!isPair && halves.some((half) => !/[.,:°º'’′]/.test(half))) return undefined
  const isTurned = first.axis === 'lon' || second.axis === 'lat'
  return isTurned ? [first.degrees, second.degrees] : [second.degrees, first.degrees]
}

/** The two texts of a pair: at a bar, a semicolon, a comma with a space, the only comma, behind a hemisphere, or the only space. */
function halvesOf(text: string): readonly [string, string] | undefined {
  for (const separator of [/\s*[;|]\s*/, /\s*,\s+/, /,/, /(?<=[NSEWOL])\s+(?=[\d+-])/i, /\s+/]) {
    const parts = text.split(separator)
    if (parts.length === 2 && parts[0] !== '' && parts[1] !== '') return [parts[0], parts[1]]
  }
  return undefined
}
