// Towers and cell sites: ITU's cells, OpenCelliD, OpenStreetMap's masts, and lists with mapped columns.
import { towerColumns } from '#country/model.ts'
import { findColumns, numberAt } from '#sources/import/columns.ts'
import type { Found, ImportContext, TowerRow } from '#sources/import/imported.ts'
import { placeRows } from '#sources/import/positions.ts'
import { hasTags, idReader, tagReader } from '#sources/import/sites.ts'
import { fold } from '#sources/nearestWord.ts'
import type { RawTable } from '#sources/raw.ts'
import type { Faults } from '#sources/read/_faults.ts'

const generations: Readonly<Record<string, TowerRow['technology']>> = {
  '2g': '2G',
  gsm: '2G',
  cdma: '2G',
  '3g': '3G',
  umts: '3G',
  wcdma: '3G',
  hspa: '3G',
  '4g': '4G',
  lte: '4G',
  '5g': '5G',
  nr: '5G',
}

/** The radio technology a word stands for; '' where we do not know the word. */
export function technologyOf(word: string): TowerRow['technology'] {
  const plain = fold(word)
  return Object.hasOwn(generations, plain) ? generations[plain] : ''
}

/** OpenStreetMap keys that tell a mast of telecommunications from a minaret. */
export const osmTowerKeys = [
  'man_made',
  'tower:type',
  'communication:mobile_phone',
  'communication:radio',
  'telecom',
] as const

/** True for OpenStreetMap elements that carry antennas. */
export function isTower(tag: (key: string) => string): boolean {
  const made = tag('man_made')
  if (made === 'communications_tower') return true
  if (made !== 'mast' && made !== 'tower' && made !== 'antenna') return false
  const type = tag('tower:type')
  if (type !== '') return type === 'communication'
  // A tower without a type may be anything; a mast or antenna without one most likely carries radio.
  return made !== 'tower' || tag('communication:mobile_phone') === 'yes' || tag('telecom') !== ''
}

/** The towers of a table. */
export function importTowers(
  table: RawTable,
  context: ImportContext,
  faults: Faults,
): readonly Found<TowerRow>[] {
  const { spec, source, origin } = context
  const columns = findColumns(table, spec.columns ?? {}, faults)
  const tag = tagReader(table)
  const fromOsm = hasTags(table, ['man_made'])
  const placed = placeRows(table, columns, context, faults, {
    accept: (row) => !fromOsm || isTower(tag(row)),
  })
  const idOf = idReader(table, columns)
  return placed.rows.map((row, i) => {
    const meters = (role: 'heightMeters' | 'radiusMeters'): number =>
      numberAt(table, columns, role, row, towerColumns[role].bounds, faults)
    const word = columns.text('technology', row)
    const technology = technologyOf(word) || spec.technology || ''
    if (word !== '' && technologyOf(word) === '') {
      faults.add(
        'warning',
        'technology-unknown',
        row + 1,
        `Cannot tell which radio technology "${word}" is`,
        'Write 2G, 3G, 4G or 5G; here it counts as unknown',
      )
    }
    return {
      row: {
        id: idOf(row),
        lon: placed.lon[i],
        lat: placed.lat[i],
        placeOrigin: origin,
        technology,
        heightMeters: meters('heightMeters'),
        radiusMeters: meters('radiusMeters'),
        operator: columns.text('operator', row),
        source,
      },
      at: { source: table.source, table: table.table, row: row + 1 },
    }
  })
}
