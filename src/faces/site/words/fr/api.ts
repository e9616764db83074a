// The API's problem details (RFC 9457), by their code.
import type { api as english } from '#faces/site/words/en/api.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** Titles and details, by code. */
export const api = {
  'api.address-unknown': 'Cette adresse n’existe pas',
  'api.address-unknown.detail': 'Toutes les adresses sont dans {document}',
  'api.method-refused': 'Cette interface est faite pour lire',
  'api.method-refused.detail': 'Employez GET',
  'api.nothing-there': 'Il n’y a rien de tel',
  'api.nothing-there.detail': 'Cela n’a jamais été, ou un modérateur l’a caché',
  'api.parameter-unknown': 'Ce paramètre n’existe pas',
  'api.parameter-unknown.detail': '« {name} » est inconnu ici ; {document} nomme les autres',
  'api.parameter-wrong': 'Un paramètre est faux',
  'api.parameter-wrong.detail': '« {name} » a une autre forme ; voir {document}',
} as const satisfies Translation<'fr', typeof english>
