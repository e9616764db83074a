// Options that several commands read from the command line, with sentences for what is wrong.
import { UsageError } from '#faces/cli/command.ts'

type OptionValue = string | boolean | (string | boolean)[] | undefined

/** A number between bounds, or the default where the option is absent. */
export function decimal(
  value: OptionValue,
  name: string,
  absent: number,
  low: number,
  high: number,
  kind: 'number' | 'whole number' = 'number',
): number {
  if (value === undefined) return absent
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  const fits = number >= low && number <= high && (kind === 'number' || Number.isInteger(number))
  if (!fits)
    throw new UsageError(
      `Cannot read --${name} ${String(value)}: expected a ${kind} from ${low} to ${high}`,
    )
  return number
}

/** A whole number between bounds, or the default where the option is absent. */
export function wholeNumber(
  value: OptionValue,
  name: string,
  absent: number,
  low: number,
  high: number,
): number {
  return decimal(value, name, absent, low, high, 'whole number')
}

/**
 * A place in degrees, and what else is asked after it: numbers parted by commas, such as `43.25,-11.70`.
 *
 * @param expected What may be written, told where something else was.
 */
export function place(
  value: OptionValue,
  name: string,
  expected: string,
  parts: 2 | 3,
): readonly [lon: number, lat: number, ...rest: number[]] {
  const numbers = String(value ?? '')
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const [lon, lat, ...rest] = numbers
  const isPlace =
    numbers.length === parts &&
    Math.abs(lon) <= 180 &&
    Math.abs(lat) <= 90 &&
    rest.every((one) => one > 0)
  if (!isPlace)
    throw new UsageError(
      `Cannot read --${name} ${value === undefined ? '(missing)' : String(value)}: expected ${expected}`,
    )
  return [lon, lat, ...rest]
}

/** The texts of an option that may stand several times. */
export function texts(value: OptionValue): string[] {
  if (value === undefined) return []
  return (Array.isArray(value) ? value : [value]).map(String)
}
