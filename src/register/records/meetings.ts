// Records of meetings: who meets, when and about what, what was agreed, and what became of it.
import { languageField, signatoryField } from '#register/records/_words.ts'
import type { DataOf, Fault, Fields } from '#register/schema.ts'

/** Ways to meet. */
export const meetingForms = ['conference', 'workingGroup', 'bilateral', 'visit'] as const

/** A meeting, planned or held. */
export const meeting = {
  title: { type: 'text', most: 200, means: 'Its name.' },
  form: { type: 'choice', values: meetingForms, means: 'What it is.' },
  state: {
    type: 'choice',
    values: ['planned', 'held', 'cancelled'],
    means: 'Whether it is to come, was held, or will not be.',
  },
  signatory: signatoryField('Who invites.'),
  participants: {
    type: 'list',
    of: signatoryField('A participant.'),
    least: 1,
    most: 200,
    means: 'Who is invited besides; each says for itself whether it takes part.',
  },
  language: languageField,
  from: { type: 'instant', means: 'When it begins.' },
  until: { type: 'instant', means: 'When it ends.' },
  place: { type: 'text', most: 200, optional: true, means: 'Where.' },
  link: { type: 'link', optional: true, means: 'Where it can be followed.' },
  agenda: {
    type: 'list',
    most: 40,
    means: 'What it is about, in order.',
    of: { type: 'text', most: 300, means: 'One item.' },
  },
} as const satisfies Fields
export type MeetingData = DataOf<typeof meeting>

/** One thing agreed at a meeting; it binds those who accept it. */
export const agreement = {
  meeting: { type: 'record', of: ['meeting'], means: 'Where it was agreed.' },
  signatory: signatoryField('Who writes it down.'),
  title: { type: 'text', most: 200, means: 'What was agreed, in one line.' },
  text: { type: 'text', most: 3000, means: 'What was agreed, in full.' },
  language: languageField,
  between: {
    type: 'list',
    of: signatoryField('One of them.'),
    least: 2,
    most: 50,
    means: 'Between whom.',
  },
  followsUp: signatoryField('Who follows up.'),
  due: { type: 'date', means: 'By when.' },
  becomes: {
    type: 'choice',
    values: ['commitment', 'task', 'exchange'],
    means:
      'What it shall become: a commitment on the register, a task, or an exchange of knowledge.',
  },
} as const satisfies Fields
export type AgreementData = DataOf<typeof agreement>

/** What became of an agreement, as the one who follows up states it. */
export const followUp = {
  agreement: { type: 'record', of: ['agreement'], means: 'What is followed up.' },
  signatory: signatoryField('Who follows up.'),
  state: {
    type: 'choice',
    values: ['begun', 'done', 'dropped'],
    means: 'Begun, done, or dropped.',
  },
  commitment: {
    type: 'record',
    of: ['commitment'],
    optional: true,
    means: 'The commitment that it became.',
  },
  language: languageField,
  note: { type: 'text', most: 2000, means: 'What was done; where it was dropped, why.' },
  date: { type: 'date', means: 'The day.' },
} as const satisfies Fields
export type FollowUpData = DataOf<typeof followUp>

/** A delegation's public stand: its story, and the projects, practices and promises that it shows. */
export const stand = {
  title: { type: 'text', most: 200, means: 'Its name.' },
  signatory: signatoryField('Whose stand it is.'),
  meeting: {
    type: 'record',
    of: ['meeting'],
    optional: true,
    means: 'The meeting that it is made for.',
  },
  language: languageField,
  story: { type: 'text', most: 4000, means: 'The delegation’s own words.' },
  shows: {
    type: 'list',
    of: {
      type: 'record',
      of: ['project', 'practice', 'commitment', 'need'],
      means: 'One thing shown.',
    },
    least: 1,
    most: 24,
    means: 'What it shows, in order.',
  },
} as const satisfies Fields
export type StandData = DataOf<typeof stand>

/** A meeting ends after it begins. */
export function checkMeetingSpan({ from, until }: MeetingData): Fault[] {
  if (until > from) return []
  return [
    {
      at: '/until',
      code: 'span-backward',
      message: `It ends at ${until}, not after it begins at ${from}`,
      cure: 'Give an end after the beginning',
    },
  ]
}

/** Nobody is invited twice, or by itself. */
export function checkParticipants({ signatory, participants }: MeetingData): Fault[] {
  const seen = new Set([signatory])
  const faults: Fault[] = []
  for (const [i, one] of participants.entries()) {
    if (seen.has(one))
      faults.push({
        at: `/participants/${i}`,
        code: 'participant-twice',
        message: 'A participant is named twice',
        cure: 'Name each once; the host takes part as it is',
      })
    seen.add(one)
  }
  return faults
}

/** Who writes an agreement down and who follows up are among those whom it binds. */
export function checkAgreement(data: AgreementData): Fault[] {
  return (['signatory', 'followsUp'] as const)
    .filter((name) => !data.between.includes(data[name]))
    .map((name) => ({
      at: `/${name}`,
      code: 'not-a-party',
      message:
        name === 'signatory'
          ? 'The one who writes it down is not among those it is between'
          : 'The one who follows up is not among those it is between',
      cure: 'Name one of the parties',
    }))
}

/** An agreement done as a commitment names the commitment only where there is one to name. */
export function checkFollowUp(data: FollowUpData): Fault[] {
  if (data.commitment === undefined || data.state === 'done') return []
  return [
    {
      at: '/commitment',
      code: 'follow-up-early',
      message: 'A commitment is named, yet the agreement is not done',
      cure: 'Say that it is done, or leave the commitment out',
    },
  ]
}
