// Which column of a table holds what: by the study's own mapping, otherwise by the names that known
// datasets use. Names are compared without case, spaces and marks (`Site ID` is `site_id`).
import type { Answer } from '#country/model.ts'
import { fold, nearestWord } from '#sources/nearestWord.ts'
import { type RawTable, type RawValue, rawNumber, rawText } from '#sources/raw.ts'
import { type Faults, grouped, quoted } from '#sources/read/_faults.ts'
import { type ColumnRole, columnRoles } from '#sources/studySchema.ts'

/**
 * The names under which known datasets keep each thing, the surest first: ITU's Connectivity Planning
 * Platform and mobile capacity tables, Giga, OpenCelliD, WATRA fibre, OnSSET, OpenStreetMap exports,
 * healthsites.io, Maina et al. 2019, OCHA boundaries.
 */
const aliases: Readonly<Record<ColumnRole, readonly string[]>> = {
  id: [
    ...['poi_id', 'giga_id_school', 'school_id', 'ict_id', 'site_id', 'node_id', 'line_id'],
    ...['osm_id', 'osm_node_id', 'coordinate_id', 'pcode', 'adm3_id', 'adm2_id', 'adm1_id', 'id'],
    ...['adm4_pcode', 'adm3_pcode', 'admin3pcod', 'adm2_pcode', 'admin2pcod', 'adm1_pcode'],
    ...['admin1pcod', 'shapeid', 'fid'],
  ],
  name: [
    ...['name', 'facility_name', 'school_name', 'site_name', 'adm3_name', 'adm2_name', 'adm1_name'],
    ...['adm3_en', 'adm2_en', 'adm1_en', 'com_norm', 'nom', 'nome', 'nombre'],
    ...['admin3name', 'admin2name', 'admin1name', 'shapename'],
  ],
  lon: [
    ...['lon', 'longitude', 'long', 'lng', 'x_deg', 'lon_deg', 'x_coord', 'gps_longitude'],
    ...['easting', 'x'],
  ],
  lat: [...['lat', 'latitude', 'y_deg', 'lat_deg', 'y_coord', 'gps_latitude', 'northing', 'y']],
  position: ['latlon', 'latlong', 'lat_long', 'coordinates', 'gps_coordinates', 'position'],
  kind: ['poi_type', 'kind', 'facility_type_9', 'facility_type', 'site_type', 'type', 'category'],
  population: [
    ...['population', 'pop', 'people', 'residents', 'inhabitants', 'pop_total', 'total_pop'],
    ...['pop_start_calibrated', 'hopital_com_csv_population', 't_tl', 'total'],
  ],
  users: ['number_of_users', 'num_students', 'students', 'enrollment', 'users', 'beds'],
  demandMbps: ['total_mbps', 'demand_mbps', 'mbps'],
  connected: ['is_connected', 'connectivity', 'connected', 'has_internet'],
  connectedBy: ['connectivity_type', 'type_connectivity', 'connected_by'],
  electricity: ['has_electricity', 'electricity', 'electrified'],
  technology: ['radio_type', 'radio', 'technology', 'net_type', 'coverage_type', 'generation'],
  heightMeters: ['antenna_height', 'tower_height', 'height', 'height_m'],
  radiusMeters: ['radius_meters', 'radius_m', 'radius', 'range'],
  operator: [
    ...['operator_name', 'operator', 'owner', 'provider', 'network_providers'],
    ...['networkProviders/0/name', 'transmissionMediumOwner', 'physicalInfrastructureProvider'],
    ...['transmissionMediumOwner/name', 'physicalInfrastructureProvider/name'],
  ],
  role: ['role', 'node_role'],
  status: ['node_status', 'status', 'type_infr', 'is_actual'],
  medium: ['transmission_medium', 'infrastructure_type', 'type_infr', 'medium'],
  level: ['admin_level', 'level', 'adm_level', 'shapetype'],
  geometry: ['geometry', 'geom', 'wkt', 'the_geom', 'shape'],
}

/** The columns of one table by what they hold. */
export interface Columns {
  /** The column's own name, where the table has it. */
  readonly named: Partial<Readonly<Record<ColumnRole, string>>>
  /** The values; every row null where the table has no such column. */
  value(role: ColumnRole, row: number): RawValue
  text(role: ColumnRole, row: number): string
  /** The first value there is among all columns known for this. */
  firstText(role: ColumnRole, row: number): string
}

/**
 * Finds the columns of a table. A mapping of the study to a column that is not there is an error.
 */
export function findColumns(
  table: RawTable,
  mapping: Partial<Readonly<Record<ColumnRole, string>>>,
  faults: Faults,
): Columns {
  const byFolded = new Map<string, string>()
  for (const name of table.names) {
    if (!byFolded.has(fold(name))) byFolded.set(fold(name), name)
  }
  const named: Partial<Record<ColumnRole, string>> = {}
  const all: Partial<Record<ColumnRole, readonly string[]>> = {}
  for (const role of Object.keys(columnRoles) as ColumnRole[]) {
    const mapped = mapping[role]
    if (mapped !== undefined) {
      const found = table.names.includes(mapped) ? mapped : byFolded.get(fold(mapped))
      if (found === undefined) {
        faults.add(
          'error',
          'column-missing',
          0,
          `Cannot find the column "${mapped}" that the study maps to "${role}"`,
          columnCure(mapped, table),
        )
      } else {
        named[role] = found
        all[role] = [found]
      }
      continue
    }
    const found = aliases[role].flatMap((alias) => byFolded.get(fold(alias)) ?? [])
    if (found.length > 0) {
      named[role] = found[0]
      all[role] = found
    }
  }
  sayMissing(table, named, faults)
  if (named.population !== undefined) sayUnit(named.population, faults)
  const value = (role: ColumnRole, row: number): RawValue => {
    const name = named[role]
    return name === undefined ? null : table.columns[name][row]
  }
  return {
    named,
    value,
    text: (role, row) => rawText(value(role, row)),
    firstText(role, row) {
      for (const name of all[role] ?? []) {
        const text = rawText(table.columns[name][row])
        if (text !== '') return text
      }
      return ''
    },
  }
}

