// Records of consultations: what is asked, what people say, what is answered, and what changed because of it.
import { languageField, signatoryField } from '#register/records/_words.ts'
import type { DataOf, Fault, Fields } from '#register/schema.ts'

/** Technologies by which a plan connects places; a test holds them to the planner's own. */
export const planTechnologies = [
  'fibre',
  'microwave',
  'fixedWireless',
  'cellular',
  'satellite',
] as const

/** Groups of those who take part. Which group a person is of is never a record: see `docs/methods/disclosure.md`. */
export const stakeholderGroups = [
  'government',
  'business',
  'civilSociety',
  'technical',
  'academia',
  'residents',
] as const
export type StakeholderGroup = (typeof stakeholderGroups)[number]

/** A draft put before everyone, section by section. */
export const consultation = {
  title: { type: 'text', most: 200, means: 'Its name.' },
  signatory: signatoryField('Who asks, and answers.'),
  language: languageField,
  about: {
    type: 'choice',
    values: ['plan', 'declaration', 'practice', 'other'],
    means: 'What the draft is.',
  },
  study: { type: 'code', optional: true, means: 'The study whose plan it is.' },
  plan: {
    type: 'digest',
    optional: true,
    means: 'The digest of that plan as it stood when the consultation was opened.',
  },
  draft: {
    type: 'record',
    of: ['declaration', 'practice', 'programme'],
    optional: true,
    means: 'The record whose draft it is.',
  },
  from: { type: 'date', means: 'The first day.' },
  until: { type: 'date', means: 'The last.' },
  summary: {
    type: 'text',
    most: 2000,
    means: 'What is asked, and what will be done with the answers.',
  },
  sections: {
    type: 'list',
    least: 1,
    most: 30,
    means: 'The draft, section by section.',
    of: {
      type: 'group',
      means: 'One section.',
      fields: {
        code: { type: 'code', means: 'Its short name.' },
        title: { type: 'text', most: 200, means: 'Its heading.' },
        text: { type: 'text', most: 4000, means: 'The draft’s words.' },
        options: {
          type: 'list',
          most: 8,
          means: 'What people are asked to choose among; none where they are only asked for words.',
          of: {
            type: 'group',
            means: 'One option.',
            fields: {
              code: { type: 'code', means: 'Its short name.' },
              text: { type: 'text', most: 300, means: 'What it says.' },
            },
          },
        },
      },
    },
  },
} as const satisfies Fields
export type ConsultationData = DataOf<typeof consultation>

/** What someone says of a section: a comment, or a proposal that others may support. */
export const comment = {
  consultation: { type: 'record', of: ['consultation'], means: 'Where it is said.' },
  section: { type: 'code', means: 'Of which section.' },
  kind: {
    type: 'choice',
    values: ['comment', 'proposal'],
    means: 'A comment, or a proposal that others may support.',
  },
  language: languageField,
  title: { type: 'text', most: 200, optional: true, means: 'A proposal in one line.' },
  text: { type: 'text', most: 4000, means: 'What is said.' },
} as const satisfies Fields
export type CommentData = DataOf<typeof comment>

/** A choice among a section's options, or support for a proposal; its author's name is used only here. */
export const support = {
  consultation: { type: 'record', of: ['consultation'], means: 'Where.' },
  section: { type: 'code', means: 'Of which section.' },
  option: { type: 'code', optional: true, means: 'The option chosen.' },
  proposal: { type: 'record', of: ['comment'], optional: true, means: 'The proposal supported.' },
  act: { type: 'choice', values: ['give', 'take'], means: 'Given, or taken back.' },
} as const satisfies Fields
export type SupportData = DataOf<typeof support>

/** The official answer to a comment or proposal. */
export const answer = {
  to: { type: 'record', of: ['comment'], means: 'What is answered.' },
  signatory: signatoryField('Who answers.'),
  decision: {
    type: 'choice',
    values: ['accepted', 'partly', 'declined', 'noted', 'already'],
    means: 'Taken up, in part, not, noted, or in the draft already.',
  },
  language: languageField,
  text: { type: 'text', most: 4000, means: 'Why.' },
} as const satisfies Fields
export type AnswerData = DataOf<typeof answer>

/** What a plan comes to, as far as people compare two of them. */
const planFigures = {
  people: {
    type: 'whole',
    bounds: [0, 9e9],
    optional: true,
    means:
      'People with a usable connection when the years of building end, those served today included.',
  },
  sites: {
    type: 'whole',
    bounds: [0, 9e9],
    means: 'Places newly connected in those years.',
  },
  spent: { type: 'money', means: 'Capital spent in those years, in constant prices.' },
  cost: {
    type: 'money',
    means: 'What the whole plan costs over its horizon, as the plan counts it.',
  },
  mix: {
    type: 'list',
    most: 12,
    means: 'How the plan connects places.',
    of: {
      type: 'group',
      means: 'One technology.',
      fields: {
        technology: { type: 'choice', values: planTechnologies, means: 'The technology.' },
        sites: { type: 'whole', bounds: [0, 9e9], means: 'Places newly connected by it.' },
      },
    },
  },
} as const satisfies Fields
export type PlanFigures = DataOf<typeof planFigures>

