// Records of what was agreed: declarations, resolutions, study questions, and who signed what.
import type { DataOf, Fault, Fields } from '#register/schema.ts'

/** Where a record's words come from; a report at second hand says so. */
const source = {
  type: 'group',
  means: 'Where the content comes from.',
  fields: {
    title: { type: 'text', most: 300, means: 'The document’s own title.' },
    publisher: { type: 'text', most: 200, optional: true, means: 'Who published it.' },
    date: { type: 'when', optional: true, means: 'When it was published.' },
    link: { type: 'link', optional: true, means: 'Where it can be read.' },
    standing: {
      type: 'choice',
      values: ['text', 'report'],
      means: 'Whether the text itself was read, or only a report of it.',
    },
    note: { type: 'text', most: 1000, optional: true, means: 'What a reader should know of it.' },
  },
} as const satisfies Fields[string]

const clauses = (means: string) =>
  ({
    type: 'list',
    most: 100,
    means,
    of: {
      type: 'group',
      means: 'One of them.',
      fields: {
        code: { type: 'code', means: 'Its short name, by which commitments refer to it.' },
        text: { type: 'text', most: 2000, means: 'What it says, in the register’s own words.' },
      },
    },
  }) as const satisfies Fields[string]

/** A text that cities, countries and organizations sign. */
export const declaration = {
  title: { type: 'text', most: 300, means: 'Its name.' },
  adopted: { type: 'when', means: 'When it was adopted.' },
  place: { type: 'text', most: 200, means: 'Where.' },
  adoptedBy: { type: 'text', most: 500, means: 'Who adopted it.' },
  language: { type: 'language', means: 'The language of this record’s words.' },
  principles: clauses('What it holds to be so.'),
  undertakings: clauses('What its signatories undertake.'),
  source,
} as const satisfies Fields

/** A decision of a body, or of a conference of signatories. */
export const resolution = {
  title: { type: 'text', most: 300, means: 'Its name.' },
  number: { type: 'code', means: 'Its number at the body that adopted it.' },
  adopted: { type: 'when', means: 'When it was adopted.' },
  adoptedBy: { type: 'text', most: 500, means: 'Who adopted it.' },
  language: { type: 'language', means: 'The language of this record’s words.' },
  declaration: {
    type: 'record',
    of: ['declaration'],
    optional: true,
    means: 'The declaration that it carries out.',
  },
  calls: clauses('What it asks for.'),
  source,
} as const satisfies Fields

/** A technical question given to experts to study. */
export const studyQuestion = {
  title: { type: 'text', most: 300, means: 'Its name.' },
  number: { type: 'code', means: 'Its number, with the study group’s.' },
  from: { type: 'when', means: 'When the study begins.' },
  until: { type: 'when', means: 'When it is due.' },
  language: { type: 'language', means: 'The language of this record’s words.' },
  asks: clauses('What is to be found out.'),
  source,
} as const satisfies Fields

/** One who signs and commits. */
export const signatory = {
  kind: {
    type: 'choice',
    values: ['country', 'city', 'organization'],
    means: 'What it is.',
  },
  name: { type: 'text', most: 200, means: 'Its name.' },
  country: { type: 'country', means: 'Its country.' },
  fictional: {
    type: 'mark',
    means: 'True for the made-up ones of an example: no act of theirs is real.',
  },
  place: { type: 'point', optional: true, means: 'Where it is, for the map.' },
  population: {
    type: 'whole',
    bounds: [0, 2e9],
    optional: true,
    means: 'How many people it speaks for.',
  },
  site: { type: 'link', optional: true, means: 'Its own page.' },
  officials: {
    type: 'list',
    of: { type: 'account', means: 'An account.' },
    least: 1,
    most: 50,
    means: 'Who may act for it; two of them confirm a signature.',
  },
} as const satisfies Fields

/** The adoption of a declaration, confirmed by two officials. */
export const signature = {
  declaration: { type: 'record', of: ['declaration'], means: 'What is signed.' },
  signatory: { type: 'record', of: ['signatory'], means: 'Who signs.' },
  act: {
    type: 'choice',
    values: ['adopt', 'withdraw'],
    means: 'Whether it is adopted, or an adoption withdrawn.',
  },
  date: { type: 'date', means: 'The day of signing.' },
  official: { type: 'account', means: 'The official who signed.' },
  secondOfficial: { type: 'account', means: 'The official who confirmed.' },
} as const satisfies Fields

/** Two officials, not one twice. */
export function checkSignature(data: DataOf<typeof signature>): Fault[] {
  if (data.official !== data.secondOfficial) return []
  return [
    {
      at: '/secondOfficial',
      code: 'one-official',
      message: 'One official signed and confirmed',
      cure: 'Let a second official of the signatory confirm',
    },
  ]
}

/** Clauses are referred to by their code, so no two may share one. */
export function checkClauses(data: DataOf<typeof declaration>): Fault[] {
  const seen = new Set<string>()
  const faults: Fault[] = []
  for (const list of ['principles', 'undertakings'] as const)
    for (const [i, { code }] of data[list].entries()) {
      if (seen.has(code))
        faults.push({
          at: `/${list}/${i}/code`,
          code: 'code-twice',
          message: `"${code}" names two clauses`,
          cure: 'Give each clause a code of its own',
        })
      seen.add(code)
    }
  return faults
}
