// The CSV of the Open Fibre Data Standard: nodes and spans, with who runs them and their phases joined by id from
// the tables beside them (its CSV reference, 0.1 to 0.4).
import type { Problem } from '#base/problem.ts'
import { type RawTable, type Read, rowInFile } from '#sources/raw.ts'
import { type Faults, faultsOf, quoted } from '#sources/read/_faults.ts'
import {
  firstOf,
  ownerMembers,
  reader,
  sayVersion,
  type VersionsSaid,
  withColumns,
} from '#sources/read/_ofdsTerms.ts'

/** One table of the standard's CSV: its list, and what of it the table holds. */
export interface Part {
  readonly table: RawTable
  /** Folder and name before the list: tables of one network share it. */
  readonly prefix: string
  readonly list: string
  readonly member: string
}

const partName =
  /^(.*?)(nodes|spans|phases|organisations|links|contracts|wayleaves|networks)(?:_([A-Za-z]+))?\.csv$/i

/** What a table is in the standard's CSV; undefined for any other. */
export function findPart(table: RawTable): Part | undefined {
  const [, prefix, list, member] = partName.exec(table.table) ?? []
  if (list === undefined) return undefined
  const isOurs =
    table.names.includes('network/id') || (list === 'networks' && table.names.includes('crs/uri'))
  return isOurs ? { table, prefix, list, member: member ?? '' } : undefined
}

/** True for the tables that others are joined to. */
export const isMainPart = ({ list, member }: Part): boolean =>
  (list === 'nodes' || list === 'spans') && member === ''

/** An id as it is unique among networks; its table's own column of ids unless another is named. */
function keyOf(table: RawTable, row: number, column = 'id'): string {
  const read = reader(table)
  return `${read('network/id', row)} ${read(column, row)}`
}

/** The nodes or spans, joined with the tables of their network. */
export function joinPart(part: Part, parts: readonly Part[]): Read<RawTable> {
  const { table, list, prefix } = part
  const find = (wanted: string, member = ''): RawTable | undefined =>
    parts.find((one) => one.list === wanted && one.member === member)?.table
  const faults = faultsOf(table.source, table.table)
  const base = prefix.replace(/^.*\//, '')
  const organisation = namesOf(find('organisations'), 'organisation', `${base}organisations.csv`)
  const phase = namesOf(find('phases'), 'phase', `${base}phases.csv`)
  const side = providersFrom(find(list, 'networkProviders'), part, organisation)
  const inline = table.names.flatMap(
    (name) => /^(networkProviders\/\d+)\/(?:id|name)$/.exec(name)?.[1] ?? [],
  )
  const owners = ownerMembers.filter((one) =>
    table.names.some((name) => name.startsWith(`${one}/`)),
  )
  if (side === undefined && inline.length === 0)
    sayNoProviders(part, `${base}${list}_networkProviders.csv`, owners.length > 0, faults)
  const rows = Array.from({ length: table.length }, (_, row) => row)
  const operators = rows.map((row) => {
    const own = [...new Set(inline)].map((one) => organisation(table, row, one, faults))
    const beside = side?.forKey.get(keyOf(table, row)) ?? []
    const running = [...own, ...beside].filter((name) => name !== '').join('; ')
    return running || firstOf(owners, (one) => organisation(table, row, one, faults))
  })
  const phases = rows.map((row) => phase(table, row, 'phase', faults))
  return {
    value: withColumns(table, operators, phases),
    problems: [...sayVersions(find('links')), ...(side?.problems ?? []), ...faults.list()],
  }
}

/** The name that a row gives a member, or that its id has in another table. */
type NameOf = (from: RawTable, row: number, member: string, faults: Faults) => string

function namesOf(table: RawTable | undefined, kind: string, file: string): NameOf {
  const names = new Map<string, string>()
  for (let row = 0; table !== undefined && row < table.length; row++)
    names.set(keyOf(table, row), reader(table)('name', row))
  return (from, row, member, faults) => {
    const read = reader(from)
    const own = read(`${member}/name`, row)
    const id = read(`${member}/id`, row)
    if (own !== '' || id === '') return own
    const known = names.get(keyOf(from, row, `${member}/id`)) ?? ''
    if (known !== '') return known
    faults.add(
      'warning',
      'ofds-reference',
      row + 1,
      `Line ${rowInFile(from, row)} gives the ${kind} ${quoted(id)} no name, and ${table === undefined ? `there is no ${file} beside it` : `${table.table} holds none of this id`}`,
      `Give ${file} of the same export, or write the name into "${member}/name"; here it goes by its id`,
    )
    return id
  }
}

/** Who runs each row, by key, from the table that says so; what it says of no row is listed. */
function providersFrom(
  side: RawTable | undefined,
  { table, list }: Part,
  organisation: NameOf,
): { forKey: ReadonlyMap<string, string[]>; problems: readonly Problem[] } | undefined {
  if (side === undefined) return undefined
  const faults = faultsOf(side.source, side.table)
  const forKey = new Map<string, string[]>()
  for (let row = 0; row < table.length; row++) forKey.set(keyOf(table, row), [])
  for (let row = 0; row < side.length; row++) {
    const names = forKey.get(keyOf(side, row))
    if (names !== undefined) {
      names.push(organisation(side, row, 'networkProviders/0', faults))
      continue
    }
    faults.add(
      'warning',
      'ofds-reference',
      row + 1,
      `Line ${rowInFile(side, row)} is about the ${list.slice(0, -1)} ${quoted(reader(side)('id', row))}, which ${table.table} does not hold`,
      `Correct its "id" and "${list}/0/id", or give both tables from one export; here it is passed over`,
    )
  }
  return { forKey, problems: faults.list() }
}

function sayNoProviders({ table }: Part, file: string, hasOwner: boolean, faults: Faults): void {
  faults.add(
    hasOwner ? 'note' : 'warning',
    'ofds-table-missing',
    0,
    `Found no ${file} beside ${table.table}: ${hasOwner ? 'whoever owns the cable counts as its operator' : 'nobody is known to run what it lists'}`,
    `Put ${file} of the same export beside it, or all of them into one zip`,
  )
}

/** The versions a table of links states. */
function sayVersions(links: RawTable | undefined): readonly Problem[] {
  if (links === undefined) return []
  const read = reader(links)
  const faults = faultsOf(links.source, links.table)
  const said: VersionsSaid = new Set()
  for (let row = 0; row < links.length; row++)
    if (read('rel', row) === 'describedby') sayVersion(read('href', row), row + 1, said, faults)
  return faults.list()
}
