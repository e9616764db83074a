// From a study's folder to its country: finds the folder, brings each file from the folder, the cache
// or the mirror, verifies digests. The only file of this room that touches the machine.
import type { Problem } from '#base/problem.ts'
import type { Watch } from '#base/progress.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'

/** How to load a study. */
export interface LoadOptions {
  /** Settings laid over `study.json`, each `key=value`: `prices.fibre.routeUsdPerKm=9000`. */
  readonly overrides?: readonly string[]
  readonly watch?: Watch
}

/** A study as far as it could be loaded: with an error among the problems, the rest may be partial. */
export interface LoadedStudy {
  /** Undefined only where nothing could be made of the folder. */
  readonly country: Country | undefined
  readonly study: Study | undefined
  readonly problems: readonly Problem[]
}

/**
 * Loads a study's folder: reads `study.json`, brings its files, gathers the country, checks it.
 *
 * Bad input is in the list of problems, never thrown; only a cancelled watch throws.
 *
 * @param dir The folder that holds `study.json`.
 */
export async function loadStudy(dir: string, _options: LoadOptions = {}): Promise<LoadedStudy> {
  return {
    country: undefined,
    study: undefined,
    problems: [
      {
        level: 'error',
        code: 'study-missing',
        at: { source: dir, table: '', row: 0 },
        message: `Cannot load the study in "${dir}"`,
        cure: 'Give a folder that holds study.json',
      },
    ],
  }
}
