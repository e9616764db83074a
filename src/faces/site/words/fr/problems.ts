// What is wrong with what someone sent, by the problem’s code, with its cure.
import type { problems as english } from '#faces/site/words/en/problems.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** What is wrong, by code. */
export const problems = {
  'problem.account-suspended':
    'Le compte est suspendu. Demandez à l’opérateur pourquoi, et jusqu’à quand',
  'problem.adult-missing':
    'Les comptes sont réservés aux adultes. Cochez la case si vous avez 18 ans ou plus',
  'problem.file-damaged':
    'L’image ne peut pas être lue. Ouvrez-la, enregistrez-la de nouveau et choisissez celle-là',
  'problem.file-unknown':
    'Ce type de fichier n’est pas accepté ici. Choisissez une image (PNG, JPEG, WebP), un PDF, ou une série CSV avec les colonnes « date » et « value »',
  'problem.form-stale':
    'Cette page est restée ouverte trop longtemps. Relisez-la et envoyez-la de nouveau',
  'problem.last-official':
    'Le signataire a promis ou signé, et plus personne n’agirait pour lui. Invitez d’abord un autre responsable',
  'problem.last-operator': 'C’est le dernier opérateur. Invitez-en d’abord un autre',
  'problem.link-dead': 'Ce lien ne fonctionne plus. Demandez-en un nouveau',
  'problem.mail-failed': 'Le courrier n’a pas pu être envoyé. Réessayez dans quelques minutes',
  'problem.mail-wrong': 'Ce n’est pas une adresse électronique. Écrivez-la comme nom@ville.example',
  'problem.name-wrong':
    'Un nom a de 2 à 60 lettres et chiffres. Choisissez-en un sans autres signes',
  'problem.not-independent':
    'Un responsable du signataire ne peut pas examiner ses rapports. Laissez l’examen à quelqu’un qui n’y a aucune part',
  'problem.one-official':
    'Le responsable qui a proposé une signature ne peut pas la confirmer. Laissez un second responsable du signataire la confirmer',
  'problem.passkey-needed':
    'Cela demande une clé d’accès. Connectez-vous avec la vôtre et réessayez',
  'problem.proposal-closed': 'La proposition a déjà été confirmée ou retirée. Proposez de nouveau',
  'problem.reason-missing':
    'Il n’y a pas de raison, ou une très longue. Dites pourquoi, en 3 à 2000 caractères',
  'problem.role-unheld': 'Plus personne ne tient ce rôle. Revenez à la liste',
  'problem.series-columns':
    'Les colonnes de la série ne sont pas « date » et « value ». Nommez-les ainsi à la première ligne',
  'problem.series-empty':
    'La série ne contient aucune mesure. Écrivez un jour et un nombre par ligne, comme 2027-10-31,118.5',
  'problem.series-long': 'La série est trop longue. Divisez-la : 1000 mesures au plus',
  'problem.series-row':
    'La ligne {row} de la série n’est pas un jour et un nombre. Écrivez-la comme 2027-10-31,118.5',
  'problem.series-text': 'La série n’est pas un texte en UTF-8. Enregistrez-la en CSV, UTF-8',
  'problem.too-often': 'Cela a été envoyé trop souvent. Attendez un peu et envoyez de nouveau',
} as const satisfies Translation<'fr', typeof english>
