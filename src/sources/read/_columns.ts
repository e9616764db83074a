// Columns from what a file's cells say: what counts as nothing, what as a number, what stays text.
import type { RawTable, RawValue } from '#sources/raw.ts'
import { type Faults, grouped, quoted } from '#sources/read/_faults.ts'

const nothing = new Set(['', '<NA>', 'NA', 'N/A', 'n/a', '#N/A', 'NaN', 'nan', 'NULL', 'null'])

/** True for the texts by which files say that a value is missing. */
export function isNothing(text: string): boolean {
  return text.length < 5 && nothing.has(text)
}

/**
 * Numbers as files write them, and only those: no leading zero (a code, `007`), no plus (a telephone),
 * no whole number beyond 2^53 (an identity that would lose digits).
 */
export function isPlainNumber(text: string): boolean {
  let i = text.charCodeAt(0) === 45 ? 1 : 0
  const first = i
  while (isDigit(text.charCodeAt(i))) i++
  const whole = i - first
  if (whole > 1 && text.charCodeAt(first) === 48) return false
  if (i === text.length) return whole > 0 && (whole < 16 || Number.isSafeInteger(Number(text)))
  let fraction = 0
  if (text.charCodeAt(i) === 46) {
    i++
    const from = i
    while (isDigit(text.charCodeAt(i))) i++
    fraction = i - from
  }
  if (whole + fraction === 0) return false
  const mark = text.charCodeAt(i)
  if (mark === 69 || mark === 101) {
    i++
    const sign = text.charCodeAt(i)
    if (sign === 43 || sign === 45) i++
    const from = i
    while (isDigit(text.charCodeAt(i))) i++
    if (i === from) return false
  }
  return i === text.length && Number.isFinite(Number(text))
}

const isDigit = (code: number) => code >= 48 && code <= 57

const commaDecimal = /^-?\d+,\d+$/
const commaThousands = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/
/** 1 234 567 and 1'234'567, with any space; no leading zero, which a telephone has. */
const spacedThousands = /^-?[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?:[.,]\d+)?$/

const easternNumber = /^[-−]?[٠-٩۰-۹]+(?:٬[٠-٩۰-۹]{3})*(?:[٫.,][٠-٩۰-۹]+)?$/

/** Numbers of Arabic and Persian script as everybody's; undefined where a column holds anything else. */
function westernDigits(texts: readonly string[]): readonly string[] | undefined {
  const first = texts.find((text) => !isNothing(text))
  if (first === undefined || !easternNumber.test(first)) return undefined
  const isAll = texts.every(
    (text) => isNothing(text) || isPlainNumber(text) || easternNumber.test(text),
  )
  if (!isAll) return undefined
  return texts.map((text) =>
    text
      .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
      .replace('−', '-')
      .replaceAll('٬', '')
      .replace(/[٫,]/, '.'),
  )
}

/**
 * A column of texts as numbers where every text is one, else as texts; missing values become null.
 * `12,5` is a number where the file's separator is not the comma; `1,234` only where it is; `1 234` where no
 * value of the column speaks against it.
 */
