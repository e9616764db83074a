// Mobile signal, as it is computed over the terrain: on the areas' pages.
import type { signal as english } from '#faces/site/words/en/signal.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: mobile signal. */
export const signal = {
  'signal.title': 'Signal mobile',
  'signal.alt':
    'Carte de {country} : où un téléphone capte la {technology}, dans les maisons et dehors',
  'signal.drawn': 'Signal : {technologies}',
  'signal.caption': 'Personnes selon le meilleur signal mobile là où elles vivent',
  'signal.indoors': 'Dans les maisons',
  'signal.outdoors': 'Dehors seulement',
  'signal.none': 'Aucun signal',
  'signal.unknown': 'Inconnu',
  'signal.how':
    'Calculé à partir des antennes connues, par-dessus collines, forêts et bâtiments. Personne ne l’a mesuré.',
  'signal.why':
    'Inconnu : seule une antenne supposée, ou dont personne ne dit la technologie, les atteindrait peut-être ; ou des antennes ou des altitudes manquent aux sources.',
} as const satisfies Translation<'fr', typeof english>
