// What pages say of a study's settings: each has its sentence, and the English one is the schema's own.
import { expect, test } from 'vitest'
import { en } from '#faces/site/words/en.ts'
import type { JsonSchema } from '#sources/jsonSchema.ts'
import { studySchema } from '#sources/studySchema.ts'

/** Every setting of a schema that is no group, with what it means. */
function leaves(schema: JsonSchema, name: string): (readonly [string, string])[] {
  if (schema.properties !== undefined)
    return Object.entries(schema.properties).flatMap(([key, each]) =>
      leaves(each, `${name}.${key}`),
    )
  return [[name, (schema.description ?? '').replace(/ (Unit|Default): .*$/, '')]]
}

test('every setting that /plan shows has its sentence, in English that of the schema', () => {
  const messages: Readonly<Record<string, unknown>> = en
  const shown = ['prices', 'demand', 'gap', 'economy', 'budget', 'fibre', 'radio']
  const all = shown.flatMap((name) => leaves(studySchema.properties?.[name] ?? {}, name))
  expect(all.length).toBeGreaterThan(60)
  const wrong = all.filter(([name, means]) => {
    if (name.startsWith('demand.mbpsForKind.')) return false
    const said = messages[`setting.${name}`] ?? messages[`setting.${name.split('.').at(-1)}`]
    return said !== means
  })
  expect(wrong).toEqual([])
})
