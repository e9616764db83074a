// What a record may hold, said once as data: from it follow the TypeScript types, the checks, what the
// log hides behind commitments, and later the forms and the API's description.
import type { Json } from '#base/canonical.ts'

interface Common {
  /** One sentence for whoever fills or reads the field. */
  readonly means: string
  readonly optional?: true
}

/** Free words: they enter the log only as a salted commitment, so that they can be erased. */
interface TextField extends Common {
  readonly type: 'text'
  /** The most characters it may have. */
  readonly most: number
}

/** An http(s) address; hidden in the log like a text, since addresses name people too. */
interface LinkField extends Common {
  readonly type: 'link'
}

interface ChoiceField extends Common {
  readonly type: 'choice'
  readonly values: readonly string[]
}

interface NumberField extends Common {
  readonly type: 'number' | 'whole'
  readonly bounds?: readonly [low: number, high: number]
}

interface PlainField extends Common {
  /**
   * `code`: a short name in lower case, digits and hyphens. `date`: a day; `when`: a year, month or day.
   * `instant`: a minute in UTC, as in `2027-03-04T09:00Z`.
   * `country`: ISO 3166-1 alpha-3, or XAA to XZZ for a fictional one. `digest`: `sha256:` and 64 digits.
   * `account`: the random identity of one who acts. `money`: whole minor units with a currency.
   * `language`: BCP 47.
   */
  readonly type:
    | 'code'
    | 'date'
    | 'when'
    | 'instant'
    | 'country'
    | 'digest'
    | 'account'
    | 'mark'
    | 'money'
    | 'point'
    | 'language'
}

/** Another record, of one of these kinds. */
interface RecordField extends Common {
  readonly type: 'record'
  readonly of: readonly string[]
}

interface ListField extends Common {
  readonly type: 'list'
  readonly of: Field
  readonly least?: number
  readonly most: number
}

interface GroupField extends Common {
  readonly type: 'group'
  readonly fields: Fields
}

/** One field of a record. */
export type Field =
  | TextField
  | LinkField
  | ChoiceField
  | NumberField
  | PlainField
  | RecordField
  | ListField
  | GroupField

/** Fields by name, in the order a form shows them. */
export type Fields = Readonly<Record<string, Field>>

/** An amount in the smallest unit of its currency: no rounding error stands in a public pledge. */
export interface Money {
  readonly minor: number
  /** ISO 4217. */
  readonly currency: string
}

/** A place, WGS 84. */
export interface Point {
  readonly lon: number
  readonly lat: number
}

/** The value that a field holds. */
export type ValueOf<F extends Field> = F extends { type: 'choice'; values: readonly (infer V)[] }
  ? V
  : F extends { type: 'number' | 'whole' }
    ? number
    : F extends { type: 'mark' }
      ? boolean
      : F extends { type: 'money' }
        ? Money
        : F extends { type: 'point' }
          ? Point
          : F extends { type: 'list'; of: infer I extends Field }
            ? readonly ValueOf<I>[]
            : F extends { type: 'group'; fields: infer G extends Fields }
              ? DataOf<G>
              : string

type OptionalNames<S extends Fields> = {
  [K in keyof S]: S[K] extends { optional: true } ? K : never
}[keyof S]

/** The values that fields hold, by name. */
export type DataOf<S extends Fields> = {
  readonly [K in Exclude<keyof S, OptionalNames<S>>]: ValueOf<S[K]>
} & { readonly [K in OptionalNames<S>]?: ValueOf<S[K]> }

/** A fault of one value: where in the record (JSON Pointer), and what cures it. */
export interface Fault {
  readonly at: string
  readonly code: string
  readonly message: string
  readonly cure: string
}

const patterns = {
  code: /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/,
  country: /^[A-Z]{3}$/,
  digest: /^sha256:[0-9a-f]{64}$/,
  account: /^[a-z0-9]{16,40}$/,
  record: /^[a-z0-9]{16,40}$/,
  language: /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/,
} as const

const examples = {
  code: 'lower case, digits and hyphens, as in "last-mile"',
  country: 'an ISO 3166-1 alpha-3 code, as in "AZE"',
  digest: 'sha256: and 64 hexadecimal digits',
  account: 'the identity of an account',
  record: 'the identity of a record',
  language: 'a language tag, as in "az" or "zh-Hans"',
} as const

/** True where the day exists in the calendar. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}

/** Every fault of a value against its field. */
export function checkField(field: Field, value: unknown, at: string): Fault[] {
  if (field.type === 'group') return checkFields(field.fields, value, at)
  if (field.type === 'list') {
    const { least = 0, most, of } = field
    if (!Array.isArray(value)) return [fault(at, 'value-type', value, 'a list')]
    if (value.length < least || value.length > most)
      return [fault(at, 'list-length', value.length, `${least} to ${most} items`)]
    return value.flatMap((item, i) => checkField(of, item, `${at}/${i}`))
  }
  const expected = plainFault(field, value)
  return expected === undefined ? [] : [fault(at, 'value-wrong', value, expected)]
}

/** Every fault of a set of values: those of each field, those absent, and those that no field allows. */
export function checkFields(fields: Fields, value: unknown, at = ''): Fault[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [fault(at, 'value-type', value, 'named fields')]
  const data = value as Readonly<Record<string, unknown>>
  const faults: Fault[] = []
  for (const [name, field] of Object.entries(fields)) {
    const held = Object.hasOwn(data, name) ? data[name] : undefined
    if (held !== undefined) faults.push(...checkField(field, held, `${at}/${name}`))
    else if (field.optional !== true)
      faults.push({
        at: `${at}/${name}`,
        code: 'value-missing',
        message: `"${name}" is missing`,
        cure: `Give it: ${field.means}`,
      })
  }
  for (const name of Object.keys(data))
    if (!Object.hasOwn(fields, name))
      faults.push({
        at: `${at}/${name}`,
        code: 'value-unknown',
        message: `"${name}" is no field here`,
        cure: `Leave it out; the fields are ${Object.keys(fields).join(', ')}`,
      })
  return faults
}

