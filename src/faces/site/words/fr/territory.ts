// The front page of a country: the gap, the plan, the years.
import type { territory as english } from '#faces/site/words/en/territory.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: territory. */
export const territory = {
  'front.kind': '{kind} · {study} · prix de {year}',
  'front.country': 'Pays',
  'front.country.fictional': 'Pays fictif',
  'lede.oneIn': 'Une personne sur {n} n’a pas de connexion utilisable.',
  'lede.share': '{share} des habitants n’ont pas de connexion utilisable.',
  'lede.sites': '{share} des lieux n’ont pas de connexion utilisable.',
  'lede.nobody': 'Nul n’est connu pour être sans connexion utilisable.',
  'lede.all': 'Le plan desservirait tout le monde d’ici à {year}.',
  'lede.but': 'Le plan desservirait tout le monde sauf {n} sur 100 d’ici à {year}.',
  'lede.but.few': {
    one: 'Le plan desservirait tout le monde sauf {count} d’ici à {year}.',
    many: 'Le plan desservirait tout le monde sauf {count} d’ici à {year}.',
    other: 'Le plan desservirait tout le monde sauf {count} d’ici à {year}.',
  },
  'lede.unknown.people': {
    one: 'Pour {count} personne, nous ne savons pas.',
    many: 'Pour {count} de personnes, nous ne savons pas.',
    other: 'Pour {count} personnes, nous ne savons pas.',
  },
  'lede.unknown.sites': {
    one: 'Pour {count} lieu, nous ne savons pas.',
    many: 'Pour {count} de lieux, nous ne savons pas.',
    other: 'Pour {count} lieux, nous ne savons pas.',
  },
  'lede.unknown.share.people':
    'Pour {share} des habitants, nous ne savons pas s’ils ont une connexion utilisable.',
  'lede.unknown.share.sites':
    'Pour {share} des lieux, nous ne savons pas s’ils ont une connexion utilisable.',
  'lede.reach.people': {
    one: 'Le plan raccorderait {count} personne d’ici à {year}.',
    many: 'Le plan raccorderait {count} de personnes d’ici à {year}.',
    other: 'Le plan raccorderait {count} personnes d’ici à {year}.',
  },
  'lede.reach.sites': {
    one: 'Le plan raccorderait {count} lieu d’ici à {year}.',
    many: 'Le plan raccorderait {count} de lieux d’ici à {year}.',
    other: 'Le plan raccorderait {count} lieux d’ici à {year}.',
  },
  'bridge.label.people':
    'Un pont de dix travées, chacune un dixième de la population : {stands} existe aujourd’hui, {planned} est prévu, le reste est à faire',
  'bridge.label.sites':
    'Un pont de dix travées, chacune un dixième des lieux : {stands} existe aujourd’hui, {planned} est prévu, le reste est à faire',
  'bridge.from': 'Aujourd’hui',
  'bridge.to.people': 'Tout le monde, {year}',
  'bridge.to.sites': 'Tous les lieux, {year}',
  'figure.unserved.people': 'Personnes non desservies',
  'figure.unserved.sites': 'Lieux non desservis',
  'figure.unknown.people': 'Personnes dont on ne sait rien',
  'figure.unknown.sites': 'Lieux dont on ne sait rien',
  'figure.of': '{share} de {total}',
  'figure.cost': 'Coût du plan',
  'figure.cost.note':
    '{capital} pour construire, et {years} de fonctionnement ; au plus {share} au-dessus de l’optimum',
  'figure.cost.cpp':
    '{capital} pour construire, et {years} de fonctionnement, sans actualisation ; calcul propre à la plateforme',
  'figure.cost.exact':
    '{capital} pour construire, et {years} de fonctionnement ; il est prouvé que rien n’est moins cher',
  'figure.reached': 'Le plan dessert',
  'figure.reached.note': '{years}, dans le budget de chaque année',
  'figure.reached.note.free': '{years}, sans limite de budget',
  'figure.served': 'Desservis aujourd’hui',
  'figure.people': {
    one: '{amount} personne',
    many: '{amount} de personnes',
    other: '{amount} personnes',
  },
  'figure.places': { one: '{amount} lieu', many: '{amount} de lieux', other: '{amount} lieux' },
  'gap.heading.half': 'La moitié des non-desservis vit dans {k} territoires sur {n}',
  'gap.heading.share': '{share} des non-desservis vivent dans {k} territoires sur {n}',
  'gap.heading.one': '{share} des non-desservis vivent ici : {area}',
  'gap.heading.sites': '{share} des lieux non desservis se trouvent dans {k} territoires sur {n}',
  'gap.heading.sites.one': '{share} des lieux non desservis se trouvent ici : {area}',
  'gap.heading.plain': 'Qui n’est pas desservi',
  'gap.heading.none': 'Nul n’est connu pour être non desservi',
  'gap.heading.unknown': 'De qui nous ne savons rien, par territoire',
  'gap.heading.kinds.unserved': 'Ce qui n’est pas desservi, par type de lieu',
  'gap.heading.kinds.unknown': 'Ce dont nous ne savons rien, par type de lieu',
  'gap.caption.people.unserved':
    'Personnes sans connexion utilisable, et leur part du total, aujourd’hui',
  'gap.caption.people.unknown':
    'Personnes dont nul ne connaît le service, et leur part du total, aujourd’hui',
  'gap.caption.sites.unserved':
    'Lieux sans connexion utilisable, et leur part du total, aujourd’hui',
  'gap.caption.sites.unknown':
    'Lieux dont nul ne connaît le service, et leur part du total, aujourd’hui',
  'gap.area': 'Territoire',
  'gap.people': 'Personnes',
  'gap.sites': 'Lieux',
  'gap.share': 'Part',
  'gap.bar': 'En comparaison',
  'gap.others': { one: '{count} autre', many: '{count} d’autres', other: '{count} autres' },
  'gap.source': '{origin} : {sources}. Inconnu pour {unknown}. {how}',
  'gap.how': 'Comment on compte',
  'mapfigure.heading': 'Le plan : {list}',
  'mapfigure.item': '{count} par {technology}',
  'mapfigure.nothing': 'Le plan ne raccorde aucun lieu de plus',
  'mapfigure.alt': 'Carte : {country}. {list}. Le tableau des lieux dit la même chose en mots.',
  'mapfigure.caption':
    'Trait : plein, il existe ; pointillé, il est prévu. Couleur et forme : technologie. Taille : population. {source} {open} · {table}',
  'mapfigure.open': 'Ouvrir la carte',
  'mapfigure.table': 'La même chose en tableau',
  'years.heading': 'Le plan par année',
  'years.caption': 'Investissement de ce qui s’achève chaque année, {unit} de {year}',
  'years.work': 'Travaux',
  'years.all': 'Tout ce qui s’achève',
  'years.spent': 'Argent dépensé',
  'years.people': 'Personnes nouvellement desservies',
  'years.sites': 'Lieux nouvellement raccordés',
  'years.running': 'Faire fonctionner ce qui existe',
  'years.later': 'Sans budget',
  'years.source':
    'Prix {book}, actualisation {discount}, coûts sur {years}. Hachuré : prévu, rien n’en est construit. {lines}',
  'years.lines': 'Lignes de coût',
  'slip.heading': 'Vérifier ce plan',
  'slip.text':
    'Les mêmes données donnent le même plan sur toute machine, à l’octet près. Résultat {digest}.',
  'slip.link': 'Le calculer dans votre navigateur',
  'take.heading': 'À emporter',
  'take.sites': 'Lieux',
  'take.links': 'Liaisons',
  'take.areas': 'Territoires',
  'take.everything': 'Tout',
  'take.documents': 'Documents',
  'take.note': 'Chaque fichier nomme ses sources et leurs licences. {columns}',
  'take.columns': 'Ce que signifient les colonnes',
  'assumed.heading': 'Ce qui est supposé',
  'assumed.all': 'Toutes les hypothèses et tous les prix',
  'doubts.heading': 'Ce qui manque aux données',
  'doubts.text': {
    one: '{count} remarque sur les données, avec son remède.',
    many: '{count} de remarques sur les données, chacune avec son remède.',
    other: '{count} remarques sur les données, chacune avec son remède.',
  },
  'doubts.none': 'Aucun défaut n’a été trouvé dans les données.',
  'doubts.link': 'Les voir',
} as const satisfies Translation<'fr', typeof english>
