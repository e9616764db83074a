// One form for every kind of act: shown from the record's own description, entered through the Dialogue.
import type { Hono } from 'hono'
import { canonicalJson, type Json } from '#base/canonical.ts'
import type { DialogueKind } from '#dialogue/held.ts'
import { dialoguePage, head } from '#faces/site/dialogue/frame.ts'
import { recordFields, saidProblems } from '#faces/site/dialogue/recordForm.ts'
import { readRecord } from '#faces/site/dialogue/recordRead.ts'
import {
  countryTyped,
  type DialogueView,
  nameOfCountry,
  ownSignatories,
  type Table,
  withAround,
} from '#faces/site/dialogue/view.ts'
import { type FormState, formRoute, type SentForm, type SignedVisit } from '#faces/site/forms.ts'
import { type Html, html } from '#faces/site/html.ts'
import { formProblems } from '#faces/site/parts/form.ts'
import type { SiteEnv } from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'
import type { Key } from '#faces/site/words/words.ts'
import { recordKinds } from '#register/records.ts'
import type { Field } from '#register/schema.ts'
import { RefusedError, type Taken } from '#store/draft.ts'

/** A form's visit with the records as they stand. */
export type ActView = SignedVisit & DialogueView

/** What one form asks for, and what it does not. */
export interface Prepared {
  /** Fields that the address decides. */
  readonly fixed?: Readonly<Record<string, Json>>
  /** Fields left out. */
  readonly without?: readonly string[]
  readonly choices?: Readonly<Record<string, readonly (readonly [value: string, label: string])[]>>
  readonly start?: Readonly<Record<string, Json | undefined>>
  /** The record that this is the next version of. */
  readonly edits?: { readonly id: string; readonly version: number }
  /** What the act is about, above its fields. */
  readonly about?: Html
  /** True where nobody's signatory acts: a reviewer. */
  readonly alone?: boolean
}

/** One form. */
export interface ActForm {
  readonly path: string
  readonly kind: DialogueKind
  readonly title: Key
  readonly prepare: (view: ActView) => Promise<Prepared | undefined> | Prepared | undefined
  /** Fields of one's own below those of the record, and how they are read. */
  readonly more?: {
    show(view: ActView, form: FormState, prepared: Prepared): Html
    read(sent: SentForm, view: ActView): Readonly<Record<string, Json>>
  }
  /** Where to go on. */
  readonly go: (
    taken: Pick<Taken, 'id' | 'version'>,
    data: Readonly<Record<string, Json>>,
    view: ActView,
  ) => string | Promise<string>
}

/** Kinds of which two records that say the very same are one that was sent twice. */
const once = new Set<DialogueKind>([
  'need',
  'pledge',
  'match',
  'practice',
  'meeting',
  'stand',
  'agreement',
  'consultation',
  'delivery',
  'answer',
])

/** The record of the same signatory that says the very same already. */
function findTwin(view: ActView, kind: DialogueKind, data: Readonly<Record<string, Json>>) {
  if (!once.has(kind)) return undefined
  const said = canonicalJson(data)
  return view.around
    .to(kind, String(data.signatory))
    .find((record) => canonicalJson(record.data as unknown as Json) === said)
}

/** Bytes that one letter takes at most as forms are sent: three, each as three signs. */
const letterBytes = 9
/** What is sent besides the texts. */
const otherBytes = 65_536
/** No form may carry more, whatever its fields allow together. */
const mostBytes = 2_097_152

/**
 * What a form needs to carry twice what its fields may hold, in any script: whoever writes too much is told where,
 * and finds all of it there.
 */
export function bytesOf(kind: DialogueKind): number {
  const letters = (field: Field): number =>
    field.type === 'text'
      ? field.most
      : field.type === 'list'
        ? field.most * letters(field.of)
        : field.type === 'group'
          ? Object.values(field.fields).reduce((sum, each) => sum + letters(each), 0)
          : 0
  const all = letters({ type: 'group', means: '', fields: recordKinds[kind].fields })
  return Math.min(mostBytes, otherBytes + 2 * letterBytes * all)
}

/** Adds a form's routes. */
export function actRoute(app: Hono<SiteEnv>, table: Table, form: ActForm): void {
  const { path, kind, title, prepare, more, go } = form
  formRoute(app, path, {
    mostBytes: bytesOf(kind),
    show: async (visit, state) => {
      const view = await withAround(visit, table)
      const prepared = await prepare(view)
      const problems = saidProblems(view.words, kind, state.problems)
      return prepared === undefined
        ? undefined
        : formPage(view, { ...state, problems }, form, prepared)
    },
    act: async (visit, sent) => {
      const view = await withAround(visit, table)
      const prepared = await prepare(view)
      if (prepared === undefined) return '/dialogue'
      // "More rows" shows the form again, and nothing is wrong with it.
      if (sent.text('more') !== '') throw new RefusedError([])
      const { fixed = {}, without = [], edits } = prepared
      const data = {
        ...readRecord(kind, sent, [...without, ...Object.keys(fixed)], (typed) =>
          countryTyped(view, typed),
        ),
        ...more?.read(sent, view),
        ...fixed,
      }
      // Whoever goes back and sends the same again is led to what stands already.
      const twin = edits === undefined ? findTwin(view, kind, data) : undefined
      if (twin !== undefined) return go(twin, data, view)
      const seen = Number(sent.text('seen'))
      const taken = await table.dialogue.enter(view.actor, kind, data, {
        ...(edits === undefined
          ? {}
          : { id: edits.id, after: Number.isInteger(seen) && seen > 0 ? seen : edits.version }),
      })
      return go(taken, data, view)
    },
  })

  function formPage(
    view: ActView,
    state: FormState,
    { kind }: ActForm,
    prepared: Prepared,
  ): string {
    const { words } = view
    const { fixed = {}, without = [], choices = {}, edits, about, alone = false } = prepared
    const own = ownSignatories(view)
    const asks = !alone && fixed.signatory === undefined && !without.includes('signatory')
    const may = alone || !asks || own.length > 0
    const parts = {
      without: [...without, ...Object.keys(fixed)],
      choices: { ...(asks ? { signatory: own } : {}), ...choices },
      country: (iso3: string): string => nameOfCountry(view, iso3),
      ...(prepared.start === undefined ? {} : { start: prepared.start }),
    }
    const main = html`<div class="wrap">${head(undefined, words.say(title as 'dialogue.erased'))}${about}
${may ? html`${formProblems(words, state)}<form method="post" class="act">${state.token}${edits === undefined ? undefined : html`<input type="hidden" name="seen" value="${edits.version}">`}${recordFields(words, state, kind, parts)}${more?.show(view, state, prepared)}<p class="note">${words.say('dialogue.public')}</p><button class="main">${words.say('dialogue.send')}</button></form>` : html`<p class="empty">${words.say('dialogue.norole')} <a href="${href(view, '/dialogue')}">${words.say('nav.section.dialogue')}</a></p>`}</div>`
    return dialoguePage(view, {
      title: words.say(title as 'dialogue.erased'),
      main,
      failed: state.problems.length > 0,
    })
  }
}
