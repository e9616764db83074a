// Tables, contexts and a small country for tests of importers. None of it exists.
import type { MultiPolygon } from '#geo/shapes.ts'
import type { ImportContext } from '#sources/import/imported.ts'
import { makeTerritory, type Territory } from '#sources/import/territory.ts'
import type { RawGeometry, RawTable, RawValue } from '#sources/raw.ts'
import { type Faults, faultsOf } from '#sources/read/_faults.ts'
import type { StudySource } from '#sources/studyFile.ts'

/** A square in degrees. */
export function square(west: number, south: number, side: number): MultiPolygon {
  const east = west + side
  const north = south + side
  return [[Float64Array.of(west, south, east, south, east, north, west, north, west, south)]]
}

/** The country: an island of 0.2° around 40.1 E, 10.1 S, in two halves; another's island lies 20 km east. */
export const territory: Territory = makeTerritory(
  [square(40, -10.2, 0.2), [[halfRing(40, 40.1)]], [[halfRing(40.1, 40.2)]]],
  [1, 2, 2],
  [square(40.4, -10.2, 0.2)[0]],
  undefined,
  [{ name: 'Sarela', extent: [40.35, -10.3, 40.7, -9.9] }],
)

function halfRing(west: number, east: number): Float64Array {
  return Float64Array.of(west, -10.2, east, -10.2, east, -10, west, -10, west, -10.2)
}

export function contextFor(spec: Partial<StudySource> = {}, where = territory): ImportContext {
  return {
    spec: { as: 'sites', file: 'given.csv', ...spec },
    source: 3,
    origin: 'measured',
    territory: where,
  }
}

/** A table from rows of objects; every name that occurs is a column. */
export function tableOf(
  rows: readonly Readonly<Record<string, RawValue>>[],
  geometry?: readonly (RawGeometry | null)[],
  crs = '',
): RawTable {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return {
    source: 'given.csv',
    table: 'given',
    names,
    columns: Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name] ?? null)])),
    length: rows.length,
    crs,
    ...(geometry === undefined ? {} : { geometry }),
  }
}

/** Runs an importer and gives what it made with what it said, as `code row`; gaps in columns aside. */
export function listen<T>(run: (faults: Faults) => T): {
  readonly made: T
  readonly said: readonly string[]
  readonly faults: Faults
} {
  const faults = faultsOf('given.csv', 'given')
  const made = run(faults)
  return {
    made,
    said: faults
      .list()
      .filter(({ code }) => code !== 'values-missing')
      .map(({ code, at }) => `${code} ${at.row}`),
    faults,
  }
}
