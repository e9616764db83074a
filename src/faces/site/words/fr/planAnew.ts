// Français : un plan recalculé à cause de ce que les gens ont dit.
import type { planAnew as english } from '#faces/site/words/en/planAnew.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** Messages français : plans recalculés. */
export const planAnew: Translation<'fr', typeof english> = {
  'anew.title': 'Recalculer le plan',
  'anew.lede':
    'Changez ce que les gens ont demandé. Le plan est recalculé à partir des mêmes données ; le site continue pendant ce temps, et rien n’est public avant que vous le publiiez.',
  'anew.closed': 'Ce plan ne peut pas être recalculé ici : ses données ne sont pas à portée.',
  'anew.compute': 'Calculer',
  'anew.budget': 'Capital qui peut être dépensé chaque année, en dollars',
  'anew.budget.hint':
    'Un montant pour toutes les années de {first} à {last}, ou un pour chacune, séparés par des espaces. Vide : rien ne le limite.',
  'anew.budget.now': 'Capital qui peut être dépensé chaque année',
  'anew.technology': 'Le plus ancien service mobile qui compte comme une connexion utilisable',
  'anew.unknown': 'Lieux dont personne ne sait s’ils sont desservis',
  'anew.unknown.plan': 'les prévoir aussi',
  'anew.unknown.leave': 'les laisser de côté',
  'anew.rate': 'Débit dont chaque personne en ligne a besoin, en Mbps',
  'anew.fibre': 'Prix d’un kilomètre de fibre, en dollars',
  'anew.discount': 'Taux d’actualisation par an, en part (0.06 vaut 6 %)',
  'anew.without': 'Moyens de connexion que le plan laisse de côté',
  'anew.without.satellite': 'pas de satellite',
  'anew.without.microwave': 'pas de faisceaux hertziens',
  'anew.without.fixedWireless': 'pas de sans-fil fixe',
  'anew.more': 'Autres réglages de l’étude',
  'anew.more.hint': 'Un par ligne, nom=valeur, comme la page du plan les nomme',
  'anew.nothing': 'Rien n’est changé. Changez au moins un réglage.',
  'anew.busy': 'Trop de plans attendent d’être calculés. Réessayez dans quelques minutes.',
  'anew.wrong.line': 'Une ligne n’a pas la forme nom=valeur : {line}',
  'anew.wrong.number': 'Écrivez un nombre : {label}',
  'anew.job.title': 'Le plan est en cours de calcul',
  'anew.job.waiting': 'Un autre plan est calculé d’abord ; celui-ci attend.',
  'anew.job.running': 'Maintenant : {stage}, {share} de cette étape.',
  'anew.job.starting': 'Lecture des données.',
  'anew.job.done': 'Le plan est calculé.',
  'anew.job.failed': 'Le plan n’a pas pu être calculé.',
  'anew.job.stopped': 'Arrêté. Rien n’a été gardé.',
  'anew.job.lost': 'Le site a redémarré entre-temps. Lancez le calcul encore une fois.',
  'anew.job.look': 'Regarder à nouveau',
  'anew.job.stop': 'Arrêter',
  'anew.job.see': 'Voir avant et après',
  'anew.job.again': 'Changer les réglages',
  'anew.earlier': 'Déjà calculés',
  'anew.earlier.published': 'publié comme changement',
  'anew.earlier.trial': 'un essai',
  'anew.page.kind': 'Un plan né d’une consultation',
  'anew.page.title': 'Le plan avant et après',
  'anew.trial':
    'Vous seul voyez ceci : c’est un essai tant que vous ne le publiez pas comme changement.',
  'anew.same':
    'Le plan reste le même, à l’octet près : ce qui a été changé n’y fait aucune différence.',
  'anew.publish': 'Publier comme changement',
  'anew.table': 'Ce que donne le plan, {years}',
  'anew.measure': 'Mesure',
  'anew.before': 'Avant',
  'anew.after': 'Après',
  'anew.difference': 'Différence',
  'anew.people': 'Personnes avec une connexion utilisable à la fin de ces années',
  'anew.sites': 'Lieux nouvellement connectés pendant ces années',
  'anew.spent': 'Argent dépensé pour construire pendant ces années',
  'anew.cost': 'Coût de tout le plan sur sa durée',
  'anew.mix': 'Lieux par {technology}',
  'anew.settings': 'Ce qui a été changé',
  'anew.settings.line': '{name} : {before} → {after}',
  'anew.left': 'laissé de côté',
  'anew.free': 'sans limite',
  'anew.proof': 'Vérifiez vous-même',
  'anew.proof.text':
    'Les mêmes données et réglages donnent le même plan sur toute machine, à l’octet près. Ces commandes calculent les deux ; comparez {field}.',
  'anew.proof.browser': 'Calculer le plan d’après dans ce navigateur',
  'anew.proof.before': 'Calculer le plan d’avant dans ce navigateur',
  'anew.document': 'Le plan d’après comme document',
  'anew.digest.before': 'Empreinte avant',
  'anew.digest.after': 'Empreinte après',
  'anew.see': 'Avant et après en entier, et comment le vérifier',
  'anew.consultation.plan': 'Projet de plan',
  'anew.consultation.other':
    'Le plan que ce site montre maintenant n’est pas celui du projet de cette consultation.',
  'anew.front': 'Ce que les gens ont dit a changé ce plan',
  'anew.front.line': 'Le {date} : {title}',
  'anew.because.you': 'Ce qui a changé grâce à vous : {title}',
  'anew.mail.said': 'Vous l’avez dit, et quelque chose a changé.',
  'anew.mail.supported': 'Vous l’avez soutenu, et quelque chose a changé.',
  'anew.mail.part': 'Vous avez participé, et quelque chose a changé.',
  'anew.mail.plan': 'Le plan a été recalculé. {people}',
  'anew.mail.people':
    'Personnes avec une connexion utilisable : {before} avant, {after} maintenant.',
  'problem.plan-of-another':
    'Le plan d’avant n’est pas le projet de cette consultation, ou rien n’y a changé. Recalculez le plan depuis la page de la consultation',
  'problem.section-spoken':
    'Des gens se sont exprimés sur cette partie telle qu’elle était. Laissez-la, ainsi que ses options, et dites ce qui change par un changement',
  'problem.setting-kept':
    'Ce n’est pas un réglage que l’on peut changer ici. Prenez-en un que la page du plan nomme',
  'problem.inputs-changed':
    'Les fichiers de l’étude ont changé depuis le démarrage du site. Demandez à l’opérateur de le redémarrer, pour que les deux plans reposent sur les mêmes données',
  'problem.plan-late':
    'Le calcul du plan a duré trop longtemps et a été arrêté. Faites-le en ligne de commande, qui attend le temps qu’il faut',
  'problem.plan-broken':
    'Le plan n’a pas pu être calculé. Prévenez l’opérateur, dont le journal dit pourquoi',
}
