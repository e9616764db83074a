// What the page and the engine's worker say to each other.
import type { Manifest, Problem, Progress, StudyFile } from '../../../src/index.ts'

/** What a study is computed from, as `/inputs.json` lists it. */
export interface InputsDocument {
  /** The result the server came to. */
  readonly resultDigest: string
  readonly study: StudyFile
  readonly manifest: Manifest
  readonly inputs: readonly {
    readonly name: string
    readonly digest: string
    readonly size: number
    readonly address: string
  }[]
}

/** Asks the worker to fetch the inputs and compute the study. */
export interface ComputeCall {
  /** Address of `/inputs.json`, whole. */
  readonly inputs: string
  /** Address of sql.js' WebAssembly, for GeoPackages. */
  readonly sqlWasm: string
}

/** What the worker tells, in this order: progress any number of times, then one of the others. */
export type ComputeAnswer =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | {
      readonly kind: 'done'
      readonly resultDigest: string
      readonly seconds: number
    }
  | { readonly kind: 'failed'; readonly message: string; readonly problems: readonly Problem[] }
