// The French catalogue: a section for each part of the site, one after the other.

import { account } from '#faces/site/words/fr/account.ts'
import { api } from '#faces/site/words/fr/api.ts'
import { countryTroubles } from '#faces/site/words/fr/countryTroubles.ts'
import { dialogue } from '#faces/site/words/fr/dialogue.ts'
import { dialogueFields } from '#faces/site/words/fr/dialogueFields.ts'
import { entering } from '#faces/site/words/fr/entering.ts'
import { evidence } from '#faces/site/words/fr/evidence.ts'
import { figures } from '#faces/site/words/fr/figures.ts'
import { fileTroubles } from '#faces/site/words/fr/fileTroubles.ts'
import { frame } from '#faces/site/words/fr/frame.ts'
import { funding } from '#faces/site/words/fr/funding.ts'
import { log } from '#faces/site/words/fr/log.ts'
import { map } from '#faces/site/words/fr/map.ts'
import { office } from '#faces/site/words/fr/office.ts'
import { places } from '#faces/site/words/fr/places.ts'
import { plan } from '#faces/site/words/fr/plan.ts'
import { planAnew } from '#faces/site/words/fr/planAnew.ts'
import { problems } from '#faces/site/words/fr/problems.ts'
import { reasons } from '#faces/site/words/fr/reasons.ts'
import { refusals } from '#faces/site/words/fr/refusals.ts'
import { register } from '#faces/site/words/fr/register.ts'
import { settings } from '#faces/site/words/fr/settings.ts'
import { signal } from '#faces/site/words/fr/signal.ts'
import { terms } from '#faces/site/words/fr/terms.ts'
import { territory } from '#faces/site/words/fr/territory.ts'
import { waiting } from '#faces/site/words/fr/waiting.ts'

/** Every message of the site. */
export const fr = {
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
