// What the versions of the Open Fibre Data Standard call what a plan reads, how a network states its version,
// and the columns that its tables are given whatever form they came in (schemas 0.1 to 0.4, github.com/Open-Telecoms-Data/open-fibre-data-standard).
import { type RawTable, type RawValue, rawText } from '#sources/raw.ts'
import { columnRecord } from '#sources/read/_columns.ts'
import { type Faults, quoted } from '#sources/read/_faults.ts'

/**
 * Who owns the cable, the newest name first: 0.4 calls `transmissionMediumOwner` what was the
 * `physicalInfrastructureProvider` until 0.3. No version has both, so either is read in any.
 */
export const ownerMembers = ['transmissionMediumOwner', 'physicalInfrastructureProvider'] as const

/** Versions that were told of already, each once for a file. */
export type VersionsSaid = Set<string>

const knownVersions: ReadonlySet<string> = new Set(['0.1', '0.2', '0.3', '0.4'])

/** The schemas that a network says describe it: the links of the relation `describedby`. */
export function networkVersions(network: unknown): readonly string[] {
  if (typeof network !== 'object' || network === null || !('links' in network)) return []
  const links = Array.isArray(network.links) ? network.links : [network.links]
  return links.flatMap((link: unknown) => {
    if (typeof link !== 'object' || link === null) return []
    const { rel, href } = link as { readonly rel?: unknown; readonly href?: unknown }
    return rel === 'describedby' && typeof href === 'string' ? [href] : []
  })
}

/** Says so where a network states a version that is not known. */
export function sayVersion(href: string, row: number, said: VersionsSaid, faults: Faults): void {
  const [, major, minor] = /\/(\d+)(?:__|\.)(\d+)[^/]*\//.exec(href) ?? []
  const version = major === undefined ? undefined : `${major}.${minor}`
  if ((version !== undefined && knownVersions.has(version)) || said.has(href)) return
  said.add(href)
  faults.add(
    'warning',
    'ofds-version',
    row,
    version === undefined
      ? `The network states no version of the Open Fibre Data Standard: its "describedby" is ${quoted(href)}`
      : `The network states version ${version} of the Open Fibre Data Standard, and Silta knows 0.1 to 0.4`,
    'It is read as 0.4: compare its names and states with what the plan shows, or publish it as 0.4',
  )
}

/** A row of a table by column, '' where there is none. */
export function reader(table: RawTable): (column: string, row: number) => string {
  return (column, row) => rawText(table.columns[column]?.[row])
}

/** The first of some members that says anything. */
export function firstOf(members: readonly string[], read: (member: string) => string): string {
  for (const member of members) {
    const text = read(member)
    if (text !== '') return text
  }
  return ''
}

/** A table with its operators and phases as the standard's JSON gives them. */
export function withColumns(
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
