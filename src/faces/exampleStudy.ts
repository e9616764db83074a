// The shipped example: the fictional country, made and gathered in memory as its files would be from disk.
import type { Watch } from '#base/progress.ts'
import { type ExampleOptions, makeExample } from '#example/makeExample.ts'
import type { LoadedStudy } from '#sources/files.ts'
import { gather } from '#sources/gather.ts'
import { nodeSqlite } from '#sources/nodeSqlite.ts'
import { readStudy } from '#sources/studyFile.ts'

/** Which fictional country stands where no study is named. */
export const shippedExample = { sites: 2000, seed: 1 }

/** Loads an example, the shipped one if no other is named, as `loadStudy` loads a folder. */
export async function loadExample(
  options: {
    readonly overrides?: readonly string[]
    readonly watch?: Watch
    readonly example?: ExampleOptions
  } = {},
): Promise<LoadedStudy> {
  const { overrides = [], watch = {}, example = shippedExample } = options
  const files = makeExample(example, watch)
  const bytes = files.get('study.json')
  if (bytes === undefined) throw new Error('Cannot load the example: it has no study.json')
  const read = readStudy(bytes, 'study.json', overrides)
  if (read.value === undefined)
    return { country: undefined, study: undefined, problems: read.problems }
  const manifest = { datasets: {} }
  const gathered = await gather(read.value, files, { watch, sql: nodeSqlite, manifest })
  return {
    ...gathered,
    problems: [...read.problems, ...gathered.problems],
    inputs: { file: read.value, files, manifest },
  }
}
