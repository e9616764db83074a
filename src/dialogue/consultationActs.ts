// What an act of a consultation must fit: the draft that is asked about, the days it is open, and what people
// said of it already.

import type { Problem } from '#base/problem.ts'
import { type Act, type Around, checkNotOver, type Held, refusal } from '#dialogue/held.ts'
import type { RecordData } from '#register/records.ts'

/** An act by which people are asked, speak, or are answered. */
export type ConsultationAct = Extract<
  Act,
  { kind: 'consultation' | 'comment' | 'support' | 'answer' | 'change' | 'outcome' }
>

/**
 * Every reason why an act of a consultation does not fit it.
 *
 * @param before The version that the consultation now has, where it is given a next one.
 * @param waiting Sections of which people said something that a moderator has yet to read.
 */
export function checkConsultationAct(
  act: ConsultationAct,
  around: Around,
  before: Held | undefined,
  waiting: ReadonlySet<string>,
): Problem[] {
  switch (act.kind) {
    case 'consultation':
      return before === undefined
        ? checkNotOver(act, around)
        : checkSections(act, before as Held<'consultation'>, around, waiting)
    case 'comment':
    case 'support':
      return checkVoice(act, around)
    case 'answer': {
      const comment = around.find('comment', act.data.to)
      const asked = comment && around.find('consultation', comment.data.consultation)
      return asked === undefined || asked.data.signatory === act.data.signatory
        ? []
        : [notAsking(`${act.kind}/signatory`)]
    }
    case 'change': {
      const asked = around.find('consultation', act.data.consultation)
      if (asked === undefined) return []
      const problems: Problem[] = []
      if (asked.data.signatory !== act.data.signatory)
        problems.push(notAsking(`${act.kind}/signatory`))
      if (!asked.data.sections.some(({ code }) => code === act.data.section))
        problems.push(noSection('change/section', act.data.section))
      return [...problems, ...checkPlanChange(act.data, asked, around)]
    }
    case 'outcome': {
      const asked = around.find('consultation', act.data.consultation)
      if (asked === undefined) return []
      const problems: Problem[] = []
      if (asked.data.signatory !== act.data.signatory)
        problems.push(notAsking(`${act.kind}/signatory`))
      if (around.today <= asked.data.until)
        problems.push(
          refusal(
            'outcome/date',
            'consultation-open',
            `The consultation is open until ${asked.data.until}`,
            'Publish the results when it has closed: they are counted once',
          ),
        )
      if (around.to('outcome', act.data.consultation).length > 0)
        problems.push(
          refusal(
            'outcome/consultation',
            'outcome-twice',
            'The results are published already',
            'Leave them: a second count could tell who came between',
          ),
        )
      return problems
    }
  }
}

/** A plan that changes is the consultation's own draft, or what an earlier change of it made of that. */
function checkPlanChange(
  { plan, consultation }: RecordData<'change'>,
  asked: Held<'consultation'>,
  around: Around,
): Problem[] {
  if (plan === undefined) return []
  const made = around
    .to('change', consultation)
    .flatMap(({ data }) => (data.plan === undefined ? [] : [data.plan.after]))
  // A consultation that names a study alone is tied to its plan by its first change.
  const known = [asked.data.plan ?? (made.length === 0 ? plan.before : undefined), ...made]
  const fits = plan.study === asked.data.study && known.includes(plan.before)
  return fits && plan.before !== plan.after
    ? []
    : [
        refusal(
          'change/plan',
          'plan-of-another',
          'The plan before is not the draft of this consultation, or nothing of it changed',
          'Compute the plan anew from the consultation’s own page',
        ),
      ]
}

/**
 * What the next version of a consultation may not take back: sections that people have spoken of stay, and
 * what they chose among stays as it was.
 */
function checkSections(
  act: Extract<Act, { kind: 'consultation' }>,
  before: Held<'consultation'>,
  around: Around,
  waiting: ReadonlySet<string>,
): Problem[] {
  const said = new Set(around.to('comment', before.id).map(({ data }) => data.section))
  const chosen = new Set(around.to('support', before.id).map(({ data }) => data.section))
  const words = (options: RecordData<'consultation'>['sections'][number]['options']): string =>
    JSON.stringify(options.map(({ code, text }) => [code, text]))
  return before.data.sections.flatMap((section, i): Problem[] => {
    const now = act.data.sections.find((each) => each.code === section.code)
    const { code } = section
    const spoken = said.has(code) || chosen.has(code) || waiting.has(code)
    const kept = now === undefined ? !spoken : !chosen.has(code)
    if (kept || (now !== undefined && words(now.options) === words(section.options))) return []
    return [
      refusal(
        `consultation/sections/${i}/${now === undefined ? 'title' : 'options'}`,
        'section-spoken',
        `People have spoken of the section "${section.title ?? section.code}" as it was`,
        'Leave it, and what they chose among, as it stands; say what changed by a change',
      ),
    ]
  })
}

function checkVoice(act: Extract<Act, { kind: 'comment' | 'support' }>, around: Around): Problem[] {
  const asked = around.find('consultation', act.data.consultation)?.data
  if (asked === undefined) return []
  const problems: Problem[] = []
  if (around.today < asked.from || around.today > asked.until)
    problems.push(
      refusal(
        `${act.kind}/consultation`,
        'consultation-closed',
        `The consultation is open from ${asked.from} to ${asked.until}`,
        'Follow it to hear what became of it',
      ),
    )
  const section = asked.sections.find(({ code }) => code === act.data.section)
  if (section === undefined) problems.push(noSection(`${act.kind}/section`, act.data.section))
  else if (act.kind === 'support') {
    const { option, proposal } = act.data
    const supported = proposal === undefined ? undefined : around.find('comment', proposal)
    const fits =
      option !== undefined
        ? section.options.some(({ code }) => code === option)
        : supported?.data.kind === 'proposal' &&
          supported.data.consultation === act.data.consultation &&
          supported.data.section === act.data.section
    if (!fits)
      problems.push(
        refusal(
          'support/option',
          'option-unknown',
          'There is no such option or proposal in this section',
          'Choose one of those shown',
        ),
      )
  }
  return problems
}

const noSection = (at: string, code: string): Problem =>
  refusal(
    at,
    'section-unknown',
    `The draft has no section "${code}"`,
    'Choose one of the sections shown',
  )

const notAsking = (at: string): Problem =>
  refusal(
    at,
    'not-asking',
    'Only the signatory that asks may answer',
    'Leave it to the signatory whose consultation it is',
  )
