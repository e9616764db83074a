// Sources, problems in the data, and how to compute it again.
import type { evidence as english } from '#faces/site/words/en/evidence.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: evidence. */
export const evidence = {
  'sources.more': {
    one: 'et {count} autre source',
    many: 'et {count} d’autres sources',
    other: 'et {count} autres sources',
  },
  'sources.title': 'Sources',
  'sources.lede':
    'Chaque jeu de données sur lequel repose cette étude, et ce que demande sa licence. La même liste est dans chaque fichier que vous emportez.',
  'sources.caption': {
    one: '{count} source',
    many: '{count} de sources',
    other: '{count} sources',
  },
  'sources.name': 'Jeu de données',
  'sources.origin': 'Origine',
  'sources.date': 'Date',
  'sources.licence': 'Licence',
  'sources.attribution': 'Mention',
  'sources.digest': 'Empreinte',
  'sources.complete': 'Ce que les sources donnent en entier',
  'sources.complete.cellular.yes':
    'Toutes les antennes sont connues : un lieu hors de leur portée est compté non desservi.',
  'sources.complete.cellular.no':
    'Toutes les antennes ne sont pas connues : un lieu hors de leur portée est compté inconnu.',
  'sources.complete.fibre.yes': 'Toute la fibre optique est connue.',
  'sources.complete.fibre.no': 'Toute la fibre optique n’est pas connue.',
  'sources.people': 'Recensement et grille de population côte à côte',
  'sources.people.caption': 'Habitants par territoire, selon chaque source et tels que comptés ici',
  'sources.people.area': 'Territoire',
  'sources.people.census': 'Recensement',
  'sources.people.grid': 'Grille',
  'sources.people.taken': 'Compté ici',
  'sources.people.by.grid':
    'Les deux sources comptent les habitants et ne s’accordent pas. Cette étude retient ceux de la grille.',
  'sources.people.by.census':
    'Les deux sources comptent les habitants et ne s’accordent pas. Cette étude donne à chaque territoire sa part du recensement et garde, à l’intérieur, la répartition de la grille.',
  'problems.title': 'Défauts des données',
  'problems.lede':
    'Ce qui a paru faux ou douteux à la lecture, le plus grave d’abord, et ce qui y remédierait.',
  'problems.none': 'Aucun défaut n’a été trouvé dans les données.',
  'problems.level.error': 'Erreur',
  'problems.level.warning': 'Avertissement',
  'problems.level.note': 'Remarque',
  'problems.row': 'ligne {row}',
  'problems.found': 'Détails en anglais, tels que le programme les a trouvés',
  'problems.more': {
    one: '… et {count} autre semblable',
    many: '… et {count} d’autres semblables',
    other: '… et {count} autres semblables',
  },
  'problems.all': 'La liste entière : {json}',
  'recompute.title': 'Refaire le calcul',
  'recompute.lede':
    'Votre navigateur prend les mêmes fichiers d’entrée, exécute le même programme, et compare l’empreinte du résultat à la nôtre. Rien de ce que vous faites ici ne quitte votre machine.',
  'recompute.files': {
    one: '{count} fichier, {size}',
    many: '{count} de fichiers, {size}',
    other: '{count} fichiers, {size}',
  },
  'recompute.caption': 'Fichiers d’entrée',
  'recompute.file': 'Fichier',
  'recompute.size': 'Taille',
  'recompute.digest': 'Empreinte',
  'recompute.start': 'Calculer ce plan ici',
  'recompute.noscript':
    'Il faut pour cela du script, puisque c’est votre navigateur qui calcule. Sans script, faites de même sur votre propre machine :',
  'recompute.closed':
    'Les fichiers d’entrée de cette étude ne sont pas partagés sur ce site. Avec le dossier de l’étude, faites de même sur votre propre machine :',
  'recompute.cli': 'Sur votre propre machine',
  'recompute.server': 'Notre résultat',
  'recompute.yours': 'Votre résultat',
  'recompute.same': 'Les mêmes octets',
  'recompute.same.text': 'Votre navigateur est arrivé au même plan en {seconds} s.',
  'recompute.other': 'Un autre résultat',
  'recompute.other.text':
    'Votre navigateur est arrivé à un autre plan. Merci de signaler les deux empreintes et la version de votre navigateur.',
  'recompute.fetching': 'Réception des fichiers d’entrée',
  'recompute.failed': 'Le calcul n’a pas pu se faire ici',
} as const satisfies Translation<'fr', typeof english>