/** What has its own words where it is missing, or needs none. */
const saidElsewhere: ReadonlySet<ColumnRole> = new Set([
  ...(['lon', 'lat', 'position', 'geometry', 'population'] as const),
])

/**
 * Says which columns have gaps. A map's tags are given where someone cared to, and a column without any
 * value is a template's: neither is said.
 */
function sayMissing(
  table: RawTable,
  named: Partial<Readonly<Record<ColumnRole, string>>>,
  faults: Faults,
): void {
  if (['amenity', 'place', 'man_made', 'highway', 'tag'].some((key) => table.names.includes(key)))
    return
  for (const [role, name] of Object.entries(named)) {
    if (saidElsewhere.has(role as ColumnRole)) continue
    const values = table.columns[name]
    const first = values.indexOf(null)
    const missing = first === -1 ? 0 : values.reduce<number>((n, v) => (v === null ? n + 1 : n), 0)
    if (missing === 0 || missing === table.length) continue
    faults.add(
      'note',
      'values-missing',
      first + 1,
      `Found no value for ${name} in ${missing} of ${table.length} rows of "${table.table}", the first here`,
      'Fill them in where they are known; empty and <NA> count as unknown',
    )
  }
}

const units: readonly (readonly [unit: number, word: RegExp])[] = [
  [1_000_000, /\b(millions?|milh(oes|ão|ões)|millones|juta)\b|مليون|ملايين/],
  [
    1000,
    /\b(thousands?|milliers?|milhares|miles|ribu|maelfu|en mille|em mil|en mil)\b|\((mil|mille|k)\)|[(\s×x*]['’]?(1[ .,]?000|000s?)\)?$|بالآلاف|بالالاف|ألف/,
  ],
]

/** How many people one of a column's numbers stands for, by its name: "Population (milliers)" counts thousands. */
export function peopleUnit(column: string): number {
  const plain = column.toLowerCase().replace(/[_.-]+/g, ' ')
  return units.find(([, word]) => word.test(plain))?.[0] ?? 1
}

function sayUnit(column: string, faults: Faults): void {
  const unit = peopleUnit(column)
  if (unit === 1) return
  faults.add(
    'warning',
    'people-unit',
    0,
    `Read the column ${quoted(column)} as ${unit === 1000 ? 'thousands' : 'millions'} of people, as its name says: each number was multiplied by ${grouped(unit)}`,
    'Give people, one by one, in a column whose name speaks of no thousands, if that is wrong',
  )
}

/** Names the columns there are, and the one that may be meant. */
export function columnCure(wanted: string, table: RawTable): string {
  const near = nearestWord(wanted, table.names)
  const names = table.names.slice(0, 20).join(', ')
  const more = table.names.length > 20 ? ', …' : ''
  return near === undefined
    ? `The table has ${names}${more}; say in the study which one it is: "columns": {…}`
    : `Did you mean "${near}"? The table has ${names}${more}`
}

/** True for a table whose rows may have a place: by geometry, or by columns known to hold one. */
export function canBePlaced(table: RawTable): boolean {
  if (table.geometry !== undefined) return true
  const folded = new Set(table.names.map(fold))
  const has = (role: 'lon' | 'lat' | 'position'): boolean =>
    aliases[role].some((one) => folded.has(fold(one)))
  return (has('lon') && has('lat')) || has('position')
}

/**
 * A number of a row, NaN where there is none; a text that is no number, or a number out of bounds, is
 * a warning and counts as missing.
 */
export function numberAt(
  table: RawTable,
  columns: Columns,
  role: ColumnRole,
  row: number,
  bounds: readonly [low: number, high: number],
  faults: Faults,
): number {
  const value = columns.value(role, row)
  if (value === null) return Number.NaN
  const unit = role === 'population' ? peopleUnit(columns.named.population ?? '') : 1
  const number = rawNumber(value) * unit
  const [low, high] = bounds
  if (number >= low && number <= high) return number
  faults.add(
    'warning',
    'value-impossible',
    row + 1,
    `Cannot use ${JSON.stringify(value)} as ${columns.named[role]} in "${table.table}"`,
    `Give a number from ${low} to ${high}, or leave it empty; here it counts as unknown`,
  )
  return Number.NaN
}

const yes = new Set(['yes', 'y', 'true', 't', '1', 'oui', 'sim', 'si'])
const no = new Set(['no', 'n', 'false', 'f', '0', 'non', 'nao'])

/** Yes, no, or unknown for all that is neither. */
export function answerFrom(value: RawValue): Answer {
  const word = fold(rawText(value))
  return yes.has(word) ? 'yes' : no.has(word) ? 'no' : 'unknown'
}
