// A record read back from the form that was sent: numbers and amounts as people type them, in their own digits.
import type { Json } from '#base/canonical.ts'
import type { DialogueKind } from '#dialogue/held.ts'
import type { SentForm } from '#faces/site/forms.ts'
import { numberOf } from '#faces/site/register/forms/texts.ts'
import { currencyDecimals } from '#faces/site/register/view.ts'
import { recordKinds } from '#register/records.ts'
import type { Field, Fields } from '#register/schema.ts'

/** The code of a country that was typed by its name. */
export type CountryTyped = (typed: string) => string

/** The record as it was sent, without the fields that are not asked for; what cannot be read stays as typed. */
export function readRecord(
  kind: DialogueKind,
  sent: SentForm,
  without: readonly string[],
  country: CountryTyped = (typed) => typed,
): { [name: string]: Json } {
  return readFields(recordKinds[kind].fields, sent, without, '', country)
}

function readFields(
  fields: Fields,
  sent: SentForm,
  without: readonly string[],
  under: string,
  country: CountryTyped,
): { [name: string]: Json } {
  const data: { [name: string]: Json } = {}
  for (const [key, one] of Object.entries(fields)) {
    const name = under + key
    if (without.includes(name)) continue
    const value =
      one.type === 'group'
        ? readGroup(one, sent, without, name, country)
        : readValue(one, sent, name, country)
    if (value !== undefined) data[key] = value
  }
  return data
}

function readGroup(
  one: Extract<Field, { type: 'group' }>,
  sent: SentForm,
  without: readonly string[],
  name: string,
  country: CountryTyped,
): Json | undefined {
  const group = readFields(one.fields, sent, without, `${name}/`, country)
  return one.optional === true && Object.keys(group).length === 0 ? undefined : group
}

function readValue(
  one: Exclude<Field, { type: 'group' }>,
  sent: SentForm,
  name: string,
  country: CountryTyped,
): Json | undefined {
  if (one.type === 'list') {
    const texts = sent.texts(name)
    if (one.of.type === 'country') return countriesTyped(texts, country)
    const several = texts.length > 1 || one.of.type === 'choice' || one.of.type === 'record'
    const items = several
      ? texts
      : texts.flatMap((each) => each.split(one.of.type === 'text' ? '\n' : /[,;\s]+/))
    return items.map((item) => item.trim()).filter((item) => item !== '')
  }
  const typed = sent.text(name).trim()
  if (one.type === 'mark') return typed !== ''
  if (typed === '') return undefined
  switch (one.type) {
    case 'number':
    case 'whole':
      return numberOf(typed) ?? typed
    case 'money':
      return readMoney(typed)
    case 'country':
      return country(typed)
    case 'instant':
      return `${typed.replace(/\s+/, 'T').replace(/Z$/i, '').slice(0, 16)}Z`
    default:
      return typed
  }
}

/** Names or codes with commas between them; codes alone may stand with spaces. */
function countriesTyped(texts: readonly string[], country: CountryTyped): string[] {
  return texts
    .flatMap((text) => text.split(/[,;\n،؛]+/))
    .flatMap((text) =>
      /^\s*[A-Za-z]{3}(\s+[A-Za-z]{3})+\s*$/.test(text) ? text.trim().split(/\s+/) : [text],
    )
    .filter((text) => text.trim() !== '')
    .map((text) => country(text.trim()))
}

/** Signs that people type for a currency's code. */
const currencySigns: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP' }

/** An amount with its currency, by code or sign, at either end; other words make it no amount. */
const amountTyped = /^([A-Za-z]{3}|[$€£])?([^A-Za-z$€£]+)([A-Za-z]{3}|[$€£])?$/

/** `250 000.50 EUR` in the digits of whoever types; without a currency, dollars. */
function readMoney(typed: string): Json {
  const bare = typed.replaceAll(/[\s\u200e\u200f]/g, '')
  const [, before, amount = '', after] = amountTyped.exec(bare) ?? []
  const named = before ?? after ?? 'USD'
  const currency = currencySigns[named] ?? named.toUpperCase()
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(amount) ? amount.replaceAll(',', '') : amount
  const value = numberOf(plain)
  return value === undefined
    ? typed
    : { minor: Math.round(value * 10 ** currencyDecimals(currency)), currency }
}
