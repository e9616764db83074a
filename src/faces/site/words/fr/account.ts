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
} as const satisfies Translation<'fr', typeof english>