/** What was expected of a plain value, where it is not that. */
function plainFault(
  field: Exclude<Field, ListField | GroupField>,
  value: unknown,
): string | undefined {
  const { type } = field
  if (type === 'mark') return typeof value === 'boolean' ? undefined : 'true or false'
  if (type === 'number' || type === 'whole') {
    const [low, high] = field.bounds ?? [-1e15, 1e15]
    const fits = typeof value === 'number' && value >= low && value <= high
    if (fits && (type === 'number' || Number.isInteger(value))) return undefined
    return `a ${type === 'whole' ? 'whole ' : ''}number from ${low} to ${high}`
  }
  if (type === 'money') {
    const { minor, currency } = (value ?? {}) as Partial<Money>
    const fits = Number.isSafeInteger(minor) && (minor as number) >= 0
    return fits && /^[A-Z]{3}$/.test(currency ?? '') && Object.keys(value as object).length === 2
      ? undefined
      : 'a whole number of minor units, "minor", and a "currency" (ISO 4217)'
  }
  if (type === 'point') {
    const { lon, lat } = (value ?? {}) as Partial<Point>
    const fits = Math.abs(lon ?? 999) <= 180 && Math.abs(lat ?? 999) <= 90
    return fits && Object.keys(value as object).length === 2 ? undefined : '"lon" and "lat", WGS 84'
  }
  if (typeof value !== 'string') return 'a text'
  if (type === 'choice')
    return field.values.includes(value) ? undefined : `one of ${field.values.join(', ')}`
  if (type === 'date') return isDate(value) ? undefined : 'a day, as in "2027-10-31"'
  if (type === 'instant')
    return /^.{10}T([01]\d|2[0-3]):[0-5]\dZ$/.test(value) && isDate(value.slice(0, 10))
      ? undefined
      : 'a minute in UTC, as in "2027-03-04T09:00Z"'
  if (type === 'when') {
    const day = `${value}-01-01`.slice(0, 10)
    return /^\d{4}(-\d{2}){0,2}$/.test(value) && isDate(day)
      ? undefined
      : 'a year, a month or a day, as in "1999" or "2025-11-28"'
  }
  if (type === 'text') return textFault(value, field.most)
  if (type === 'link') return isLink(value) ? undefined : 'an http or https address'
  return patterns[type].test(value) ? undefined : examples[type]
}

function textFault(value: string, most: number): string | undefined {
  const length = [...value].length
  if (length > most || value.trim() === '') return `1 to ${most} characters`
  // Controls and the marks that reorder text could make a pledge read otherwise than it is stored.
  return /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/u.test(value.replaceAll('\n', '')) ||
    !value.isWellFormed()
    ? 'plain text without control characters'
    : undefined
}

function isLink(value: string): boolean {
  // The parser forgives white space and controls inside an address; a reader could be misled by them.
  if (value.length > 2000 || /[\s\p{Cc}]/u.test(value) || !value.isWellFormed()) return false
  if (!URL.canParse(value)) return false
  const { protocol, username, password } = new URL(value)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}

function fault(at: string, code: string, value: unknown, expected: string): Fault {
  const shown = typeof value === 'string' ? `"${value.slice(0, 60)}"` : JSON.stringify(value)
  return {
    at,
    code,
    message: `"${at.split('/').at(-1)}" holds ${String(shown).slice(0, 80)}, expected ${expected}`,
    cure: `Give ${expected}`,
  }
}

/** Thrown by a value that is at fault when a check reads it. */
const atFault = Symbol('at fault')

/**
 * Runs checks that hold values against each other on data of which some may be at fault: a check that reads
 * one of those says nothing, all others are heard in the same round.
 */
export function soundOnly<D>(
  data: D,
  faults: readonly Fault[],
): (check: (data: D) => Fault[]) => Fault[] {
  if (faults.length === 0) return (check) => check(data)
  const wrong = new Set(faults.map(({ at }) => at))
  const watched = (value: unknown, at: string): unknown => {
    if (wrong.has(at)) throw atFault
    if (typeof value !== 'object' || value === null) return value
    return new Proxy(value, {
      get: (of, name) => {
        const held: unknown = Reflect.get(of, name)
        return typeof name === 'string' && typeof held !== 'function'
          ? watched(held, `${at}/${name}`)
          : held
      },
    })
  }
  return (check) => {
    try {
      return check(watched(data, '') as D)
    } catch (error) {
      if (error === atFault) return []
      throw error
    }
  }
}

/** Takes every value with its field and place; a returned value takes its place. */
export function mapValues(
  fields: Fields,
  data: { readonly [name: string]: Json },
  change: (field: Field, value: Json, at: string) => Json,
  at = '',
): { [name: string]: Json } {
  const one = (field: Field, value: Json, place: string): Json => {
    if (field.type === 'group')
      return mapValues(field.fields, value as { [name: string]: Json }, change, place)
    if (field.type === 'list')
      return (value as readonly Json[]).map((item, i) => one(field.of, item, `${place}/${i}`))
    return change(field, value, place)
  }
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, one(fields[name], value, `${at}/${name}`)]),
  )
}

/** True for fields whose words stay out of the log. */
export function isFree(field: Field): boolean {
  return field.type === 'text' || field.type === 'link'
}
