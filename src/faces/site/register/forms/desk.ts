// What every form of the register works with, and what they share: the frame of a form's page, the choices
// of declarations and programmes, and where to go when a record was taken.
import type { Actor } from '#accounts/roles.ts'
import type { Problem } from '#base/problem.ts'
import { beginning } from '#faces/site/dialogue/view.ts'
import type { FormState, SignedVisit } from '#faces/site/forms.ts'
import { type Child, type Html, html } from '#faces/site/html.ts'
import { formProblems, problemText, type SaidProblem } from '#faces/site/parts/form.ts'
import { aboutOf } from '#faces/site/register/enter.ts'
import { registerPage } from '#faces/site/register/frame.ts'
import { isPaged, nameOf, type RegisterView, recordHref } from '#faces/site/register/view.ts'
import type { Services, Visit } from '#faces/site/services.ts'
import type { Published } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { RecordKind } from '#register/records.ts'
import type { Reading } from '#store/reading.ts'
import { RefusedError, type Taken } from '#store/register.ts'

/** What a commitment's form asks of the Dialogue, where an agreement of a meeting shall become one. */
export interface Agreements {
  /** What the commitment begins with; undefined where the agreement does not stand, or is another's to follow up. */
  draft(
    visit: Visit,
    agreement: string,
    signatory: string,
  ): Promise<{ readonly data: object; readonly about: Html } | undefined>
  /** Says for the one who follows up that the agreement became this commitment. */
  follow(actor: Actor, agreement: string, commitment: string, words: Words): Promise<void>
}

/** What the register's forms work with. */
export interface Desk {
  readonly services: Services
  readonly reading: Reading
  /** Studies whose plans can be committed from. */
  readonly studies: readonly Published[]
  /** Agreements of meetings that become commitments; absent where the site has no Dialogue. */
  readonly agreements?: Agreements
  /** A visit with what the register's pages need. */
  readonly dress: (visit: Visit) => Promise<RegisterView>
}

/** A visitor who is signed in, on a page of the register. */
export type Actable = RegisterView & Pick<SignedVisit, 'actor' | 'param'>

/** The page of one form. */
export function formPage(
  view: RegisterView,
  form: FormState,
  parts: {
    readonly title: string
    readonly lede?: Child
    readonly fields: Child
    readonly send: string
    /** Reasons why the visitor may not send it at all. */
    readonly refused?: readonly Problem[]
    readonly under?: readonly [title: string, address: string]
  },
): string {
  const { words } = view
  const { title, lede, fields, send, refused = [], under } = parts
  const reasons = refused.map((problem) => problemText(words, problem))
  const inside =
    reasons.length > 0
      ? html`<div class="other" role="alert"><h2>${words.say('enter.refused')}</h2><ul>${reasons.map((text) => html`<li>${text}</li>`)}</ul></div>`
      : html`${formProblems(words, form)}<p class="note">${words.say('enter.public')}</p>
<form class="act" method="post" enctype="multipart/form-data">${form.token}${fields}<button class="main" name="send" value="yes">${send}</button></form>`
  const main = html`<div class="wrap"><div class="head"><h1>${title}</h1>${lede === undefined ? undefined : html`<p class="lede">${lede}</p>`}</div>${inside}</div>`
  return registerPage(view, {
    title,
    main,
    failed: form.problems.length > 0,
    ...(under === undefined ? {} : { under }),
  })
}

/** A hidden input. */
export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`
}

/** What is wrong with a field of a form of our own: its label, and what to do. */
export function wrongField(code: string, field: string, label: string, cure: string): SaidProblem {
  const at = { source: 'form', table: `form/${field}`, row: 0 }
  return { level: 'error', code, at, message: label, cure, said: true }
}

/** Every undertaking of every declaration, as a choice. */
export async function undertakings(
  reading: Reading,
): Promise<readonly (readonly [value: string, label: string])[]> {
  const all = (await reading.declarations()).flatMap(({ id, data }) => {
    const title = (data.title as string | null) ?? id
    return data.undertakings.map(
      ({ code, text }) =>
        [`${id} ${code}`, `${beginning(text ?? code, 90)} · ${beginning(title, 40)}`] as const,
    )
  })
  // What a promise answers to is chosen, never taken because it stood first.
  return all.length === 0 ? [] : [['', '–'], ...all]
}

/** A signatory's programmes, as a choice. */
export async function programmesOf(
  { words, reading }: RegisterView,
  signatory: string,
): Promise<readonly (readonly [value: string, label: string])[]> {
  const { rows } = await reading.lists.page({ kind: 'programme', signatory }, { most: 50 })
  const records = await reading.records(rows.map(({ id }) => id))
  return [
    ['', words.say('enter.noprogramme')],
    ...[...records.values()].map((record) => [record.id, nameOf(words, record)] as const),
  ]
}

/** Longest that an answer waits for the entry's publication, so that its receipt is there. */
const publishedWithin = 1500

/** Where someone whose record was taken goes on: its page, or that of what it is about. */
export async function pageOf(
  { services, reading }: Desk,
  kind: RecordKind,
  { id, version, index }: Taken,
): Promise<string> {
  await Promise.race([
    services.register.published(index),
    new Promise((resolve) => setTimeout(resolve, publishedWithin)),
  ])
  const english = { words: { language: 'en' } } as RegisterView
  if (isPaged(kind)) return recordHref(english, kind, id)
  const record = await reading.findVersion(id, version)
  const above = record === undefined ? [] : await aboutOf(reading, kind, record.data as never)
  const paged = above.find((each) => isPaged(each.kind))
  if (paged === undefined || !isPaged(paged.kind)) return `/log/entries/${index}`
  return `${recordHref(english, paged.kind, paged.id)}#${id}-${version}`
}

/** Does work and keeps what is wrong with it, so that all is told in one round; undefined where it was refused. */
export async function gather<T>(
  problems: Problem[],
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    problems.push(...error.problems)
    return undefined
  }
}
