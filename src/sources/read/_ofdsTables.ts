// What the GeoJSON and CSV of the Open Fibre Data Standard (0.1 to 0.4) say apart, put beside each node and
// span: who runs it, by name, and its phase. CSV keeps these in tables of their own, joined here by id.

import { type RawTable, type RawValue, type Read, rawText, rowInFile } from '#sources/raw.ts'
import { columnRecord } from '#sources/read/_columns.ts'
import { type Faults, faultsOf, quoted } from '#sources/read/_faults.ts'
import {
  networkVersions,
  ownerMembers,
  sayVersion,
  type VersionsSaid,
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
    const read = part === undefined ? fromFeatures(table) : fromCsv(part, of)
    problems.push(...read.problems)
    return read.value === undefined ? [] : [read.value]
  })
  return { value: joined, problems }
}

/** One table of the standard's CSV: its list, and what of it the table holds. */
interface Part {
  readonly table: RawTable
  /** Folder and name before the list: tables of one network share it. */
  readonly prefix: string
  readonly list: string
  readonly member: string
}

const partName =
  /^(.*?)(nodes|spans|phases|organisations|links|contracts|wayleaves|networks)(?:_([A-Za-z]+))?\.csv$/i

function findPart(table: RawTable): Part | undefined {
  const [, prefix, list, member] = partName.exec(table.table) ?? []
  if (list === undefined) return undefined
  const isOurs =
    table.names.includes('network/id') || (list === 'networks' && table.names.includes('crs/uri'))
  return isOurs ? { table, prefix, list, member: member ?? '' } : undefined
}

const isMainPart = ({ list, member }: Part): boolean =>
  (list === 'nodes' || list === 'spans') && member === ''

/** A row of a table by column, '' where there is none. */
function reader(table: RawTable): (column: string, row: number) => string {
  return (column, row) => rawText(table.columns[column]?.[row])
}

/** An id as it is unique among networks; its table's own column of ids unless another is named. */
function keyOf(table: RawTable, row: number, column = 'id'): string {
  const read = reader(table)
  return `${read('network/id', row)} ${read(column, row)}`
}

function fromCsv({ table, list, prefix }: Part, parts: readonly Part[]): Read<RawTable> {
  const find = (wanted: string, member = ''): RawTable | undefined =>
    parts.find((one) => one.list === wanted && one.member === member)?.table
  const faults = faultsOf(table.source, table.table)
  const beside = [...(sayVersions(find('links')) ?? [])]
  const nameOf = (of: RawTable | undefined, kind: string, file: string) => {
    const names = new Map<string, string>()
    for (let row = 0; of !== undefined && row < of.length; row++)
      names.set(keyOf(of, row), reader(of)('name', row))
    return (from: RawTable, row: number, column: string, told: Faults): string => {
      const read = reader(from)
      const own = read(`${column}/name`, row)
      const id = read(`${column}/id`, row)
      if (own !== '' || id === '') return own
      const known = names.get(keyOf(from, row, `${column}/id`)) ?? ''
      if (known !== '') return known
      told.add(
        'warning',
        'ofds-reference',
        row + 1,
        `Line ${rowInFile(from, row)} gives the ${kind} ${quoted(id)} no name, and ${of === undefined ? `there is no ${file} beside it` : `${of.table} holds none of this id`}`,
        `Give ${file} of the same export, or write the name into "${column}/name"; here it goes by its id`,
      )
      return id
    }
  }
  const organisation = nameOf(
    find('organisations'),
    'organisation',
    `${baseOf(prefix)}organisations.csv`,
  )
  const phase = nameOf(find('phases'), 'phase', `${baseOf(prefix)}phases.csv`)
  const side = find(list, 'networkProviders')
  const sideName = `${baseOf(prefix)}${list}_networkProviders.csv`
  const inline = table.names.flatMap(
    (name) => /^(networkProviders\/\d+)\/(?:id|name)$/.exec(name)?.[1] ?? [],
  )
  const providers = new Map<string, string[]>()
  if (side !== undefined) {
    const told = faultsOf(side.source, side.table)
    const ids = new Set(Array.from({ length: table.length }, (_, row) => keyOf(table, row)))
    for (let row = 0; row < side.length; row++) {
      const key = keyOf(side, row)
      if (!ids.has(key)) {
        told.add(
          'warning',
          'ofds-reference',
          row + 1,
          `Line ${rowInFile(side, row)} is about the ${list.slice(0, -1)} ${quoted(reader(side)('id', row))}, which ${table.table} does not hold`,
          `Correct its "id" and "${list}/0/id", or give both tables from one export; here it is passed over`,
        )
        continue
      }
      const name = organisation(side, row, 'networkProviders/0', told)
      if (name !== '') providers.set(key, [...(providers.get(key) ?? []), name])
    }
    beside.push(...told.list())
  }
  const owners = ownerMembers.filter((one) =>
    table.names.some((name) => name.startsWith(`${one}/`)),
  )
  if (side === undefined && inline.length === 0) {
    faults.add(
      owners.length === 0 ? 'warning' : 'note',
      'ofds-table-missing',
      0,
      `Found no ${sideName} beside ${table.table}: ${owners.length === 0 ? 'nobody is known to run what it lists' : 'whoever owns the cable counts as its operator'}`,
      `Put ${sideName} of the same export beside it, or all of them into one zip`,
    )
  }
  const every = <T>(value: (row: number) => T): T[] =>
    Array.from({ length: table.length }, (_, row) => value(row))
  const operators = every((row) => {
    const own = [...new Set(inline)].map((one) => organisation(table, row, one, faults))
    const running = [...own, ...(providers.get(keyOf(table, row)) ?? [])].filter(
      (one) => one !== '',
    )
    return running.length > 0
      ? running.join('; ')
      : firstOf(owners, (one) => organisation(table, row, one, faults))
  })
  const phases = every((row) => phase(table, row, 'phase', faults))
  return {
    value: withColumns(table, operators, phases),
    problems: [...beside, ...faults.list()],
  }
}

const baseOf = (prefix: string): string => prefix.replace(/^.*\//, '')

function firstOf(members: readonly string[], read: (member: string) => string): string {
  for (const member of members) {
    const text = read(member)
    if (text !== '') return text
  }
  return ''
}

/** The versions a table of links states. */
function sayVersions(links: RawTable | undefined): Tables['problems'] | undefined {
  if (links === undefined) return undefined
  const read = reader(links)
  const faults = faultsOf(links.source, links.table)
  const said: VersionsSaid = new Set()
  for (let row = 0; row < links.length; row++)
    if (read('rel', row) === 'describedby') sayVersion(read('href', row), row + 1, said, faults)
  return faults.list()
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

/** A table with its operators and phases as the standard's JSON gives them. */
function withColumns(
  table: RawTable,
  operators: readonly string[],
  phases: readonly string[],
): RawTable {
  const values = (texts: readonly string[]): RawValue[] =>
    texts.map((text) => (text === '' ? null : text))
  const names = [...table.names.filter((name) => name !== 'operator' && name !== 'phase')]
  const columns = names.map((name) => table.columns[name])
  return {
    ...table,
    names: [...names, 'operator', 'phase'],
    columns: columnRecord(
      [...names, 'operator', 'phase'],
      [...columns, values(operators), values(phases)],
    ),
  }
}
