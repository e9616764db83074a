// Maps of territories: a country by its areas, from its plan; the world and its regions by countries, where
// the operator's file gives their boundaries.
import { findExtent } from '#faces/report/wellKnownBinary.ts'
import { type DialogueView, nameOfCountry } from '#faces/site/dialogue/view.ts'
import type { Html } from '#faces/site/html.ts'
import { gapFigure } from '#faces/site/map/gapFigure.ts'
import { drawGapMap, type GapPiece } from '#faces/site/map/gapMap.ts'
import { groundOf } from '#faces/site/map/layers.ts'
import { drawingSize } from '#faces/site/map/mapImage.ts'
import { areasFigure, knownShare } from '#faces/site/pages/areasMap.ts'
import { href, type Published } from '#faces/site/view.ts'
import type { Extent } from '#geo/shapes.ts'
import { type RegionName, regionMembers, regionNames } from '#register/groups.ts'

/** Fewer countries than this are no map of a world. */
const leastCountries = 2

/** Countries with a boundary or a plan, and the share of each that lacks service as the plans here count it. */
function countryPieces(view: DialogueView, holds: (iso3: string) => boolean): GapPiece[] {
  const pieces: GapPiece[] = []
  const planned = view.table.studies.map(({ result }) => result.country.iso3)
  const codes = new Set([...(view.territories?.countries.keys() ?? []), ...planned])
  for (const iso3 of codes) {
    if (!holds(iso3)) continue
    const study = view.table.studies.find(({ result }) => result.country.iso3 === iso3)
    const given = view.territories?.countries.get(iso3)?.shape ?? []
    const shape =
      given.length > 0 || study === undefined
        ? given
        : groundOf(study.result, view.territories).land
    if (shape.length === 0) continue
    const people = study?.result.gap.people ?? undefined
    pieces.push({
      name: nameOfCountry(view, iso3),
      shape,
      share: people === undefined ? undefined : knownShare(people),
    })
  }
  // Larger shares first: where names would lie over each other, theirs stay.
  return pieces.sort((a, b) => (b.share ?? -1) - (a.share ?? -1))
}

/** The box around them; undefined where they are too few for a map. */
function extentOf(pieces: readonly GapPiece[]): Extent | undefined {
  return pieces.length < leastCountries
    ? undefined
    : findExtent(pieces.flatMap(({ shape }) => shape.flat()))
}

/** `/world.svg`, or with `?region=` a region; undefined where too few boundaries are known. */
export function countriesMap(view: DialogueView): string | undefined {
  const asked = view.query.get('region')
  const holds = holdsOf(regionNames.find((name) => name === asked))
  const pieces = countryPieces(view, holds)
  const extent = extentOf(pieces)
  if (extent === undefined) return undefined
  const around = [...(view.territories?.countries ?? [])].flatMap(([iso3, { shape }]) =>
    holds(iso3) ? [] : shape,
  )
  return drawGapMap(view.words, pieces, extent, { around, size: drawingSize(view.query) })
}

/** The same in a page, of a region or of the world; nothing where there is no drawing. */
export function countriesFigure(
  view: DialogueView,
  territory: string,
  region?: RegionName,
): Html | undefined {
  const pieces = countryPieces(view, holdsOf(region))
  const extent = extentOf(pieces)
  if (extent === undefined) return undefined
  return gapFigure(view.words, {
    address: (query) => href(view, '/world.svg', { region, ...query }),
    extent,
    alt: view.words.say('gapmap.alt.countries', { territory }),
  })
}

function holdsOf(region: RegionName | undefined): (iso3: string) => boolean {
  const members = region === undefined ? undefined : regionMembers(region)
  return (iso3) => members?.includes(iso3) ?? true
}

/** The map of a country that has a plan, area by area. */
export function countryFigure(view: DialogueView, study: Published): Html | undefined {
  const base = view.table.studies.length === 1 ? '' : `/${study.result.study.id}`
  return areasFigure({ ...view, study, base })
}
