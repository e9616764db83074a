// The draft of a consultation in its form: section by section, as many as it takes. A section that people
// have spoken of keeps its name in addresses, and what was chosen among stays as it was.
import type { Json } from '#base/canonical.ts'
import type { ActView } from '#faces/site/dialogue/actForm.ts'
import type { FormState, SentForm } from '#faces/site/forms.ts'
import { type Html, html } from '#faces/site/html.ts'
import { field } from '#faces/site/parts/form.ts'
import type { ReadRecord } from '#store/reading.ts'

/** So many sections are offered at first, and so many more when asked. */
const rows = { first: 5, more: 3, most: 30 } as const

type Held = ReadRecord<'consultation'> | undefined

/** Rows that were sent. */
const sentRows = ({ names }: Pick<SentForm, 'names'>): number =>
  1 + Math.max(-1, ...names.map((name) => Number(/^sections\/(\d{1,2})\//.exec(name)?.[1] ?? -1)))

/** Fields of each section, those that stand first, then blank ones. */
export function sectionFields(view: ActView, form: FormState, held: Held): Html {
  const { words } = view
  const stands = held?.data.sections ?? []
  const sent = form.sent.names.length > 0
  const more = form.sent.text('more') === 'sections' ? rows.more : 0
  const count = Math.min(
    rows.most,
    sent ? sentRows(form.sent) + more : Math.max(rows.first, stands.length + 2),
  )
  const list = Array.from({ length: count }, (_, i) => {
    const section = stands[i]
    const at = `sections/${i}`
    const part = (
      name: string,
      label: string,
      value: string | null | undefined,
      rest: { readonly type?: 'long'; readonly hint?: string } = {},
    ): Html => field(words, form, { name: `${at}/${name}`, label, value: value ?? '', ...rest })
    return html`<fieldset><legend>${words.say('consultation.section', { number: words.count(i + 1) })}</legend>
${part('title', words.say('df.sections.title'), section?.title)}
${part('text', words.say('df.sections.text'), section?.text, { type: 'long' })}
${part(
  'options',
  words.say('dialogue.optional', { label: words.say('df.sections.options') }),
  section?.options.map(({ text }) => text ?? '').join('\n'),
  { type: 'long', hint: words.say('dh.options') },
)}</fieldset>`
  })
  return html`${list}${count < rows.most ? html`<button name="more" value="sections">${words.say('consultation.section.more')}</button>` : undefined}`
}

/** The sections as they were sent, without blank rows; a row that stood before keeps its code. */
export function readSections(sent: SentForm, held: Held): Readonly<Record<string, Json>> {
  const stands = held?.data.sections ?? []
  const taken = new Set(stands.map(({ code }) => code))
  const fresh = (codes: Set<string>, letter: string): string => {
    let n = codes.size + 1
    while (codes.has(`${letter}${n}`)) n += 1
    codes.add(`${letter}${n}`)
    return `${letter}${n}`
  }
  const sections: Json[] = []
  for (let i = 0; i < Math.min(sentRows(sent), rows.most); i++) {
    const [title, text, options] = ['title', 'text', 'options'].map((name) =>
      sent.text(`sections/${i}/${name}`).trim(),
    )
    if (title === '' && text === '' && options === '') continue
    const before = stands[i]
    const codes = new Set(before?.options.map(({ code }) => code))
    sections.push({
      code: before?.code ?? fresh(taken, 's'),
      ...(title === '' ? {} : { title }),
      ...(text === '' ? {} : { text }),
      options: options
        .split('\n')
        .map((option) => option.trim())
        .filter((option) => option !== '')
        .map((option) => ({
          code: before?.options.find((each) => each.text === option)?.code ?? fresh(codes, 'o'),
          text: option,
        })),
    })
  }
  return { sections }
}
