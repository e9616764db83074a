// Geometry as well-known text (OGC 06-103r4, clause 7), with PostGIS's `SRID=4326;` before it.
import type { RawGeometry } from '#sources/raw.ts'
import { Damage } from '#sources/read/_faults.ts'
import { collect, lineOf, maxGeometryDepth, pointOf, ringOf } from '#sources/read/_geometry.ts'

/** What a text geometry says. */
export interface WktGeometry {
  readonly geometry: RawGeometry | undefined
  /** The spatial reference it names, 0 where none. */
  readonly srid: number
}

const startsAsWkt =
  /^\s*(SRID\s*=\s*\d+\s*;\s*)?(MULTI)?(POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION|CURVE|SURFACE|CIRCULARSTRING|COMPOUNDCURVE|CURVEPOLYGON)\s*(Z|M|ZM)?\s*(\(|EMPTY)/i

/** True where a text is meant as well-known text. */
export function looksLikeWkt(text: string): boolean {
  return startsAsWkt.test(text.length > 80 ? text.slice(0, 80) : text)
}

interface Cursor {
  readonly text: string
  at: number
  mixed: boolean
}

/** Reads a geometry; `undefined` in it where it is EMPTY. @throws Damage */
export function geometryFromWkt(text: string, onMixed: () => void = () => {}): WktGeometry {
  const srid = /^\s*SRID\s*=\s*(\d+)\s*;/i.exec(text)
  const cursor: Cursor = { text, at: srid?.[0].length ?? 0, mixed: false }
  const geometry = readGeometry(cursor, 0)
  skipSpace(cursor)
  if (cursor.at < text.length) throw broken(cursor)
  if (cursor.mixed) onMixed()
  return { geometry, srid: srid === null ? 0 : Number(srid[1]) }
}

function readGeometry(cursor: Cursor, depth: number): RawGeometry | undefined {
  if (depth > maxGeometryDepth) throw new Damage('geometries lie too deep in each other')
  const type = readWord(cursor)
  let word = peekWord(cursor)
  if (word === 'Z' || word === 'M' || word === 'ZM') {
    readWord(cursor)
    word = peekWord(cursor)
  }
  if (word === 'EMPTY') {
    readWord(cursor)
    return undefined
  }
  switch (type.replace(/(Z|M|ZM)$/, '')) {
    case 'POINT': {
      const flat = readPositions(cursor)
      if (flat.length !== 2) throw broken(cursor)
      return pointOf(flat[0], flat[1])
    }
    case 'LINESTRING':
      return { type: 'LineString', coordinates: lineOf(readPositions(cursor)) }
    case 'POLYGON':
      return { type: 'Polygon', coordinates: readList(cursor, readPositions).map(ringOf) }
    case 'MULTIPOINT': {
      const lists = readList(cursor, readPointOrPositions)
      const flat = lists.flat()
      return flat.length === 0
        ? undefined
        : { type: 'MultiPoint', coordinates: Float64Array.from(flat) }
    }
    case 'MULTILINESTRING':
      return { type: 'MultiLineString', coordinates: readList(cursor, readPositions).map(lineOf) }
    case 'MULTIPOLYGON':
      return {
        type: 'MultiPolygon',
        coordinates: readList(cursor, (inner) => readList(inner, readPositions).map(ringOf)),
      }
    case 'GEOMETRYCOLLECTION':
      return collect(
        readList(cursor, (inner) => readGeometry(inner, depth + 1)).filter(
          (part) => part !== undefined,
        ),
        () => {
          cursor.mixed = true
        },
      )
  }
  throw new Damage(`the geometry is a ${type === '' ? 'text' : type}, which Silta does not read`)
}

/** Items in parentheses, separated by commas. */
function readList<T>(cursor: Cursor, item: (cursor: Cursor) => T): T[] {
  expect(cursor, '(')
  const items: T[] = []
  do items.push(item(cursor))
  while (accept(cursor, ','))
  expect(cursor, ')')
  return items
}

/** Positions in parentheses, heights and measures dropped, flat. */
function readPositions(cursor: Cursor): number[] {
  const flat: number[] = []
  expect(cursor, '(')
  do readPosition(cursor, flat)
  while (accept(cursor, ','))
  expect(cursor, ')')
  return flat
}

/** A position of a MultiPoint, which older writers give without its own parentheses. */
function readPointOrPositions(cursor: Cursor): number[] {
  skipSpace(cursor)
  if (cursor.text.charCodeAt(cursor.at) === 40) return readPositions(cursor)
  const flat: number[] = []
  readPosition(cursor, flat)
  return flat
}

function readPosition(cursor: Cursor, flat: number[]): void {
  flat.push(readNumber(cursor), readNumber(cursor))
  skipSpace(cursor)
  for (let extra = 0; extra < 2; extra++) {
    const code = cursor.text.charCodeAt(cursor.at)
    if (code === 44 || code === 41) return
    readNumber(cursor)
    skipSpace(cursor)
  }
}

function readNumber(cursor: Cursor): number {
  skipSpace(cursor)
  const { text } = cursor
  const from = cursor.at
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    // Digits, point, signs and the exponent's mark; Number() judges their order.
    if (
      (code >= 48 && code <= 57) ||
      code === 46 ||
      code === 45 ||
      code === 43 ||
      code === 69 ||
      code === 101
    )
      at++
    else break
  }
  const value = Number(text.slice(from, at))
  if (at === from || Number.isNaN(value)) throw broken(cursor)
  cursor.at = at
  return value
}

function peekWord(cursor: Cursor): string {
  skipSpace(cursor)
  let end = cursor.at
  for (;;) {
    const code = cursor.text.charCodeAt(end) | 32
    if (code >= 97 && code <= 122 && end - cursor.at < 30) end++
    else break
  }
  return cursor.text.slice(cursor.at, end).toUpperCase()
}

function readWord(cursor: Cursor): string {
  const word = peekWord(cursor)
  cursor.at += word.length
  return word
}

function accept(cursor: Cursor, sign: string): boolean {
  skipSpace(cursor)
  if (cursor.text[cursor.at] !== sign) return false
  cursor.at++
  return true
}

function expect(cursor: Cursor, sign: string): void {
  if (!accept(cursor, sign)) throw broken(cursor)
}

function skipSpace(cursor: Cursor): void {
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.at)
    if (code === 32 || (code >= 9 && code <= 13)) cursor.at++
    else return
  }
}

function broken(cursor: Cursor): Damage {
  return new Damage(
    cursor.at >= cursor.text.length
      ? 'the geometry ends before it is closed'
      : `the geometry is broken at character ${cursor.at + 1}`,
  )
}
