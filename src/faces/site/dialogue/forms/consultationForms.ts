// Forms of those who ask: opening a consultation, changing it, answering, and saying what changed.
import type { Json } from '#base/canonical.ts'
import type { ActForm, ActView, Prepared } from '#faces/site/dialogue/actForm.ts'
import { draftPlan, settingLines, settingSentence } from '#faces/site/dialogue/draftPlan.ts'
import { about, editing } from '#faces/site/dialogue/forms/choices.ts'
import { readSections, sectionFields } from '#faces/site/dialogue/forms/sections.ts'
import { pairTable } from '#faces/site/dialogue/planCompare.ts'
import { tellParticipants } from '#faces/site/dialogue/telling.ts'
import { beginning, saying } from '#faces/site/dialogue/view.ts'
import type { SentForm } from '#faces/site/forms.ts'
import { html } from '#faces/site/html.ts'
import type { ReadRecord } from '#store/reading.ts'

/** Plans that a consultation may be about. */
function studyChoices({ table }: ActView): Prepared['choices'] {
  const studies = table.studies.map(({ result }) => [result.study.id, result.study.title] as const)
  return studies.length === 0 ? {} : { study: studies }
}

/** The plan that the draft is, by its digest as it stands now: nobody types one. */
function planOf(view: ActView, sent: SentForm): Readonly<Record<string, Json>> {
  const study = view.table.studies.find(({ result }) => result.study.id === sent.text('study'))
  return study === undefined ? {} : { plan: study.result.resultDigest }
}

/** The form of a consultation: a new one, or the next version of one's own. */
const consultationForm: Pick<ActForm, 'kind' | 'more' | 'go'> = {
  kind: 'consultation',
  more: {
    show: (view, form) =>
      sectionFields(view, form, view.around.find('consultation', view.param('id'))),
    read: (sent, view) => ({
      ...readSections(sent, view.around.find('consultation', view.param('id'))),
      ...planOf(view, sent),
    }),
  },
  go: ({ id }) => `/consultations/${id}`,
}

/** What a change begins with, where it is the plan that changed. */
async function changedPlan(
  view: ActView,
  asked: ReadRecord<'consultation'>,
): Promise<Prepared | undefined> {
  const code = view.query.get('plan') ?? ''
  const plan = code === '' ? undefined : await view.table.computed.find(asked.id, code)
  const draft = draftPlan(view, asked)
  if (plan === undefined || draft === undefined) return undefined
  const { study, before, digest, settings, was, becomes } = plan
  const lines = settingLines(view.words, draft.origin.file, draft.settings, settings)
  const given = settings.map(({ name, value }) => ({ name, value: JSON.stringify(value) }))
  return {
    fixed: {
      plan: { study, before, after: digest, settings: given, was, becomes } as unknown as Json,
    },
    start: {
      language: view.words.language,
      title: lines
        .map(({ label, is }) => `${label}: ${is}`)
        .join('; ')
        .slice(0, 200),
      before: settingSentence(lines, 'was'),
      after: settingSentence(lines, 'is'),
    },
    about: html`${about(view, asked)}${pairTable(view, plan, view.words.say('anew.page.title'))}`,
  }
}

/** Every form of those who ask. */
export const consultationForms: readonly ActForm[] = [
  {
    ...consultationForm,
    path: '/consultations/new',
    title: 'consultations.new',
    prepare: (view) => ({
      without: ['sections', 'draft', 'plan'],
      start: {
        study: view.query.get('study') ?? undefined,
        about: view.query.has('study') ? 'plan' : undefined,
        from: view.around.today,
      },
      choices: studyChoices(view) ?? {},
    }),
  },
  {
    ...consultationForm,
    path: '/consultations/:id/edit',
    title: 'consultation.edit',
    prepare: (view) =>
      editing(view, 'consultation', () => ({
        without: ['sections', 'draft', 'plan'],
        choices: studyChoices(view) ?? {},
      })),
  },
  {
    path: '/comments/:id/answer',
    kind: 'answer',
    title: 'consultation.doanswer',
    prepare: (view) => {
      const comment = view.around.find('comment', view.param('id'))
      const asked = comment && view.around.find('consultation', comment.data.consultation)
      return (
        asked &&
        comment && {
          fixed: { to: comment.id, signatory: asked.data.signatory },
          about: saying(view, comment.data.text, comment.data.language),
        }
      )
    },
    go: (_, { to }, view) =>
      `/consultations/${view.around.find('comment', String(to))?.data.consultation ?? ''}#c-${to}`,
  },
  {
    path: '/consultations/:id/change',
    kind: 'change',
    title: 'consultation.change',
    prepare: async (view) => {
      const asked = view.around.find('consultation', view.param('id'))
      if (asked === undefined) return undefined
      const said = view.around.to('comment', asked.id)
      const plan = await changedPlan(view, asked)
      if (plan === undefined && view.query.has('plan')) return undefined
      return {
        ...plan,
        fixed: {
          consultation: asked.id,
          signatory: asked.data.signatory,
          date: view.around.today,
          ...plan?.fixed,
        },
        without: ['plan'],
        choices: {
          section: asked.data.sections.map(({ code, title }) => [code, title ?? code] as const),
          because: said.map(
            ({ id, data }) => [id, beginning(data.title ?? data.text, 80)] as const,
          ),
        },
        about: plan?.about ?? about(view, asked),
      }
    },
    go: async ({ id }, { consultation }, view) => {
      await tellParticipants(view.table, String(consultation), id)
      return `/consultations/${consultation}#changes`
    },
  },
]
