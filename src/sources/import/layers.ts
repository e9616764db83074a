// Terrain and land cover: SRTM tiles and GeoTIFFs, cut to the country so that only what a plan looks at
// is held in memory.
import type { Layer } from '#country/model.ts'
import { reachDegrees } from '#geo/pointIndex.ts'
import type { Extent, Grid } from '#geo/shapes.ts'
import type { ImportContext } from '#sources/import/imported.ts'
import { gridInDegrees } from '#sources/import/inDegrees.ts'
import type { RawGrid } from '#sources/raw.ts'
import type { Faults } from '#sources/read/_faults.ts'

/** How far beyond the country terrain is kept: a ridge there may stand in a radio path. */
const marginMeters = 10_000

/** A layer from a grid, cut to the country; undefined, and said, where it does not touch it. */
export function importLayer(
  raw: RawGrid,
  kind: Layer['kind'],
  { spec, source, territory }: ImportContext,
  faults: Faults,
): Layer | undefined {
  const inDegrees = gridInDegrees(raw, spec, faults)
  if (inDegrees === undefined) return undefined
  const { width, height, values, missing, extent } = inDegrees
  const whole: Grid = { width, height, values, missing, extent }
  const cut = territory.extent === undefined ? whole : cutGrid(whole, withMargin(territory.extent))
  if (cut === undefined) {
    faults.add(
      'warning',
      'layer-outside',
      0,
      `Found that "${raw.source}" does not touch the country`,
      'Give the tiles that cover it; this one was left out',
    )
    return undefined
  }
  return { kind, grid: kind === 'elevation' ? cut : shares(cut), source }
}

/** The cells of a grid that touch an extent; undefined where none does. */
export function cutGrid(grid: Grid, to: Extent): Grid | undefined {
  const { extent, width, height } = grid
  const stepX = (extent.east - extent.west) / width
  const stepY = (extent.north - extent.south) / height
  const firstX = Math.max(0, Math.floor((to.west - extent.west) / stepX))
  const firstY = Math.max(0, Math.floor((extent.north - to.north) / stepY))
  const endX = Math.min(width, Math.ceil((to.east - extent.west) / stepX))
  const endY = Math.min(height, Math.ceil((extent.north - to.south) / stepY))
  if (firstX >= endX || firstY >= endY) return undefined
  if (firstX === 0 && firstY === 0 && endX === width && endY === height) return grid
  const values = new Float32Array((endX - firstX) * (endY - firstY))
  for (let y = firstY; y < endY; y++) {
    values.set(
      grid.values.subarray(y * width + firstX, y * width + endX),
      (y - firstY) * (endX - firstX),
    )
  }
  return {
    extent: {
      west: extent.west + firstX * stepX,
      south: extent.north - endY * stepY,
      east: extent.west + endX * stepX,
      north: extent.north - firstY * stepY,
    },
    width: endX - firstX,
    height: endY - firstY,
    values,
    missing: grid.missing,
  }
}

/** Land cover comes in percent; 255 and what else is no percentage has no value. */
function shares(grid: Grid): Grid {
  const values = grid.values.map((value) =>
    value === grid.missing || !(value >= 0 && value <= 100) ? Number.NaN : value / 100,
  )
  return { ...grid, values, missing: Number.NaN }
}

function withMargin(extent: Extent): Extent {
  const { dLon, dLat } = reachDegrees((extent.south + extent.north) / 2, marginMeters)
  return {
    west: extent.west - dLon,
    south: extent.south - dLat,
    east: extent.east + dLon,
    north: extent.north + dLat,
  }
}
