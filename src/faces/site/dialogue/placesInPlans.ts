// A place as the plans here know it: the area of the plan that holds it, who lacks a connection there, what is
// planned and costs how much; and what makes it like other places. Method: docs/methods/peers.md.

import { cos } from '#base/math.ts'
import { incomeClass, type PlaceProfile } from '#dialogue/peers.ts'
import type { DialogueView } from '#faces/site/dialogue/view.ts'
import type { Published } from '#faces/site/view.ts'
import { type AreaGap, rowsByArea } from '#gap/gap.ts'
import { isInShape, shapeExtent } from '#geo/pointInPolygon.ts'
import { areaKm2 } from '#geo/shapeArea.ts'
import type { Grid, MultiPolygon } from '#geo/shapes.ts'
import { findRegion, groupsOf } from '#register/groups.ts'
import type { ReadRecord } from '#store/reading.ts'

/** A place in the area of a plan that holds it. */
export interface PlaceInPlan {
  readonly study: Published
  readonly area: AreaGap
  /** Rows of the country's sites in the area. */
  readonly rows: readonly number[]
  /** People there whom the plan newly reaches in its years. */
  readonly reached: number
  /** What the plan does at its places, without links that others share. */
  readonly costUsd: number
}

/** The area of a plan that holds a signatory's place; undefined where no plan here has one. */
export function placeInPlan(
  { table }: DialogueView,
  { data }: ReadRecord<'signatory'>,
): PlaceInPlan | undefined {
  const { place, country } = data
  if (place === undefined) return undefined
  for (const study of table.studies) {
    const { result } = study
    if (result.country.iso3 !== country) continue
    const { polygons } = result.country.areas
    const area = result.gap.areas.find(
      (each) => each.area >= 0 && isInShape(place.lon, place.lat, polygons[each.area]),
    )
    if (area === undefined) continue
    const rows = rowsOf(study, area)
    const { plan, roadmap, gap } = result
    const sum = (of: (row: number) => number): number => rows.reduce((all, row) => all + of(row), 0)
    return {
      study,
      area,
      rows,
      reached: sum((row) =>
        roadmap.yearForSite[row] > 0 && gap.serviceForSite[row] !== 'served'
          ? gap.peopleForSite[row]
          : 0,
      ),
      costUsd: sum((row) => plan.sites.npvCostUsd[row]),
    }
  }
  return undefined
}

/** Rows of each area of a plan, found once. */
const rowsForStudy = new WeakMap<Published, ReadonlyMap<number, readonly number[]>>()

function rowsOf(study: Published, { area }: AreaGap): readonly number[] {
  const known =
    rowsForStudy.get(study) ??
    new Map(rowsByArea(study.result.country).map((each) => [each.area, each.rows]))
  rowsForStudy.set(study, known)
  return known.get(area) ?? []
}

/** A country as its plan knows it; undefined where none is here. */
export function countryProfile(view: DialogueView, iso3: string): PlaceProfile | undefined {
  const study = view.table.studies.find(({ result }) => result.country.iso3 === iso3)
  if (study === undefined) return undefined
  const { gap, country } = study.result
  const shape = gap.areas.flatMap(({ area }) => (area < 0 ? [] : country.areas.polygons[area]))
  return { id: iso3, ...traitsOf(view, study, iso3, gap, gap.people?.total, shape) }
}

/** A city by the area of the plan that holds it. */
export function cityProfile(
  view: DialogueView,
  signatory: ReadRecord<'signatory'>,
): PlaceProfile | undefined {
  const found = placeInPlan(view, signatory)
  if (found === undefined) return undefined
  const { study, area } = found
  const shape = study.result.country.areas.polygons[area.area]
  const { country, population } = signatory.data
  return { id: signatory.id, ...traitsOf(view, study, country, area, population, shape) }
}

function traitsOf(
  view: DialogueView,
  study: Published,
  iso3: string,
  { people }: Pick<AreaGap, 'people'>,
  population: number | undefined,
  shape: MultiPolygon,
): Omit<PlaceProfile, 'id'> {
  const region = findRegion(iso3)
  const income = incomeClass(study.result.study.economy.gniPerPersonUsd)
  const land = landOf(study, shape)
  return {
    groups: groupsOf(iso3, view.around.today),
    ...(region === undefined ? {} : { region }),
    ...(income === undefined ? {} : { income }),
    ...(population === undefined ? {} : { population }),
    ...(people === null || people.total === 0
      ? {}
      : {
          gapShare: people.unserved / people.total,
          ...(land.km2 > 0 ? { peoplePerKm2: people.total / land.km2 } : {}),
        }),
    ...(land.rough === undefined ? {} : { roughShare: land.rough }),
  }
}

interface Land {
  readonly km2: number
  readonly rough: number | undefined
}

/** Size and relief of each area, found once: shapes and grids do not change while a plan is shown. */
const landForShape = new WeakMap<Published, Map<string, Land>>()

function landOf(study: Published, shape: MultiPolygon): Land {
  const known = landForShape.get(study) ?? new Map<string, Land>()
  landForShape.set(study, known)
  const { west, south, east, north } = shapeExtent(shape)
  const key = [west, south, east, north, shape.length].join()
  const land = known.get(key) ?? { km2: areaKm2(shape), rough: roughShare(study, shape) }
  known.set(key, land)
  return land
}

/** Kilometers of one degree of latitude, on a sphere of the earth's mean radius. */
const kmPerDegree = 111.195

const cosDegrees = (degrees: number): number => cos((degrees * Math.PI) / 180)

/** Points along each side of the area's box that are looked at, and how many must be known. */
const looks = 24
const leastLooks = 12
/** Ground is hilly where it rises or falls by this much within a kilometer. */
const hillMeters = 100

/** Share of an area that is hills: undefined where the study has no elevation there. */
function roughShare({ result }: Published, shape: MultiPolygon): number | undefined {
  const grids = result.country.terrain.flatMap(({ kind, grid }) =>
    kind === 'elevation' ? [grid] : [],
  )
  if (grids.length === 0 || shape.length === 0) return undefined
  const { west, south, east, north } = shapeExtent(shape)
  let [known, rough] = [0, 0]
  for (let y = 0; y < looks; y++)
    for (let x = 0; x < looks; x++) {
      const lon = west + ((x + 0.5) / looks) * (east - west)
      const lat = south + ((y + 0.5) / looks) * (north - south)
      if (!isInShape(lon, lat, shape)) continue
      const [dLon, dLat] = [1 / (kmPerDegree * cosDegrees(lat)), 1 / kmPerDegree]
      const here = heightIn(grids, lon, lat)
      const around = [
        heightIn(grids, lon - dLon, lat),
        heightIn(grids, lon + dLon, lat),
        heightIn(grids, lon, lat - dLat),
        heightIn(grids, lon, lat + dLat),
      ].filter((height) => height !== undefined)
      if (here === undefined || around.length === 0) continue
      known += 1
      if (around.some((height) => Math.abs(height - here) >= hillMeters)) rough += 1
    }
  return known < leastLooks ? undefined : rough / known
}

function heightIn(grids: readonly Grid[], lon: number, lat: number): number | undefined {
  for (const { extent, width, height, values, missing } of grids) {
    const { west, south, east, north } = extent
    if (lon < west || lon >= east || lat <= south || lat > north) continue
    const column = Math.floor(((lon - west) / (east - west)) * width)
    const row = Math.floor(((north - lat) / (north - south)) * height)
    const value = values[row * width + column]
    if (value !== undefined && !Number.isNaN(value) && value !== missing) return value
  }
  return undefined
}
