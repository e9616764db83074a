// Forms by which people take part in a consultation, the moderator's desk, and the count when it has closed.
import type { Hono } from 'hono'
import { holds } from '#accounts/roles.ts'
import { canonicalJson, type Json } from '#base/canonical.ts'
import { bytesOf } from '#faces/site/dialogue/actForm.ts'
import { phaseOf } from '#faces/site/dialogue/consultationSections.ts'
import { dialoguePage, empty, head } from '#faces/site/dialogue/frame.ts'
import { recordFields, saidProblems } from '#faces/site/dialogue/recordForm.ts'
import {
  type DialogueView,
  mayActFor,
  recordLink,
  saying,
  type Table,
  text,
  valueWord,
  withAround,
} from '#faces/site/dialogue/view.ts'
import { type FormState, formRoute, type SentForm, type SignedVisit } from '#faces/site/forms.ts'
import { type Child, type Html, html, raw } from '#faces/site/html.ts'
import { choiceField, field, formProblems } from '#faces/site/parts/form.ts'
import type { SiteEnv } from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'
import type { Key } from '#faces/site/words/words.ts'
import { stakeholderGroups } from '#register/records/consultations.ts'
import type { RecordData } from '#register/records.ts'
import type { ReadRecord } from '#store/reading.ts'
import type { Part } from '#store/voices.ts'

type VoiceView = SignedVisit & DialogueView

/** A form's page. */
function formPage(
  view: DialogueView,
  state: FormState,
  title: Key,
  about: Child,
  fields: Child,
  send: Key = 'dialogue.send',
): string {
  const { words } = view
  const heading = words.say(title as 'dialogue.erased')
  const main = html`<div class="wrap">${head(undefined, heading)}${about}${formProblems(words, state)}
<form method="post" class="act">${state.token}${fields}<button class="main">${words.say(send as 'dialogue.send')}</button></form></div>`
  return dialoguePage(view, {
    title: heading,
    at: 'consultations',
    main,
    failed: state.problems.length > 0,
  })
}

/** The group, asked for once; the page says that it is never shown beside a name. */
async function groupField(
  view: VoiceView,
  state: FormState,
  consultation: string,
): Promise<Html | undefined> {
  const { words, table } = view
  if (await table.voices.groupOf(consultation, view.actor.account)) return undefined
  return choiceField(
    words,
    state,
    { name: 'group', label: words.say('voice.group'), hint: words.say('voice.group.hint') },
    [['', '–'], ...stakeholderGroups.map((group) => [group, valueWord(words, group)] as const)],
  )
}

/** As whom someone takes part, and in which language they read. */
const partOf = ({ words }: VoiceView, sent: SentForm): Part => ({
  group: sent.text('group'),
  language: words.language,
})

/** An open consultation and one of its sections. */
function sectionOf(view: VoiceView) {
  const asked = view.around.find('consultation', view.param('id'))
  const section = asked?.data.sections.find(({ code }) => code === view.param('section'))
  return asked === undefined || section === undefined ? undefined : { asked, section }
}

const aboutSection = (
  view: DialogueView,
  asked: ReadRecord<'consultation'>,
  section: { readonly title: string | null; readonly text: string | null },
): Html =>
  html`<p class="lede">${recordLink(view, asked)}</p><h2>${text(view, section.title, asked.data.language)}</h2>${saying(view, section.text, asked.data.language)}`

