import type { ActForm } from '#faces/site/dialogue/actForm.ts'
import { about, editing, ownCommitments, ownCountry } from '#faces/site/dialogue/forms/choices.ts'

/** Every form of practices. */
export const practiceForms: readonly ActForm[] = [
  {
    path: '/practices/new',
    kind: 'practice',
    title: 'practices.new',
    prepare: async (view) => ({
      choices: { commitments: await ownCommitments(view) },
      start: ownCountry(view),
    }),
    go: ({ id }) => `/practices/${id}`,
  },
  {
    path: '/practices/:id/edit',
    kind: 'practice',
    title: 'practice.edit',
    prepare: (view) =>
      editing(view, 'practice', async () => ({
        choices: { commitments: await ownCommitments(view) },
      })),
    go: ({ id }) => `/practices/${id}`,
  },
  {
    path: '/practices/:id/review',
    kind: 'practiceReview',
    title: 'practice.review',
    prepare: (view) => {
      const practice = view.around.find('practice', view.param('id'))
      return (
        practice && {
          fixed: { practice: practice.id, version: practice.version, date: view.around.today },
          about: about(view, practice),
          alone: true,
        }
      )
    },
    go: (_, { practice }) => `/practices/${practice}#reviews`,
  },
  {
    path: '/practices/:id/adopt',
    kind: 'adoption',
    title: 'practice.adopt',
    prepare: async (view) => {
      const practice = view.around.find('practice', view.param('id'))
      return (
        practice && {
          fixed: { practice: practice.id, version: practice.version, date: view.around.today },
          choices: { commitment: await ownCommitments(view) },
          about: about(view, practice),
        }
      )
    },
    go: (_, { practice }) => `/practices/${practice}#adoptions`,
  },
]
