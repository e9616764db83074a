// The pieces that the schema of `study.json` is written in: each says what it means, in which unit, and its default.
import type { Json } from '#base/canonical.ts'
import { type Unit, units } from '#base/units.ts'
import type { JsonSchema } from '#sources/jsonSchema.ts'

/** A number with its unit and default. */
export function number(
  means: string,
  unit: Unit,
  preset: Json | undefined,
  rest: Partial<JsonSchema> = { minimum: 0 },
): JsonSchema {
  const inUnit = unit === '' ? '' : ` Unit: ${units[unit]}.`
  const byDefault = preset === undefined ? '' : ` Default: ${JSON.stringify(preset)}.`
  return {
    description: `${means}${inUnit}${byDefault}`,
    type: 'number',
    ...(preset === undefined ? {} : { default: preset }),
    ...rest,
  }
}

/** A share from 0 to 1. */
export const share = (means: string, preset: number): JsonSchema =>
  number(means, 'share', preset, { minimum: 0, maximum: 1 })

/** One of several words. */
export function choice(means: string, values: readonly string[], preset?: string): JsonSchema {
  return {
    description: preset === undefined ? means : `${means} Default: "${preset}".`,
    type: 'string',
    enum: values,
    ...(preset === undefined ? {} : { default: preset }),
  }
}

/** A text, by default not empty. */
export function text(means: string, rest: Partial<JsonSchema> = { minLength: 1 }): JsonSchema {
  return { description: means, type: 'string', ...rest }
}

/** An object of named settings and no others. */
export function object(
  means: string,
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema {
  return {
    description: means,
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  }
}
