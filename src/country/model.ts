// The model of one country: what every source is read into and every stage reads. Tables are columns;
// a row's identity is its index here and its `id` outside. Each fact says its origin and its source.
import type { ColumnSpec, Schema, Table } from '#base/table.ts'
import type { DigitalMap } from '#geo/digitalMap.ts'
import type { Extent, Grid, Lines, MultiPolygon } from '#geo/shapes.ts'

/** Where a value comes from: seen and counted, computed from other data, or taken as given. */
export const origins = ['measured', 'modeled', 'assumed'] as const
export type Origin = (typeof origins)[number]

/** The kinds of place a plan may connect. */
export const siteKinds = [
  'settlement',
  'school',
  'clinic',
  'hospital',
  'government',
  'library',
  'post',
  'market',
  'community',
  'worship',
  'telecenter',
  'other',
] as const
export type SiteKind = (typeof siteKinds)[number]

/** What a source or a survey says of a thing that may also be unsaid. */
export const answers = ['yes', 'no', 'unknown'] as const
export type Answer = (typeof answers)[number]

/** The technologies a site may be connected by. */
export const technologies = [
  'fibre',
  'microwave',
  'fixedWireless',
  'cellular',
  'satellite',
] as const
export type Technology = (typeof technologies)[number]

const origin = (of: string) =>
  ({
    type: 'text',
    unit: '',
    missing: 'never',
    values: origins,
    means: `Whether ${of} was measured, modeled or assumed.`,
  }) as const satisfies ColumnSpec

const lon = {
  type: 'f64',
  unit: 'degree',
  missing: 'never',
  bounds: [-180, 180],
  means: 'Longitude, WGS 84.',
} as const satisfies ColumnSpec

const lat = {
  type: 'f64',
  unit: 'degree',
  missing: 'never',
  bounds: [-90, 90],
  means: 'Latitude, WGS 84.',
} as const satisfies ColumnSpec

const id = {
  type: 'text',
  unit: '',
  missing: 'never',
  means: 'The identity its source gives it.',
} as const satisfies ColumnSpec

const name = {
  type: 'text',
  unit: '',
  missing: '',
  means: 'Local name, as the source gives it.',
} as const satisfies ColumnSpec

const source = {
  type: 'i32',
  unit: 'index',
  missing: 'never',
  means: 'The row’s source: an index into the country’s list of sources.',
} as const satisfies ColumnSpec

const area = {
  type: 'i32',
  unit: 'index',
  missing: -1,
  means: 'The smallest administrative area that holds the place.',
} as const satisfies ColumnSpec

/** Places that a plan may connect: settlements (where people live) and institutions. */
export const siteColumns = {
  id,
  kind: {
    type: 'text',
    unit: '',
    missing: 'never',
    values: siteKinds,
    means: 'What the place is.',
  },
  name,
  lon,
  lat,
  placeOrigin: origin('the position'),
  population: {
    type: 'f64',
    unit: 'person',
    missing: 'NaN',
    bounds: [0, 1e9],
    means: 'Residents; only settlements have any, so that no one is counted twice.',
  },
  populationOrigin: origin('the population'),
  users: {
    type: 'f64',
    unit: 'person',
    missing: 'NaN',
    bounds: [0, 1e9],
    means: 'People who use an institution: pupils, patients, staff.',
  },
  demandMbps: {
    type: 'f64',
    unit: 'mbps',
    missing: 'NaN',
    bounds: [0, 1e6],
    means: 'What the source itself says the place needs; it goes before any estimate.',
  },
  area,
  connected: {
    type: 'text',
    unit: '',
    missing: 'never',
    values: answers,
    means: 'Whether the source says the place is connected today.',
  },
  connectedBy: {
    type: 'text',
    unit: '',
    missing: '',
    values: ['', ...technologies],
    means: 'The technology that connects it today, where the source says.',
  },
  electricity: {
    type: 'text',
    unit: '',
    missing: 'never',
    values: answers,
    means: 'Whether the place has electricity.',
  },
  source,
} as const satisfies Schema
export type Sites = Table<typeof siteColumns>

/** Cells of a population grid (or of a cell table), each in one settlement. */
export const cellColumns = {
  lon,
  lat,
  population: {
    type: 'f64',
    unit: 'person',
    missing: 'never',
    bounds: [0, 1e9],
    means: 'Residents of the cell.',
  },
  settlement: {
    type: 'i32',
    unit: 'index',
    missing: -1,
    means: 'The settlement (a row of sites) that the cell’s people are counted in.',
  },
  area,
  source,
} as const satisfies Schema
export type PopulationCells = Table<typeof cellColumns>

/** Administrative areas; their polygons stand beside the table, row for row. */
export const areaColumns = {
  id,
  name,
  level: {
    type: 'u8',
    unit: '',
    missing: 'never',
    means: 'Administrative level: 0 the country, 1 the first division below it, and so on.',
  },
  parent: { type: 'i32', unit: 'index', missing: -1, means: 'The area one level up.' },
  population: {
    type: 'f64',
    unit: 'person',
    missing: 'NaN',
    means: 'Residents by census, where the source gives them.',
  },
  source,
} as const satisfies Schema
export interface Areas {
  readonly table: Table<typeof areaColumns>
  readonly polygons: readonly MultiPolygon[]
}

/** Radio access technologies, oldest first. */
export const radioTechnologies = ['2G', '3G', '4G', '5G'] as const
export type RadioTechnology = (typeof radioTechnologies)[number]

