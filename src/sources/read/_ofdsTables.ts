// Networks of the Open Fibre Data Standard in GeoJSON, CSV and GeoPackage: what each says apart, put beside each node
// and span as the standard's JSON has it: who runs it, by name, and its phase.

import { type RawTable, type RawValue, type Read, rawText } from '#sources/raw.ts'
import { columnRecord } from '#sources/read/_columns.ts'
import { faultsOf } from '#sources/read/_faults.ts'
import { findPart, isMainPart, joinPart } from '#sources/read/_ofdsCsv.ts'
import {
  firstOf,
  networkVersions,
  ownerMembers,
  reader,
  sayVersion,
  type VersionsSaid,
  withColumns,
} from '#sources/read/_ofdsTerms.ts'

type Tables = Read<readonly RawTable[]>

/** The tables of a file, with those of a network joined; all others as they are. */
export function joinNetworkTables(tables: readonly RawTable[]): Tables {
  const csv = tables.flatMap((table) => findPart(table) ?? [])
  const problems: Tables['problems'][number][] = []
  const joined = tables.flatMap((table) => {
    if (isLayer(table)) {
      const read = fromLayer(table, tables)
      problems.push(...read.problems)
      return read.value === undefined ? [] : [read.value]
    }
    const part = csv.find((one) => one.table === table)
    if (part === undefined && !isFeatures(table)) return [table]
    const of = part === undefined ? [] : csv.filter(({ prefix }) => prefix === part.prefix)
    const isMain = part === undefined || isMainPart(part)
    // A table of organisations without nodes or spans beside it is nobody's: it stays what it is.
    if (!isMain) return of.some(isMainPart) ? [] : [table]
    const read = part === undefined ? fromFeatures(table) : joinPart(part, of)
    problems.push(...read.problems)
    return read.value === undefined ? [] : [read.value]
  })
  return { value: joined, problems }
}

/** Features of the standard's GeoJSON: each carries its whole network, which no other GeoJSON does. */
function isFeatures({ names, columns }: RawTable): boolean {
  const first = names.includes('network') && columns.network.find((value) => value !== null)
  return typeof first === 'string' && /^\{.*"(id|links)"\s*:/.test(first)
}

function fromFeatures(table: RawTable): Read<RawTable> {
  const faults = faultsOf(table.source, table.table)
  const read = reader(table)
  const said: VersionsSaid = new Set()
  const member = (column: string, row: number): string => namesIn(parsed(read(column, row)))
  const operators: string[] = []
  const phases: string[] = []
  for (let row = 0; row < table.length; row++) {
    operators.push(firstOf(['networkProviders', ...ownerMembers], (one) => member(one, row)))
    phases.push(member('phase', row))
    for (const href of networkVersions(parsed(read('network', row))))
      sayVersion(href, row + 1, said, faults)
  }
  return { value: withColumns(table, operators, phases), problems: faults.list() }
}

/** Nodes or spans of the standard's GeoPackage (0.4), where organisations and phases are numbers of rows. */
function isLayer({ names, table }: RawTable): boolean {
  return (
    (table === 'nodes' || table === 'spans') &&
    ['ofds_id', 'network_id'].every((name) => names.includes(name))
  )
}

function fromLayer(table: RawTable, tables: readonly RawTable[]): Read<RawTable> {
  const faults = faultsOf(table.source, table.table)
  const read = reader(table)
  const namesOf = (list: string): ReadonlyMap<string, string> => {
    const found = tables.find((one) => one.table === list)
    if (found === undefined) return new Map()
    const own = reader(found)
    return new Map(
      Array.from({ length: found.length }, (_, row) => [own('id', row), own('name', row)]),
    )
  }
  const organisations = namesOf('organisations')
  const phases = namesOf('phases')
  const every = (name: (row: number) => string): string[] =>
    Array.from({ length: table.length }, (_, row) => name(row))
  const owners = every((row) =>
    firstOf(ownerMembers, (one) => organisations.get(read(one, row)) ?? ''),
  )
  faults.add(
    'note',
    'ofds-table-missing',
    0,
    `Read no table of who runs each of the ${table.table}: a GeoPackage keeps it beside its layers; ${owners.some((name) => name !== '') ? 'whoever owns the cable counts as its operator' : 'nobody is known to run them'}`,
    'Give the network as JSON, GeoJSON or CSV to have operators by name',
  )
  const value = withColumns(
    table,
    owners,
    every((row) => phases.get(read('phase', row)) ?? ''),
  )
  // Numbers of rows are nobody's name.
  const names = value.names.filter((name) => !(ownerMembers as readonly string[]).includes(name))
  return {
    value: {
      ...value,
      names,
      columns: columnRecord(
        names,
        names.map((name) => value.columns[name]),
      ),
    },
    problems: faults.list(),
  }
}

function parsed(text: string): unknown {
  if (!/^[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function namesIn(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map(namesIn)
      .filter((name) => name !== '')
      .join('; ')
  if (typeof value !== 'object' || value === null) return rawText(value as RawValue)
  const { name, id } = value as { readonly name?: unknown; readonly id?: unknown }
  return String(name ?? id ?? '')
}
