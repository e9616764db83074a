// The frame of every page: menu, footer, filters, what leads nowhere.
import type { frame as english } from '#faces/site/words/en/frame.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: frame. */
export const frame = {
  'site.name': 'Silta',
  'site.skip': 'Aller au contenu',
  'site.fictional': 'Exemple fictif. Ce pays n’existe pas.',
  'site.crumbs': 'Vous êtes ici',
  'site.menu': 'Pages',
  'site.languages': 'Langue',
  'site.suggest': 'Cette page en français',
  'site.foot.computed':
    'Calculé par Silta à partir de données ouvertes ; chacun peut refaire le calcul. Résultat {result}, à partir des données {inputs}.',
  'site.foot.sources': 'Ce qui fonde chaque chiffre : {sources}, {tables}, {problems}.',
  'site.foot.names':
    'Les noms de pays sont ceux de la plateforme (Unicode CLDR) ou de l’exploitant, les limites celles des sources de chaque étude ; ni les uns ni les autres n’impliquent de position sur le statut d’un territoire.',
  'nav.front': 'Vue d’ensemble',
  'nav.map': 'Carte',
  'nav.sites': 'Lieux',
  'nav.links': 'Liaisons',
  'nav.areas': 'Territoires',
  'nav.plan': 'Plan et coûts',
  'nav.sources': 'Sources',
  'nav.problems': 'Défauts des données',
  'nav.recompute': 'Refaire le calcul',
  'word.none': 'aucun',
  'word.source': 'Source',
  'word.source.of': 'Source de « {figure} »',
  'word.comma': '{first}, {rest}',
  'word.semicolon': '{first} ; {rest}',
  'word.all': 'Tout',
  'filter.find': 'Le nom contient',
  'filter.any': 'tous',
  'filter.apply': 'Afficher',
  'filter.clear': 'Tout afficher',
  'filter.label': 'Ce qui est affiché',
  'pages.label': 'Pages du tableau',
  'pages.next': 'Suivante',
  'pages.previous': 'Précédente',
  'pages.at': 'Page {page} sur {pages}',
  'table.download': 'Le tableau entier : {csv} · {geojson} · {parquet}',
  'index.title': 'Études',
  'index.lede':
    'Chacune est calculée à partir de données ouvertes, et toutes ses hypothèses sont écrites.',
  'index.caption':
    'Études de ce site : qui n’a pas de connexion aujourd’hui, et ce que coûte le plan',
  'index.study': 'Étude',
  'missing.title': 'Cette page n’existe pas',
  'missing.text':
    'Cette adresse ne mène nulle part. Depuis {front}, toutes les pages sont accessibles.',
  'failed.title': 'Cette page n’a pas pu être préparée',
  'failed.text': 'La faute est la nôtre ; elle est inscrite dans le journal du serveur.',
} as const satisfies Translation<'fr', typeof english>
