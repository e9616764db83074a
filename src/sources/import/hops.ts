// A table of hops to judge: two places and two antenna heights a row.
import { type Problem, SourceError } from '#base/problem.ts'
import { nearestWord } from '#sources/nearestWord.ts'
import { type RawTable, rawNumber, rawText } from '#sources/raw.ts'

/** One row. */
export interface HopRow {
  /** As the file says, otherwise the number of its row. */
  readonly id: string
  readonly from: HopEnd
  readonly to: HopEnd
}

/** A place and the height of its antenna above ground, m. */
export interface HopEnd {
  readonly lon: number
  readonly lat: number
  readonly heightMeters: number
}

/** Columns of a table of hops, and the range of each. */
const hopColumns = {
  from_lon: [-180, 180],
  from_lat: [-90, 90],
  from_height_m: [0.1, 9000],
  to_lon: [-180, 180],
  to_lat: [-90, 90],
  to_height_m: [0.1, 9000],
} as const satisfies Record<string, readonly [low: number, high: number]>

type HopColumn = keyof typeof hopColumns

/**
 * Reads hops; a row with a value that cannot be is left out and named.
 *
 * @throws SourceError where a column is missing.
 */
export function readHops(table: RawTable): {
  readonly hops: readonly HopRow[]
  readonly problems: readonly Problem[]
} {
  const columns = Object.keys(hopColumns) as HopColumn[]
  const missing = columns.filter((name) => !table.names.includes(name))
  const at = (row: number) => ({ source: table.source, table: table.table, row })
  if (missing.length > 0) {
    const near = missing
      .map((name) => [name, nearestWord(name, table.names)] as const)
      .filter(([, found]) => found !== undefined)
      .map(([name, found]) => ` Is "${found}" meant as ${name}?`)
    throw new SourceError({
      level: 'error',
      code: 'column-missing',
      at: at(0),
      message: `Cannot read hops from "${table.source}": it has no column ${missing.join(', ')}`,
      cure: `Name the columns ${columns.join(', ')} (degrees and meters above ground), with id if you like.${near.join('')}`,
    })
  }
  const problems: Problem[] = []
  const hops: HopRow[] = []
  for (let row = 0; row < table.length; row++) {
    const values = columns.map((name) => rawNumber(table.columns[name][row]))
    const line = table.rowNumber?.[row] ?? row + 1
    let isWhole = true
    columns.forEach((name, i) => {
      const [low, high] = hopColumns[name]
      if (values[i] >= low && values[i] <= high) return
      isWhole = false
      const found = rawText(table.columns[name][row])
      problems.push({
        level: 'error',
        code: 'value-impossible',
        at: at(line),
        message: `Cannot use ${found === '' ? 'nothing' : `"${found}"`} as ${name}`,
        cure: `Give a number from ${low} to ${high}; the row is left out`,
      })
    })
    if (!isWhole) continue
    const id = table.names.includes('id') ? rawText(table.columns.id[row]) : ''
    const [fromLon, fromLat, fromHeight, toLon, toLat, toHeight] = values
    hops.push({
      id: id === '' ? String(line) : id,
      from: { lon: fromLon, lat: fromLat, heightMeters: fromHeight },
      to: { lon: toLon, lat: toLat, heightMeters: toHeight },
    })
  }
  return { hops, problems }
}
