// A record's values as the texts that a form shows, and what was typed as the values of a record: one walk
// over the schema each way. What cannot be read stays as it was typed, so that the check can name it.
import type { Json } from '#base/canonical.ts'
import type { SentForm } from '#faces/site/forms.ts'
import { currencyDecimals } from '#faces/site/register/view.ts'
import { type RecordKind, recordKinds } from '#register/records.ts'
import type { Field, Fields, Money } from '#register/schema.ts'

/** Texts by the name of their input: the place in the record without the first slash. */
export type Texts = ReadonlyMap<string, readonly string[]>

type Data = Readonly<Record<string, Json>>

/** True for a list whose items are rows of several inputs. */
export function isRows(field: Field): boolean {
  return field.type === 'list' && field.of.type === 'group' && !isSeries(field)
}

/** True for a list of days and values, which is typed or pasted as lines. */
export function isSeries(field: Field): boolean {
  if (field.type !== 'list' || field.of.type !== 'group') return false
  return Object.keys(field.of.fields).join() === 'date,value'
}

/** The texts that show a record in its form. */
export function recordTexts(kind: RecordKind, data: Json): Texts {
  const texts = new Map<string, readonly string[]>()
  const show = (field: Field, value: Json, name: string): void => {
    if (value === null || value === undefined) return
    if (field.type === 'group') showAll(field.fields, value as Data, name)
    else if (isSeries(field))
      texts.set(name, [
        (value as { date: string; value: number }[])
          .map(({ date, value: measured }) => `${date}, ${measured}`)
          .join('\n'),
      ])
    else if (field.type === 'list' && isRows(field))
      (value as Json[]).forEach((item, i) => {
        show(field.of, item, `${name}/${i}`)
      })
    else if (field.type === 'list')
      texts.set(
        name,
        field.of.type === 'choice'
          ? (value as string[])
          : [(value as string[]).join(field.of.type === 'country' ? ', ' : '\n')],
      )
    else if (field.type === 'money') {
      const { minor, currency } = value as unknown as Money
      const decimals = currencyDecimals(currency)
      // A whole amount stands without its noughts, as people type it.
      const whole = minor % 10 ** decimals === 0
      texts.set(`${name}/amount`, [(minor / 10 ** decimals).toFixed(whole ? 0 : decimals)])
      texts.set(`${name}/currency`, [currency])
    } else if (field.type === 'point')
      for (const part of ['lon', 'lat'])
        texts.set(`${name}/${part}`, [String((value as Data)[part])])
    else if (field.type === 'mark') texts.set(name, value === true ? ['yes'] : [])
    else texts.set(name, [String(value)])
  }
  const showAll = (fields: Fields, values: Data, at: string): void => {
    for (const [part, field] of Object.entries(fields))
      if (values[part] !== undefined) show(field, values[part], at === '' ? part : `${at}/${part}`)
  }
  showAll(recordKinds[kind].fields, data as Data, '')
  return texts
}

/** What was typed as a record, and of each list which typed row each of its items is. */
export interface ReadForm {
  readonly data: { readonly [name: string]: Json }
  readonly rows: ReadonlyMap<string, readonly number[]>
}

