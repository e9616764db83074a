// Numbers, money, units, and what is counted.
import type { English } from '#faces/site/words/message.ts'

/** English messages: figures. */
export const figures = {
  'number.1': 'one',
  'number.2': 'two',
  'number.3': 'three',
  'number.4': 'four',
  'number.5': 'five',
  'number.6': 'six',
  'number.7': 'seven',
  'number.8': 'eight',
  'number.9': 'nine',
  'number.10': 'ten',
  less: '< {amount}',
  percent: '{amount} %',
  'percent.under': 'under {amount} %',
  'percent.over': 'over {amount} %',
  'money.one': { one: '{amount} USD', other: '{amount} USD' },
  'money.million': { one: '{amount} million USD', other: '{amount} million USD' },
  'money.billion': { one: '{amount} billion USD', other: '{amount} billion USD' },
  kilometers: '{amount} km',
  meters: '{amount} m',
  mbps: '{amount} Mbps',
  'unit.one': 'USD',
  'unit.thousand': 'thousand USD',
  'unit.million': 'million USD',
  people: { one: '{count} person', other: '{count} people' },
  places: { one: '{count} place', other: '{count} places' },
  years: { one: '{count} year', other: '{count} years' },
  kilobytes: '{amount} kB',
  megabytes: '{amount} MB',
} as const satisfies English
