// Existing fibre: ITU's transmission nodes, WATRA's nodes and routes, landing points, and own lists.
import { type Columns, findColumns } from '#sources/import/columns.ts'
import type { FibreNodeRow, Found, ImportContext, LineFound } from '#sources/import/imported.ts'
import { placeLines } from '#sources/import/lines.ts'
import { placeRows } from '#sources/import/positions.ts'
import { idReader } from '#sources/import/sites.ts'
import { fold } from '#sources/nearestWord.ts'
import type { RawTable } from '#sources/raw.ts'
import type { Faults } from '#sources/read/_faults.ts'

const nodeRoles = ['node', 'gateway', 'landing', 'exchange'] as const

/** The fibre nodes of a table; nodes that something else than fibre feeds are left out and counted. */
export function importFibreNodes(
  table: RawTable,
  context: ImportContext,
  faults: Faults,
): readonly Found<FibreNodeRow>[] {
  const { spec, source, origin } = context
  const columns = findColumns(table, spec.columns ?? {}, faults)
  const isOpen = openRows(table, columns, faults)
  let notFibre = 0
  const placed = placeRows(table, columns, context, faults, {
    accept: (row) => {
      if (!isOpen(row)) return false
      const medium = fold(columns.firstText('medium', row))
      const isFibre = medium === '' || medium.includes('fibre') || medium.includes('fiber')
      if (!isFibre) notFibre++
      return isFibre
    },
  })
  if (notFibre > 0) {
    faults.add(
      'note',
      'node-not-fibre',
      0,
      `Found ${notFibre} nodes in "${table.table}" that are fed by something else than fibre`,
      'Nothing to do: they were left out, for fibre cannot start there',
    )
  }
  const statusOf = statusReader(table, columns)
  const idOf = idReader(table, columns)
  return placed.rows.map((row, i) => {
    const word = fold(columns.text('role', row))
    const role = nodeRoles.find((one) => one === word) ?? spec.role ?? 'node'
    if (word !== '' && word !== role) {
      faults.add(
        'warning',
        'role-unknown',
        row + 1,
        `Cannot tell what the role "${columns.text('role', row)}" of a fibre node is`,
        `Use one of ${nodeRoles.join(', ')}; here it counts as ${role}`,
      )
    }
    return {
      row: {
        id: idOf(row),
        name: columns.text('name', row),
        lon: placed.lon[i],
        lat: placed.lat[i],
        placeOrigin: origin,
        role,
        status: statusOf(row),
        operator: operatorName(columns.text('operator', row)),
        source,
      },
      at: { source: table.source, table: table.table, row: row + 1 },
    }
  })
}

/** The fibre routes of a table. */
export function importFibreRoutes(
  table: RawTable,
  context: ImportContext,
  faults: Faults,
): readonly LineFound[] {
  const columns = findColumns(table, context.spec.columns ?? {}, faults)
  const statusOf = statusReader(table, columns)
  const idOf = idReader(table, columns)
  const ends = (row: number): string =>
    ['from', 'to']
      .map((name) => String(table.columns[name]?.[row] ?? ''))
      .filter((name) => name !== '')
      .join(' – ')
  const isOpen = openRows(table, columns, faults)
  const isFibre = fibreRows(table, columns, faults)
  return placeLines(table, context, faults, (row) => isOpen(row) && isFibre(row)).map(
    ({ row, part, line }) => ({
      id: part === 0 ? idOf(row) : `${idOf(row)}/${part}`,
      name: columns.text('name', row) || ends(row),
      kind: 'fibre',
      operator: operatorName(columns.text('operator', row)),
      status: statusOf(row),
      line,
      source: context.source,
    }),
  )
}

/** Words of what no longer works, in the Open Fibre Data Standard's list and beside it. */
const closed = /decommission|inactive|abandon|retired|disused/

/** Leaves out what no longer works, and counts it. */
function openRows(table: RawTable, columns: Columns, faults: Faults): (row: number) => boolean {
  const isOpen = (row: number): boolean => !closed.test(fold(columns.firstText('status', row)))
  let shut = 0
  for (let row = 0; row < table.length; row++) if (!isOpen(row)) shut++
  if (shut > 0) {
    faults.add(
      'note',
      'fibre-closed',
      0,
      `Found ${shut} rows of "${table.table}" that no longer work`,
      'Nothing to do: they were left out',
    )
  }
  return isOpen
}

/** Leaves out lines of which it is said that they are of something else than fibre, and counts them. */
function fibreRows(table: RawTable, columns: Columns, faults: Faults): (row: number) => boolean {
  const isFibre = (row: number): boolean => {
    const medium = fold(columns.firstText('medium', row))
    return /fib|optic|optiq/.test(medium) || !/microwave|faisceau|copper|coax|radio/.test(medium)
  }
  let other = 0
  for (let row = 0; row < table.length; row++) if (!isFibre(row)) other++
  if (other > 0) {
    faults.add(
      'note',
      'route-not-fibre',
      0,
      `Found ${other} lines in "${table.table}" that are of something else than fibre`,
      'Nothing to do: they were left out',
    )
  }
  return isFibre
}

/** An operator told as JSON (an organisation, or a list of them) by its names. */
function operatorName(text: string): string {
  if (!/^[[{]/.test(text)) return text
  const names = [...text.matchAll(/"name"\s*:\s*"((?:[^"\\]|\\.)*)"/g)].map(([, name]) => name)
  return names.join('; ')
}

/**
 * Whether each row works today. A table that says nothing of status lists what there is; a row that is
 * silent where others speak is unknown.
 */
function statusReader(table: RawTable, columns: Columns): (row: number) => FibreNodeRow['status'] {
  const words = Array.from({ length: table.length }, (_, row) => columns.firstText('status', row))
  const silent = words.every((word) => word === '')
  return (row) => {
    const word = fold(words[row])
    if (silent) return 'operational'
    if (word.includes('construction')) return 'construction'
    if (/plan|project|propos/.test(word)) return 'planned'
    if (/operational|active|live|existing|^yes$|^true$|^1$/.test(word)) return 'operational'
    return 'unknown'
  }
}
