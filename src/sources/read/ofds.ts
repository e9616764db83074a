// A network package of the Open Fibre Data Standard (0.1 to 0.4, JSON): its networks’ nodes and spans as
// two tables, organisations by name. Its GeoJSON and CSV are joined to the same in `_ofdsTables.ts`.
import type { RawTable, Read } from '#sources/raw.ts'
import { faultsOf } from '#sources/read/_faults.ts'
import {
  networkVersions,
  ownerMembers,
  sayVersion,
  type VersionsSaid,
} from '#sources/read/_ofdsTerms.ts'
import { readGeoJson } from '#sources/read/geoJson.ts'

type JsonObject = Readonly<Record<string, unknown>>

/** The nodes and spans of networks, each as a table where there are any. */
export function tablesOfNetworks(
  networks: readonly JsonObject[],
  source: string,
): Read<readonly RawTable[]> {
  const faults = faultsOf(source)
  const versions: VersionsSaid = new Set()
  for (const network of networks)
    for (const href of networkVersions(network)) sayVersion(href, 0, versions, faults)
  const parts = (['nodes', 'spans'] as const).map((part) => {
    const features = networks.flatMap((network) => featuresOf(network, part))
    return { part, features, read: asTable(features, source) }
  })
  const tables = parts.flatMap(({ part, features, read }) =>
    read.value === undefined || features.length === 0 ? [] : [{ ...read.value, table: part }],
  )
  const said = parts.flatMap(({ part, features, read }) =>
    features.length === 0
      ? []
      : read.problems.map((one) => ({ ...one, at: { ...one.at, table: part } })),
  )
  if (tables.length === 0) {
    faults.add(
      'error',
      'table-empty',
      0,
      'The package holds no nodes and no spans of its own',
      'Give the files that its "links" name: nodes and spans may be published apart',
    )
  }
  return {
    value: tables.length === 0 ? undefined : tables,
    problems: [...faults.list(), ...said],
  }
}

/** The networks of a package, or of a network that stands alone; undefined where JSON is neither. */
export function findNetworks(root: unknown): readonly JsonObject[] | undefined {
  if (!isObject(root)) return undefined
  if (Array.isArray(root.networks)) return root.networks.filter(isObject)
  return Array.isArray(root.nodes) || Array.isArray(root.spans) ? [root] : undefined
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function featuresOf(network: JsonObject, part: 'nodes' | 'spans'): readonly JsonObject[] {
  const list = network[part]
  if (!Array.isArray(list)) return []
  const names = namesOf(network)
  return list.filter(isObject).map((row) => {
    const { location, route, ...rest } = row
    const geometry = part === 'nodes' ? location : route
    const properties = Object.fromEntries(
      Object.entries(rest).map(([name, value]) => [name, plain(value, names)]),
    )
    const operator = ['networkProviders', ...ownerMembers].reduce<ReturnType<typeof plain>>(
      (found, member) => found || plain(row[member], names),
      null,
    )
    return {
      type: 'Feature',
      properties: { ...properties, operator },
      geometry: isObject(geometry) ? geometry : null,
    }
  })
}

/** Names of organisations and phases by id: rows may refer to them by id alone. */
function namesOf({ organisations, phases }: JsonObject): ReadonlyMap<string, string> {
  const lists = [organisations, phases].flatMap((list) => (Array.isArray(list) ? list : []))
  return new Map(
    lists.filter(isObject).flatMap(({ id, name }) => {
      return typeof name === 'string' ? [[String(id), name] as const] : []
    }),
  )
}

/** A member as one value: organisations by their names, lists joined. */
function plain(
  value: unknown,
  names: ReadonlyMap<string, string>,
): string | number | boolean | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return value.map((one) => plain(one, names)).join('; ')
  if (!isObject(value)) return value as string | number | boolean
  const { name, id } = value
  if (typeof name === 'string') return name
  const known = names.get(String(id))
  return known ?? (id === undefined ? JSON.stringify(value) : String(id))
}

function asTable(features: readonly JsonObject[], source: string): Read<RawTable> {
  const text = JSON.stringify({ type: 'FeatureCollection', features })
  return readGeoJson(new TextEncoder().encode(text), source)
}
