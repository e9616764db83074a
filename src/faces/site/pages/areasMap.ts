// The gap by area as a map: which areas a study counts by, their shapes, and what each lacks.
import { findExtent } from '#faces/report/wellKnownBinary.ts'
import { type Html, html } from '#faces/site/html.ts'
import { gapFigure } from '#faces/site/map/gapFigure.ts'
import { drawGapMap, type GapPiece } from '#faces/site/map/gapMap.ts'
import { groundOf } from '#faces/site/map/layers.ts'
import { drawingSize } from '#faces/site/map/mapImage.ts'
import { sourceNames } from '#faces/site/parts/sourceLine.ts'
import { countOf, type Measure, standing } from '#faces/site/story.ts'
import { areaTitle, countryTitle, href, type View } from '#faces/site/view.ts'
import type { ServiceCount } from '#gap/gap.ts'
import type { Extent, MultiPolygon } from '#geo/shapes.ts'

/**
 * The share that lacks service; undefined where there is nobody, or where of more than half nobody knows:
 * a share of the rest would pass for one of all.
 */
export function knownShare({ total, unserved, unknown }: ServiceCount): number | undefined {
  return total === 0 || unknown * 2 > total ? undefined : unserved / total
}

/** Areas with a shape, the operator's before the study's, and the share of each that lacks service. */
export function areaPieces(view: View, measure: Measure): GapPiece[] {
  const { country, gap } = view.study.result
  const chosen = view.territories?.areas.get(country.iso3)
  const rowForId = new Map(country.areas.table.id.map((id, row) => [id, row]))
  return gap.areas.flatMap((area): GapPiece[] => {
    const shape = shapeOf(
      chosen?.get(area.id)?.shape,
      country.areas.polygons[rowForId.get(area.id) ?? -1],
    )
    if (shape.length === 0) return []
    return [{ name: areaTitle(view, area.id), shape, share: knownShare(countOf(area, measure)) }]
  })
}

function shapeOf(chosen: MultiPolygon | undefined, own: MultiPolygon | undefined): MultiPolygon {
  return chosen !== undefined && chosen.length > 0 ? chosen : (own ?? [])
}

/** The box around all areas; undefined where no source gives their shapes. */
export function piecesExtent(pieces: readonly GapPiece[]): Extent | undefined {
  return findExtent(pieces.flatMap(({ shape }) => shape.flat()))
}

/** `/areas.svg`; undefined where there is nothing to draw. */
export function areasMap(view: View): string | undefined {
  const pieces = areaPieces(view, standing(view.study.result).measure)
  const extent = piecesExtent(pieces)
  if (extent === undefined) return undefined
  const around = groundOf(view.study.result, view.territories).neighbors
  return drawGapMap(view.words, pieces, extent, { around, size: drawingSize(view.query) })
}

/** The map with its key; nothing where no source gives shapes. */
export function areasFigure(view: View): Html | undefined {
  const { words } = view
  const extent = piecesExtent(areaPieces(view, standing(view.study.result).measure))
  if (extent === undefined) return undefined
  return gapFigure(words, {
    address: (query) => href(view, '/areas.svg', query),
    extent,
    alt: words.say('gapmap.alt.areas', { country: countryTitle(view) }),
    source: html`${sourceNames(view, 2)}.`,
  })
}
