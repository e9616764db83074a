// Where a raster lies and in which coordinates: the tags and keys of GeoTIFF 1.1 (OGC 19-008r4).
import { crsFromCode, crsFromTitle, crsFromWkt, utmCrs } from '#sources/read/_crs.ts'
import { Damage } from '#sources/read/_faults.ts'
import { type TiffDirectory, tags } from '#sources/read/_tiffTags.ts'

/** The corner and the size of a raster's cells. */
export interface TiffPlace {
  /** The outer corner of the first cell stored. */
  readonly x: number
  readonly y: number
  readonly cellWidth: number
  readonly cellHeight: number
  /** The first row lies in the south. */
  readonly southUp: boolean
}

const keys = {
  modelType: 1024,
  rasterType: 1025,
  citation: 1026,
  geographicType: 2048,
  projectedType: 3072,
  projectedCitation: 3073,
  projection: 3074,
} as const

const pixelIsPoint = 2
const userDefined = 32767

/** The values of the raster's keys, numbers and texts. @throws Damage */
export function geoKeysOf(directory: TiffDirectory): ReadonlyMap<number, number | string> {
  const found = new Map<number, number | string>()
  const list = directory.numbers(tags.geoKeyDirectory)
  const texts = directory.text(tags.geoAsciiParams)
  const doubles = directory.numbers(tags.geoDoubleParams)
  for (let at = 4; at + 3 < list.length; at += 4) {
    const [key, tag, count, value] = list.slice(at, at + 4)
    if (tag === 0) found.set(key, value)
    else if (tag === tags.geoAsciiParams) {
      found.set(key, texts.slice(value, value + count).replace(/\|$/, ''))
    } else if (tag === tags.geoDoubleParams && value < doubles.length)
      found.set(key, doubles[value])
  }
  return found
}

/** The raster's crs by name; '' where it names none that Silta knows how to name. */
export function crsFromGeoKeys(found: ReadonlyMap<number, number | string>): string {
  const projected = Number(found.get(keys.projectedType) ?? 0)
  if (projected > 0 && projected !== userDefined) return crsFromCode(projected)
  if (projected === userDefined || found.get(keys.modelType) === 1) {
    // Numbers of the projection itself: UTM north from 16001, south from 16101; the datum must be WGS 84.
    const zone = Number(found.get(keys.projection) ?? 0) - 16000
    if (
      found.get(keys.geographicType) === 4326 &&
      zone % 100 >= 1 &&
      zone % 100 <= 60 &&
      zone < 161
    ) {
      return utmCrs(zone % 100, zone > 100)
    }
    for (const key of [keys.projectedCitation, keys.citation]) {
      const text = String(found.get(key) ?? '')
      const described = /PE String\s*=\s*(.*)$/.exec(text)?.[1]
      const name = described === undefined ? crsFromTitle(text) : crsFromWkt(described)
      if (name !== '') return name
    }
    return ''
  }
  const geographic = Number(found.get(keys.geographicType) ?? 0)
  return geographic > 0 && geographic !== userDefined ? crsFromCode(geographic) : ''
}

/** Where the cells lie; undefined where the raster does not say. @throws Damage for a rotated raster */
export function placeOf(
  directory: TiffDirectory,
  found: ReadonlyMap<number, number | string>,
): TiffPlace | undefined {
  const matrix = directory.numbers(tags.modelTransformation)
  const scale = directory.numbers(tags.modelPixelScale)
  const tie = directory.numbers(tags.modelTiepoint)
  let x: number
  let y: number
  let cellWidth: number
  let down: number
  if (matrix.length === 16) {
    if (matrix[1] !== 0 || matrix[4] !== 0) throw new Damage('it is rotated')
    x = matrix[3]
    y = matrix[7]
    cellWidth = matrix[0]
    down = matrix[5]
  } else if (scale.length >= 2 && tie.length >= 6) {
    cellWidth = scale[0]
    down = -scale[1]
    x = tie[3] - tie[0] * cellWidth
    y = tie[4] - tie[1] * down
  } else return undefined
  if (found.get(keys.rasterType) === pixelIsPoint) {
    x -= cellWidth / 2
    y -= down / 2
  }
  if (!(cellWidth > 0) || down === 0 || ![x, y, cellWidth, down].every(Number.isFinite)) {
    throw new Damage(`its cells are ${cellWidth} by ${-down}`)
  }
  return { x, y, cellWidth, cellHeight: Math.abs(down), southUp: down > 0 }
}
