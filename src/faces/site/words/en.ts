// The English catalogue: a section for each part of the site, one after the other.
import { account } from '#faces/site/words/en/account.ts'
import { api } from '#faces/site/words/en/api.ts'
import { countryTroubles } from '#faces/site/words/en/countryTroubles.ts'
import { dialogue } from '#faces/site/words/en/dialogue.ts'
import { dialogueFields } from '#faces/site/words/en/dialogueFields.ts'
import { entering } from '#faces/site/words/en/entering.ts'
import { evidence } from '#faces/site/words/en/evidence.ts'
import { figures } from '#faces/site/words/en/figures.ts'
import { fileTroubles } from '#faces/site/words/en/fileTroubles.ts'
import { frame } from '#faces/site/words/en/frame.ts'
import { funding } from '#faces/site/words/en/funding.ts'
import { log } from '#faces/site/words/en/log.ts'
import { map } from '#faces/site/words/en/map.ts'
import { office } from '#faces/site/words/en/office.ts'
import { places } from '#faces/site/words/en/places.ts'
import { plan } from '#faces/site/words/en/plan.ts'
import { planAnew } from '#faces/site/words/en/planAnew.ts'
import { problems } from '#faces/site/words/en/problems.ts'
import { reasons } from '#faces/site/words/en/reasons.ts'
import { refusals } from '#faces/site/words/en/refusals.ts'
import { register } from '#faces/site/words/en/register.ts'
import { settings } from '#faces/site/words/en/settings.ts'
import { signal } from '#faces/site/words/en/signal.ts'
import { terms } from '#faces/site/words/en/terms.ts'
import { territory } from '#faces/site/words/en/territory.ts'
import { waiting } from '#faces/site/words/en/waiting.ts'

/** Every message of the site. */
export const en = {
  ...account,
  ...api,
  ...office,
  ...frame,
  ...refusals,
  ...fileTroubles,
  ...countryTroubles,
  ...figures,
  ...terms,
  ...settings,
  ...signal,
  ...territory,
  ...map,
  ...places,
  ...plan,
  ...problems,
  ...funding,
  ...evidence,
  ...reasons,
  ...register,
  ...log,
  ...entering,
  ...dialogue,
  ...dialogueFields,
  ...planAnew,
  ...waiting,
} as const

/** True for the key of a message; for keys that are made from a code. */
export function isKey(key: string): key is keyof typeof en {
  return Object.hasOwn(en, key)
}
