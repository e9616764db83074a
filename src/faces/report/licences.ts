// Licences as data: whether what a layer was made from may stand in one published dataset, by the terms of
// ODbL 1.0 and Creative Commons 4.0 on adapted material. Limits: docs/methods/licences.md.
import type { Problem } from '#base/problem.ts'
import type { Country, Source } from '#country/model.ts'
import { sourcesOfLayer } from '#faces/report/layerSources.ts'
import { type PublicLayer, publicLayers } from '#faces/report/layers.ts'
import type { StudyResult } from '#study.ts'

/** What a licence asks of a dataset made from what it covers. */
export interface Terms {
  /** What is made must be under this licence; '' where it need not. */
  readonly shareAlike: string
  readonly nonCommercial: boolean
  /** Nothing made from it may be shared. */
  readonly noDerivatives: boolean
}

/** The terms of a licence by its SPDX name; a name we do not know asks for nothing but its name. */
export function termsOf(licence: string): Terms {
  const name = licence.trim().toUpperCase()
  const isCreative = /^CC-BY(-|$)/.test(name)
  const nonCommercial = (isCreative && /-NC(-|$)/.test(name)) || /NON-?COMMERCIAL/.test(name)
  const noDerivatives = isCreative && /-ND(-|$)/.test(name)
  const isAlike = isCreative && /-SA(-|$)/.test(name)
  const shareAlike = isAlike
    ? nonCommercial
      ? 'CC-BY-NC-SA'
      : 'CC-BY-SA'
    : /^(ODBL|GPL|AGPL)/.test(name)
      ? name.replace(/-[\d.]+.*$/, '')
      : ''
  return { shareAlike, nonCommercial, noDerivatives }
}

/** Why two sources may not stand in one dataset; undefined where they may. */
export function conflictOf(a: Source, b: Source): string | undefined {
  const [one, two] = [termsOf(a.licence), termsOf(b.licence)]
  if (one.shareAlike !== '' && two.shareAlike !== '' && one.shareAlike !== two.shareAlike)
    return `"${a.title}" (${a.licence}) and "${b.title}" (${b.licence}) each ask that what is made from them carry their own licence, and nothing can carry both`
  // Share-alike without a ban on commerce forbids to add one.
  for (const [alike, banned, sharer, other] of [
    [one, two, a, b],
    [two, one, b, a],
  ] as const) {
    if (alike.shareAlike !== '' && !alike.nonCommercial && banned.nonCommercial)
      return `"${sharer.title}" (${sharer.licence}) forbids further limits, and "${other.title}" (${other.licence}) allows no commercial use`
  }
  return undefined
}

/** What stands against publishing a layer, each reason once; none where it may be published. */
export function conflictsOfLayer(country: Country, layer: PublicLayer['name']): readonly string[] {
  const sources = sourcesOfLayer(country, layer)
  const bare = sources
    .filter(({ licence }) => termsOf(licence).noDerivatives)
    .map(({ title, licence }) => `"${title}" (${licence}) may be shared only unchanged`)
  const pairs = sources.flatMap((a, i) =>
    sources.slice(i + 1).flatMap((b) => conflictOf(a, b) ?? []),
  )
  return [...new Set([...bare, ...pairs])]
}

/** The layers of a result that may be published. */
export function exportableLayers(result: StudyResult): readonly PublicLayer[] {
  return publicLayers(result).filter(
    ({ name }) => conflictsOfLayer(result.country, name).length === 0,
  )
}

/** One error for each layer asked for that may not be published, with the layers that may. */
export function checkLicences(
  result: StudyResult,
  asked: readonly PublicLayer['name'][],
): readonly Problem[] {
  const names: readonly PublicLayer['name'][] = ['sites', 'links', 'areas']
  const fine = names.filter((name) => conflictsOfLayer(result.country, name).length === 0)
  return asked.flatMap((name) => {
    const reasons = conflictsOfLayer(result.country, name)
    if (reasons.length === 0) return []
    return {
      level: 'error',
      code: 'licences-conflict',
      at: { source: result.study.id, table: name, row: 0 },
      message: `Cannot export "${name}": ${reasons.join('; ')}`,
      cure:
        fine.length === 0
          ? 'Plan without one of these sources, or ask its owner for leave'
          : `Export what may be: ${fine.map((one) => `--layer ${one}`).join(' ')}; or plan without one of these sources`,
    }
  })
}
