// What changed, told by mail to everyone who took part: in the language in which they did, and first of all
// whether it was their own words, or what they supported, that changed it.
import { sendSoon } from '#faces/site/dialogue/follow.ts'
import type { Table } from '#faces/site/dialogue/view.ts'
import { isLanguage, languagePrefix, languages } from '#faces/site/words/languages.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { ChangeData } from '#register/records/consultations.ts'

/** Queues one mail for each participant with an address, and hands over what can go at once. */
export async function tellParticipants(
  table: Table,
  consultation: string,
  change: string,
): Promise<void> {
  const { voices, followers, services, dialogue } = table
  const around = await dialogue.snapshot()
  const asked = around.find('consultation', consultation)
  const made = around.find('change', change)
  if (asked === undefined || made === undefined) return
  const { because } = made.data
  const authors = new Set(because.map((id) => around.find('comment', id)?.by))
  const supporters = await voices.supportersOf(consultation, because)
  for (const { account, email, language } of await voices.participants(consultation)) {
    const spoken = isLanguage(language) ? language : 'en'
    const { words } = languages[spoken]
    const own = authors.has(account) ? 'said' : supporters.has(account) ? 'supported' : 'part'
    const title = made.data.title ?? ''
    const subject =
      own === 'part'
        ? words.say('told.subject', { title: asked.data.title ?? '' })
        : words.say('anew.because.you', { title })
    const body = words.say('told.text', {
      title,
      before: made.data.before ?? '',
      after: made.data.after ?? '',
      address: `${services.origin}${languagePrefix(spoken)}/consultations/${consultation}#changes`,
    })
    const lines = [words.say(`anew.mail.${own}`), body, planLine(words, made.data.plan)]
    await followers.post(email, subject, lines.filter((line) => line !== '').join('\n\n'))
  }
  sendSoon(table)
}

function planLine(words: Words, plan: ChangeData['plan']): string {
  if (plan === undefined) return ''
  const [before, after] = [plan.was.people, plan.becomes.people]
  const people =
    before === undefined || after === undefined
      ? ''
      : words.say('anew.mail.people', { before: words.count(before), after: words.count(after) })
  return words.say('anew.mail.plan', { people }).trim()
}
