// Where a published plan's inputs come from, so that the same line can be run again with another setting:
// in a thread, on the command line, by anybody.
import type { Watch } from '#base/progress.ts'
import type { ExampleOptions } from '#example/makeExample.ts'
import { loadExample } from '#faces/exampleStudy.ts'
import { type LoadedStudy, loadStudy } from '#sources/files.ts'
import type { StudyFile } from '#sources/studyFile.ts'

/** A study's folder, or the fictional country that is made anew each time. */
export type PlanPlace =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'example'; readonly example: ExampleOptions }

/** What a published plan was read from. */
export interface PlanOrigin {
  readonly place: PlanPlace
  /** Settings that the operator laid over `study.json`. */
  readonly overrides: readonly string[]
  /** `study.json` with them, as it was read. */
  readonly file: StudyFile
}

/** Loads the inputs again, with more settings laid over them. */
export function loadOrigin(
  place: PlanPlace,
  overrides: readonly string[],
  watch: Watch,
): Promise<LoadedStudy> {
  return place.kind === 'folder'
    ? loadStudy(place.folder, { overrides, watch })
    : loadExample({ overrides, watch, example: place.example })
}
