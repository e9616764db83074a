// Dates as Excel keeps them: days since the end of 1899 (or the start of 1904), told from numbers by
// the format of the cell alone (ECMA-376, part 1, 18.8.30 and 18.17.4).

const secondsPerDay = 86_400

/** Whether a number format shows a date or a time: by its number where built in, else by its letters. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) {
    return (
      (id >= 14 && id <= 22) ||
      (id >= 27 && id <= 36) ||
      (id >= 45 && id <= 47) ||
      (id >= 50 && id <= 58)
    )
  }
  // Texts in quotation marks, colors and locales in brackets, and escaped signs are no part of it.
  const bare = code.replace(/"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|[\\_*]./gi, '')
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare)
}

/**
 * A serial day as text: `2021-04-08`, with `T06:30:00` where it has a time, the time alone where it has
 * no day. Excel counts a 29 February 1900 that never was; days before it shift by one.
 */
export function dateText(serial: number, from1904: boolean): string {
  const whole = Math.floor(serial)
  const seconds = Math.round((serial - whole) * secondsPerDay)
  const time = new Date(seconds * 1000).toISOString().slice(11, 19)
  if (whole === 0 && seconds > 0 && !from1904) return time
  const first = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30)
  const at = new Date(first + (whole * secondsPerDay + seconds) * 1000)
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 || whole < 0) return String(serial)
  const day = at.toISOString().slice(0, 10)
  return seconds % secondsPerDay === 0 ? day : `${day}T${time}`
}