function sayRoute(app: Hono<SiteEnv>, table: Table): void {
  formRoute(app, '/consultations/:id/say/:section', {
    mostBytes: bytesOf('comment'),
    show: async (visit, state) => {
      const view = await withAround(visit, table)
      const found = sectionOf(view)
      if (found === undefined) return undefined
      const { asked, section } = found
      const said = { ...state, problems: saidProblems(view.words, 'comment', state.problems) }
      const fields = html`${recordFields(view.words, said, 'comment', { without: ['consultation', 'section'], choices: {} })}${await groupField(view, state, asked.id)}<p class="note">${view.words.mix('voice.pseudonym', { name: html`<bdi>${view.visitor.name ?? ''}</bdi>` })}</p>`
      return formPage(view, said, 'consultation.say', aboutSection(view, asked, section), fields)
    },
    act: async (visit, sent) => {
      const view = await withAround(visit, table)
      const [id, section] = [view.param('id'), view.param('section')]
      const title = sent.text('title').trim()
      const data = {
        consultation: id,
        section,
        kind: sent.text('kind'),
        language: sent.text('language'),
        ...(title === '' ? {} : { title }),
        text: sent.text('text').trim(),
      } as RecordData<'comment'>
      // Whoever goes back and sends the same again is led to what stands, or waits, already.
      const { account } = view.actor
      const same = (other: object): boolean =>
        canonicalJson(other as Json) === canonicalJson(data as unknown as Json)
      const twin = view.around
        .to('comment', id)
        .find((comment) => comment.by === account && same(comment.data))
      if (twin !== undefined) return `/consultations/${id}#c-${twin.id}`
      const held = await table.voices.ownHeld(id, account)
      if (held.some((each) => each.decision === null && same(each.data)))
        return `/consultations/${id}?waits=1#s-${section}`
      const said = await table.voices.say(view.actor, data, partOf(view, sent))
      return 'taken' in said
        ? `/consultations/${id}#c-${said.taken.id}`
        : `/consultations/${id}?waits=1#s-${section}`
    },
  })
}

function chooseRoute(app: Hono<SiteEnv>, table: Table): void {
  formRoute(app, '/consultations/:id/choose/:section', {
    show: async (visit, state) => {
      const view = await withAround(visit, table)
      const found = sectionOf(view)
      if (found === undefined || found.section.options.length === 0) return undefined
      const { asked, section } = found
      const own = (await table.voices.ownSupport(asked.id, view.actor.account)).get(
        `section:${section.code}`,
      )
      const boxes = section.options.map(
        ({ code, text: option }) =>
          html`<div class="pair"><input type="radio" name="option" id="o-${code}" value="${code}"${own === code ? raw(' checked') : undefined}><label for="o-${code}">${text(view, option, asked.data.language)}</label></div>`,
      )
      const none = html`<div class="pair"><input type="radio" name="option" id="o-none" value=""${own === undefined || own === '' ? raw(' checked') : undefined}><label for="o-none">${view.words.say('voice.none')}</label></div>`
      const fields = html`<fieldset class="boxes" id="f-option"><legend>${view.words.say('consultation.choose')}</legend>${boxes}${none}</fieldset>${await groupField(view, state, asked.id)}<p class="note">${view.words.say('voice.once')}</p>`
      return formPage(
        view,
        state,
        'consultation.choose',
        aboutSection(view, asked, section),
        fields,
      )
    },
    act: async (visit, sent) => {
      const view = await withAround(visit, table)
      const [id, section] = [view.param('id'), view.param('section')]
      const option = sent.text('option')
      const own = (await table.voices.ownSupport(id, view.actor.account)).get(`section:${section}`)
      if (option !== '' || (own ?? '') !== '')
        await table.voices.support(
          view.actor,
          {
            consultation: id,
            section,
            option: option === '' ? (own ?? '') : option,
            act: option === '' ? 'take' : 'give',
          },
          partOf(view, sent),
        )
      return `/consultations/${id}#s-${section}`
    },
  })
}

function supportRoute(app: Hono<SiteEnv>, table: Table): void {
  formRoute(app, '/proposals/:id/support', {
    show: async (visit, state) => {
      const view = await withAround(visit, table)
      const proposal = view.around.find('comment', view.param('id'))
      if (proposal?.data.kind !== 'proposal') return undefined
      const { consultation } = proposal.data
      const own =
        (await table.voices.ownSupport(consultation, view.actor.account)).get(proposal.id) ?? ''
      const about = html`<p class="lede">${recordLink(view, view.around.find('consultation', consultation))}</p><h2>${text(view, proposal.data.title, proposal.data.language)}</h2>${saying(view, proposal.data.text, proposal.data.language)}`
      const fields = html`<input type="hidden" name="act" value="${own === '' ? 'give' : 'take'}">${await groupField(view, state, consultation)}<p class="note">${view.words.say('voice.once')}</p>`
      return formPage(
        view,
        state,
        'consultation.support',
        about,
        fields,
        own === '' ? 'consultation.support' : 'voice.take',
      )
    },
    act: async (visit, sent) => {
      const view = await withAround(visit, table)
      const proposal = view.around.find('comment', view.param('id'))
      if (proposal === undefined) return '/consultations'
      const { consultation, section } = proposal.data
      const act = sent.text('act') === 'take' ? 'take' : 'give'
      await table.voices.support(
        view.actor,
        { consultation, section, proposal: proposal.id, act },
        partOf(view, sent),
      )
      return `/consultations/${consultation}#c-${proposal.id}`
    },
  })
}