export function columnFromTexts(
  texts: readonly string[],
  name: string,
  separator: string,
  faults: Faults,
): RawValue[] {
  const western = westernDigits(texts)
  if (western !== undefined) {
    faults.add(
      'note',
      'digits-eastern',
      0,
      `Column ${quoted(name)} writes numbers in Eastern Arabic digits: "١٢٫٥" is read as 12.5`,
      'Nothing to do',
    )
    return columnFromTexts(western, name, ';', faults)
  }
  let commas = 0
  let others = 0
  let thousands = 0
  let spaced = 0
  for (const text of texts) {
    if (isNothing(text) || isPlainNumber(text)) continue
    if (spacedThousands.test(text)) {
      spaced++
      continue
    }
    if (commaDecimal.test(text)) {
      commas++
      if (commaThousands.test(text)) thousands++
    } else if (commaThousands.test(text)) {
      commas++
      thousands++
    } else others++
    if (others > 0) break
  }
  if (others > 0) return textColumn(texts)
  if (spaced > 0) {
    faults.add(
      'note',
      'thousands-space',
      0,
      `Column ${quoted(name)} parts thousands by spaces: "1 234" is read as 1234`,
      'Write the numbers without separators if that is wrong',
    )
    return columnFromTexts(
      texts.map((text) => (spacedThousands.test(text) ? text.replace(/[^\d.,-]/g, '') : text)),
      name,
      separator,
      faults,
    )
  }
  if (commas === 0) return texts.map((text) => (isNothing(text) ? null : Number(text)))
  if (thousands === commas && separator === ',') {
    faults.add(
      'note',
      'thousands-comma',
      0,
      `Column ${quoted(name)} writes thousands with a comma: "1,234" is read as 1234`,
      'Write the numbers without separators if that is wrong',
    )
    return texts.map((text) => (isNothing(text) ? null : Number(text.replaceAll(',', ''))))
  }
  if (thousands < commas && separator !== ',') {
    faults.add(
      'note',
      'decimal-comma',
      0,
      `Column ${quoted(name)} writes decimals with a comma: "12,5" is read as 12.5`,
      'Write the numbers with a decimal point if that is wrong',
    )
    return texts.map((text) => (isNothing(text) ? null : Number(text.replace(',', '.'))))
  }
  faults.add(
    'note',
    'comma-unclear',
    0,
    `Column ${quoted(name)} has ${grouped(commas)} values whose comma may mean decimals or thousands: they stay text`,
    'Write the numbers with a decimal point and without thousands separators',
  )
  return textColumn(texts)
}

/** Texts with nulls; "NA" stays where the column holds two-letter codes, since it is Namibia's. */
function textColumn(texts: readonly string[]): RawValue[] {
  const codes = new Set<string>()
  let isCodes = true
  for (const text of texts) {
    if (text === '' || text === 'NA') continue
    if (!/^[A-Z]{2}$/.test(text)) {
      isCodes = false
      break
    }
    codes.add(text)
  }
  const keepsNa = isCodes && codes.size >= 2
  return texts.map((text) => (isNothing(text) && !(keepsNa && text === 'NA') ? null : text))
}

/**
 * A column of values that the file has typed itself: texts for "missing" become null, and a mixture
 * of numbers and texts becomes numbers where every text is one, else texts.
 */
export function columnFromValues(values: readonly RawValue[]): RawValue[] {
  let numbers = 0
  let texts = 0
  let numeric = 0
  for (const value of values) {
    if (typeof value === 'number') numbers++
    else if (value !== null && !isNothing(value)) {
      texts++
      if (isPlainNumber(value)) numeric++
    }
  }
  if (texts === 0)
    return values.map((value) => (typeof value === 'number' && !Number.isNaN(value) ? value : null))
  if (numbers === 0) {
    const all = values.map((value) => (value === null ? '' : (value as string)))
    const western = westernDigits(all)
    return western === undefined
      ? textColumn(all)
      : western.map((text) => (isNothing(text) ? null : Number(text)))
  }
  if (numeric === texts) {
    return values.map((value) =>
      value === null || (typeof value === 'string' && isNothing(value)) ? null : Number(value),
    )
  }
  return values.map((value) =>
    value === null || (typeof value === 'string' && isNothing(value)) ? null : String(value),
  )
}

/** A header's names, each once and none empty; what was changed goes into the list. */
export function columnNames(found: readonly string[], faults: Faults): string[] {
  const taken = new Set<string>()
  return found.map((text, index) => {
    const trimmed = text.replace(/\s+/g, ' ').trim()
    const name = trimmed === '' ? `column ${index + 1}` : trimmed
    if (!taken.has(name)) {
      taken.add(name)
      return name
    }
    let copy = 2
    while (taken.has(`${name} (${copy})`)) copy++
    const renamed = `${name} (${copy})`
    taken.add(renamed)
    faults.add(
      'warning',
      'column-twice',
      0,
      `Column ${quoted(name)} stands twice in the header: column ${index + 1} is called ${quoted(renamed)}`,
      'Give each column its own name',
    )
    return renamed
  })
}

/** Columns by name without a prototype, so that no name ("constructor") is there before its time. */
export function columnRecord(
  names: readonly string[],
  columns: readonly (readonly RawValue[])[],
): RawTable['columns'] {
  const record: Record<string, readonly RawValue[]> = Object.create(null)
  names.forEach((name, i) => {
    record[name] = columns[i]
  })
  return record
}
