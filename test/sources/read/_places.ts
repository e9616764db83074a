// The three schools that every layer among the fixtures holds (fixtures/make.py).
import { expect } from 'vitest'
import type { RawTable } from '#sources/raw.ts'

/** As a table should say them, without the columns a format adds. */
export const places = {
  length: 3,
  columns: {
    code: ['school-1', 'school-2', 'school-3'],
    label: ['École primaire de Mitsamiouli', 'Lycée "Saïd" , Moroni', null],
    pupils: [412, null, 0],
    share: [0, 0.125, 0.25],
  },
  geometry: [
    { type: 'Point', coordinates: [43.2844, -11.3847] },
    { type: 'Point', coordinates: [43.2551, -11.7022] },
    { type: 'Point', coordinates: [44.3961, -12.1667] },
  ],
}

/** Checks the same places in UTM 38 S: eastings and northings by GDAL's gdaltransform. */
export function utmPlaces(table: RawTable | undefined): void {
  expect(table?.columns).toMatchObject(places.columns)
  const found = table?.geometry?.map((one) => (one?.type === 'Point' ? one.coordinates : []))
  eastingsAndNorthings.forEach(([x, y], i) => {
    expect(found?.[i]?.[0]).toBeCloseTo(x, 3)
    expect(found?.[i]?.[1]).toBeCloseTo(y, 3)
  })
}

const eastingsAndNorthings = [
  [312802.520860032, 8740930.21813491],
  [309818.65670064, 8705788.65982041],
  [434299.551114308, 8654939.91971167],
] as const
