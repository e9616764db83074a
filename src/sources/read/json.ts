// JSON that is no GeoJSON: a network package of the Open Fibre Data Standard, or the list of objects that an
// interface gives (Giga’s schools, a ministry’s service), as one table.
import type { RawTable, Read } from '#sources/raw.ts'
import { type Faults, faultsOf } from '#sources/read/_faults.ts'
import { jsonFaultAt } from '#sources/read/_jsonFault.ts'
import { decodeText, lineOfCharacter } from '#sources/read/_text.ts'
import { readGeoJson } from '#sources/read/geoJson.ts'
import { findNetworks, tablesOfNetworks } from '#sources/read/ofds.ts'

type JsonObject = Readonly<Record<string, unknown>>

/** How deep a list may lie in the object around it, and a value in its row. */
const maxDepth = 3

/** Reads a network package as two tables, or a list of objects as one; JSON of any other kind is refused. */
export function readJson(bytes: Uint8Array, source: string): Read<readonly RawTable[]> {
  const faults = faultsOf(source)
  const text = decodeText(bytes, faults)
  if (text === undefined) return faults.with<readonly RawTable[]>(undefined)
  let root: unknown
  try {
    root = JSON.parse(text)
  } catch {
    sayBroken(text, faults)
    return faults.with<readonly RawTable[]>(undefined)
  }
  const networks = findNetworks(root)
  if (networks !== undefined) {
    const read = tablesOfNetworks(networks, source)
    return { value: read.value, problems: [...faults.list(), ...read.problems] }
  }
  const rows = findRows(root, 0)
  if (rows === undefined) {
    faults.add(
      'error',
      'format-unknown',
      0,
      'The file is JSON, but no GeoJSON, no list of objects and no network package of the Open Fibre Data Standard',
      'Give a GeoJSON, a CSV or a GeoPackage',
    )
    return faults.with<readonly RawTable[]>(undefined)
  }
  const features = rows.map(featureOf)
  const { value, problems } = readGeoJson(
    new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features })),
    source,
  )
  return {
    value: value === undefined ? undefined : [value],
    problems: [...faults.list(), ...problems],
  }
}

function sayBroken(text: string, faults: Faults): void {
  const at = jsonFaultAt(text)
  const line = lineOfCharacter(text, at)
  const isCut = at >= text.length
  faults.add(
    'error',
    isCut ? 'file-truncated' : 'json-broken',
    0,
    isCut ? `The file ends too early, on line ${line}` : `The file is broken JSON on line ${line}`,
    isCut ? 'Fetch the file again' : `Correct line ${line}, or export the file again`,
  )
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The longest list of objects in a value: itself, or in a member of it such as "results". */
function findRows(value: unknown, depth: number): readonly JsonObject[] | undefined {
  if (Array.isArray(value)) {
    const rows = value.filter(isObject)
    return rows.length > 0 && rows.length === value.length ? rows : undefined
  }
  if (!isObject(value) || depth === maxDepth) return undefined
  return Object.values(value)
    .flatMap((member) => [findRows(member, depth + 1) ?? []])
    .reduce<readonly JsonObject[] | undefined>(
      (best, rows) => (rows.length > (best?.length ?? 0) ? rows : best),
      undefined,
    )
}

const geometryType = /^(Multi)?(Point|LineString|Polygon)$/

/** A row as a feature: what lies in its members by path, with slashes; a geometry among them is its place. */
function featureOf(row: JsonObject): JsonObject {
  const properties: Record<string, unknown> = {}
  let geometry: unknown = null
  const add = (path: string, value: unknown, depth: number): void => {
    if (!isObject(value)) {
      const isList = Array.isArray(value) && value.every((one) => !isObject(one))
      properties[path] = isList ? value.join('; ') : value
      return
    }
    if (typeof value.type === 'string' && geometryType.test(value.type) && 'coordinates' in value) {
      geometry ??= value
      return
    }
    if (depth === maxDepth) {
      properties[path] = value
      return
    }
    for (const [name, inner] of Object.entries(value)) {
      add(path === '' ? name : `${path}/${name}`, inner, depth + 1)
    }
  }
  add('', row, 0)
  return { type: 'Feature', properties, geometry }
}
