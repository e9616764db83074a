// Signing in, accounts, and what forms say when they are not taken.
import type { account as english } from '#faces/site/words/en/account.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: account. */
export const account = {
  'nav.section.plans': 'Plans',
  'nav.section.promises': 'Promesses',
  'nav.signIn': 'Se connecter',
  'nav.account': 'Votre compte',
  'form.error.title': 'Erreur : {title}',
  'draft.back': 'Ce que vous aviez écrit ici est revenu ; cet appareil l’avait gardé.',
  'draft.sending': 'Envoi en cours …',
  'draft.waits':
    'Pas de connexion. Ce que vous avez écrit est gardé sur cet appareil et part dès qu’elle revient ; laissez cette page ouverte.',
  'form.problems': 'Il y a un problème',
  'lost.signedOut': 'Vous êtes déconnecté',
  'lost.signedOut.cure':
    'Rien n’a été envoyé. {signIn} dans une autre fenêtre, revenez à celle-ci, reculez d’un pas dans le navigateur et envoyez de nouveau : ce que vous avez écrit y est encore.',
  'lost.foreign': 'Cela n’a pas été envoyé d’ici',
  'lost.foreign.cure':
    'Un autre site a tenté d’envoyer quelque chose en votre nom, et rien n’a été pris. Recommencez depuis {front}.',
  'lost.broken': 'Cela n’a pas pu être lu',
  'lost.broken.cure':
    'Reculez d’un pas dans le navigateur et envoyez de nouveau le formulaire, ou recommencez depuis {front}.',
  'lost.large': 'C’est trop volumineux',
  'lost.large.cure':
    'Rien n’a été pris. Reculez d’un pas dans le navigateur et choisissez un fichier plus petit, ou recommencez depuis {front}.',
  'account.signIn': 'Se connecter',
  'account.signIn.lede':
    'Nous envoyons un lien à votre adresse. Il n’y a pas de mot de passe. Si vous êtes nouveau, le lien vous ouvre un compte.',
  'account.signIn.send': 'Envoyez-moi un lien',
  'account.signIn.again': 'Demandez un nouveau lien',
  'account.email': 'Adresse électronique',
  'account.sent': 'Regardez votre boîte aux lettres',
  'account.sent.text':
    'Si l’adresse est juste, un lien est en route. Il fonctionne une fois, pendant vingt minutes, dans ce navigateur.',
  'account.sent.terminal':
    'Aucun serveur de courrier n’est configuré. Le lien a été écrit dans le terminal de la personne qui a démarré Silta. Il fonctionne une fois, pendant vingt minutes, dans ce navigateur.',
  'account.link': 'Se connecter avec ce lien',
  'account.link.lede': 'Pour {email}.',
  'account.link.act': 'Se connecter',
  'account.dead': 'Ce lien ne fonctionne plus',
  'account.dead.text':
    'Il a servi, date de plus de vingt minutes, ou a été demandé dans un autre navigateur. {signIn}.',
  'account.pseudonym': 'Le nom que les autres verront',
  'account.pseudonym.hint': 'Pas votre vrai nom. Un modérateur le regarde avant qu’il soit montré.',
  'account.pseudonym.waits': '(attend un modérateur)',
  'account.pseudonym.change': 'Changer le nom',
  'account.adult': 'J’ai 18 ans ou plus',
  'account.name': 'Votre nom et votre fonction',
  'account.name.hint': 'Tel qu’il figure à côté de ce que vous signez.',
  'account.save': 'Enregistrer',
  'account.invitation': 'Vous êtes invité',
  'account.invitation.lede': 'En tant que {role}, pour {email}.',
  'account.invitation.act': 'Accepter',
  'account.invitation.dead':
    'Elle a servi ou date de plus de deux semaines. Demandez-en une nouvelle à qui vous a invité.',
  'account.passkey': 'Créer une clé d’accès',
  'account.passkey.lede':
    'Les responsables, examinateurs, modérateurs et opérateurs agissent avec une clé d’accès : le verrou de votre appareil ou une clé de sécurité. On ne peut ni la deviner ni la donner par erreur.',
  'account.passkey.name': 'Comment l’appeler',
  'account.passkey.name.hint': 'Pour votre propre liste, par exemple « téléphone du bureau ».',
  'account.passkey.make': 'Créer une clé d’accès',
  'account.passkey.later': 'Plus tard',
  'account.passkey.have': 'Ou avec votre clé d’accès',
  'account.passkey.signIn': 'Utiliser une clé d’accès',
  'account.passkey.failed': 'Cela n’a pas marché. Essayez encore, ou utilisez un lien.',
  'account.passkey.script':
    'Les clés d’accès ont besoin de script dans le navigateur. Tout le reste ici s’en passe.',
  'account.passkey.unnamed': 'Une clé d’accès',
  'account.passkey.remove': 'Retirer la clé d’accès',
  'account.passkey.remove.lede': 'Toutes vos autres sessions se terminent aussi.',
  'account.passkeys': 'Clés d’accès',
  'account.passkeys.none': 'Aucune pour l’instant.',
  'account.name.shown': 'Nom',
  'account.roles': 'Rôles',
  'account.sessions': 'Où vous êtes connecté',
  'account.session.passkey': 'Par clé d’accès le {created}, dernière utilisation {seen}',
  'account.session.email': 'Par un lien le {created}, dernière utilisation {seen}',
  'account.session.own': 'celle-ci',
  'account.session.end': 'Y mettre fin',
  'account.sessions.end': 'Mettre fin à la session',
  'account.signOut': 'Se déconnecter',
  'account.erase': 'Effacer mon compte',
  'account.erase.lede':
    'Votre nom, votre adresse, vos rôles, vos clés d’accès et vos sessions sont effacés pour toujours. Ce que vous avez inscrit reste au registre sous un numéro aléatoire qui ne mène à personne.',
  'account.erase.sure': 'J’en suis sûr',
  'role.operator': 'opérateur',
  'role.moderator': 'modérateur',
  'role.reviewer': 'examinateur',
  'role.official': 'responsable',
  'role.secondOfficial': 'second responsable',
  'role.resident': 'habitant',
  'role.of': '{role} de {signatory}',
  'mail.signIn.subject': 'Votre lien de connexion',
  'mail.signIn.text':
    'Quelqu’un, sans doute vous, a demandé à se connecter. Ce lien fonctionne une fois, pendant vingt minutes, dans le navigateur qui l’a demandé :\n\n{address}\n\nSi ce n’était pas vous, ne faites rien.\n',
  'mail.invitation.subject': 'Une invitation au registre',
  'mail.invitation.text':
    'Vous êtes invité en tant que {role}. Ce lien fonctionne une fois, pendant deux semaines ; qui l’ouvre accepte l’invitation, gardez-le donc pour vous :\n\n{address}\n',
  'account.erase.words': {
    one: 'Effacer aussi les mots de ma {count} contestation',
    many: 'Effacer aussi les mots de mes {count} contestations',
    other: 'Effacer aussi les mots de mes {count} contestations',
  },
} as const satisfies Translation<'fr', typeof english>
