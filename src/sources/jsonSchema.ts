// Checks a JSON value against the part of JSON Schema (draft 2020-12) that our own schemas use, and
// says every fault with its path and the nearest name that is known. Runs under a strict CSP, where
// validators that compile themselves do not.
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import { nearestWord } from '#sources/nearestWord.ts'

/** A JSON Schema, as far as ours go. */
export interface JsonSchema {
  readonly $schema?: string
  readonly $id?: string
  readonly title?: string
  readonly description?: string
  readonly type?: JsonType | readonly JsonType[]
  readonly default?: Json
  readonly enum?: readonly Json[]
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly pattern?: string
  readonly minLength?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  /** `false` refuses names that `properties` does not list; a schema checks their values. */
  readonly additionalProperties?: false | JsonSchema
  readonly items?: JsonSchema
  readonly minItems?: number
  readonly maxItems?: number
  /** One of several shapes; ours are told apart by their type. */
  readonly anyOf?: readonly JsonSchema[]
}

/** The types JSON knows; a whole number is its own. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object'

/**
 * Every fault of a value against a schema; an empty list where it fits.
 *
 * @param source The file, for the problems' places; their `table` is the path, `$.prices.fibre`.
 */
export function checkJson(schema: JsonSchema, value: Json, source: string, path = '$'): Problem[] {
  const fault = (code: 'setting-wrong' | 'setting-missing', message: string, cure: string) => ({
    level: 'error' as const,
    code,
    at: { source, table: path, row: 0 },
    message,
    cure,
  })
  if (schema.anyOf !== undefined) {
    const type = typeOf(value)
    const shape = schema.anyOf.find((one) => hasType(one, type)) ?? schema.anyOf[0]
    return checkJson(shape, value, source, path)
  }
  const type = typeOf(value)
  if (!hasType(schema, type)) {
    return [
      fault(
        'setting-wrong',
        `Cannot use ${path}: found ${shown(value)}`,
        `Give ${typeWords(schema)}${means(schema)}`,
      ),
    ]
  }
  const problems: Problem[] = []
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    const words = schema.enum.map((one) => JSON.stringify(one)).join(', ')
    const near = typeof value === 'string' ? nearestWord(value, schema.enum.map(String)) : undefined
    problems.push(
      fault(
        'setting-wrong',
        `Cannot use ${path}: found ${shown(value)}`,
        `Use ${near === undefined ? '' : `"${near}", or another `}one of ${words}`,
      ),
    )
  }
  if (typeof value === 'number') {
    const range = outOfRange(schema, value)
    if (range !== undefined) {
      problems.push(
        fault(
          'setting-wrong',
          `Cannot use ${path}: found ${value}`,
          `Give ${range}${means(schema)}`,
        ),
      )
    }
  }
  if (typeof value === 'string') {
    if (value.length < (schema.minLength ?? 0)) {
      problems.push(
        fault('setting-wrong', `Cannot use ${path}: it is empty`, `Fill it in${means(schema)}`),
      )
    } else if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) {
      problems.push(
        fault(
          'setting-wrong',
          `Cannot use ${path}: found ${shown(value)}`,
          `Write it as ${schema.pattern}${means(schema)}`,
        ),
      )
    }
  }
  if (Array.isArray(value)) problems.push(...checkItems(schema, value, source, path))
  else if (type === 'object') {
    problems.push(...checkProperties(schema, value as Record<string, Json>, source, path))
  }
  return problems
}

