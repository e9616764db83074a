// The package's door: what a program outside `src/` may use, the browser's planner among them. The only
// file that re-exports; nothing behind it needs a machine.
export { bytesDigest, canonicalJson } from '#base/canonical.ts'
export { hasError, type Problem } from '#base/problem.ts'
export type { Progress, Watch } from '#base/progress.ts'
export { thisThread, type Workers } from '#base/workers.ts'
export type { Country } from '#country/model.ts'
export type { Study } from '#country/study.ts'
export { gather } from '#sources/gather.ts'
export type { Manifest } from '#sources/manifest.ts'
export type { Sql } from '#sources/raw.ts'
export { sqlJs } from '#sources/read/sqlJs.ts'
export { readStudy, type StudyFile } from '#sources/studyFile.ts'
export {
  fundingDocument,
  gapDocument,
  planDocument,
  roadmapDocument,
  runStudy,
  type StudyResult,
} from '#study.ts'
