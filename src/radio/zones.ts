// Sea, coast and inland along a radial, so that each point on it knows its path's stretches at once.
import { type Ray, sampleRayNearest } from '#geo/profile.ts'
import { nearestAt, type TerrainWindow } from '#geo/terrain.ts'
import { zoneCodes } from '#radio/path.ts'

/** How a path divides: share over sea, longest land and inland stretches (km), what its ends stand on. */
export interface ZoneStretches {
  omega: number
  dtm: number
  dlm: number
  fromSea: boolean
  toSea: boolean
}

/** The zones of the radial at hand. */
export interface ZoneState {
  begin(ray: Ray, stepMeters: number, count: number): void
  stretchesTo(
    interior: number,
    d: Float64Array,
    dtot: number,
    lon: number,
    lat: number,
  ): ZoneStretches
}

/**
 * Keeps the zones of one radial after another.
 *
 * @param window Codes of `zoneCodes` by nearest cell; inland where it has none.
 */
export function zoneRadial(window: TerrainWindow, capacity: number): ZoneState {
  const zone = new Float64Array(capacity)
  const out: ZoneStretches = { omega: 0, dtm: 0, dlm: 0, fromSea: false, toSea: false }
  return {
    begin(ray, stepMeters, count) {
      sampleRayNearest(window, ray, stepMeters, count, zone, zoneCodes.inland)
    },
    stretchesTo(interior, d, dtot, lon, lat) {
      const end = zoneAt(window, lon, lat)
      let sea = 0
      let dtm = 0
      let dlm = 0
      let land = 0
      let inland = 0
      let edge = 0
      for (let i = 0; i <= interior + 1; i++) {
        const code = i <= interior ? zone[i] : end
        const next =
          i < interior ? (d[i] + d[i + 1]) / 2 : i === interior ? (d[i] + dtot) / 2 : dtot
        const length = next - edge
        edge = next
        if (code === zoneCodes.sea) {
          sea += length
          land = 0
        } else {
          land += length
          if (land > dtm) dtm = land
        }
        inland = code === zoneCodes.inland ? inland + length : 0
        if (inland > dlm) dlm = inland
      }
      out.omega = sea / dtot
      out.dtm = dtm
      out.dlm = dlm
      out.fromSea = zone[0] === zoneCodes.sea
      out.toSea = end === zoneCodes.sea
      return out
    },
  }
}

function zoneAt(window: TerrainWindow, lon: number, lat: number): number {
  const code = nearestAt(window, lon, lat)
  return Number.isNaN(code) ? zoneCodes.inland : code
}
