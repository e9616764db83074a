// The closed list of units that a name or a column may carry, and the few conversions between them.
// A quantity's unit is the end of its name: `distanceMeters`, `frequencyMhz`, `lossDb`, `capexUsd`.

/** What each unit means; the keys are the only units a column may declare. */
export const units = {
  '': 'a plain number, a text or a mark',
  person: 'people',
  degree: 'degrees of arc; coordinates are WGS 84, longitude first',
  meter: 'meters',
  kilometer: 'kilometers',
  km2: 'square kilometers',
  usd: 'constant US dollars of the price book’s year',
  usdPerYear: 'constant US dollars per year',
  usdPerKm: 'constant US dollars per kilometer',
  usdPerMbpsYear: 'constant US dollars per megabit per second and year',
  mbps: 'megabits per second',
  mhz: 'megahertz',
  ghz: 'gigahertz',
  mmPerHour: 'millimeters of rain in an hour',
  db: 'decibels',
  dbm: 'decibels relative to a milliwatt',
  dbi: 'decibels relative to an isotropic antenna',
  watt: 'watts',
  year: 'calendar year, or a span of years',
  second: 'seconds',
  share: 'a share from 0 to 1; percent appears only on screens',
  index: 'a row’s position in another table, -1 where there is none',
} as const

export type Unit = keyof typeof units

/** Meters in one kilometer. */
export const metersPerKm = 1000
