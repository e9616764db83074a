// The column of a text table that holds geometry, as WKT, hexadecimal WKB or GeoJSON.
import type { RawGeometry, RawValue } from '#sources/raw.ts'
import { isNothing } from '#sources/read/_columns.ts'
import { crsFromCode } from '#sources/read/_crs.ts'
import { damageOf, type Faults, quoted } from '#sources/read/_faults.ts'
import { geometryFromJson } from '#sources/read/_geoJsonGeometry.ts'
import { geometryFromWkb } from '#sources/read/_wkb.ts'
import { geometryFromWkt, looksLikeWkt } from '#sources/read/_wkt.ts'

const columnNames = new Set([
  'geometry',
  'geom',
  'the_geom',
  'wkt',
  'wkt_geom',
  'wkb',
  'wkb_geometry',
  'geojson',
  'shape',
  'location',
  'route',
])

/** The geometry found among a table's columns of texts; `column` is -1 where there is none. */
export interface FoundGeometry {
  readonly column: number
  readonly geometry?: readonly (RawGeometry | null)[]
  readonly crs: string
}

/** Looks for a column of geometry by its name and its first value, and reads it. */
export function geometryFromTexts(
  names: readonly string[],
  columns: readonly (readonly RawValue[])[],
  where: (row: number) => string,
  faults: Faults,
): FoundGeometry {
  const column = names.findIndex((name, i) => {
    if (!columnNames.has(name.toLowerCase())) return false
    const first = columns[i].find((value) => value !== null && !isNothing(String(value)))
    return typeof first === 'string' && formOf(first) !== undefined
  })
  if (column === -1) return { column, crs: '' }
  let srid = 0
  const geometry = columns[column].map((value, i) => {
    const text = String(value ?? '')
    if (isNothing(text)) return null
    const mixed = () => addMixed(faults, i + 1, `The row on ${where(i)}`)
    try {
      const found = geometryOf(text, mixed)
      if (found.srid !== 0) srid = found.srid
      return found.geometry ?? null
    } catch (error) {
      faults.add(
        'error',
        'geometry-damaged',
        i + 1,
        `Cannot read the geometry on ${where(i)}: ${damageOf(error)}`,
        `Correct the value in column ${quoted(names[column])}, or leave the row out`,
      )
      return null
    }
  })
  return { column, geometry, crs: srid === 0 ? '' : crsFromCode(srid) }
}

/** Says that a geometry mixes kinds and only one is kept. */
export function addMixed(faults: Faults, row: number, where: string): void {
  faults.add(
    'warning',
    'geometry-mixed',
    row,
    `${where} mixes points, lines and areas in one geometry: only the kind that covers most is kept`,
    'Put each kind of geometry into its own row',
  )
}

function formOf(text: string): 'wkt' | 'wkb' | 'json' | undefined {
  if (looksLikeWkt(text)) return 'wkt'
  if (/^0[01][0-9a-f]{8}/i.test(text)) return 'wkb'
  if (text.startsWith('{')) return 'json'
  return undefined
}

function geometryOf(text: string, onMixed: () => void) {
  const form = formOf(text)
  if (form === 'wkb') return geometryFromWkb(bytesFromHex(text), onMixed)
  if (form === 'json') return { geometry: geometryFromJson(text, onMixed), srid: 0 }
  return geometryFromWkt(text, onMixed)
}

/** Bytes from hexadecimal; a sign that is none becomes 0xff, which no geometry survives for long. */
function bytesFromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length >> 1)
  for (let i = 0; i < bytes.length; i++) {
    const value = Number.parseInt(text.slice(i * 2, i * 2 + 2), 16)
    bytes[i] = Number.isNaN(value) ? 0xff : value
  }
  return bytes
}
