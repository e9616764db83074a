// The plan and its costs.
import type { plan as english } from '#faces/site/words/en/plan.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: plan. */
export const plan = {
  'plan.title': 'Plan et coûts',
  'plan.lede':
    'La combinaison la moins chère qui dessert tous ceux qu’elle peut desservir, ce qu’elle coûte, et de combien elle peut s’écarter du minimum.',
  'plan.lines': '{top} : {share} du coût',
  'plan.lines.plain': 'Ce que cela coûte',
  'plan.lines.caption':
    'Coût par technologie, ses liaisons comprises, USD de {year} ; les deux dernières colonnes sur {years}',
  'plan.sites': 'Lieux',
  'plan.km': 'Longueur',
  'plan.capex': 'Construction',
  'plan.opex': 'Fonctionnement, par an',
  'plan.tco': 'Le tout, non actualisé',
  'plan.npv': 'Le tout, actualisé',
  'plan.certificate': 'Au plus {share} au-dessus du minimum possible',
  'plan.certificate.exact': 'Il est prouvé que rien n’est moins cher',
  'plan.certificate.text':
    'Le plan coûte {cost}. Aucun plan qui dessert les mêmes lieux ne peut coûter moins de {bound} : c’est une borne inférieure, prouvée pendant le calcul du plan, et non une estimation. La différence, {share} du coût, est le plus qu’un meilleur plan pourrait économiser.',
  'plan.certificate.exact.text':
    'Le plan coûte {cost}, et aucun plan qui dessert les mêmes lieux ne peut coûter moins : la borne inférieure, prouvée pendant le calcul du plan, est la même.',
  'plan.reference':
    'Tout le monde par la fibre optique, pour comparaison : {km} et {cost}, sans actualisation.',
  'plan.next': 'Quelle est la sûreté de chaque choix',
  'plan.next.text':
    'Pour chaque lieu, le plan connaît aussi la deuxième solution la moins chère. Quand la différence est petite, un changement de prix renverse le choix.',
  'plan.next.caption': 'Lieux selon le surcoût de la deuxième solution',
  'plan.next.small': 'moins d’un dixième de plus',
  'plan.next.middle': 'd’un dixième de plus au double',
  'plan.next.large': 'plus du double',
  'plan.next.none': 'aucune autre solution',
  'plan.assumptions': 'Hypothèses',
  'plan.assumptions.text':
    'Des phrases qu’un lecteur peut contester. Changez-les dans {file} et refaites le plan.',
  'plan.noassumptions': 'L’étude n’en énonce aucune.',
  'plan.prices': 'Prix, demande et argent',
  'plan.prices.caption': 'Prix {book}, USD de {year}',
  'plan.settings.caption': 'Demande, service, argent et années',
  'plan.setting': 'Réglage',
  'plan.value': 'Valeur',
} as const satisfies Translation<'fr', typeof english>
