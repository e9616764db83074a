// Moderation, telling the moderators, and the operator's page.
import type { office as english } from '#faces/site/words/en/office.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: office. */
export const office = {
  'moderation.title': 'Modération',
  'moderation.nothing': 'Rien n’attend.',
  'moderation.comments': 'Ce que les gens ont dit en consultation',
  'moderation.comments.read': 'Commentaires à lire : {count}',
  'moderation.flags': 'Ce qu’on nous a signalé',
  'moderation.names': 'Noms à regarder',
  'moderation.disputes': 'Contestations ouvertes',
  'moderation.see': 'voir',
  'moderation.act': 'décider',
  'moderation.decide': 'décider',
  'moderation.record': 'Un acte sur une inscription',
  'moderation.account': 'Un acte sur un compte',
  'moderation.name': 'Ce nom peut-il être montré ?',
  'moderation.name.show': 'Le montrer',
  'moderation.name.drop': 'Le retirer',
  'moderation.shown':
    'L’inscription est montrée. Chaque acte est public, avec sa raison, et reste au journal.',
  'moderation.hidden':
    'L’inscription est cachée. Chaque acte est public, avec sa raison, et reste au journal.',
  'moderation.what': 'Ce qui est fait',
  'moderation.act.hide': 'La cacher des pages',
  'moderation.act.restore': 'La montrer de nouveau',
  'moderation.act.erase': 'Effacer ses mots et fichiers pour toujours',
  'moderation.act.settle': 'La contestation est réglée',
  'moderation.act.suspend': 'Suspendre le compte',
  'moderation.act.resume': 'Le laisser agir de nouveau',
  'moderation.rule': 'Règle',
  'moderation.rule.personal-data': 'Cela nomme ou décrit une personne privée',
  'moderation.rule.people-in-picture': 'Une image montre des personnes',
  'moderation.rule.insult': 'Cela insulte ou menace',
  'moderation.rule.unlawful': 'C’est contraire à la loi',
  'moderation.rule.spam': 'Cela n’a pas de rapport avec le sujet',
  'moderation.rule.mistake': 'C’était une erreur',
  'moderation.rule.settled': 'On y a répondu',
  'moderation.reason': 'Raison',
  'moderation.reason.hint': 'Publique. Ne nommez personne.',
  'moderation.do': 'Le faire',
  'flag.title': 'Prévenir les modérateurs',
  'flag.lede':
    'Seuls les modérateurs lisent ceci. Pour dire publiquement que quelque chose est faux, connectez-vous et contestez-le.',
  'flag.reason': 'Ce qui ne va pas',
  'flag.send': 'Envoyer',
  'flag.done': 'Les modérateurs sont prévenus',
  'flag.done.text':
    'Ils vont regarder et inscrire ce qu’ils font, avec la raison, au journal public.',
  'operator.title': 'Invitations',
  'operator.lede': 'N’invitez que des adultes, chacun au rôle qui est le sien.',
  'operator.role': 'Rôle',
  'operator.signatory': 'Pour quel signataire',
  'operator.signatory.hint': 'Seulement pour les responsables.',
  'operator.signatory.none': 'Pour tout le registre',
  'operator.invite': 'Envoyer l’invitation',
  'operator.waiting': 'En attente',
  'operator.until': 'jusqu’au {date}',
  'operator.withdraw': 'Retirer l’invitation',
  'roles.title': 'Qui agit pour {signatory}',
  'roles.lede':
    'Les responsables promettent, rendent compte et signent. Une signature en demande deux.',
  'roles.one':
    'Il reste un seul responsable. Rien ne peut être signé avant que l’opérateur n’en invite un autre.',
  'roles.none': 'Personne n’agit pour lui.',
  'roles.held': 'Qui tient un rôle',
  'roles.see': 'Qui agit pour lui',
  'roles.suspended': 'suspendu',
  'roles.end': 'Mettre fin à ce rôle',
  'roles.end.lede':
    '{name} ne sera plus {role}. Ce qui a été fait dans ce rôle demeure. Les signatures que ce responsable est seul à avoir faites sont abandonnées.',
  'roles.end.public':
    'Le journal dit en public que le rôle a pris fin, et pourquoi ; il cite un numéro, aucune personne.',
  'roles.end.own': 'C’est votre propre rôle.',
} as const satisfies Translation<'fr', typeof english>
