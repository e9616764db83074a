// A whole study from its files to its digests, and a kernel's worth of everything below: run by Node 24,
// Node 26 and Chromium, with one worker here and two in the test.

import { type Json, jsonDigest } from '#base/canonical.ts'
import { makeExample } from '#example/makeExample.ts'
import { gather } from '#sources/gather.ts'
import { readStudy } from '#sources/studyFile.ts'
import {
  fundingDocument,
  gapDocument,
  planDocument,
  type RunOptions,
  roadmapDocument,
  runStudy,
} from '#study.ts'

/** Plans the fictional country of 400 sites and seed 3, and digests every document it gives. */
export async function studyDigests(options: RunOptions = {}): Promise<Record<string, string>> {
  const files = makeExample({ sites: 400, seed: 3 })
  const { value, problems } = readStudy(files.get('study.json') as Uint8Array, 'study.json', [])
  if (value === undefined) throw new Error(JSON.stringify(problems))
  const { country, study } = await gather(value, files)
  const result = await runStudy(country, study, options)
  const digest = (document: unknown): string => jsonDigest(document as Json)
  return {
    inputs: result.inputsDigest,
    result: result.resultDigest,
    gap: digest(gapDocument(result.gap)),
    plan: digest(planDocument(result, 0)),
    roadmap: digest(roadmapDocument(result)),
    funding: digest(fundingDocument(result)),
  }
}
