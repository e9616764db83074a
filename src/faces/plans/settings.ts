// Settings of a study that people may ask to change: which they are, what they are now, and the same study
// with some of them changed. Where inputs come from, and what is told of places, is not among them.
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import type { Study } from '#country/study.ts'
import { findSchema } from '#sources/jsonSchema.ts'
import type { Read } from '#sources/raw.ts'
import { readStudy, type StudyFile, studyFrom } from '#sources/studyFile.ts'
import { studySchema } from '#sources/studySchema.ts'

/** One setting by its name in `study.json`, with its value. */
export interface Setting {
  readonly name: string
  readonly value: Json
}

/** Settings that a form asks for by name; any other is typed as `name=value`. */
export const askedSettings = [
  'budget.capexUsdPerYear',
  'gap.leastTechnology',
  'gap.unknown',
  'demand.rateMbps',
  'prices.fibre.routeUsdPerKm',
  'economy.discountRate',
] as const
export type AskedSetting = (typeof askedSettings)[number]

/** Technologies that a plan can leave out, and the setting that is 0 where it does. */
export const leaveOut = {
  satellite: 'prices.satellite.maxMbps',
  fixedWireless: 'prices.fixedWireless.mastUsd',
  microwave: 'prices.microwave.hopUsd',
} as const
export type Omittable = keyof typeof leaveOut

const changeable = ['prices', 'demand', 'gap', 'economy', 'budget', 'fibre', 'radio']
/** It decides how people are gathered into places, and so how long a plan takes: the operator's choice. */
const kept = ['gap.settlementGridMeters', 'prices.name', 'prices.year']

/** True for a setting that may be changed. */
export function isChangeable(name: string): boolean {
  const path = name.split('.')
  const schema = findSchema(studySchema, path)
  return (
    path.length > 1 &&
    changeable.includes(path[0]) &&
    !kept.includes(name) &&
    schema !== undefined &&
    schema.type !== 'object'
  )
}

/** The settings as `--override` takes them. */
export function overridesOf(settings: readonly Setting[]): string[] {
  return settings.map(({ name, value }) => `${name}=${JSON.stringify(value)}`)
}

/** The study with settings changed; every fault of theirs. */
export function withSettings(file: StudyFile, settings: readonly Setting[]): Read<StudyFile> {
  const refused = settings
    .filter(({ name }) => !isChangeable(name))
    .map(
      ({ name }): Problem => ({
        level: 'error',
        code: 'setting-kept',
        at: { source: 'form', table: name, row: 0 },
        message: `"${name}" is no setting that can be changed here`,
        cure: `Use a setting of ${changeable.join(', ')}, as the plan’s page names it`,
      }),
    )
  if (refused.length > 0) return { value: undefined, problems: refused }
  const bytes = new TextEncoder().encode(JSON.stringify(file))
  return readStudy(bytes, 'study.json', overridesOf(settings))
}

/** What a setting is in a study; undefined where the study says nothing of it. */
export function settingIn(study: Study, name: string): Json | undefined {
  let value: unknown = study
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[part]
  }
  return value as Json | undefined
}

/** Earlier changes with newer ones over them, without those that change nothing, in order of their names. */
export function joinSettings(
  file: StudyFile,
  earlier: readonly Setting[],
  newer: readonly Setting[],
): Setting[] {
  const base = studyFrom(file)
  const values = new Map([...earlier, ...newer].map(({ name, value }) => [name, value]))
  return [...values]
    .filter(([name, value]) => JSON.stringify(settingIn(base, name)) !== JSON.stringify(value))
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