/** What changed in the draft because of what was said. */
export const change = {
  consultation: { type: 'record', of: ['consultation'], means: 'Where it was said.' },
  section: { type: 'code', means: 'The section that changed.' },
  signatory: signatoryField('Who changed it.'),
  language: languageField,
  title: { type: 'text', most: 200, means: 'What changed, in one line.' },
  before: { type: 'text', most: 4000, means: 'How it read, or what it counted, before.' },
  after: { type: 'text', most: 4000, means: 'How it does now.' },
  because: {
    type: 'list',
    of: { type: 'record', of: ['comment'], means: 'A comment or proposal.' },
    least: 1,
    most: 100,
    means: 'What it changed because of.',
  },
  plan: {
    type: 'group',
    optional: true,
    means: 'The plan before and after, where the plan itself was computed again.',
    fields: {
      study: { type: 'code', means: 'The study’s id.' },
      before: { type: 'digest', means: 'The digest of the plan before.' },
      after: { type: 'digest', means: 'The digest of the plan after.' },
      settings: {
        type: 'list',
        least: 1,
        most: 40,
        means:
          'Settings laid over the study for the plan after; with them anyone computes the same.',
        of: {
          type: 'group',
          means: 'One setting.',
          fields: {
            name: { type: 'text', most: 80, means: 'Its name in study.json.' },
            value: { type: 'text', most: 600, means: 'Its value, as JSON.' },
          },
        },
      },
      was: { type: 'group', means: 'What the plan came to before.', fields: planFigures },
      becomes: { type: 'group', means: 'What it comes to now.', fields: planFigures },
    },
  },
  date: { type: 'date', means: 'The day.' },
} as const satisfies Fields
export type ChangeData = DataOf<typeof change>

/** Results of a consultation, published once when it has closed; what is withheld is absent. */
export const outcome = {
  consultation: { type: 'record', of: ['consultation'], means: 'Whose results they are.' },
  signatory: signatoryField('Who asked.'),
  date: { type: 'date', means: 'The day they were counted.' },
  sections: {
    type: 'list',
    most: 30,
    means: 'Section by section.',
    of: {
      type: 'group',
      means: 'One section.',
      fields: {
        code: { type: 'code', means: 'Its short name.' },
        options: {
          type: 'list',
          most: 8,
          means: 'All together, option by option.',
          of: {
            type: 'group',
            means: 'One option.',
            fields: {
              code: { type: 'code', means: 'Its short name.' },
              count: { type: 'whole', bounds: [0, 9e9], means: 'How many chose it.' },
            },
          },
        },
        groups: {
          type: 'list',
          most: stakeholderGroups.length,
          means: 'The same by group, where that tells nothing of few.',
          of: {
            type: 'group',
            means: 'One group.',
            fields: {
              group: { type: 'choice', values: stakeholderGroups, means: 'The group.' },
              count: {
                type: 'whole',
                bounds: [0, 9e9],
                optional: true,
                means: 'How many of it took part; absent where withheld.',
              },
              options: {
                type: 'list',
                most: 8,
                means: 'Those of its counts that are not withheld.',
                of: {
                  type: 'group',
                  means: 'One option.',
                  fields: {
                    code: { type: 'code', means: 'Its short name.' },
                    count: { type: 'whole', bounds: [0, 9e9], means: 'How many chose it.' },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
} as const satisfies Fields
export type OutcomeData = DataOf<typeof outcome>

/** Sections and options are referred to by their codes, so no two may share one. */
export function checkConsultation(data: ConsultationData): Fault[] {
  const faults: Fault[] = []
  const unique = (list: readonly { readonly code: string }[], at: string, what: string): void => {
    const seen = new Set<string>()
    for (const [i, { code }] of list.entries()) {
      if (seen.has(code))
        faults.push({
          at: `${at}/${i}/code`,
          code: 'code-twice',
          message: `"${code}" names two ${what}`,
          cure: 'Give each a code of its own',
        })
      seen.add(code)
    }
  }
  unique(data.sections, '/sections', 'sections')
  for (const [i, { options }] of data.sections.entries()) {
    unique(options, `/sections/${i}/options`, 'options')
    if (options.length === 1)
      faults.push({
        at: `/sections/${i}/options`,
        code: 'option-alone',
        message: 'There is one option only, so nothing to choose',
        cure: 'Give a second, or none',
      })
  }
  return faults
}

/** A proposal has a line of its own, by which others know it. */
export function checkComment(data: CommentData): Fault[] {
  if (data.kind === 'comment' || data.title !== undefined) return []
  return [
    {
      at: '/title',
      code: 'value-missing',
      message: '"title" is missing',
      cure: 'Say in one line what is proposed',
    },
  ]
}

/** Support is for an option or for a proposal. */
export function checkSupport(data: SupportData): Fault[] {
  if ((data.option === undefined) !== (data.proposal === undefined)) return []
  return [
    {
      at: '/option',
      code: 'support-unclear',
      message: 'It does not say what is supported, or says two things',
      cure: 'Give one option or one proposal',
    },
  ]
}
