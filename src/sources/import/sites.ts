// Places to connect, from any table of points: ITU's Connectivity Planning Platform, Giga's schools,
// Maina et al. 2019, healthsites.io, OpenStreetMap extracts and exports, and lists with mapped columns.
import { siteColumns, type Technology } from '#country/model.ts'
import {
  answerFrom,
  type Columns,
  findColumns,
  numberAt,
  peopleUnit,
} from '#sources/import/columns.ts'
import type { Found, ImportContext, NamedPlace, SiteRow } from '#sources/import/imported.ts'
import { placeRows } from '#sources/import/positions.ts'
import { findKind, type KindMeaning, kindFromTags, osmSiteKeys } from '#sources/import/siteKinds.ts'
import { fold } from '#sources/nearestWord.ts'
import { type RawTable, rawNumber, rawText } from '#sources/raw.ts'
import type { Faults } from '#sources/read/_faults.ts'

/** ITU's words for how a point is connected, and those of Giga. */
const technologyForWord: Readonly<Record<string, Technology>> = {
  fiber: 'fibre',
  fibre: 'fibre',
  ftth: 'fibre',
  metro: 'fibre',
  mobile: 'cellular',
  mobilebroadband: 'cellular',
  cellular: 'cellular',
  '3g': 'cellular',
  '4g': 'cellular',
  '5g': 'cellular',
  wireless: 'fixedWireless',
  fixedwireless: 'fixedWireless',
  wisp: 'fixedWireless',
  microwave: 'microwave',
  p2p: 'microwave',
  satellite: 'satellite',
  vsat: 'satellite',
}

/** The sites of a table, those outside the country left out and said. */
export function importSites(
  table: RawTable,
  context: ImportContext,
  faults: Faults,
): readonly Found<SiteRow>[] {
  const { spec, source, origin } = context
  const columns = findColumns(table, spec.columns ?? {}, faults)
  const kindOf = kindReader(table, columns, context, faults)
  if (kindOf === undefined) return []
  const placed = placeRows(table, columns, context, faults, {
    accept: (row) => kindOf(row) !== 'skip',
  })
  const idOf = idReader(table, columns)
  return placed.rows.map((row, i) => {
    const value = (role: 'population' | 'users' | 'demandMbps'): number =>
      numberAt(table, columns, role, row, siteColumns[role].bounds, faults)
    const kind = kindOf(row) as SiteRow['kind']
    return {
      row: {
        id: idOf(row),
        kind,
        name: columns.text('name', row),
        lon: placed.lon[i],
        lat: placed.lat[i],
        placeOrigin: origin,
        population: kind === 'settlement' ? value('population') : Number.NaN,
        populationOrigin: origin,
        users: value('users'),
        demandMbps: value('demandMbps'),
        area: placed.area[i],
        ...connection(columns, row),
        electricity: answerFrom(columns.value('electricity', row)),
        source,
      },
      at: { source: table.source, table: table.table, row: row + 1 },
    }
  })
}

/** Settlements with their population, from a table that has no grid behind it. */
export function importSettlements(
  table: RawTable,
  context: ImportContext,
  faults: Faults,
): readonly Found<SiteRow>[] {
  const sites = importSites(
    table,
    { ...context, spec: { ...context.spec, kind: 'settlement' } },
    faults,
  )
  for (const { row, at } of sites) {
    if (!Number.isNaN(row.population)) continue
    faults.add(
      'warning',
      'population-missing',
      at.row,
      `Found no population for the settlement "${row.name === '' ? row.id : row.name}"`,
      'Give its residents; without them its demand is the least a site may ask',
    )
  }
  return sites
}

/** OpenStreetMap's places that people live in and call by a name. */
const inhabited = new Set(['city', 'town', 'village', 'hamlet', 'isolated_dwelling'])

/** Its parts of towns: a census counts people in them, and no settlement is called by their name. */
const townParts = new Set(['suburb', 'quarter', 'neighbourhood', 'city_block', 'borough'])

