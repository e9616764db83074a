// What became of a record, as events that a feed or a mail tells: everything that refers to it, and what
// refers to that.

import type { FeedEntry } from '#dialogue/atom.ts'
import { dialogueKinds } from '#dialogue/held.ts'
import { type DialogueView, nameOf, valueWord } from '#faces/site/dialogue/view.ts'
import { href } from '#faces/site/view.ts'
import type { RecordKind } from '#register/records.ts'
import type { ReadRecord } from '#store/reading.ts'

/** Kinds that are told of, and those whose own answers are told of too. */
const told = new Set<RecordKind>([
  // Of a consultation people hear what came of it, not each voice.
  ...dialogueKinds.filter((kind) => kind !== 'comment' && kind !== 'support'),
  'commitment',
  'report',
  'evidence',
  'review',
  'reply',
  'dispute',
  'signature',
])
const through = new Set<RecordKind>([
  'match',
  'delivery',
  'agreement',
  'comment',
  'report',
  'commitment',
  'need',
  'pledge',
  'practice',
  'consultation',
  'meeting',
])

/** Where a record is to be read. */
function placeOf(record: ReadRecord, view: DialogueView): string {
  const data = record.data as unknown as Readonly<Record<string, string | undefined>>
  const at = (path: string): string => href(view, path)
  switch (record.kind) {
    case 'practice':
      return at(`/practices/${record.id}`)
    case 'practiceReview':
    case 'adoption':
      return at(`/practices/${data.practice}`)
    case 'need':
      return at(`/needs/${record.id}`)
    case 'pledge':
      return at(`/pledges/${record.id}`)
    case 'match':
      return at(`/matches/${record.id}`)
    case 'delivery':
      return at(`/matches/${data.match}`)
    case 'meeting':
      return at(`/meetings/${record.id}`)
    case 'agreement':
      return at(`/meetings/${data.meeting}`)
    case 'stand':
      return at(`/stands/${record.id}`)
    case 'consultation':
      return at(`/consultations/${record.id}`)
    case 'change':
    case 'outcome':
      return at(`/consultations/${data.consultation}`)
    case 'commitment':
      return at(`/commitments/${record.id}`)
    case 'report':
      return at(`/commitments/${data.commitment}`)
    case 'acceptance':
    case 'deliveryReview':
    case 'followUp':
    case 'answer': {
      const target = view.around.any(data.to ?? data.delivery ?? data.agreement ?? '')
      return target === undefined ? at('/dialogue') : placeOf(target, view)
    }
    case 'comment':
      return at(`/consultations/${data.consultation}`)
    default:
      return at('/dialogue')
  }
}

function entryOf(view: DialogueView, record: ReadRecord, origin: string): FeedEntry {
  const { words } = view
  const data = record.data as unknown as Readonly<Record<string, string | null | undefined>>
  const said = [
    data.text,
    data.note,
    data.reason,
    data.about,
    data.story,
    data.summary,
    data.context,
    data.changed,
    data.after,
  ]
  const state = ['answer', 'decision', 'finding', 'state', 'act']
    .map((name) => data[name])
    .find((value) => typeof value === 'string')
  const kind = words.say(`event.${record.kind as 'practice'}`)
  const about = data.title ?? (state == null ? undefined : valueWord(words, state))
  return {
    id: `tag:${new URL(origin).host},2026:${record.id}/${record.version}`,
    title: about == null ? kind : words.say('event.about', { kind, about }),
    link: `${origin}${placeOf(record, view)}`,
    updated: record.time,
    author:
      typeof data.signatory === 'string' ? nameOf(view, data.signatory) : words.say('site.name'),
    text: said.find((value) => typeof value === 'string') ?? about ?? kind,
    language: typeof data.language === 'string' ? data.language : words.language,
  }
}

/** Everything that became of a record, or of a signatory: oldest first. */
export async function eventsOf(
  view: DialogueView,
  topic: string,
  origin: string,
): Promise<FeedEntry[]> {
  const { around, table } = view
  const found = new Map<string, ReadRecord>()
  const own = around.any(topic)
  if (own !== undefined && told.has(own.kind)) found.set(own.id, own)
  let level = [topic]
  for (let depth = 0; depth < 3 && level.length > 0; depth++) {
    const next: string[] = []
    for (const target of level)
      for (const record of around.allTo(target)) {
        if (found.has(record.id)) continue
        if (told.has(record.kind)) found.set(record.id, record)
        if (through.has(record.kind)) next.push(record.id)
      }
    level = next
  }
  // Reports and reviews of a commitment are read from the register itself.
  const said = await table.dialogue.reading.said(topic)
  for (const record of [
    ...said.reports,
    ...said.evidence,
    ...said.reviews,
    ...said.replies,
    ...said.disputes,
  ])
    found.set(record.id, record as unknown as ReadRecord)
  return [...found.values()]
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
    .map((record) => entryOf(view, record, origin))
}