function checkItems(
  schema: JsonSchema,
  value: readonly Json[],
  source: string,
  path: string,
): Problem[] {
  const problems: Problem[] = []
  const least = schema.minItems ?? 0
  const most = schema.maxItems ?? Number.POSITIVE_INFINITY
  if (value.length < least || value.length > most) {
    problems.push({
      level: 'error',
      code: 'setting-wrong',
      at: { source, table: path, row: 0 },
      message: `Cannot use ${path}: it has ${value.length} entries`,
      cure: `Give ${least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`}${means(schema)}`,
    })
  }
  const { items } = schema
  if (items !== undefined) {
    value.forEach((item, i) => {
      problems.push(...checkJson(items, item, source, `${path}[${i}]`))
    })
  }
  return problems
}

function checkProperties(
  schema: JsonSchema,
  value: Readonly<Record<string, Json>>,
  source: string,
  path: string,
): Problem[] {
  const problems: Problem[] = []
  const known = schema.properties ?? {}
  for (const name of schema.required ?? []) {
    if (Object.hasOwn(value, name)) continue
    problems.push({
      level: 'error',
      code: 'setting-missing',
      at: { source, table: path, row: 0 },
      message: `Cannot use ${path}: "${name}" is missing`,
      cure: `Add "${name}"${means(known[name] ?? {})}`,
    })
  }
  for (const [name, item] of Object.entries(value)) {
    const below = `${path}.${name}`
    if (Object.hasOwn(known, name)) {
      problems.push(...checkJson(known[name], item, source, below))
    } else if (schema.additionalProperties === false) {
      const names = Object.keys(known)
      const near = nearestWord(name, names)
      problems.push({
        level: 'error',
        code: 'setting-unknown',
        at: { source, table: below, row: 0 },
        message: `Cannot use ${below}: there is no such setting`,
        cure:
          near === undefined
            ? `Remove it, or use one of ${names.join(', ')}`
            : `Did you mean "${near}"? Otherwise remove it`,
      })
    } else if (schema.additionalProperties !== undefined) {
      problems.push(...checkJson(schema.additionalProperties, item, source, below))
    }
  }
  return problems
}

/** The schema that a path of names and positions leads to, where there is one. */
export function findSchema(schema: JsonSchema, path: readonly string[]): JsonSchema | undefined {
  if (path.length === 0) return schema
  const [name, ...rest] = path
  for (const shape of schema.anyOf ?? [schema]) {
    const next =
      shape.items !== undefined && /^\d+$/.test(name)
        ? shape.items
        : Object.hasOwn(shape.properties ?? {}, name)
          ? shape.properties?.[name]
          : shape.additionalProperties || undefined
    const found = next === undefined ? undefined : findSchema(next, rest)
    if (found !== undefined) return found
  }
  return undefined
}

function typeOf(value: Json): JsonType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value as JsonType
}

function typesOf(schema: JsonSchema): readonly JsonType[] {
  if (schema.type === undefined) return []
  return typeof schema.type === 'string' ? [schema.type] : schema.type
}

function hasType(schema: JsonSchema, type: JsonType): boolean {
  const types = typesOf(schema)
  return (
    types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'))
  )
}

const wordsForType: Readonly<Record<JsonType, string>> = {
  null: 'null',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  array: 'a list',
  object: 'an object',
}

function typeWords(schema: JsonSchema): string {
  return typesOf(schema)
    .map((type) => wordsForType[type])
    .join(' or ')
}

function means({ description }: JsonSchema): string {
  return description === undefined ? '' : `: ${description.replace(/\.$/, '')}`
}

function outOfRange(schema: JsonSchema, value: number): string | undefined {
  const { minimum, maximum, exclusiveMinimum } = schema
  const inside =
    value >= (minimum ?? Number.NEGATIVE_INFINITY) &&
    value <= (maximum ?? Number.POSITIVE_INFINITY) &&
    value > (exclusiveMinimum ?? Number.NEGATIVE_INFINITY)
  if (inside) return undefined
  const least =
    exclusiveMinimum !== undefined
      ? `more than ${exclusiveMinimum}`
      : minimum !== undefined
        ? `at least ${minimum}`
        : ''
  const most = maximum === undefined ? '' : `at most ${maximum}`
  return ['a number of', [least, most].filter((part) => part !== '').join(' and ')].join(' ')
}

function shown(value: Json): string {
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
