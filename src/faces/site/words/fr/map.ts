// The map.
import type { map as english } from '#faces/site/words/en/map.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: map. */
export const map = {
  'map.title': 'Carte du plan',
  'map.on': 'Sur la carte',
  'map.show': 'Afficher',
  'map.line': 'Trait {solid} : existe aujourd’hui ; {dashed} : prévu. Taille : population.',
  'map.solid': 'plein',
  'map.dashed': 'pointillé',
  'map.year': 'Construit jusqu’à la fin de',
  'map.later': 'Pas encore construit',
  'map.play': 'Faire défiler les années',
  'map.stop': 'Arrêter',
  'map.zoomin': 'Agrandir',
  'map.zoomout': 'Réduire',
  'map.whole': 'Montrer tout le pays',
  'map.label':
    'Carte : déplacez-la avec les flèches, agrandissez ou réduisez avec + et −, montrez le lieu le plus proche du centre avec Entrée',
  'map.cost': 'Investissement jusqu’ici',
  'map.reached': 'Personnes desservies',
  'map.connected': 'Lieux raccordés',
  'map.optimum': 'Écart à l’optimum',
  'map.atmost': '≤ {share}',
  'map.exact': 'prouvé nul',
  'map.selected': 'Lieu choisi',
  'map.hint':
    'Choisissez un lieu sur la carte, ou cherchez-le par son nom. Le tableau qui fonde la carte : {table}.',
  'map.find': 'Chercher un lieu par son nom',
  'map.find.button': 'Chercher',
  'map.merged': 'Les lieux distants de moins de {pixels} pixels sont dessinés comme un seul.',
  'map.scale': '{amount} km',
  'map.failed':
    'La carte mobile n’a pas pu démarrer ici ; l’image et les tableaux disent la même chose.',
  'map.position':
    'Ni les noms ni les frontières n’impliquent de position sur le statut d’un territoire.',
  'map.north': 'N',
  'gapmap.unknown': 'Inconnu, ou inhabité',
  'gapmap.measure': 'Part des habitants (ou des lieux) sans connexion utilisable aujourd’hui.',
  'gapmap.alt.areas':
    'Carte : {country}. Part de chaque territoire sans connexion utilisable. Le tableau ci-dessous dit la même chose.',
  'gapmap.alt.countries':
    'Carte : {territory}. Part de chaque pays sans connexion utilisable, là où un plan de ce site le dit. Le tableau dit la même chose.',
} as const satisfies Translation<'fr', typeof english>
