// Who pays for the plan.
import type { funding as english } from '#faces/site/words/en/funding.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: funding. */
export const funding = {
  'funding.heading': 'Les usagers paient {share} du coût ; l’argent public doit apporter {amount}',
  'funding.heading.paid': 'À un prix abordable, les usagers paient tout le coût',
  'funding.heading.plain': 'Qui paie',
  'funding.price':
    'Une connexion peut coûter {share} du revenu moyen : {price} par mois. À ce prix, ceux qui l’utilisent paient {revenue} sur {years} ; le plan coûte {cost}.',
  'funding.price.poor':
    'Pour le revenu moyen des 40 % les plus pauvres, elle ne doit pas coûter plus de {price}.',
  'funding.public':
    'L’argent public doit apporter {pooled} si les lieux bon marché paient pour les lieux chers, {separate} si aucun ne paie pour un autre. {institutions} de cette somme vont aux écoles, aux centres de santé et aux autres établissements, qui ne paient rien ici.',
  'funding.vouchers':
    'Il faudrait encore {amount} pour que le prix reste dans la même part du revenu de chaque personne.',
  'funding.able':
    '{share} des personnes à desservir pourraient payer tout le coût de leur propre lieu dans cette part ; les autres ont besoin d’un soutien.',
  'funding.unknown':
    'Le revenu par personne n’est pas connu : personne ne peut dire ce qui est abordable. Indiquez {setting} et refaites le plan.',
  'funding.caption':
    'Localités par zone : coût par usager et par mois, et argent sur {years}, actualisé, USD de {year}',
  'funding.user': 'Par usager et par mois',
  'funding.cost': 'Coût',
  'funding.revenue': 'Les usagers paient',
  'funding.gap': 'Argent public',
  'funding.others': {
    one: '{count} autre',
    many: '{count} autres',
    other: '{count} autres',
  },
  'funding.years': 'L’argent public par année',
  'funding.years.caption':
    'Construction et fonctionnement de chaque année, et qui paie, USD de {year}',
  'funding.year': 'Année',
  'funding.note':
    'Les liaisons sont réparties entre les lieux qu’elles desservent selon leurs besoins. Usagers : {users} des personnes. {how} · {document}',
  'funding.how': 'Réglages',
  'funding.document': 'En document',
} as const satisfies Translation<'fr', typeof english>