/** Reads a sent form as a record of the kind; blank inputs are absent. */
export function readRecord(kind: RecordKind, sent: SentForm): ReadForm {
  const rows = new Map<string, number[]>()
  const read = (field: Field, name: string): Json | undefined => {
    if (field.type === 'group') return readAll(field.fields, name)
    if (isSeries(field)) return seriesOf(sent.text(name), field)
    if (field.type === 'list' && field.of.type === 'group') return readRows(field.of, name)
    if (field.type === 'list') return readList(field.of, name)
    if (field.type === 'money') return moneyOf(sent, name)
    if (field.type === 'point') return pointOf(sent, name)
    if (field.type === 'mark') return sent.text(name) !== ''
    return plainOf(field, sent.text(name))
  }
  const readAll = (fields: Fields, at: string): { [name: string]: Json } | undefined => {
    const found: { [name: string]: Json } = {}
    for (const [part, field] of Object.entries(fields)) {
      const value = read(field, at === '' ? part : `${at}/${part}`)
      if (value !== undefined) found[part] = value
    }
    // A group without any value is absent, but for its boxes, which are always there.
    const told = Object.values(found).some((value) => value !== false && !isEmpty(value))
    return told || at === '' ? found : undefined
  }
  const readRows = (of: Extract<Field, { type: 'group' }>, name: string): Json => {
    const items: Json[] = []
    const kept: number[] = []
    for (let row = 0; row < rowCount(sent, name); row++) {
      const item = readAll(of.fields, `${name}/${row}`)
      if (item === undefined) continue
      items.push(item)
      kept.push(row)
    }
    rows.set(name, kept)
    return items
  }
  const readList = (of: Field, name: string): Json => {
    if (of.type === 'choice') return sent.texts(name)
    const typed = sent
      .texts(name)
      .join('\n')
      .split(of.type === 'text' ? /\n/ : /[\s,;]+/)
    return typed.map((item) => plainOf(of, item)).filter((item): item is Json => item !== undefined)
  }
  const data = readAll(recordKinds[kind].fields, '') ?? {}
  return { data, rows }
}

const isEmpty = (value: Json): boolean => Array.isArray(value) && value.length === 0

/** How many rows of a list were sent. */
export function rowCount({ names }: Pick<SentForm, 'names'>, list: string): number {
  let most = 0
  for (const name of names)
    if (name.startsWith(`${list}/`)) {
      const row = Number(name.slice(list.length + 1).split('/')[0])
      if (Number.isInteger(row) && row < 1000) most = Math.max(most, row + 1)
    }
  return most
}

/** A number as people write it: with a comma, with spaces, in their own digits. */
export function numberOf(typed: string): number | undefined {
  const plain = typed
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\s\u00a0\u202f']/g, '')
    .replace(/[\u066c]/g, '')
    .replace('\u066b', '.')
    .replace('\u2212', '-')
  const pointed = /^-?\d+,\d{1,2}$/.test(plain) ? plain.replace(',', '.') : plain
  return /^-?\d{1,15}(?:\.\d{1,12})?$/.test(pointed) ? Number(pointed) : undefined
}

function plainOf(field: Field, typed: string): Json | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  if (field.type === 'number' || field.type === 'whole') return numberOf(text) ?? text
  if (field.type === 'country') return text.toUpperCase()
  // An address of a record's page names it as well as its bare identity.
  if (field.type === 'record') return /([a-z0-9]{16,40})\/?$/.exec(text)?.[1] ?? text
  return text
}

function moneyOf(sent: SentForm, name: string): Json | undefined {
  const typed = sent.text(`${name}/amount`).trim()
  const currency = sent.text(`${name}/currency`).trim().toUpperCase()
  if (typed === '') return undefined
  const amount = numberOf(typed)
  if (amount === undefined || !/^[A-Z]{3}$/.test(currency)) return { minor: typed, currency }
  // Beyond the currency's smallest unit there is nothing to pay.
  return { minor: Math.round(amount * 10 ** currencyDecimals(currency)), currency }
}

function pointOf(sent: SentForm, name: string): Json | undefined {
  const [lon, lat] = ['lon', 'lat'].map((part) => sent.text(`${name}/${part}`).trim())
  if (lon === '' && lat === '') return undefined
  return { lon: numberOf(lon) ?? lon, lat: numberOf(lat) ?? lat }
}

/** Lines of day and value, with or without a heading; separated by comma, semicolon, tab or space. */
function seriesOf(typed: string, field: Field): Json | undefined {
  const lines = typed.split('\n').map((line) => line.trim())
  const items = lines
    .filter((line) => line !== '' && !/^"?date\b/i.test(line))
    .map((line): Json => {
      const [date, ...rest] = line.split(/[,;\s]\s*/)
      return { date, value: numberOf(rest.join(' ')) ?? rest.join(' ') }
    })
  if (items.length > 0) return items
  return 'optional' in field && field.optional === true ? undefined : []
}
