// What a study takes from an OpenStreetMap extract: which elements to keep, and the table of each role.
import type { Watch } from '#base/progress.ts'
import { isRoad } from '#sources/import/roads.ts'
import { kindFromTags, osmSiteKeys } from '#sources/import/siteKinds.ts'
import { isTower, osmTowerKeys } from '#sources/import/towers.ts'
import type { RawTable, Read } from '#sources/raw.ts'
import { type OsmExtract, type OsmTags, type OsmWanted, readOsmPbf } from '#sources/read/osmPbf.ts'
import { rolesOf, type StudySource } from '#sources/studyFile.ts'
import type { Role } from '#sources/studySchema.ts'

/** Roles an extract can fill. */
const osmRoles = ['areas', 'land', 'places', 'sites', 'towers', 'roads'] as const
export type OsmRole = (typeof osmRoles)[number]

type ElementKind = 'node' | 'way' | 'relation'

interface RoleRule {
  readonly kinds: readonly ElementKind[]
  readonly keys: readonly string[]
  readonly accepts: (tag: (key: string) => string, spec: StudySource) => boolean
}

const rules: Readonly<Record<OsmRole, RoleRule>> = {
  areas: {
    kinds: ['relation'],
    keys: ['boundary', 'admin_level', 'name', 'ISO3166-2', 'population'],
    accepts: (tag, { levels }) =>
      tag('boundary') === 'administrative' &&
      (levels === undefined ? Number(tag('admin_level')) > 2 : tag('admin_level') in levels),
  },
  land: {
    kinds: ['way'],
    keys: ['natural'],
    accepts: (tag) => tag('natural') === 'coastline',
  },
  places: {
    kinds: ['node'],
    keys: ['place', 'name', 'population'],
    accepts: (tag) => tag('place') !== '' && tag('name') !== '',
  },
  sites: {
    kinds: ['node', 'way', 'relation'],
    keys: [...osmSiteKeys, 'name', 'operator'],
    accepts: (tag, { kinds }) => kindFromTags(tag, kinds) !== 'skip',
  },
  towers: {
    kinds: ['node', 'way'],
    keys: [...osmTowerKeys, 'operator', 'height'],
    accepts: (tag) => isTower(tag),
  },
  roads: { kinds: ['way'], keys: ['highway', 'name'], accepts: (tag) => isRoad(tag) },
}

/** The tables of an extract, by the role each is for. */
export type OsmTables = Partial<Readonly<Record<OsmRole, readonly RawTable[]>>>

/** Reads from an extract what a source of the study asks for. */
export async function readOsm(
  bytes: Uint8Array,
  source: string,
  spec: StudySource,
  watch: Watch,
): Promise<Read<OsmTables>> {
  const asked = rolesOf(spec).filter(isOsmRole)
  const { value, problems } = await readOsmPbf(bytes, source, wantedFor(asked, spec), watch)
  if (value === undefined) return { value: undefined, problems }
  const tables = Object.fromEntries(asked.map((role) => [role, tablesFor(role, value, spec)]))
  return { value: tables, problems }
}

/** True for roles that an extract can fill. */
export function isOsmRole(role: Role): role is OsmRole {
  return (osmRoles as readonly Role[]).includes(role)
}

function wantedFor(asked: readonly OsmRole[], spec: StudySource): OsmWanted {
  const test = (kind: ElementKind) => {
    const some = asked.map((role) => rules[role]).filter(({ kinds }) => kinds.includes(kind))
    return (tags: OsmTags): boolean =>
      some.some(({ accepts }) => accepts((key) => tags.get(key) ?? '', spec))
  }
  return {
    node: test('node'),
    way: test('way'),
    relation: test('relation'),
    keys: [...new Set(asked.flatMap((role) => rules[role].keys))],
  }
}

/** The rows of an extract that fill a role, with ids that tell nodes, ways and relations apart. */
function tablesFor(role: OsmRole, extract: OsmExtract, spec: StudySource): RawTable[] {
  const { kinds, keys, accepts } = rules[role]
  const tables = kinds.map((kind) => {
    const table = { node: extract.nodes, way: extract.ways, relation: extract.relations }[kind]
    const rows: number[] = []
    for (let row = 0; row < table.length; row++) {
      if (accepts((key) => String(table.columns[key]?.[row] ?? ''), spec)) rows.push(row)
    }
    const { geometry } = table
    return {
      source: table.source,
      table: `${kind}s`,
      names: ['id', ...keys],
      columns: {
        id: rows.map((row) => withKind(kind, String(table.columns.id[row]))),
        ...Object.fromEntries(
          keys.map((key) => [key, rows.map((row) => table.columns[key]?.[row] ?? null)]),
        ),
      },
      length: rows.length,
      crs: table.crs,
      ...(geometry === undefined ? {} : { geometry: rows.map((row) => geometry[row]) }),
    }
  })
  return tables.filter(({ length }) => length > 0)
}

function withKind(kind: ElementKind, id: string): string {
  return id.includes('/') ? id : `${kind}/${id}`
}
