// What waits on the register: reports that fell due, evidence that is missing, disputes to reply to, signatures
// to confirm; and the queues of those who hold an office of the whole register.
import { type Actor, actsFor, holds, type Role } from '#accounts/roles.ts'
import { checkConfirmation, proposalDays } from '#accounts/signing.ts'
import { roleName } from '#faces/site/account/invitation.ts'
import { type DialogueView, nameOf, text, who } from '#faces/site/dialogue/view.ts'
import { type Html, html } from '#faces/site/html.ts'
import { href } from '#faces/site/view.ts'
import type { Wait } from '#faces/site/waiting/waits.ts'
import { daysAfter, graceDays } from '#register/progress.ts'
import { findDisputes, findOwed } from '#store/owed.ts'

/** Deliveries looked at for a reviewer, the newest. */
const deliveriesSeen = 200

/** What signatories owe on their promises. */
export async function promiseWaits(
  view: DialogueView,
  signatories: readonly string[],
): Promise<Wait[]> {
  const { words } = view
  const { reading } = view.table.dialogue
  const [owed, disputes] = await Promise.all([
    findOwed(reading, signatories),
    findDisputes(reading, signatories),
  ])
  return [
    ...owed.map((each): Wait => {
      const { id, data, time } = each.commitment
      const what = text(view, data.title, data.language)
      const whose = who(view, data.signatory)
      return each.what === 'report'
        ? {
            what: words.mix('waiting.report', { what }),
            address: href(view, '/enter/report', { commitment: id }),
            whose,
            since: each.fell,
            due: daysAfter(each.fell, graceDays),
          }
        : {
            what: words.mix('waiting.evidence', { what }),
            address: href(view, '/enter/evidence', { report: each.report }),
            whose,
            since: time,
          }
    }),
    ...disputes.map(({ id, time, signatory, subject: { data } }) => ({
      what: words.mix('waiting.dispute', { what: text(view, data.title, data.language) }),
      address: href(view, '/enter/reply', { to: id }),
      whose: who(view, signatory),
      since: time,
    })),
  ]
}

/** Signatures that another official proposed and this one may confirm. */
export async function signatureWaits(
  view: DialogueView,
  actor: Actor,
  signatories: readonly string[],
): Promise<Wait[]> {
  const { words, table } = view
  const { services, dialogue } = table
  // Whoever came by mail is shown what waits too, and is told that it takes a passkey.
  const proven: Actor = { ...actor, by: 'passkey' }
  const waiting = (await services.accounts.proposals.pending(signatories)).filter(
    (proposal) => checkConfirmation(proven, proposal, services.now()).length === 0,
  )
  const records = await dialogue.reading.records(waiting.map(({ declaration }) => declaration))
  return waiting.map(({ id, act, declaration, signatory, created }) => {
    const { title, language } = (records.get(declaration)?.data ?? {}) as {
      title?: string | null
      language?: string
    }
    return {
      what: words.mix('waiting.signature', {
        act: words.say(`value.act.${act}`),
        what: text(view, title, language),
      }),
      address: href(view, `/signatures/${id}`),
      whose: who(view, signatory),
      since: created,
      due: daysAfter(created.slice(0, 10), proposalDays),
    }
  })
}

/** Queues of a moderator, an operator and a reviewer. */
export async function officeWaits(view: DialogueView, actor: Actor): Promise<Wait[]> {
  const lists = await Promise.all([
    holds(actor, 'moderator') ? moderatorWaits(view) : [],
    holds(actor, 'operator') ? operatorWaits(view) : [],
    holds(actor, 'reviewer') ? reviewerWaits(view, actor) : [],
  ])
  return lists.flat()
}

const office = ({ words }: DialogueView, role: Role): Html =>
  html`${words.say('waiting.office', { role: roleName(words, role) })}`

async function moderatorWaits(view: DialogueView): Promise<Wait[]> {
  const { words, table } = view
  const { moderation } = table.services
  const [comments, flags, names, disputes] = await Promise.all([
    moderation.waitingComments(),
    moderation.flags(),
    moderation.waitingNames(),
    moderation.openDisputes(),
  ])
  const queue = (
    key: 'comments' | 'flags' | 'names' | 'disputes',
    count: number,
    path: string,
    since: string | undefined,
  ): Wait[] =>
    count === 0
      ? []
      : [
          {
            what: html`${words.say(`waiting.${key}`, { count })}`,
            address: href(view, path),
            whose: office(view, 'moderator'),
            since: since ?? '',
          },
        ]
  return [
    ...queue('comments', comments, '/moderation/comments', undefined),
    ...queue('flags', flags.length, '/moderation', flags.at(0)?.created),
    ...queue('names', names.length, '/moderation', names.at(0)?.created),
    ...queue('disputes', disputes.length, '/moderation', disputes.at(0)?.time),
  ]
}

async function operatorWaits(view: DialogueView): Promise<Wait[]> {
  const { words, table } = view
  const waiting = await table.services.accounts.invitations.waiting()
  if (waiting.length === 0) return []
  return [
    {
      what: html`${words.say('waiting.invitations', { count: waiting.length })}`,
      address: href(view, '/operator'),
      whose: office(view, 'operator'),
      since: '',
    },
  ]
}

/** What was stated as delivered and nobody has reviewed; none of a signatory that the reviewer acts for. */
function reviewerWaits(view: DialogueView, actor: Actor): Wait[] {
  const { words, around } = view
  return around
    .all('delivery')
    .slice(-deliveriesSeen)
    .filter(
      ({ id, data }) =>
        around.to('deliveryReview', id).length === 0 && !actsFor(actor, data.signatory),
    )
    .flatMap(({ id, data, time }): Wait[] => {
      const match = around.find('match', data.match)
      const need = match && around.find('need', match.data.need)
      return need === undefined
        ? []
        : [
            {
              what: words.mix('waiting.review', {
                what: text(view, need.data.title, need.data.language),
                who: html`<bdi>${nameOf(view, data.signatory)}</bdi>`,
              }),
              address: href(view, `/deliveries/${id}/review`),
              whose: office(view, 'reviewer'),
              since: time,
            },
          ]
    })
}