/** Named places: of OpenStreetMap those where people live, of other tables every named row. */
export function importPlaces(
  table: RawTable,
  context: ImportContext,
  faults: Faults,
): readonly NamedPlace[] {
  const { spec, source } = context
  const tag = tagReader(table)
  const columns = findColumns(table, spec.columns ?? {}, faults)
  const isPlace = hasTags(table, ['place'])
  const placed = placeRows(table, columns, context, faults, {
    accept: (row) =>
      columns.text('name', row) !== '' &&
      (!isPlace || inhabited.has(tag(row)('place')) || townParts.has(tag(row)('place'))),
  })
  const idOf = idReader(table, columns)
  const unit = peopleUnit(columns.named.population ?? '')
  return placed.rows.map((row, i) => ({
    id: idOf(row),
    name: columns.text('name', row),
    lon: placed.lon[i],
    lat: placed.lat[i],
    area: placed.area[i],
    source,
    kind: isPlace ? tag(row)('place') : '',
    // A map's own figures are often texts such as "ca. 300": what is no number is not said of each.
    population: rawNumber(columns.value('population', row)) * unit,
    isPart: isPlace && townParts.has(tag(row)('place')),
  }))
}

/** How to tell the kind of each row; undefined, and said, where the table does not tell. */
function kindReader(
  table: RawTable,
  columns: Columns,
  { spec }: ImportContext,
  faults: Faults,
): ((row: number) => KindMeaning) | undefined {
  const own = spec.kinds ?? {}
  const fixed = spec.kind
  const { kind: kindColumn } = columns.named
  if (kindColumn === undefined && fixed !== undefined) return () => fixed
  if (kindColumn === undefined && hasTags(table, osmSiteKeys)) {
    const tag = tagReader(table)
    return (row) => kindFromTags(tag(row), own)
  }
  if (kindColumn === undefined) {
    // Giga's schools need no column to say that they are schools.
    if (table.names.some((name) => fold(name) === 'gigaidschool')) return () => 'school'
    faults.add(
      'error',
      'column-missing',
      0,
      `Cannot tell what the rows of "${table.table}" are: no column holds the kind of place`,
      'Say it in the study: "kind": "school" for the whole file, or "columns": {"kind": "…"}',
    )
    return undefined
  }
  const unknown = new Map<string, { count: number; row: number }>()
  const kinds = table.columns[kindColumn].map((_, row) => {
    const word = columns.firstText('kind', row)
    const kind = word === '' ? fixed : findKind(word, own)
    if (kind === undefined) {
      const known = unknown.get(word)
      if (known === undefined) unknown.set(word, { count: 1, row })
      else known.count++
    }
    return kind ?? fixed ?? 'other'
  })
  for (const [word, { count, row }] of unknown) {
    faults.add(
      'warning',
      'kind-unknown',
      row + 1,
      `Cannot tell what ${word === '' ? 'a place without a kind' : `"${word}"`} in ${kindColumn} is: ${count} ${count === 1 ? 'row has' : 'rows have'} it`,
      `Map it in the study, "kinds": {${JSON.stringify(word)}: "school"}; here it counts as ${fixed ?? 'other'}`,
    )
  }
  return (row) => kinds[row]
}

/** What a table says of today's connection. */
function connection(columns: Columns, row: number): Pick<SiteRow, 'connected' | 'connectedBy'> {
  const word = fold(columns.text('connectedBy', row))
  const by = Object.hasOwn(technologyForWord, word) ? technologyForWord[word] : ''
  const connected = answerFrom(columns.value('connected', row))
  // A technology that connects a place says that it is connected, unless the table denies it.
  return { connected: connected === 'unknown' && by !== '' ? 'yes' : connected, connectedBy: by }
}

/** The id of each row: its own, OpenStreetMap's with the element's type, or its row in the file. */
export function idReader(table: RawTable, columns: Columns): (row: number) => string {
  const osmType = table.names.find((name) => fold(name) === 'osmtype')
  const isOsmNode = fold(columns.named.id ?? '') === 'osmnodeid'
  return (row) => {
    const id = columns.text('id', row)
    if (id === '') return `${table.table}#${row + 1}`
    if (isOsmNode) return `node/${id}`
    const type = osmType === undefined ? '' : rawText(table.columns[osmType][row])
    return type === '' ? id : `${type}/${id}`
  }
}

/** True where a table has OpenStreetMap's tags, as columns or as pairs of tag and value. */
export function hasTags(table: RawTable, keys: readonly string[]): boolean {
  return keys.some((key) => table.names.includes(key)) || isTagTable(table)
}

function isTagTable({ names }: RawTable): boolean {
  return names.includes('tag') && names.includes('value')
}

/** The tags of each row, whichever way the table holds them; '' for a tag it has not. */
export function tagReader(table: RawTable): (row: number) => (key: string) => string {
  const pairs = isTagTable(table)
  return (row) => (key) => {
    const own = Object.hasOwn(table.columns, key) ? rawText(table.columns[key][row]) : ''
    if (own !== '' || !pairs) return own
    return table.columns.tag[row] === key ? rawText(table.columns.value[row]) : ''
  }
}
