// Every address of the API in one table: what it takes, what it answers, and the work. The router and the
// OpenAPI document are both made from it, so neither can say what the other does not.
import { type ApiKind, apiKinds, recordName, type Schema } from '#faces/api/schemas.ts'
import { standingOf } from '#faces/site/register/standing.ts'
import type { Services } from '#faces/site/services.ts'
import type { Published } from '#faces/site/view.ts'
import { progressStates } from '#register/progress.ts'
import { isDate } from '#register/schema.ts'
import type { ListedKind } from '#store/listing.ts'
import type { Reading, ReadRecord } from '#store/reading.ts'

/** What operations read from. */
export interface ApiDesk {
  readonly services: Services
  readonly reading: Reading
  readonly studies: readonly Published[]
}

/** A parameter of an address or its query. */
export interface Parameter {
  readonly in: 'path' | 'query'
  readonly means: string
  readonly schema: Schema
  readonly check: (text: string) => boolean
}

/** What was asked: parameters that are given and sound. */
export type Asked = Readonly<Record<string, string | undefined>>

/** One address. */
export interface Operation {
  readonly path: string
  readonly summary: string
  readonly parameters: Readonly<Record<string, Parameter>>
  /** The schema of the answer by its name; '' for plain text. */
  readonly answers: string
  /** The answer; undefined where there is none. */
  readonly work: (desk: ApiDesk, asked: Asked) => Promise<unknown>
}

const matching = (
  place: Parameter['in'],
  means: string,
  pattern: string,
  more: Schema = {},
): Parameter => ({
  in: place,
  means,
  schema: { type: 'string', pattern, ...more },
  check: (text) => new RegExp(pattern, 'u').test(text),
})

