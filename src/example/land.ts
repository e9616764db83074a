// The land before people: its heights, its water, how steep it is and what it costs to cross.
import type { Ground } from '#example/ground.ts'
import { makeGround } from '#example/relief.ts'
import { crossingCost, slopes } from '#example/travel.ts'
import { type Flow, findRivers, type Reach } from '#example/water.ts'

/** All that people find when they come. */
export interface Land {
  readonly ground: Ground
  readonly flow: Flow
  /** A cell with so many cells above it carries a river. */
  readonly riverCells: number
  readonly rivers: readonly Reach[]
  /** Rise over run at each cell. */
  readonly slope: Float32Array
  /** What a step through each cell costs, 1 on level ground; 0 at sea. */
  readonly crossing: Float32Array
}

/**
 * Makes the land.
 *
 * @param landKm2 How much of it, in square kilometers.
 */
export function makeLand(landKm2: number, seed: number): Land {
  const { ground, flow } = makeGround(landKm2, seed)
  const riverKm2 = Math.max(1.5, 0.0008 * landKm2)
  const riverCells = Math.ceil(riverKm2 / (ground.cellKm * ground.cellKm))
  const slope = slopes(ground)
  return {
    ground,
    flow,
    riverCells,
    rivers: findRivers(ground, flow, riverCells),
    slope,
    crossing: crossingCost(ground, slope, { flow, riverCells: riverCells * 3 }),
  }
}
