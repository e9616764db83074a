// A network of sectors over one grid: the best server and the interference of the others in each cell.
// Each sector keeps its own window, so an edit recomputes that window and what overlaps it, no more.
import { atan2, radiansPerDegree } from '#base/math.ts'
import type { Watch } from '#base/progress.ts'
import { thisThread, type Workers } from '#base/workers.ts'
import { distanceAndBearing } from '#geo/profile.ts'
import type { Grid } from '#geo/shapes.ts'
import { heightAt } from '#geo/terrain.ts'
import { type SectorAntenna, sectorGainDbi } from '#radio/antennas.ts'
import { areaLoss } from '#radio/area.ts'
import { windowAround } from '#radio/areaPoints.ts'
import type { AreaRequest } from '#radio/areaProfile.ts'
import { dbmToMilliwatts, milliwattsToDbm, noiseDbm } from '#radio/linkBudget.ts'

/** What every sector of a network shares. */
export type NetworkSettings = Omit<AreaRequest, 'transmitter' | 'cells' | 'radiusMeters'> & {
  readonly cells: AreaRequest['cells']
  readonly bandwidthMhz: number
  readonly noiseFigureDb: number
  /** Share of time in which neighbors transmit: 1 is the worst case. */
  readonly loadShare: number
}

/** One sector. */
export interface Sector {
  readonly id: string
  readonly lon: number
  readonly lat: number
  readonly heightMeters: number
  readonly antenna: SectorAntenna
  /** At the antenna's input, cables taken off. */
  readonly transmitDbm: number
  readonly radiusMeters: number
}

interface SectorState {
  sector: Sector
  readonly column: number
  readonly row: number
  readonly width: number
  readonly height: number
  /** Path loss of its window's cells, dB. */
  loss: Float32Array
  /** Received power, dBm; −Infinity out of reach, NaN where unknown. */
  level: Float32Array
}

/** A network whose coverage follows its edits. */
export class Network {
  /** Strongest received power, dBm; −Infinity where no sector reaches, NaN where it is unknown. */
  readonly bestDbm: Float32Array
  /** Index of the strongest sector in `sectorIds`, −1 where none. */
  readonly bestSector: Int32Array
  /** Signal over noise and the other sectors, dB; −Infinity and NaN as for the power. */
  readonly sinrDb: Float32Array
  private readonly states: SectorState[] = []
  private readonly settings: NetworkSettings
  private readonly noise: number

  constructor(settings: NetworkSettings) {
    const size = settings.cells.width * settings.cells.height
    this.settings = settings
    this.bestDbm = new Float32Array(size).fill(Number.NEGATIVE_INFINITY)
    this.bestSector = new Int32Array(size).fill(-1)
    this.sinrDb = new Float32Array(size).fill(Number.NEGATIVE_INFINITY)
    this.noise = dbmToMilliwatts(noiseDbm(settings.bandwidthMhz, settings.noiseFigureDb))
  }

  /** The sectors' ids; `bestSector` points into them. */
  get sectorIds(): readonly string[] {
    return this.states.map(({ sector }) => sector.id)
  }

  /** Adds a sector, or replaces the one of its id; only what it touches is computed again. */
  async set(sector: Sector, workers: Workers = thisThread, watch: Watch = {}): Promise<void> {
    const index = this.states.findIndex((state) => state.sector.id === sector.id)
    const before = index < 0 ? undefined : this.states[index]
    const samePath =
      before !== undefined &&
      before.sector.lon === sector.lon &&
      before.sector.lat === sector.lat &&
      before.sector.heightMeters === sector.heightMeters &&
      before.sector.radiusMeters === sector.radiusMeters
    const state = samePath ? before : await this.predict(sector, workers, watch)
    state.sector = sector
    this.fillLevels(state)
    if (index < 0) this.states.push(state)
    else this.states[index] = state
    if (before !== undefined && before !== state) this.combine(before)
    this.combine(state)
  }

  /** Takes a sector out; the indexes of those after it move down by one. */
  remove(id: string): void {
    const index = this.states.findIndex((state) => state.sector.id === id)
    if (index < 0) return
    const [state] = this.states.splice(index, 1)
    for (let i = 0; i < this.bestSector.length; i++)
      if (this.bestSector[i] > index) this.bestSector[i]--
    this.combine(state)
  }