const identity = '^[a-z0-9]{16,40}$'
const id = matching('path', 'The record.', identity)
const ofRecord = (means: string): Parameter => matching('query', means, identity)
const among = (means: string, values: readonly string[]): Parameter => ({
  in: 'query',
  means,
  schema: { type: 'string', enum: values },
  check: (text) => values.includes(text),
})
const limit: Parameter = {
  in: 'query',
  means: 'The most items that are answered; 50 where not given.',
  schema: { type: 'integer', minimum: 1, maximum: 100 },
  check: (text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100,
}
const cursor = matching('query', 'Where the page before ended: its `next`.', '^[0-9]{1,15}$')
const paging = { limit, cursor }
const words: Parameter = {
  in: 'query',
  means: 'Words in title or name.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  check: (text) =>
    text.length <= 200 && text !== '' && !/\p{Cc}/u.test(text) && text.isWellFormed(),
}

/** Lists, and what each can be chosen by. */
const lists = {
  declarations: { kind: 'declaration', by: { q: words } },
  resolutions: { kind: 'resolution', by: { q: words } },
  questions: { kind: 'studyQuestion', by: { q: words } },
  signatories: {
    kind: 'signatory',
    by: {
      q: words,
      kind: among('What it is.', ['country', 'city', 'organization']),
      country: matching('query', 'ISO 3166-1 alpha-3.', '^[A-Z]{3}$'),
    },
  },
  signatures: {
    kind: 'signature',
    by: { signatory: ofRecord('Who signed.'), declaration: ofRecord('What was signed.') },
  },
  commitments: {
    kind: 'commitment',
    by: {
      q: words,
      signatory: ofRecord('Who promised.'),
      declaration: ofRecord('What it answers to.'),
      programme: ofRecord('The programme it belongs to.'),
      country: matching('query', 'ISO 3166-1 alpha-3.', '^[A-Z]{3}$'),
      state: among('Where it stands today.', [...progressStates, 'disputed']),
    },
  },
  programmes: { kind: 'programme', by: { q: words, signatory: ofRecord('Whose it is.') } },
  initiatives: { kind: 'initiative', by: { q: words } },
  projects: {
    kind: 'project',
    by: {
      q: words,
      signatory: ofRecord('Who answers for it.'),
      country: matching('query', 'ISO 3166-1 alpha-3.', '^[A-Z]{3}$'),
    },
  },
} as const satisfies Readonly<
  Record<string, { kind: ListedKind & ApiKind; by: Readonly<Record<string, Parameter>> }>
>

const shown = ({ id: own, version, kind, time, by, index, data }: ReadRecord) => ({
  id: own,
  version,
  kind,
  time,
  by,
  index,
  data,
})

const isApiKind = (kind: string): boolean => (apiKinds as readonly string[]).includes(kind)

async function findShown(reading: Reading, record: string) {
  const found = (await reading.records([record])).get(record)
  return found === undefined || !isApiKind(found.kind) ? undefined : found
}

const listOperations: Operation[] = Object.entries(lists).flatMap(([folder, { kind, by }]) => [
  {
    path: `/${folder}`,
    summary: `Records of kind ${kind}, newest first.`,
    parameters: { ...paging, ...by },
    answers: `${recordName(kind)}Page`,
    work: async ({ reading }, asked) => {
      const { q, kind: sort, limit: most = '50', cursor: before, ...rest } = asked
      const page = await reading.lists.page(
        { kind, ...rest, class: sort, words: q },
        { most: Number(most), before: before === undefined ? undefined : Number(before) },
      )
      const records = await reading.records(page.rows.map((row) => row.id))
      const items = page.rows
        .map((row) => records.get(row.id))
        .filter((record) => record !== undefined)
        .map(shown)
      return { items, next: page.older === undefined ? null : String(page.older) }
    },
  },
  {
    path: `/${folder}/{id}`,
    summary: `One record of kind ${kind}, its newest version.`,
    parameters: { id },
    answers: recordName(kind),
    work: async ({ reading }, asked) => {
      const record = await reading.find(kind, asked.id ?? '')
      return record === undefined ? undefined : shown(record as ReadRecord)
    },
  },
])

const version = matching('path', 'The version, from 1.', '^[1-9][0-9]{0,5}$')

const recordOperations: Operation[] = [
  {
    path: '/records/{id}',
    summary: 'One record of any kind, its newest version.',
    parameters: { id },
    answers: 'AnyRecord',
    work: async ({ reading }, asked) => {
      const record = await findShown(reading, asked.id ?? '')
      return record === undefined ? undefined : shown(record)
    },
  },
  {
    path: '/records/{id}/versions',
    summary: 'When each version of a record was taken, newest first.',
    parameters: { id },
    answers: 'Versions',
    work: async ({ reading }, asked) => {
      const record = await findShown(reading, asked.id ?? '')
      if (record === undefined) return undefined
      return { id: record.id, versions: await reading.versions(record.id) }
    },
  },
  {
    path: '/records/{id}/versions/{version}',
    summary: 'One version of a record.',
    parameters: { id, version },
    answers: 'AnyRecord',
    work: async ({ reading }, asked) => {
      const record = await reading.findVersion(asked.id ?? '', Number(asked.version))
      return record === undefined || !isApiKind(record.kind) ? undefined : shown(record)
    },
  },
  {
    path: '/records/{id}/versions/{version}/receipt',
    summary: 'The receipt of a version (C2SP tlog-proof), verifiable offline.',
    parameters: { id, version },
    answers: '',
    work: async ({ reading, services }, asked) => {
      const number = Number(asked.version)
      const record = await reading.findVersion(asked.id ?? '', number)
      return record === undefined || !isApiKind(record.kind)
        ? undefined
        : services.register.receipt(record.id, number)
    },
  },
]

const asOf: Parameter = {
  in: 'query',
  means: 'The day it is calculated for; today where not given.',
  schema: { type: 'string', format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  check: isDate,
}

const commitmentOperations: Operation[] = [
  {
    path: '/commitments/{id}/progress',
    summary: 'Where a commitment stands on a day: calculated, never typed.',
    parameters: { id, asOf },
    answers: 'DatedProgress',
    work: async ({ reading }, asked) => {
      const record = await reading.find('commitment', asked.id ?? '')
      if (record === undefined) return undefined
      const date = asked.asOf ?? reading.today()
      const { now } = standingOf(record, await reading.said(record.id), date)
      return { id: record.id, asOf: date, progress: now }
    },
  },
  {
    path: '/commitments/{id}/trail',
    summary: 'What was reported, on what evidence, and what others said of it; oldest first.',
    parameters: { id },
    answers: 'Trail',
    work: async ({ reading }, asked) => {
      const record = await reading.find('commitment', asked.id ?? '')
      if (record === undefined) return undefined
      const { reports, evidence, reviews, replies, disputes, settled } = await reading.said(
        record.id,
      )
      return {
        commitment: record.id,
        reports: reports.map((each) => shown(each as ReadRecord)),
        evidence: evidence.map((each) => shown(each as ReadRecord)),
        reviews: reviews.map((each) => shown(each as ReadRecord)),
        replies: replies.map((each) => shown(each as ReadRecord)),
        disputes: disputes.map((each) => shown(each as ReadRecord)),
        settled: [...settled],
      }
    },
  },
  {
    path: '/signatories/{id}/summary',
    summary: 'What a signatory signed, and its commitments by where they stand today.',
    parameters: { id },
    answers: 'Summary',
    work: async ({ reading }, asked) => {
      const record = await reading.find('signatory', asked.id ?? '')
      if (record === undefined) return undefined
      const [states, signatures] = await Promise.all([
        reading.lists.states({ signatory: record.id }),
        reading.signatures({ signatory: record.id }),
      ])
      return {
        signatory: record.id,
        asOf: reading.today(),
        commitments: Object.fromEntries(progressStates.map((state) => [state, states[state] ?? 0])),
        signatures: signatures.map((each) => shown(each as ReadRecord)),
      }
    },
  },
]

const logOperations: Operation[] = [
  {
    path: '/log',
    summary: 'The log’s name, key, size and checkpoint; its files are below /log.',
    parameters: {},
    answers: 'Log',
    work: async ({ services: { register } }) => {
      const { checkpoint, size } = register.publisher.published
      return { origin: register.vkey.split('+')[0], key: register.vkey, size, checkpoint }
    },
  },
  {
    path: '/log/entries',
    summary: 'Entries of the log, newest first.',
    parameters: paging,
    answers: 'EntryPage',
    work: async ({ reading }, asked) => {
      const most = Number(asked.limit ?? 50)
      const below = asked.cursor === undefined ? undefined : Number(asked.cursor)
      const items = await reading.entries(below, most)
      const last = items.at(-1)?.index ?? 0
      return { items, next: items.length < most || last === 0 ? null : String(last) }
    },
  },
  {
    path: '/log/entries/{index}',
    summary: 'One entry as it stands in the log, and the words that may still be read.',
    parameters: { index: matching('path', 'The entry, from 0.', '^(0|[1-9][0-9]{0,14})$') },
    answers: 'Entry',
    work: async ({ reading }, asked) => {
      const entry = await reading.entry(Number(asked.index))
      if (entry === undefined) return undefined
      const { bytes, openings, ...rest } = entry
      return { ...rest, entry: JSON.parse(new TextDecoder().decode(bytes)), open: openings }
    },
  },
]

const studyOperations: Operation[] = [
  {
    path: '/studies',
    summary: 'Published studies and their documents.',
    parameters: {},
    answers: 'Studies',
    work: async ({ studies }) => ({
      items: studies.map(({ result, documents }) => ({
        id: result.study.id,
        title: result.study.title,
        country: result.country.iso3,
        resultDigest: result.resultDigest,
        documents: Object.keys(documents),
      })),
    }),
  },
  {
    path: '/studies/{study}/{document}',
    summary: 'A document of a study, as `silta --json` prints it (docs/schemas).',
    parameters: {
      study: matching('path', 'The study.', '^[A-Za-z0-9._-]{1,100}$'),
      document: matching('path', 'check, gap, plan or roadmap.', '^[a-z]{1,20}$'),
    },
    answers: 'Document',
    work: async ({ studies }, asked) => {
      const study = studies.find(({ result }) => result.study.id === asked.study)
      const name = asked.document ?? ''
      return study === undefined || !Object.hasOwn(study.documents, name)
        ? undefined
        : study.documents[name]
    },
  },
]

/** Every operation. */
export const operations: readonly Operation[] = [
  {
    path: '/',
    summary: 'What can be read here.',
    parameters: {},
    answers: 'Index',
    work: async () => ({
      openapi: '/api/v1/openapi.json',
      lists: Object.keys(lists).map((folder) => `/api/v1/${folder}`),
    }),
  },
  ...commitmentOperations,
  ...listOperations,
  ...recordOperations,
  ...logOperations,
  ...studyOperations,
]