/** The count, once, when the consultation has closed. */
function countRoute(app: Hono<SiteEnv>, table: Table): void {
  formRoute(app, '/consultations/:id/count', {
    show: async (visit, state) => {
      const view = await withAround(visit, table)
      const asked = view.around.find('consultation', view.param('id'))
      if (
        asked === undefined ||
        !mayActFor(view, asked.data.signatory) ||
        phaseOf(asked, view.around.today) !== 'closed'
      )
        return undefined
      const about = html`<p class="lede">${recordLink(view, asked)}</p>`
      return formPage(
        view,
        state,
        'consultation.count',
        about,
        html`<p>${view.words.say('consultation.count.note')}</p>`,
      )
    },
    act: async (visit) => {
      const view = await withAround(visit, table)
      const id = view.param('id')
      const asked = view.around.find('consultation', id)
      if (asked === undefined) return '/consultations'
      const data = {
        consultation: id,
        signatory: asked.data.signatory,
        date: view.around.today,
        sections: await table.voices.results(id),
      } as unknown as Json
      await table.dialogue.enter(view.actor, 'outcome', data)
      return `/consultations/${id}`
    },
  })
}

/** The desk where a moderator reads what waits: one form for each comment, on one page. */
function deskRoute(app: Hono<SiteEnv>, table: Table): void {
  formRoute(app, '/moderation/comments', {
    show: async (visit, state) => {
      const view = await withAround(visit, table)
      if (!holds(view.actor, 'moderator')) return undefined
      const { words } = view
      const waiting = await table.voices.waiting()
      const names = await table.dialogue.reading.accountNames(waiting.map(({ account }) => account))
      const cards = waiting.map(
        ({
          id,
          account,
          data,
          reasons,
          created,
        }) => html`<article class="card"><p class="soft small"><bdi>${names.get(account) ?? words.say('consultation.someone')}</bdi> · ${words.time(new Date(created))} · ${words.list(reasons.map((reason) => words.say(`wait.${reason.replaceAll('-', '_') as 'links'}`)))}</p>
${data.title === undefined ? undefined : html`<h3>${text(view, data.title, data.language)}</h3>`}${saying(view, data.text, data.language, recordLink(view, view.around.find('consultation', data.consultation)))}
<form method="post" class="act">${state.token}<input type="hidden" name="id" value="${id}">${field(words, blank(state), { name: 'note', label: words.say('desk.note'), hint: words.say('desk.note.hint') })}<p><button class="main" name="decision" value="pass">${words.say('desk.pass')}</button> <button name="decision" value="refuse">${words.say('desk.refuse')}</button></p></form></article>`,
      )
      const main = html`<div class="wrap">${head(undefined, words.say('desk.title'), words.say('desk.lede'))}${formProblems(words, state)}${cards.length === 0 ? empty(view, 'desk.none') : cards}</div>`
      return dialoguePage(view, {
        title: words.say('desk.title'),
        under: [words.say('moderation.title'), href(view, '/moderation')],
        main,
        failed: state.problems.length > 0,
      })
    },
    act: async (visit, sent: SentForm) => {
      await table.voices.decide(
        visit.actor,
        sent.text('id'),
        sent.text('decision') === 'pass',
        sent.text('note'),
      )
      return '/moderation/comments'
    },
  })
}

/** Several forms on one page: what was typed in one is not shown in another. */
const blank = (state: FormState): FormState => ({
  ...state,
  sent: { text: () => '', texts: () => [], file: () => undefined, names: [] },
  problems: [],
})

/** Adds all of them. */
export function voiceRoutes(app: Hono<SiteEnv>, table: Table): void {
  sayRoute(app, table)
  chooseRoute(app, table)
  supportRoute(app, table)
  countRoute(app, table)
  deskRoute(app, table)
}
