// Numbers, money, units, and what is counted.
import type { figures as english } from '#faces/site/words/en/figures.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: figures. */
export const figures = {
  'number.1': 'un',
  'number.2': 'deux',
  'number.3': 'trois',
  'number.4': 'quatre',
  'number.5': 'cinq',
  'number.6': 'six',
  'number.7': 'sept',
  'number.8': 'huit',
  'number.9': 'neuf',
  'number.10': 'dix',
  less: '< {amount}',
  percent: '{amount} %',
  'percent.under': 'moins de {amount} %',
  'percent.over': 'plus de {amount} %',
  'money.one': { one: '{amount} USD', many: '{amount} USD', other: '{amount} USD' },
  'money.million': {
    one: '{amount} million USD',
    many: '{amount} millions USD',
    other: '{amount} millions USD',
  },
  'money.billion': {
    one: '{amount} milliard USD',
    many: '{amount} milliards USD',
    other: '{amount} milliards USD',
  },
  kilometers: '{amount} km',
  meters: '{amount} m',
  mbps: '{amount} Mbit/s',
  'unit.one': 'USD',
  'unit.thousand': 'milliers USD',
  'unit.million': 'millions USD',
  people: {
    one: '{count} personne',
    many: '{count} de personnes',
    other: '{count} personnes',
  },
  places: { one: '{count} lieu', many: '{count} de lieux', other: '{count} lieux' },
  years: { one: '{count} an', many: '{count} d’années', other: '{count} ans' },
  kilobytes: '{amount} ko',
  megabytes: '{amount} Mo',
} as const satisfies Translation<'fr', typeof english>
