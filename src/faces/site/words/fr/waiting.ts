// French: what waits for somebody who acts for a signatory or holds an office.
import type { waiting as english } from '#faces/site/words/en/waiting.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: what waits. */
export const waiting = {
  'nav.waiting': 'Ce qui vous attend',
  'waiting.title': 'Ce qui vous attend',
  'waiting.count':
    'Ce qu’on demande à votre partie, ou qu’elle peut faire maintenant : {count}. Le plus urgent d’abord.',
  'waiting.late': 'En retard',
  'waiting.dated': 'Avec une date',
  'waiting.open': 'Sans date',
  'waiting.due': 'à faire au plus tard le {date}',
  'waiting.overdue': 'en retard depuis le {date}',
  'waiting.since': 'en attente depuis le {date}',
  'waiting.office': 'En tant que : {role}',
  'waiting.none':
    'Rien ne vous attend pour l’instant. Dès que d’autres proposent un rapprochement à votre partie, l’invitent, commentent ou contestent, ou qu’une échéance à elle arrive, cela paraît ici.',
  'waiting.norole':
    'Vous n’agissez pour aucun signataire : rien ne peut donc vous attendre ici. Qui est invité à agir pour un pays, une ville ou une organisation trouve ici ce qu’on lui demande.',
  'waiting.passkey':
    'Vous êtes entré par un lien reçu par courriel. Pour faire ce qui figure ici, connectez-vous avec votre clé d’accès.',
  'waiting.match': 'Répondre à un rapprochement proposé : {amount} pour « {what} »',
  'waiting.suggested':
    'Proposer un rapprochement suggéré : {amount} de « {pledge} » pour « {need} »',
  'waiting.deliver': 'Déclarer ce que vous avez livré : {amount} encore à venir pour « {what} »',
  'waiting.meeting': 'Dire si vous participez : « {what} »',
  'waiting.held': 'Dire si elle a eu lieu : « {what} »',
  'waiting.agreement': 'Accepter ou refuser un accord : « {what} »',
  'waiting.followup': 'Dire ce qu’un accord est devenu : « {what} »',
  'waiting.comment':
    'Répondre aux commentaires, du plus ancien au plus récent ({count}) : « {what} »',
  'waiting.results': 'Compter et publier les résultats : « {what} »',
  'waiting.report': 'Rendre compte d’où en est : « {what} »',
  'waiting.evidence': 'Donner une preuve pour votre rapport : « {what} »',
  'waiting.dispute': 'Répondre à une contestation : « {what} »',
  'waiting.signature': 'Confirmer comme second responsable : {act}, « {what} »',
  'waiting.review': 'Examiner ce que {who} déclare livré : « {what} »',
  'waiting.comments': 'Commentaires à lire avant leur publication : {count}',
  'waiting.flags': 'Signalements reçus par les modérateurs : {count}',
  'waiting.names': 'Noms à regarder : {count}',
  'waiting.disputes': 'Contestations ouvertes, à régler ou à laisser ouvertes : {count}',
  'waiting.invitations': 'Invitations que personne n’a encore acceptées : {count}',
} as const satisfies Translation<'fr', typeof english>
