// What comes of looking at a folder: its files as they were recognized, and the country they are about.
import type { CountryCode } from '#country/countryCodes.ts'
import type { Extent } from '#geo/shapes.ts'
import type { StudySource } from '#sources/studyFile.ts'

/** One file (or one layer of it) as it was recognized. */
export interface Recognized {
  readonly file: string
  readonly layer?: string
  readonly source: StudySource
  readonly why: string
  readonly rows: number
  /** Ids and names of its first rows: two files with the same hold the same things. */
  readonly ids: readonly string[]
}

/** A file that is not read, and why. */
export interface LeftOut {
  readonly file: string
  readonly why: string
}

/** The country that a folder is about, and by what. */
export interface CountryFound extends Pick<CountryCode, 'iso3' | 'name'> {
  /** Share of the places nearest to its cities, where nothing but coordinates tells it. */
  readonly byPlaces?: number
}

/** What a folder holds. */
export interface Recognition {
  readonly recognized: readonly Recognized[]
  readonly leftOut: readonly LeftOut[]
  readonly country: CountryFound | undefined
  /** Every country that columns or file names tell of, where they tell of several and none prevails. */
  readonly countries: readonly string[]
  /** Around what was found; undefined where nothing has a position. */
  readonly extent: Extent | undefined
}
