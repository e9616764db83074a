// Terrain tiles of the Shuttle Radar Topography Mission (USGS, SRTM Topography, 2015): heights in
// meters as big-endian 16-bit integers, from the north-west, one degree by one degree.
import type { RawGrid, Read } from '#sources/raw.ts'
import { wgs84 } from '#sources/read/_crs.ts'
import { type Faults, faultsOf, grouped } from '#sources/read/_faults.ts'
import { readZip } from '#sources/read/zip.ts'

/** Posts along a side, by the size of the file: 1 and 3 seconds of arc. */
const sideForBytes = new Map([3601, 1201].map((side) => [side * side * 2, side]))

const voidHeight = -32768

/**
 * Reads a tile, plain or zipped; its south-west corner is in the file's name, `S12E043`.
 *
 * The heights are posts: the first and the last lie on the degree, so neighbors share an edge, and the
 * grid's outer edges lie half a post beyond the degree.
 */
export function readHgt(bytes: Uint8Array, source: string): Read<RawGrid> {
  const faults = faultsOf(source, source)
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!isZip) return faults.with(readTile(bytes, source, source, faults))
  const zip = readZip(bytes, source, {
    wanted: (name) => /\.hgt$/i.test(name),
    maxBytes: 100_000_000,
  })
  const tile = zip.value?.[0]
  if (tile === undefined) {
    if (zip.problems.length > 0) return { value: undefined, problems: zip.problems }
    faults.add(
      'error',
      'hgt-missing',
      0,
      'The zip holds no .hgt file',
      'Give a zip with one terrain tile',
    )
    return faults.with<RawGrid>(undefined)
  }
  const grid = readTile(tile.bytes, source, tile.name, faults)
  return { value: grid, problems: [...zip.problems, ...faults.list()] }
}

function readTile(
  bytes: Uint8Array,
  source: string,
  name: string,
  faults: Faults,
): RawGrid | undefined {
  const side = sideForBytes.get(bytes.length)
  if (side === undefined) {
    const expected = [...sideForBytes.keys()].map(grouped).join(' or ')
    const missing = [3601, 1201].find(
      (posts) => bytes.length < posts * posts * 2 && bytes.length > 1201 * 1201 * 2,
    )
    faults.add(
      'error',
      missing === undefined ? 'hgt-size' : 'file-truncated',
      missing === undefined ? 0 : Math.floor(bytes.length / (missing * 2)) + 1,
      `The tile has ${grouped(bytes.length)} bytes, expected ${expected}`,
      'Fetch the tile again; only tiles of 3601 × 3601 or 1201 × 1201 posts are read',
    )
    return undefined
  }
  const corner = /([NS])(\d{2})([EW])(\d{3})/i.exec(name.replace(/^.*[/\\]/, ''))
  const south = corner === null ? Number.NaN : Number(corner[2]) * (/n/i.test(corner[1]) ? 1 : -1)
  const west = corner === null ? Number.NaN : Number(corner[4]) * (/e/i.test(corner[3]) ? 1 : -1)
  if (!(Math.abs(south) <= 90 && Math.abs(west) <= 180)) {
    faults.add(
      'error',
      'hgt-name',
      0,
      'The name of the tile does not say its corner',
      'Name it by its south-west corner, S12E043.hgt',
    )
    return undefined
  }
  const values = new Float32Array(side * side)
  for (let i = 0; i < values.length; i++)
    values[i] = ((bytes[i * 2] << 24) | (bytes[i * 2 + 1] << 16)) >> 16
  const half = 0.5 / (side - 1)
  return {
    source,
    band: 'elevation',
    crs: wgs84,
    extent: {
      west: west - half,
      south: south - half,
      east: west + 1 + half,
      north: south + 1 + half,
    },
    width: side,
    height: side,
    values,
    missing: voidHeight,
  }
}
