// What a command of `bin/silta` is: its words, its options, and a function to a document.
import type { ParseArgsConfig } from 'node:util'
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import type { Watch } from '#base/progress.ts'

/** Options a command takes beside the common ones (`--json`, `--help`), as `node:util` parses them. */
export type OptionSpecs = NonNullable<ParseArgsConfig['options']>

/** One call of a command. */
export interface Call {
  readonly positionals: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  /** True where stdout carries one JSON document and nothing else. */
  readonly json: boolean
  /** Progress goes to stderr through it; Ctrl-C aborts its signal. */
  readonly watch: Watch & { readonly signal: AbortSignal }
}

/** What a command answers. */
export interface Answer {
  /** The document that `--json` prints. */
  readonly document: Json
  /** What a person reads instead. */
  readonly text: string
  /** Exit 1 where one of them has level `error`; printed to stderr without `--json`. */
  readonly problems?: readonly Problem[]
  /** What goes on after the answer is printed, until Ctrl-C: a server. */
  readonly until?: Promise<void>
}

/** One command. */
export interface Command {
  /** One or two words: `plan`, `graph steiner`. */
  readonly name: string
  /** The help page: usage, options, an example. */
  readonly help: string
  readonly options: OptionSpecs
  /** How many positionals it takes. */
  readonly takes: readonly [least: number, most: number]
  readonly run: (call: Call) => Promise<Answer>
}

/** Thrown for a wrong use of the command line: exit 2, the sentence and the command's usage. */
export class UsageError extends Error {
  override name = 'UsageError'
}
