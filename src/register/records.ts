// Every kind of record in one list: its fields, and the checks that no single field can make. From here
// records are checked, their words hidden before they enter the log, and shown again beside it.
import type { Json } from '#base/canonical.ts'
import type { Place, Problem } from '#base/problem.ts'
import { bytesToBase64 } from '#register/log/bytes.ts'
import { commitTo } from '#register/log/entry.ts'
import type { Opening } from '#register/log/receipt.ts'
import {
  checkClauses,
  checkSignature,
  declaration,
  resolution,
  signatory,
  signature,
  studyQuestion,
} from '#register/records/agreements.ts'
import {
  checkEvidence,
  checkReview,
  conduct,
  dispute,
  evidence,
  moderation,
  reply,
  report,
  review,
} from '#register/records/answers.ts'
import {
  answer,
  change,
  checkComment,
  checkConsultation,
  checkSupport,
  comment,
  consultation,
  outcome,
  support,
} from '#register/records/consultations.ts'
import {
  agreement,
  checkAgreement,
  checkFollowUp,
  checkMeetingSpan,
  checkParticipants,
  followUp,
  meeting,
  stand,
} from '#register/records/meetings.ts'
import {
  acceptance,
  checkMeasures,
  checkResource,
  delivery,
  deliveryReview,
  match,
  need,
  pledge,
} from '#register/records/partnership.ts'
import {
  adoption,
  checkPracticeSpan,
  checkResult,
  practice,
  practiceReview,
} from '#register/records/practices.ts'
import {
  checkMilestoneDates,
  checkMilestoneValues,
  checkSpan,
  checkTargetDate,
  checkTargetValue,
  commitment,
  initiative,
  programme,
  project,
} from '#register/records/promises.ts'
import {
  checkFields,
  type DataOf,
  type Fault,
  type Fields,
  isFree,
  mapValues,
  soundOnly,
} from '#register/schema.ts'

interface Kind<S extends Fields> {
  readonly fields: S
  /** What no single field can tell; each is left out where it reads a field that is at fault itself. */
  readonly checks: readonly ((data: DataOf<S>) => Fault[])[]
}

const kind = <S extends Fields>(
  fields: S,
  ...checks: readonly ((data: DataOf<S>) => Fault[])[]
): Kind<S> => ({ fields, checks })

/** Every kind of record. */
export const recordKinds = {
  declaration: kind(declaration, checkClauses),
  resolution: kind(resolution),
  studyQuestion: kind(studyQuestion, checkSpan),
  signatory: kind(signatory),
  signature: kind(signature, checkSignature),
  commitment: kind(
    commitment,
    checkTargetDate,
    checkTargetValue,
    checkMilestoneDates,
    checkMilestoneValues,
  ),
  programme: kind(programme, checkSpan),
  initiative: kind(initiative, checkSpan),
  project: kind(project, checkSpan),
  report: kind(report, checkSpan),
  evidence: kind(evidence, checkEvidence),
  review: kind(review, checkReview),
  reply: kind(reply),
  dispute: kind(dispute),
  moderation: kind(moderation),
  conduct: kind(conduct),
  practice: kind(practice, checkPracticeSpan, checkResult),
  practiceReview: kind(practiceReview),
  adoption: kind(adoption),
  need: kind(need, checkResource, checkSpan),
  pledge: kind(pledge, checkResource, checkSpan),
  match: kind(match, checkMeasures),
  acceptance: kind(acceptance),
  delivery: kind(delivery, checkMeasures),
  deliveryReview: kind(deliveryReview),
  meeting: kind(meeting, checkMeetingSpan, checkParticipants),
  agreement: kind(agreement, checkAgreement),
  followUp: kind(followUp, checkFollowUp),
  stand: kind(stand),
  consultation: kind(consultation, checkSpan, checkConsultation),
  comment: kind(comment, checkComment),
  support: kind(support, checkSupport),
  answer: kind(answer),
  change: kind(change),
  outcome: kind(outcome),
} as const

export type RecordKind = keyof typeof recordKinds

/** What a record of a kind holds. */
export type RecordData<K extends RecordKind = RecordKind> = {
  [P in K]: DataOf<(typeof recordKinds)[P]['fields']>
}[K]

/** True for the name of a kind of record. */
export function isRecordKind(name: string): name is RecordKind {
  return Object.hasOwn(recordKinds, name)
}

/**
 * Every problem of a record: fields absent, unknown or wrong, and fields that contradict each other.
 *
 * @param source Where it came from, for the problems' places: a form, a file, the API.
 */
export function checkRecord(name: RecordKind, data: unknown, source: string): Problem[] {
  const { fields, checks } = recordKinds[name] as unknown as Kind<Fields>
  const faults = checkFields(fields, data)
  const sound = soundOnly(data as DataOf<Fields>, faults)
  const more = checks.flatMap((check) => sound(check))
  return [...faults, ...more].map(({ at, code, message, cure }) => {
    const place: Place = { source, table: `${name}${at}`, row: 0 }
    return { level: 'error', code, at: place, message, cure }
  })
}

/** A record as the log holds it, and apart from it the words behind its commitments. */
export interface HiddenRecord {
  readonly data: Json
  readonly openings: readonly Opening[]
}

/**
 * Puts a salted commitment in the place of every free text.
 *
 * @param salt Gives 32 new random bytes at each call.
 */
export function hideTexts(name: RecordKind, data: Json, salt: () => Uint8Array): HiddenRecord {
  const openings: Opening[] = []
  const hidden = mapValues(
    recordKinds[name].fields,
    data as { [field: string]: Json },
    (field, value, at) => {
      if (!isFree(field)) return value
      const bytes = salt()
      openings.push({ at: `/data${at}`, salt: bytesToBase64(bytes), text: value as string })
      return { ...commitTo(value as string, bytes) }
    },
  )
  return { data: hidden, openings }
}

/**
 * A record with its words back in their places; a word that was erased is null, which no field allows,
 * so that nobody takes a gap for a text.
 */
export function showTexts(name: RecordKind, { data, openings }: HiddenRecord): Json {
  const textAt = new Map(openings.map(({ at, text }) => [at, text]))
  return mapValues(
    recordKinds[name].fields,
    data as { [field: string]: Json },
    (field, value, at) => (isFree(field) ? (textAt.get(`/data${at}`) ?? null) : value),
  )
}

/** The identities of all records that a record refers to, with the kinds each may be of. */
export function references(
  name: RecordKind,
  data: Json,
): { readonly at: string; readonly id: string; readonly of: readonly string[] }[] {
  const found: { at: string; id: string; of: readonly string[] }[] = []
  mapValues(recordKinds[name].fields, data as { [field: string]: Json }, (field, value, at) => {
    if (field.type === 'record') found.push({ at, id: value as string, of: field.of })
    return value
  })
  return found
}

/** The digests of all files that a record names. */
export function digests(name: RecordKind, data: Json): string[] {
  const found = new Set<string>()
  mapValues(recordKinds[name].fields, data as { [field: string]: Json }, (field, value) => {
    if (field.type === 'digest') found.add(value as string)
    return value
  })
  return [...found]
}
