// An example country before it is written down: everything the steps made, on one grid.
import type { Districts } from '#example/districts.ts'
import type { FibrePlan } from '#example/fibre.ts'
import type { Institution } from '#example/institutions.ts'
import type { Land } from '#example/land.ts'
import type { Peopled, Settlements } from '#example/people.ts'
import type { RoadGrid } from '#example/roads.ts'
import type { Tower } from '#example/towers.ts'

/** What everything is called. */
export interface WorldNames {
  readonly country: string
  readonly iso3: string
  /** Row for row with the settlements. */
  readonly settlements: readonly string[]
  /** By district number; entry 0 is unused. */
  readonly districts: readonly string[]
  /** By river number; '' for streams. */
  readonly rivers: readonly string[]
  /** Row for row with the institutions. */
  readonly institutions: readonly string[]
}

/** A fictional country. */
export interface World {
  readonly sites: number
  readonly seed: number
  readonly land: Land
  readonly districts: Districts
  /** 1 for cells that lie wholly inside one district. */
  readonly inner: Uint8Array
  readonly settlements: Settlements
  readonly peopled: Peopled
  readonly roads: RoadGrid
  readonly fibre: FibrePlan
  readonly towers: readonly Tower[]
  readonly institutions: readonly Institution[]
  readonly names: WorldNames
}
