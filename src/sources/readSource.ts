// One file of a study as its readers give it, before anyone says what it means: tables, grids, and the
// tables that roles take from an OpenStreetMap extract.
import type { Problem } from '#base/problem.ts'
import type { Watch } from '#base/progress.ts'
import type { Origin } from '#country/model.ts'
import { isOsmRole, type OsmTables, readOsm } from '#sources/import/osm.ts'
import type { RawExtent, RawGrid, RawTable, Read, Sql } from '#sources/raw.ts'
import { readFile } from '#sources/read/file.ts'
import { sniff } from '#sources/read/sniff.ts'
import { type ExtentList, rolesOf, type StudySource } from '#sources/studyFile.ts'
import type { Role } from '#sources/studySchema.ts'

/** A file's content, with the entry of the study that asks for it. */
export interface Content {
  readonly spec: StudySource
  /** Index of the source in the country's list. */
  readonly source: number
  readonly origin: Origin
  /** The file's name, for messages. */
  readonly name: string
  readonly tables: readonly RawTable[]
  readonly grids: readonly RawGrid[]
  /** Where the file is an OpenStreetMap extract. */
  readonly osm?: OsmTables
}

/** Reads one file. */
export async function readSource(
  bytes: Uint8Array,
  name: string,
  spec: StudySource,
  source: number,
  origin: Origin,
  {
    sql,
    watch,
    extent,
  }: { readonly sql?: Sql; readonly watch: Watch; readonly extent?: ExtentList },
): Promise<Read<Content>> {
  const common = { spec, source, origin, name }
  if (sniff(bytes, name) === 'osmPbf') {
    const { value: osm, problems } = await readOsm(bytes, name, spec, watch)
    const strange = rolesOf(spec).filter((role) => !isOsmRole(role))
    return {
      value: osm === undefined ? undefined : { ...common, tables: [], grids: [], osm },
      problems: [...problems, ...strange.map((role) => roleUnfit(name, role))],
    }
  }
  const { value, problems } = await readFile(bytes, name, {
    ...(sql === undefined ? {} : { sql }),
    ...(spec.layer === undefined ? {} : { layer: spec.layer }),
    ...(spec.names === undefined ? {} : { names: spec.names }),
    ...(extent === undefined || !rolesOf(spec).every(isGround) ? {} : { degrees: around(extent) }),
  })
  return {
    value: value === undefined ? undefined : { ...common, ...value },
    problems,
  }
}

/** Half a degree: radio paths and hills beyond the border count. */
const marginDegrees = 0.5

/** Grids of the ground are read as windows. People never are: every cell of theirs is accounted for. */
function isGround(role: Role): boolean {
  return role === 'elevation' || role === 'builtUp' || role === 'tree' || role === 'coverage'
}

function around([west, south, east, north]: ExtentList): RawExtent {
  return {
    west: west - marginDegrees,
    south: south - marginDegrees,
    east: east + marginDegrees,
    north: north + marginDegrees,
  }
}

/** A file that cannot be read as what the study says. */
export function roleUnfit(source: string, role: string): Problem {
  return {
    level: 'error',
    code: 'role-unfit',
    at: { source, table: '', row: 0 },
    message: `Cannot read "${source}" as ${role}: it holds nothing of that kind`,
    cure: 'Change "as" in the study, or give another file',
  }
}
