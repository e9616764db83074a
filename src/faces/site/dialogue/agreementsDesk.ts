// From an agreement of a meeting to a commitment on the register: what the commitment's form begins with, and
// the word of the one who follows up that the agreement became it.
import type { Actor } from '#accounts/roles.ts'
import { agreementStanding } from '#dialogue/agreements.ts'
import { type Table, withAround } from '#faces/site/dialogue/view.ts'
import { html } from '#faces/site/html.ts'
import type { Agreements } from '#faces/site/register/forms/desk.ts'
import { href } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { RecordData } from '#register/records.ts'
import type { Snapshot } from '#store/dialogue.ts'

/** States in which an agreement may still become a commitment. */
const open: readonly string[] = ['agreed', 'begun', 'overdue']

/** The agreement, where it stands and this signatory follows it up. */
function openAgreement(around: Snapshot, id: string, signatory: string) {
  const agreement = around.find('agreement', id)
  if (agreement === undefined || agreement.data.followsUp !== signatory) return undefined
  const { state } = agreementStanding(
    agreement.data,
    around.to('acceptance', id),
    around.to('followUp', id),
    around.today,
  )
  return open.includes(state) ? agreement : undefined
}

/** What the register's desk asks of the Dialogue. */
export function agreementsDesk(table: Table): Agreements {
  return {
    async draft(visit, id, signatory) {
      const view = await withAround(visit, table)
      const agreement = openAgreement(view.around, id, signatory)
      if (agreement === undefined) return undefined
      const { title, language, due, meeting, text } = agreement.data
      const country = view.around.find('signatory', signatory)?.data.country
      const at = view.around.find('meeting', meeting)
      return {
        data: {
          title,
          language,
          target: { date: due },
          baseline: { date: view.around.today },
          countries: country === undefined ? [] : [country],
        },
        about: view.words.mix('agreement.makes', {
          agreement: html`<q lang="${language}">${text}</q>`,
          meeting: html`<a href="${href(view, `/meetings/${meeting}#a-${id}`)}"><bdi lang="${at?.data.language ?? 'en'}">${at?.data.title ?? ''}</bdi></a>`,
        }),
      }
    },
    async follow(actor: Actor, id: string, commitment: string, words: Words) {
      const around = await table.dialogue.snapshot()
      const agreement = around.find('agreement', id)
      if (agreement === undefined) return
      const step: RecordData<'followUp'> = {
        agreement: id,
        signatory: agreement.data.followsUp,
        state: 'done',
        commitment,
        language: words.language,
        note: words.say('agreement.became'),
        date: around.today,
      }
      await table.dialogue.enter(actor, 'followUp', { ...step })
    },
  }
}