  private async predict(sector: Sector, workers: Workers, watch: Watch): Promise<SectorState> {
    const { cells, ...settings } = this.settings
    const { column, row, cells: window } = windowAround(cells, sector, sector.radiusMeters)
    const { values } = await areaLoss(
      {
        ...settings,
        transmitter: sector,
        radiusMeters: sector.radiusMeters,
        cells: window,
      },
      'sweep',
      workers,
      watch,
    )
    const { width, height } = window
    const level = new Float32Array(values.length)
    return { sector, column, row, width, height, loss: values, level }
  }

  private fillLevels(state: SectorState): void {
    const { sector, column, row, width, height, loss, level } = state
    const { terrain, receiverMeters, cells } = this.settings
    const { extent } = cells
    const dLon = (extent.east - extent.west) / cells.width
    const dLat = (extent.north - extent.south) / cells.height
    const top = heightAt(terrain, sector.lon, sector.lat) + sector.heightMeters
    for (let j = 0; j < height; j++)
      for (let i = 0; i < width; i++) {
        const cell = j * width + i
        if (!Number.isFinite(loss[cell])) {
          level[cell] = -loss[cell]
          continue
        }
        const lon = extent.west + (column + i + 0.5) * dLon
        const lat = extent.north - (row + j + 0.5) * dLat
        const [meters, bearing] = distanceAndBearing(sector.lon, sector.lat, lon, lat)
        const rise = heightAt(terrain, lon, lat) + receiverMeters - top
        const elevation = atan2(rise, Math.max(meters, 1)) / radiansPerDegree
        level[cell] =
          sector.transmitDbm + sectorGainDbi(sector.antenna, bearing, elevation) - loss[cell]
      }
  }

  /** Best server and SINR again, over one sector's window. */
  private combine(window: SectorState): void {
    const { width: total } = this.settings.cells
    const touching = this.states
      .map((state, index) => ({ state, index }))
      .filter(
        ({ state }) =>
          state.column < window.column + window.width &&
          window.column < state.column + state.width &&
          state.row < window.row + window.height &&
          window.row < state.row + state.height,
      )
    for (let row = window.row; row < window.row + window.height; row++)
      for (let column = window.column; column < window.column + window.width; column++) {
        let best = Number.NEGATIVE_INFINITY
        let bestIndex = -1
        let unknown = false
        let power = 0
        for (const { state, index } of touching) {
          const i = column - state.column
          const j = row - state.row
          if (i < 0 || j < 0 || i >= state.width || j >= state.height) continue
          const level = state.level[j * state.width + i]
          if (!Number.isFinite(level)) {
            unknown ||= Number.isNaN(level)
            continue
          }
          power += dbmToMilliwatts(level)
          if (bestIndex < 0 || level > best) {
            best = level
            bestIndex = index
          }
        }
        const cell = row * total + column
        this.bestSector[cell] = bestIndex
        if (bestIndex < 0) {
          const value = unknown ? Number.NaN : Number.NEGATIVE_INFINITY
          this.bestDbm[cell] = value
          this.sinrDb[cell] = value
          continue
        }
        this.bestDbm[cell] = best
        const others = Math.max(0, power - dbmToMilliwatts(best)) * this.settings.loadShare
        this.sinrDb[cell] = best - milliwattsToDbm(others + this.noise)
      }
  }

  /** The strongest level as a grid. */
  bestGrid(): Grid {
    const { extent, width, height } = this.settings.cells
    return { extent, width, height, values: this.bestDbm, missing: Number.NaN }
  }
}

/** People by signal class: at least each threshold (dBm, falling), the rest, and those unknown. */
export function peopleByLevel(
  levelDbm: Float32Array,
  people: Float32Array,
  thresholdsDbm: readonly number[],
): { readonly byClass: readonly number[]; readonly below: number; readonly unknown: number } {
  const byClass = thresholdsDbm.map(() => 0)
  let below = 0
  let unknown = 0
  for (let i = 0; i < levelDbm.length; i++) {
    const count = people[i]
    if (!(count > 0)) continue
    if (Number.isNaN(levelDbm[i])) {
      unknown += count
      continue
    }
    const at = thresholdsDbm.findIndex((threshold) => levelDbm[i] >= threshold)
    if (at < 0) below += count
    else byClass[at] += count
  }
  return { byClass, below, unknown }
}
