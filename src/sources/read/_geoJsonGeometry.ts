// One geometry object of GeoJSON (RFC 7946, section 3.1), alone or in a feature.
import type { RawGeometry } from '#sources/raw.ts'
import { Damage } from '#sources/read/_faults.ts'
import { collect, lineOf, maxGeometryDepth, pointOf, ringOf } from '#sources/read/_geometry.ts'

/** Reads a geometry from its text. @throws Damage */
export function geometryFromJson(text: string, onMixed: () => void): RawGeometry | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Damage('the geometry is no JSON')
  }
  return geometryFromObject(value, onMixed)
}

/** Reads a geometry from what JSON gave; undefined where it is null or empty. @throws Damage */
export function geometryFromObject(
  value: unknown,
  onMixed: () => void = () => {},
  depth = 0,
): RawGeometry | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value !== 'object')
    throw new Damage(`the geometry is a ${typeof value}, expected an object`)
  if (depth > maxGeometryDepth) throw new Damage('geometries lie too deep in each other')
  const { type, coordinates, geometries } = value as Record<string, unknown>
  switch (type) {
    case 'Point': {
      const position = listOf(coordinates)
      return position.length === 0 ? undefined : pointOf(...positionOf(position))
    }
    case 'MultiPoint': {
      const flat = flatOf(coordinates)
      for (const number of flat)
        if (!Number.isFinite(number)) throw new Damage('a coordinate is no finite number')
      return flat.length === 0 ? undefined : { type, coordinates: flat }
    }
    case 'LineString': {
      const flat = flatOf(coordinates)
      return flat.length === 0 ? undefined : { type, coordinates: lineOf(flat) }
    }
    case 'MultiLineString': {
      const lines = listOf(coordinates).map((line) => lineOf(flatOf(line)))
      return lines.length === 0 ? undefined : { type, coordinates: lines }
    }
    case 'Polygon': {
      const rings = ringsOf(coordinates)
      return rings.length === 0 ? undefined : { type, coordinates: rings }
    }
    case 'MultiPolygon': {
      const polygons = listOf(coordinates)
        .map(ringsOf)
        .filter((rings) => rings.length > 0)
      return polygons.length === 0 ? undefined : { type, coordinates: polygons }
    }
    case 'GeometryCollection': {
      const parts = listOf(geometries)
        .map((part) => geometryFromObject(part, onMixed, depth + 1))
        .filter((part) => part !== undefined)
      return collect(parts, onMixed)
    }
  }
  throw new Damage(
    `the geometry has the type ${JSON.stringify(type) ?? 'none'}, which GeoJSON does not know`,
  )
}

const ringsOf = (value: unknown) => listOf(value).map((ring) => ringOf(flatOf(ring)))

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Damage('the geometry lacks its list of coordinates')
  return value
}

function flatOf(value: unknown): Float64Array {
  const positions = listOf(value)
  const flat = new Float64Array(positions.length * 2)
  for (let i = 0; i < positions.length; i++) {
    const position = positionOf(positions[i])
    flat[i * 2] = position[0]
    flat[i * 2 + 1] = position[1]
  }
  return flat
}

function positionOf(value: unknown): readonly [number, number] {
  if (!Array.isArray(value) || typeof value[0] !== 'number' || typeof value[1] !== 'number') {
    throw new Damage('a position is no pair of numbers')
  }
  return value as unknown as readonly [number, number]
}
