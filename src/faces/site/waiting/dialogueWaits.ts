// What waits in meetings and consultations: invitations, agreements, comments without an answer, results to count.
import { standingOfAgreement } from '#faces/site/dialogue/meetings.ts'
import { type DialogueView, text, who } from '#faces/site/dialogue/view.ts'
import type { Html } from '#faces/site/html.ts'
import { href } from '#faces/site/view.ts'
import type { Wait } from '#faces/site/waiting/waits.ts'
import type { ReadRecord } from '#store/reading.ts'

const titleOf = (view: DialogueView, { data }: { readonly data: Titled }): Html =>
  text(view, data.title, data.language)

interface Titled {
  readonly title: string | null
  readonly language: string
}

/** Meetings that a signatory has not answered, or has not said of whether they were held. */
export function meetingWaits(view: DialogueView, signatory: string): Wait[] {
  const { words, around } = view
  const now = `${around.today}T00:00Z`
  return around.to('meeting', signatory).flatMap((meeting): Wait[] => {
    const { id, data, time } = meeting
    if (data.state !== 'planned') return []
    const whose = who(view, signatory)
    const what = titleOf(view, meeting)
    if (data.signatory === signatory)
      return data.until >= now
        ? []
        : [
            {
              what: words.mix('waiting.held', { what }),
              address: href(view, `/meetings/${id}/edit`),
              whose,
              since: data.until,
            },
          ]
    const answered = around.to('acceptance', id).some((word) => word.data.signatory === signatory)
    return answered || data.until < now || !data.participants.includes(signatory)
      ? []
      : [
          {
            what: words.mix('waiting.meeting', { what }),
            address: href(view, `/meetings/${id}/answer`),
            whose,
            since: time,
            due: data.from.slice(0, 10),
          },
        ]
  })
}

/** Agreements that wait for a signatory's word, or that it follows up. */
export function agreementWaits(view: DialogueView, signatory: string): Wait[] {
  const { words, around } = view
  return around.to('agreement', signatory).flatMap((agreement): Wait[] => {
    const { id, data, time } = agreement
    const { state, waitingFor } = standingOfAgreement(view, agreement)
    const rest = { whose: who(view, signatory), since: time, due: data.due }
    const what = titleOf(view, agreement)
    if (state === 'waiting' && waitingFor.includes(signatory))
      return [
        {
          what: words.mix('waiting.agreement', { what }),
          address: href(view, `/agreements/${id}/answer`),
          ...rest,
        },
      ]
    if (data.followsUp === signatory && ['agreed', 'begun', 'overdue'].includes(state))
      return [
        {
          what: words.mix('waiting.followup', { what }),
          // What is to become a commitment may do so in one step, or be reported on: its page offers both.
          address: href(view, `/meetings/${data.meeting}#a-${id}`),
          ...rest,
        },
      ]
    return []
  })
}

/** Consultations of a signatory: comments without an answer, and results that can be counted. */
export function consultationWaits(view: DialogueView, signatory: string): Wait[] {
  const { words, around } = view
  const own = around
    .to('consultation', signatory)
    .filter(({ data }) => data.signatory === signatory)
  if (own.length === 0) return []
  const answered = new Set(around.to('answer', signatory).map(({ data }) => data.to))
  return own.flatMap((asked): Wait[] => {
    const { id, data } = asked
    const whose = who(view, signatory)
    const what = titleOf(view, asked)
    const comments = around.to('comment', id)
    const open = unanswered(comments, answered)
    return [
      ...(open === undefined
        ? []
        : [
            {
              what: words.mix('waiting.comment', { count: open.count, what }),
              address: href(view, `/comments/${open.first.id}/answer`),
              whose,
              since: open.first.time,
            },
          ]),
      ...(around.today > data.until && around.to('outcome', id).length === 0
        ? [
            {
              what: words.mix('waiting.results', { what }),
              address: href(view, `/consultations/${id}/count`),
              whose,
              since: data.until,
            },
          ]
        : []),
    ]
  })
}

/** The oldest comment without an answer, and how many there are. */
function unanswered(
  comments: readonly ReadRecord<'comment'>[],
  answered: ReadonlySet<string>,
): { readonly first: ReadRecord<'comment'>; readonly count: number } | undefined {
  const first = comments.find(({ id }) => !answered.has(id))
  if (first === undefined) return undefined
  return { first, count: comments.filter(({ id }) => !answered.has(id)).length }
}
