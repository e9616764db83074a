// JSON Schemas of what the API answers, made from the records' own schema: one place says what a record is.
import type { Json } from '#base/canonical.ts'
import { progressStates } from '#register/progress.ts'
import { type RecordKind, recordKinds } from '#register/records.ts'
import type { Field, Fields } from '#register/schema.ts'

/** A JSON Schema (draft 2020-12, as OpenAPI 3.1 has it). */
export type Schema = { readonly [key: string]: Json }

/** Kinds that the API gives. */
export const apiKinds = [
  'declaration',
  'resolution',
  'studyQuestion',
  'signatory',
  'signature',
  'commitment',
  'programme',
  'initiative',
  'project',
  'report',
  'evidence',
  'review',
  'reply',
  'dispute',
  'moderation',
] as const satisfies readonly RecordKind[]
export type ApiKind = (typeof apiKinds)[number]

const identity: Schema = { type: 'string', pattern: '^[a-z0-9]{16,40}$' }
const day: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }

const plain: Readonly<Record<string, Schema>> = {
  // Words may have been erased; what stays then is null.
  text: { type: ['string', 'null'] },
  link: { type: ['string', 'null'] },
  mark: { type: 'boolean' },
  number: { type: 'number' },
  whole: { type: 'integer' },
  date: day,
  when: { type: 'string', pattern: '^\\d{4}(-\\d{2}){0,2}$' },
  instant: { type: 'string' },
  code: { type: 'string' },
  country: { type: 'string', pattern: '^[A-Z]{3}$' },
  digest: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
  account: identity,
  record: identity,
  language: { type: 'string' },
  money: {
    type: 'object',
    properties: { minor: { type: 'integer', minimum: 0 }, currency: { type: 'string' } },
    required: ['minor', 'currency'],
    additionalProperties: false,
  },
  point: {
    type: 'object',
    properties: { lon: { type: 'number' }, lat: { type: 'number' } },
    required: ['lon', 'lat'],
    additionalProperties: false,
  },
}

/** The schema of one field's value. */
export function fieldSchema(field: Field): Schema {
  const description = field.means
  if (field.type === 'group') return { description, ...fieldsSchema(field.fields) }
  if (field.type === 'list')
    return { description, type: 'array', items: fieldSchema(field.of), maxItems: field.most }
  if (field.type === 'choice') return { description, type: 'string', enum: field.values }
  return { description, ...plain[field.type] }
}

function fieldsSchema(fields: Fields): Schema {
  const entries = Object.entries(fields)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, field]) => [name, fieldSchema(field)])),
    required: entries
      .filter(([, field]) => !('optional' in field && field.optional === true))
      .map(([name]) => name),
    additionalProperties: false,
  }
}

const object = (
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
})

const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })
const refer = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
const listOf = (items: Schema): Schema => ({ type: 'array', items })
const pageOf = (items: Schema): Schema =>
  object({ items: listOf(items), next: orNull({ type: 'string' }) })

const states: Schema = object(
  Object.fromEntries(progressStates.map((state) => [state, { type: 'integer' } as Schema])),
)

/** The name under which a kind's record stands among the schemas. */
export const recordName = (kind: ApiKind): string => kind.charAt(0).toUpperCase() + kind.slice(1)

const recordSchemas = Object.fromEntries(
  apiKinds.map((kind) => [
    recordName(kind),
    object(
      {
        id: identity,
        version: { type: 'integer', minimum: 1 },
        kind: { type: 'string', const: kind },
        time: { type: 'string', description: 'When the register took it, UTC.' },
        by: { ...identity, description: 'The account that acted.' },
        index: { type: 'integer', minimum: 0, description: 'The entry of the log.' },
        data: fieldsSchema(recordKinds[kind].fields),
      },
      [],
    ),
  ]),
)

const progressSchema = object({
  state: { type: 'string', enum: progressStates },
  value: orNull({ type: 'number' }),
  valueDate: orNull(day),
  reachedShare: orNull({ type: 'number' }),
  expected: orNull({ type: 'number' }),
  report: orNull(identity),
  disputed: { type: 'boolean' },
})

const entryLine = {
  index: { type: 'integer', minimum: 0 },
  id: identity,
  version: { type: 'integer', minimum: 1 },
  kind: { type: 'string' },
  time: { type: 'string' },
  by: identity,
} as const satisfies Readonly<Record<string, Schema>>

/** Every schema that an answer names. */
export const apiSchemas: Readonly<Record<string, Schema>> = {
  ...recordSchemas,
  AnyRecord: { oneOf: apiKinds.map((kind) => refer(recordName(kind))) },
  ...Object.fromEntries(
    apiKinds.map((kind) => [`${recordName(kind)}Page`, pageOf(refer(recordName(kind)))]),
  ),
  Progress: progressSchema,
  DatedProgress: object({ id: identity, asOf: day, progress: refer('Progress') }),
  Trail: object({
    commitment: identity,
    reports: listOf(refer('Report')),
    evidence: listOf(refer('Evidence')),
    reviews: listOf(refer('Review')),
    replies: listOf(refer('Reply')),
    disputes: listOf(refer('Dispute')),
    settled: { ...listOf(identity), description: 'Disputes that a moderator has settled.' },
  }),
  Summary: object({
    signatory: identity,
    asOf: day,
    commitments: states,
    signatures: listOf(refer('Signature')),
  }),
  Versions: object({
    id: identity,
    versions: listOf(object(entryLine)),
  }),
  Log: object({
    origin: { type: 'string' },
    key: { type: 'string', description: 'name+id+key, as the verifier takes it.' },
    size: { type: 'integer', minimum: 0 },
    checkpoint: { type: 'string' },
  }),
  EntryPage: pageOf(object(entryLine)),
  Entry: object({
    ...entryLine,
    entry: { type: 'object', description: 'As it stands in the log.' },
    open: listOf(
      object({ at: { type: 'string' }, salt: { type: 'string' }, text: { type: 'string' } }),
    ),
    erased: { type: 'integer', description: 'How many texts were erased for good.' },
    hidden: { type: 'boolean' },
  }),
  Studies: object({
    items: listOf(
      object({
        id: { type: 'string' },
        title: { type: 'string' },
        country: { type: 'string' },
        resultDigest: { type: 'string' },
        documents: listOf({ type: 'string' }),
      }),
    ),
  }),
  Document: { type: 'object' },
  Index: object({ openapi: { type: 'string' }, lists: listOf({ type: 'string' }) }),
  Problem: object(
    {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string', description: 'Says what is wrong, the same in every language.' },
      detail: { type: 'string' },
    },
    ['detail'],
  ),
}
