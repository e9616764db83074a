// The data manifest: every open dataset a study may name, pinned by digest, with where it is published
// and what its licence asks of everything made from it.
import type { Json } from '#base/canonical.ts'
import { hasError } from '#base/problem.ts'
import { type Origin, origins } from '#country/model.ts'
import { checkJson, type JsonSchema } from '#sources/jsonSchema.ts'
import type { Read } from '#sources/raw.ts'

/** One open dataset. */
export interface Dataset {
  readonly title: string
  /**
   * Where it is published, the surest first; its digest decides whether what comes is it. None where it
   * is published only as part of another file: `derived` says of which.
   */
  readonly addresses: readonly string[]
  /** Its path below a mirror's or a cache's root. */
  readonly mirror: string
  /** SHA-256 of its bytes, in lower-case hexadecimal. */
  readonly sha256: string
  readonly bytes: number
  readonly licence: string
  readonly attribution: string
  readonly date: string
  readonly origin: Origin
  /** What it was cut from and how, where nobody publishes the file itself. */
  readonly derived?: string
}

/** Datasets by key, `comoros/worldpop-2020`. */
export interface Manifest {
  readonly datasets: Readonly<Record<string, Dataset>>
}

const text = (description: string): JsonSchema => ({ description, type: 'string', minLength: 1 })

/** The schema of `data/manifest.json`. */
export const manifestSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Open datasets that studies are made from',
  type: 'object',
  properties: {
    $schema: { type: 'string' },
    datasets: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: {
          title: text('What it is.'),
          addresses: {
            description:
              'Where it is published, the surest first; none where "derived" says what it was cut from.',
            type: 'array',
            items: { type: 'string', pattern: '^https://' },
          },
          mirror: {
            description: 'Its path below the root of a mirror or of the cache.',
            type: 'string',
            pattern: '^[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*$',
          },
          sha256: {
            description: 'SHA-256 of its bytes.',
            type: 'string',
            pattern: '^[0-9a-f]{64}$',
          },
          bytes: { description: 'Its length.', type: 'integer', minimum: 0 },
          licence: text('SPDX identifier of its licence, or what is said of it.'),
          attribution: text('The sentence its licence asks to show.'),
          date: {
            description: 'Day or year it speaks of.',
            type: 'string',
            pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$',
          },
          derived: text('What it was cut from and how, where nobody publishes the file itself.'),
          origin: { description: 'How its values came about.', type: 'string', enum: origins },
        },
        required: [
          ...['title', 'addresses', 'mirror', 'sha256', 'bytes', 'licence', 'attribution'],
          ...['date', 'origin'],
        ],
        additionalProperties: false,
      },
    },
  },
  required: ['datasets'],
  additionalProperties: false,
}

/** Reads a manifest; all its faults at once. */
export function readManifest(bytes: Uint8Array, source: string): Read<Manifest> {
  let json: Json
  try {
    json = JSON.parse(new TextDecoder().decode(bytes)) as Json
  } catch (error) {
    return {
      value: undefined,
      problems: [
        {
          level: 'error',
          code: 'manifest-unreadable',
          at: { source, table: '', row: 0 },
          message: `Cannot read "${source}" as JSON: ${error instanceof Error ? error.message : String(error)}`,
          cure: 'Restore the file from the repository',
        },
      ],
    }
  }
  const problems = checkJson(manifestSchema, json, source)
  return { value: hasError(problems) ? undefined : (json as unknown as Manifest), problems }
}
