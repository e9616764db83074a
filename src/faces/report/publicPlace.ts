// How precisely places are told to the public: equipment at schools, clinics and the like, and the
// ends of links (where one failure cuts off everything behind it), are rounded to about 100 m.
import type { Study } from '#country/study.ts'
import { type FlatLine, type Lines, lineAt } from '#geo/shapes.ts'

/** A thousandth of a degree: 111 m of latitude. */
const coarse = 1000
/** A millionth of a degree, 0.1 m: more digits than any source has. */
const fine = 1_000_000

/**
 * A coordinate as the public is told it.
 *
 * Settlements are on every map and stay as they are. Everything else is rounded to 0.001°, unless the
 * study says `"publish": { "places": "exact" }`.
 */
export function publicDegrees(study: Study): (degrees: number, exact: boolean) => number {
  const everything = study.publish?.places === 'exact'
  return (degrees, exact) => {
    const scale = exact || everything ? fine : coarse
    return Math.round(degrees * scale) / scale
  }
}

/**
 * The line of a link as the public is told it: its two ends rounded, the way between them as the roads
 * it follows, which are public themselves.
 */
export function publicLine(study: Study, lines: Lines, index: number): FlatLine {
  const degrees = publicDegrees(study)
  const line = lineAt(lines, index)
  return line.map((value, i) => degrees(value, i > 1 && i < line.length - 2))
}
