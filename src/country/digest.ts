// One digest for all that a country holds, the same in Node and in every browser: SHA-256 over each
// column's name and values, numbers as little-endian bytes, texts as canonical JSON. Terrain, which is
// most of the bytes and pinned by its sources' SHA-256 already, enters by a quick sum of its values.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { canonicalJson, type Json } from '#base/canonical.ts'
import type { Country } from '#country/model.ts'
import type { MultiPolygon } from '#geo/shapes.ts'

type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** `sha256:…` over everything a country holds. */
export function countryDigest(country: Country): string {
  const hash = sha256.create()
  const json = (value: Json): void => {
    const bytes = new TextEncoder().encode(canonicalJson(value))
    hash.update(new TextEncoder().encode(`${bytes.length}:`)).update(bytes)
  }
  const numbers = (values: Numbers): void => {
    json([values.constructor.name, values.length])
    hash.update(littleEndian(values))
  }
  const table = (name: string, columns: Readonly<Record<string, unknown>>): void => {
    json(name)
    for (const [column, values] of Object.entries(columns)) {
      json(column)
      if (ArrayBuffer.isView(values)) numbers(values as Numbers)
      else json(values as Json)
    }
  }
  const shape = (polygons: MultiPolygon): void => {
    json(polygons.map((rings) => rings.length))
    for (const ring of polygons.flat()) numbers(ring)
  }

  const { iso3, name, extent, sources, completeness } = country
  json({ iso3, name, extent, sources, completeness } as unknown as Json)
  table('areas', country.areas.table)
  country.areas.polygons.forEach(shape)
  table('cells', country.cells)
  table('sites', country.sites)
  table('towers', country.towers)
  for (const { technology, area, origin, source } of country.coverage) {
    json({ technology, origin, source })
    shape(area)
  }
  table('fibreNodes', country.fibreNodes)
  table('fibreRoutes', country.fibreRoutes.table)
  numbers(country.fibreRoutes.lines.offsets)
  numbers(country.fibreRoutes.lines.coordinates)
  table('roads', country.roads.table)
  numbers(country.roads.lines.offsets)
  numbers(country.roads.lines.coordinates)
  shape(country.land)
  for (const { kind, grid, source } of country.terrain) {
    const { width, height, missing } = grid
    const sums = quickSum(grid.values)
    json({
      kind,
      source,
      extent: grid.extent,
      width,
      height,
      missing: String(missing),
      sums,
    } as unknown as Json)
  }
  return `sha256:${bytesToHex(hash.digest())}`
}

/** Two independent sums of 32 bits over the values and their order, by MurmurHash3's mixing (A. Appleby). */
function quickSum(values: Float32Array): readonly [number, number] {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length)
  let a = 0x2f0b4a27
  let b = 0x5bd1e995
  for (let i = 0; i < words.length; i++) {
    // One pattern of bits for every NaN.
    const word = Number.isNaN(values[i]) ? 0x7fc00000 : words[i]
    a = Math.imul(a ^ Math.imul(word, 0xcc9e2d51), 0x1b873593)
    a = (a << 13) | (a >>> 19)
    b = (Math.imul(((b << 15) | (b >>> 17)) ^ word, 0x85ebca6b) + 0x52dce729) | 0
  }
  return [a >>> 0, b >>> 0]
}

/** The bytes of a column, least first, with one pattern of bits for every NaN. */
function littleEndian(values: Numbers): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  const size = values.BYTES_PER_ELEMENT
  const firstNaN = size === 1 ? -1 : values.findIndex(Number.isNaN)
  if (firstNaN === -1 && (isLittleEndian || size === 1)) return bytes
  const copy = bytes.slice()
  const view = new DataView(copy.buffer)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (values instanceof Int32Array) view.setInt32(4 * i, value, true)
    else if (Number.isNaN(value)) {
      if (size === 4) view.setUint32(4 * i, 0x7fc00000, true)
      else {
        view.setUint32(8 * i, 0, true)
        view.setUint32(8 * i + 4, 0x7ff80000, true)
      }
    } else if (size === 4) view.setFloat32(4 * i, value, true)
    else view.setFloat64(8 * i, value, true)
  }
  return copy
}
