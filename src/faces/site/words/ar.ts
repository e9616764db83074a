// The Arabic catalogue: a section for each part of the site, one after the other.
import { account } from '#faces/site/words/ar/account.ts'
import { api } from '#faces/site/words/ar/api.ts'
import { countryTroubles } from '#faces/site/words/ar/countryTroubles.ts'
import { dialogue } from '#faces/site/words/ar/dialogue.ts'
import { dialogueFields } from '#faces/site/words/ar/dialogueFields.ts'
import { entering } from '#faces/site/words/ar/entering.ts'
import { evidence } from '#faces/site/words/ar/evidence.ts'
import { figures } from '#faces/site/words/ar/figures.ts'
import { fileTroubles } from '#faces/site/words/ar/fileTroubles.ts'
import { frame } from '#faces/site/words/ar/frame.ts'
import { funding } from '#faces/site/words/ar/funding.ts'
import { log } from '#faces/site/words/ar/log.ts'
import { map } from '#faces/site/words/ar/map.ts'
import { office } from '#faces/site/words/ar/office.ts'
import { places } from '#faces/site/words/ar/places.ts'
import { plan } from '#faces/site/words/ar/plan.ts'
import { planAnew } from '#faces/site/words/ar/planAnew.ts'
import { problems } from '#faces/site/words/ar/problems.ts'
import { reasons } from '#faces/site/words/ar/reasons.ts'
import { refusals } from '#faces/site/words/ar/refusals.ts'
import { register } from '#faces/site/words/ar/register.ts'
import { settings } from '#faces/site/words/ar/settings.ts'
import { signal } from '#faces/site/words/ar/signal.ts'
import { terms } from '#faces/site/words/ar/terms.ts'
import { territory } from '#faces/site/words/ar/territory.ts'
import { waiting } from '#faces/site/words/ar/waiting.ts'

/** Every message of the site. */
export const ar = {
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
