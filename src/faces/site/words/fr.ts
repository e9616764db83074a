// The French catalogue: a section for each part of the site, one after the other.

import type { register as english } from '#faces/site/words/en/register.ts'
import { register } from '#faces/site/words/en/register.ts'
import { account } from '#faces/site/words/fr/account.ts'
import { evidence } from '#faces/site/words/fr/evidence.ts'
import { figures } from '#faces/site/words/fr/figures.ts'
import { frame } from '#faces/site/words/fr/frame.ts'
import { map } from '#faces/site/words/fr/map.ts'
import { places } from '#faces/site/words/fr/places.ts'
import { plan } from '#faces/site/words/fr/plan.ts'
import { terms } from '#faces/site/words/fr/terms.ts'
import { territory } from '#faces/site/words/fr/territory.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** Every message of the site. */
export const fr = {
  ...account,
  ...frame,
  ...figures,
  ...terms,
  ...territory,
  ...map,
  ...places,
  ...plan,
  ...evidence,
  ...(register as unknown as Translation<'fr', typeof english>),
} as const
