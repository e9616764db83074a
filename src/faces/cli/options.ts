// Options that several commands read from the command line, with sentences for what is wrong.
import { UsageError } from '#faces/cli/command.ts'

type OptionValue = string | boolean | (string | boolean)[] | undefined

/** A whole number between bounds, or the default where the option is absent. */
export function wholeNumber(
  value: OptionValue,
  name: string,
  absent: number,
  low: number,
  high: number,
): number {
  if (value === undefined) return absent
  const number = Number(value)
  if (
    typeof value !== 'string' ||
    value.trim() === '' ||
    !Number.isInteger(number) ||
    number < low ||
    number > high
  ) {
    throw new UsageError(
      `Cannot read --${name} ${String(value)}: expected a whole number from ${low} to ${high}`,
    )
  }
  return number
}

/** A number between bounds, or the default where the option is absent. */
export function decimal(
  value: OptionValue,
  name: string,
  absent: number,
  low: number,
  high: number,
): number {
  if (value === undefined) return absent
  const number = Number(value)
  const isNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(number)
  if (!isNumber || number < low || number > high)
    throw new UsageError(
      `Cannot read --${name} ${String(value)}: expected a number from ${low} to ${high}`,
    )
  return number
}

/** The texts of an option that may stand several times. */
export function texts(value: OptionValue): string[] {
  if (value === undefined) return []
  return (Array.isArray(value) ? value : [value]).map(String)
}
