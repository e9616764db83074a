// What forms call fields and values: catalogued by the schema's own names.
import { en } from '#faces/site/words/en.ts'
import type { Key, Words } from '#faces/site/words/words.ts'
import type { RecordKind } from '#register/records.ts'
import type { Field } from '#register/schema.ts'

/** A message whose key is made at run time; undefined where the catalogue has none. */
function findMessage(words: Words, key: string): string | undefined {
  return Object.hasOwn(en, key) ? words.say(key as Extract<Key, `field.${string}`>) : undefined
}

/** The label of a field, by its own name. */
export function labelOf(words: Words, name: string): string {
  return findMessage(words, `field.${name}`) ?? name
}

/** A sentence that helps to fill a field, where one is needed. */
export function hintOf(words: Words, kind: RecordKind, name: string): string | undefined {
  const place = name.replace(/\/\d+\//g, '/').replaceAll('/', '.')
  return findMessage(words, `hint.${kind}.${place}`) ?? findMessage(words, `hint.any.${place}`)
}

/** Where the names of a choice's values stand, by kind and field. */
const valueKeys: Readonly<Record<string, (value: string) => string>> = {
  'signatory/kind': (value) => `signatory.kind.${value}`,
  'project/kind': (value) => `project.kind.${value}`,
  'evidence/kind': (value) => `value.evidence.${value}`,
  unit: (value) => `unit.${value}`,
  direction: (value) => `value.direction.${value}`,
  by: (value) => `breakdown.${value}`,
  regions: (value) => `region.${value}`,
  groups: (value) => `group.${value}`,
  finding: (value) => `value.finding.${value}`,
  standing: (value) => `source.${value}`,
  'moderation/act': (value) => `entry.act.${value}`,
}

/** What a value of a choice is called. */
export function valueName(words: Words, kind: RecordKind, name: string, value: string): string {
  const last = name.split('/').at(-1) ?? ''
  const key = valueKeys[`${kind}/${last}`] ?? valueKeys[last]
  return (key === undefined ? undefined : findMessage(words, key(value))) ?? value
}

/** True where the schema asks for the field. */
export function isNeeded(field: Field): boolean {
  return !('optional' in field && field.optional === true)
}
