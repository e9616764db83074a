// Why a receipt or a log does not hold, by the verifier's codes: the second half of a sentence.
import type { reasons as english } from '#faces/site/words/en/reasons.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** The verifier's reasons, by code. */
export const reasons = {
  'why.checkpoint-forged': 'le point de contrôle porte une fausse signature',
  'why.checkpoint-missing': 'le journal ne montre aucun point de contrôle',
  'why.checkpoint-origin': 'le point de contrôle est d’un autre journal',
  'why.checkpoint-unsigned': 'le journal n’a pas signé ce point de contrôle',
  'why.fork': 'le journal a déjà raconté une autre histoire',
  'why.key-unreadable': 'la clé du journal ne peut pas être lue',
  'why.receipt-forged': 'sa preuve ne mène pas à son entrée',
  'why.receipt-text': 'ses mots ne sont pas ceux qui ont été inscrits',
  'why.rollback': 'le journal est plus court qu’il ne l’a été',
  'why.root-differs': 'les entrées ne donnent pas ce qui a été signé',
  'why.tile-differs': 'une partie du journal ne s’accorde pas avec ses entrées',
  'why.tile-missing': 'une partie du journal manque',
  'why.unreadable': 'ce n’est pas un reçu, ou il est abîmé',
} as const satisfies Translation<'fr', typeof english>
