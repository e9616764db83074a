import type { ActForm, ActView } from '#faces/site/dialogue/actForm.ts'
import {
  about,
  editing,
  others,
  ownAmong,
  ownCommitments,
} from '#faces/site/dialogue/forms/choices.ts'
import { nameOf, ownSignatories, saying, text } from '#faces/site/dialogue/view.ts'

/** Every form of meetings and stands. */
export const meetingForms: readonly ActForm[] = [
  {
    path: '/meetings/new',
    kind: 'meeting',
    title: 'meetings.new',
    prepare: (view) => {
      // Whoever acts for one signatory alone hosts in its name, and does not invite it.
      const own = ownSignatories(view).map(([id]) => id)
      return {
        choices: { participants: others(view, own.length === 1 ? own : []) },
        start: { state: 'planned' },
      }
    },
    go: ({ id }) => `/meetings/${id}`,
  },
  {
    path: '/meetings/:id/edit',
    kind: 'meeting',
    title: 'meeting.edit',
    prepare: (view) =>
      editing(view, 'meeting', ({ data }) => ({
        choices: { participants: others(view, [data.signatory]) },
      })),
    go: ({ id }) => `/meetings/${id}`,
  },
  {
    path: '/meetings/:id/answer',
    kind: 'acceptance',
    title: 'meeting.answer',
    prepare: (view) => {
      const meeting = view.around.find('meeting', view.param('id'))
      return (
        meeting && {
          fixed: { to: meeting.id, date: view.around.today },
          choices: { signatory: ownAmong(view, meeting.data.participants) },
          about: about(view, meeting),
        }
      )
    },
    go: (_, { to }) => `/meetings/${to}`,
  },
  {
    path: '/meetings/:id/agree',
    kind: 'agreement',
    title: 'meeting.agree',
    prepare: (view) => {
      const meeting = view.around.find('meeting', view.param('id'))
      if (meeting === undefined) return undefined
      const party = [meeting.data.signatory, ...meeting.data.participants]
      const named = party.map((id) => [id, nameOf(view, id)] as const)
      return {
        fixed: { meeting: meeting.id },
        choices: { signatory: ownAmong(view, party), between: named, followsUp: named },
        start: { between: party.length === 2 ? party : [] },
        about: about(view, meeting),
      }
    },
    go: (_, { meeting }) => `/meetings/${meeting}#agreements`,
  },
  {
    path: '/agreements/:id/answer',
    kind: 'acceptance',
    title: 'match.answer',
    prepare: (view) => {
      const agreement = view.around.find('agreement', view.param('id'))
      return (
        agreement && {
          fixed: { to: agreement.id, date: view.around.today },
          choices: { signatory: ownAmong(view, agreement.data.between) },
          about: saying(
            view,
            agreement.data.text,
            agreement.data.language,
            text(view, agreement.data.title, agreement.data.language),
          ),
        }
      )
    },
    go: (_, { to }, view) =>
      `/meetings/${view.around.find('agreement', String(to))?.data.meeting ?? ''}#agreements`,
  },
  {
    path: '/agreements/:id/follow-up',
    kind: 'followUp',
    title: 'agreement.followup',
    prepare: async (view) => {
      const agreement = view.around.find('agreement', view.param('id'))
      return (
        agreement && {
          fixed: { agreement: agreement.id, date: view.around.today },
          choices: {
            signatory: ownAmong(view, [agreement.data.followsUp]),
            commitment: await ownCommitments(view),
          },
          about: saying(
            view,
            agreement.data.text,
            agreement.data.language,
            text(view, agreement.data.title, agreement.data.language),
          ),
        }
      )
    },
    go: (_, { agreement }, view) =>
      `/meetings/${view.around.find('agreement', String(agreement))?.data.meeting ?? ''}#agreements`,
  },
  {
    path: '/stands/new',
    kind: 'stand',
    title: 'stands.new',
    prepare: ofStand,
    go: ({ id }) => `/stands/${id}`,
  },
  {
    path: '/stands/:id/edit',
    kind: 'stand',
    title: 'stand.edit',
    prepare: (view) => editing(view, 'stand', () => ofStand(view)),
    go: ({ id }) => `/stands/${id}`,
  },
]

/** What a stand's form offers: things of one's own, and the meetings it may belong to. */
async function ofStand(view: ActView) {
  const meetings = view.around.all('meeting')
  return {
    choices: {
      shows: await ownThings(view),
      meeting: meetings.map(({ id, data }) => [id, data.title ?? id] as const),
    },
  }
}

/** What a stand may show: projects, practices, commitments and needs of one's own. */
async function ownThings(view: ActView) {
  const own = ownSignatories(view)
  const { reading } = view.table.dialogue
  const lists = await Promise.all(
    own.map(([signatory]) => reading.lists.page({ kind: 'project', signatory }, { most: 50 })),
  )
  const projects = await reading.records(lists.flatMap(({ rows }) => rows.map(({ id }) => id)))
  const held = (['practice', 'need'] as const).flatMap((kind) =>
    view.around.all(kind).filter(({ data }) => own.some(([id]) => id === data.signatory)),
  )
  const titled = [...projects.values(), ...held].map(
    ({ id, data }) => [id, (data as { title: string | null }).title ?? id] as const,
  )
  return [...titled, ...(await ownCommitments(view))]
}
