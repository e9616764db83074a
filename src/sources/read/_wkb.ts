// Geometry as well-known binary: ISO (OGC 06-103r4, Z and M as +1000 and +2000), PostGIS's EWKB, and
// the header GeoPackage puts before it (OGC 12-128r18, clause 2.1.3).
import type { RawGeometry } from '#sources/raw.ts'
import { Damage } from '#sources/read/_faults.ts'
import { collect, lineOf, maxGeometryDepth, pointOf, ringOf } from '#sources/read/_geometry.ts'

/** What a binary geometry says. */
export interface WkbGeometry {
  readonly geometry: RawGeometry | undefined
  /** The spatial reference it names, 0 where none. */
  readonly srid: number
}

const curves = [
  'CircularString',
  'CompoundCurve',
  'CurvePolygon',
  'MultiCurve',
  'MultiSurface',
  'Curve',
  'Surface',
  'PolyhedralSurface',
  'TIN',
  'Triangle',
]

interface Cursor {
  readonly view: DataView
  at: number
  srid: number
  mixed: boolean
}

/** Reads a geometry; `undefined` in it where it is empty. @throws Damage */
export function geometryFromWkb(bytes: Uint8Array, onMixed: () => void = () => {}): WkbGeometry {
  const cursor: Cursor = {
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    at: 0,
    srid: 0,
    mixed: false,
  }
  const geometry = readGeometry(cursor, 0)
  if (cursor.mixed) onMixed()
  return { geometry, srid: cursor.srid }
}

/** Bytes of the envelope by its indicator, 0 to 4. */
const envelopeBytes = [0, 32, 48, 48, 64]

/** Reads a geometry as GeoPackage stores it. @throws Damage */
export function geometryFromGeoPackage(
  bytes: Uint8Array,
  onMixed: () => void = () => {},
): WkbGeometry {
  if (bytes.length < 8 || bytes[0] !== 0x47 || bytes[1] !== 0x50) {
    throw new Damage('the geometry does not start with "GP"')
  }
  const flags = bytes[3]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const srid = view.getInt32(4, (flags & 1) === 1)
  const envelope = envelopeBytes[(flags >> 1) & 7]
  if (envelope === undefined) throw new Damage('the geometry has an unknown envelope')
  if ((flags & 0x20) !== 0) throw new Damage('the geometry is of an extended type')
  if ((flags & 0x10) !== 0) return { geometry: undefined, srid }
  if (bytes.length < 8 + envelope) throw tooShort()
  return { geometry: geometryFromWkb(bytes.subarray(8 + envelope), onMixed).geometry, srid }
}

const tooShort = () => new Damage('the geometry ends before its last point')

function readGeometry(cursor: Cursor, depth: number): RawGeometry | undefined {
  if (depth > maxGeometryDepth) throw new Damage('geometries lie too deep in each other')
  const order = read(cursor, 1, (view, at) => view.getUint8(at))
  if (order > 1) throw new Damage(`the geometry has byte order ${order}, expected 0 or 1`)
  const little = order === 1
  const code = read(cursor, 4, (view, at) => view.getUint32(at, little))
  const iso = code & 0x0fffffff
  const kind = iso % 1000
  const dimension = Math.floor(iso / 1000)
  if (dimension > 3) throw new Damage(`the geometry has the unknown type ${code}`)
  const hasZ = (code & 0x80000000) !== 0 || dimension === 1 || dimension === 3
  const hasM = (code & 0x40000000) !== 0 || dimension === 2 || dimension === 3
  if ((code & 0x20000000) !== 0)
    cursor.srid = read(cursor, 4, (view, at) => view.getUint32(at, little))
  const stride = 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0)
  const count = (least: number): number => {
    const n = read(cursor, 4, (view, at) => view.getUint32(at, little))
    if (n * least > cursor.view.byteLength - cursor.at) throw tooShort()
    return n
  }
  const positions = (): Float64Array => {
    const n = count(stride)
    const flat = new Float64Array(n * 2)
    for (let i = 0; i < n; i++) {
      flat[i * 2] = cursor.view.getFloat64(cursor.at, little)
      flat[i * 2 + 1] = cursor.view.getFloat64(cursor.at + 8, little)
      cursor.at += stride
    }
    return flat
  }
  switch (kind) {
    case 1: {
      if (cursor.at + stride > cursor.view.byteLength) throw tooShort()
      const x = cursor.view.getFloat64(cursor.at, little)
      const y = cursor.view.getFloat64(cursor.at + 8, little)
      cursor.at += stride
      return pointOf(x, y)
    }
    case 2: {
      const flat = positions()
      return flat.length === 0 ? undefined : { type: 'LineString', coordinates: lineOf(flat) }
    }
    case 3: {
      const n = count(4)
      const rings = []
      for (let i = 0; i < n; i++) {
        const flat = positions()
        if (flat.length > 0) rings.push(ringOf(flat))
      }
      return rings.length === 0 ? undefined : { type: 'Polygon', coordinates: rings }
    }
    case 4:
    case 5:
    case 6:
    case 7: {
      const n = count(5)
      const parts: RawGeometry[] = []
      for (let i = 0; i < n; i++) {
        const part = readGeometry(cursor, depth + 1)
        if (part !== undefined) parts.push(part)
      }
      return asMulti(
        kind,
        collect(parts, () => {
          cursor.mixed = true
        }),
      )
    }
  }
  const curve = curves[kind - 8]
  throw new Damage(
    curve === undefined
      ? `the geometry has the unknown type ${code}`
      : `the geometry is a ${curve}, which Silta does not read`,
  )
}

/** A Multi type of one part stays a Multi type, so that a column's geometries are of one type. */
function asMulti(kind: number, geometry: RawGeometry | undefined): RawGeometry | undefined {
  if (geometry === undefined) return undefined
  if (kind === 4 && geometry.type === 'Point') {
    return { type: 'MultiPoint', coordinates: Float64Array.from(geometry.coordinates) }
  }
  if (kind === 5 && geometry.type === 'LineString') {
    return { type: 'MultiLineString', coordinates: [geometry.coordinates] }
  }
  if (kind === 6 && geometry.type === 'Polygon') {
    return { type: 'MultiPolygon', coordinates: [geometry.coordinates] }
  }
  return geometry
}

function read(cursor: Cursor, size: number, get: (view: DataView, at: number) => number): number {
  if (cursor.at + size > cursor.view.byteLength) throw tooShort()
  const value = get(cursor.view, cursor.at)
  cursor.at += size
  return value
}