/** Towers and the cells on them; one row for each tower (or cell site) and technology. */
export const towerColumns = {
  id,
  lon,
  lat,
  placeOrigin: origin('the position'),
  technology: {
    type: 'text',
    unit: '',
    missing: '',
    values: ['', ...radioTechnologies],
    means: 'Radio technology, where the source says.',
  },
  heightMeters: {
    type: 'f64',
    unit: 'meter',
    missing: 'NaN',
    bounds: [0, 1000],
    means: 'Height of the antenna above ground.',
  },
  radiusMeters: {
    type: 'f64',
    unit: 'meter',
    missing: 'NaN',
    bounds: [0, 100_000],
    means: 'Declared radius of service.',
  },
  operator: { ...name, means: 'Who runs it.' },
  source,
} as const satisfies Schema
export type Towers = Table<typeof towerColumns>

/** Points of the fibre network. */
export const fibreNodeColumns = {
  id,
  name,
  lon,
  lat,
  placeOrigin: origin('the position'),
  role: {
    type: 'text',
    unit: '',
    missing: 'never',
    values: ['node', 'gateway', 'landing', 'exchange'],
    means: 'A node of the network, the country’s gateway, a cable’s landing point, an exchange.',
  },
  status: {
    type: 'text',
    unit: '',
    missing: 'never',
    values: ['operational', 'construction', 'planned', 'unknown'],
    means: 'Whether it works today.',
  },
  operator: { ...name, means: 'Who runs it.' },
  source,
} as const satisfies Schema
export type FibreNodes = Table<typeof fibreNodeColumns>

/** Fibre routes; their lines stand beside the table, row for row. */
export const fibreRouteColumns = {
  id,
  name,
  operator: { ...name, means: 'Who runs it.' },
  status: fibreNodeColumns.status,
  lengthMeters: { type: 'f64', unit: 'meter', missing: 'never', means: 'Length along the line.' },
  source,
} as const satisfies Schema
export interface FibreRoutes {
  readonly table: Table<typeof fibreRouteColumns>
  readonly lines: Lines
}

/** Roads; two roads meet where they share a coordinate. */
export const roadColumns = {
  id,
  kind: { type: 'text', unit: '', missing: '', means: 'The source’s class: primary, track, …' },
  lengthMeters: { type: 'f64', unit: 'meter', missing: 'never', means: 'Length along the line.' },
  source,
} as const satisfies Schema
export interface Roads {
  readonly table: Table<typeof roadColumns>
  readonly lines: Lines
}

/** Where a source says a radio technology can be received. */
export interface Coverage {
  readonly technology: RadioTechnology
  readonly area: MultiPolygon
  readonly origin: Origin
  readonly source: number
}

/** A grid with what it measures. */
export interface Layer {
  /** `elevation` in meters, or a land-cover class as a share: `builtUp`, `tree`. */
  readonly kind: 'elevation' | 'builtUp' | 'tree'
  readonly grid: Grid
  readonly source: number
}

/** One dataset, with what its licence asks of everything made from it. */
export interface Source {
  /** Its key in the data manifest, or the file's path in the study's folder. */
  readonly id: string
  readonly title: string
  /** SPDX identifier where there is one: `ODbL-1.0`, `CC-BY-4.0`. */
  readonly licence: string
  readonly attribution: string
  /** Day or year the data speaks of, `2020` or `2021-04-08`. */
  readonly date: string
  readonly digest: string
  readonly origin: Origin
}

/** Which facts the sources give completely, so that absence means "no" and not "unknown". */
export interface Completeness {
  /** All towers (or coverage areas) are known: a place outside them is unserved, not unknown. */
  readonly cellular: boolean
  /** All fibre is known. */
  readonly fibre: boolean
}

/** Two counts of the people of one area, and what the study takes. */
export interface PeopleCompared {
  /** Row of the country's areas. */
  readonly area: number
  readonly name: string
  readonly census: number
  readonly cells: number
  readonly taken: number
}

/** A census and a grid side by side, at one level of areas. */
export interface PeopleReconciled {
  readonly areas: 'grid' | 'census'
  readonly total: 'grid' | 'census'
  readonly level: number
  readonly rows: readonly PeopleCompared[]
}

/**
 * What a digital map of ITU tells: refractivity (P.1812, P.452), rain (P.837), multipath fading (P.530:
 * log10 of K, and dN75), the height of the 0 °C isotherm (P.839).
 */
export const radioMapKinds = [
  'refractivityGradient',
  'refractivity',
  'rainRate',
  'multipathLogK',
  'refractivityRange',
  'isothermHeight',
] as const
export type RadioMapKind = (typeof radioMapKinds)[number]

/** A user's copies of ITU's maps, each with its source: an index into the country's list. */
export type RadioMaps = {
  readonly [Kind in RadioMapKind]?: { readonly map: DigitalMap; readonly source: number }
}

/** One country, as its sources tell it. Nothing after `gather` changes it. */
export interface Country {
  /** ISO 3166-1 alpha-3, or a made-up code from the user range (XAA–XZZ) for fictional ones. */
  readonly iso3: string
  readonly name: string
  readonly extent: Extent
  readonly sources: readonly Source[]
  readonly areas: Areas
  readonly cells: PopulationCells
  readonly sites: Sites
  readonly towers: Towers
  readonly coverage: readonly Coverage[]
  readonly fibreNodes: FibreNodes
  readonly fibreRoutes: FibreRoutes
  readonly roads: Roads
  /** Coastline as land polygons; empty where the sources give none. */
  readonly land: MultiPolygon
  readonly terrain: readonly Layer[]
  /** ITU's digital maps, where a study names a user's own copy. */
  readonly radioMaps?: RadioMaps
  readonly completeness: Completeness
  /** Census and grid by area, where both are given; what was taken is in the cells already. */
  readonly peopleCompared?: PeopleReconciled
  /** Sources that lend sites a name, a count or a connection, beside the source of the row. */
  readonly lenders?: readonly number[]
}
