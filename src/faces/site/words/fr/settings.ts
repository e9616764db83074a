// What each setting of a study means, by its name in study.json; the English is that of the schema.
import type { settings as english } from '#faces/site/words/en/settings.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: settings of a study. */
export const settings = {
  'setting.prices.name': 'Nom du livre de prix, imprimé avec chaque chiffre.',
  'setting.prices.year': 'Année dont les dollars constants servent à tous les prix.',
  'setting.opexShare': 'Exploitation par an, en part de l’investissement.',
  'setting.lifetimeYears': 'Années avant que l’équipement soit racheté.',
  'setting.bandwidthUsdPerMbpsYear':
    'Bande passante : un coût pour chaque Mbit/s de demande et par an.',
  'setting.prices.fibre.capexUsd':
    'Équipement et installation dans un lieu desservi par la fibre, une fois.',
  'setting.prices.fibre.routeUsdPerKm': 'Tranchée, fourreau et câble pour chaque kilomètre posé.',
  'setting.prices.fibre.routeOpexShare':
    'Exploitation du tracé par an, en part de son investissement.',
  'setting.prices.fibre.routeLifetimeYears': 'Années avant que le tracé soit reposé.',
  'setting.prices.cellular.capexUsd': 'Équipement et installation dans un lieu couvert, une fois.',
  'setting.prices.cellular.maxMbps': 'Le plus qu’un lieu peut tirer de son pylône.',
  'setting.prices.satellite.capexUsd':
    'Équipement et installation dans un lieu par satellite, une fois.',
  'setting.prices.satellite.maxMbps':
    'Le plus qu’un terminal transporte ; un lieu en prend autant qu’il en faut. 0 là où il ne s’en vend pas.',
  'setting.prices.satellite.poolMbpsPerRegion': 'Capacité vendue sur une région du pays.',
  'setting.prices.satellite.extraUsdPerMbpsYear':
    'Coût de chaque Mbit/s au-delà de cette capacité, par an.',
  'setting.prices.microwave.hopUsd':
    'Deux radios avec leurs antennes, installées. 0 s’il ne faut pas en planifier.',
  'setting.prices.microwave.relayUsd': 'Un mât avec son énergie là où un relais est isolé.',
  'setting.prices.microwave.lifetimeYears': 'Années avant reconstruction.',
  'setting.prices.fixedWireless.capexUsd':
    'Équipement et installation dans un lieu par accès fixe sans fil, une fois.',
  'setting.prices.fixedWireless.mastUsd':
    'Un nouveau mât avec son énergie. 0 s’il ne faut pas planifier d’accès fixe sans fil.',
  'setting.prices.fixedWireless.sectorUsd':
    'Un secteur : antenne, radio et sa part de la station de base.',
  'setting.prices.fixedWireless.towerOpexShare':
    'Exploitation des mâts et secteurs par an, en part de leur investissement.',
  'setting.prices.fixedWireless.towerLifetimeYears':
    'Années avant que mâts et secteurs soient rachetés.',
  'setting.demand.takeUpShare': 'Part des habitants qui utilisent Internet.',
  'setting.demand.activeShare': 'Part d’entre eux qui l’utilisent à l’heure de pointe.',
  'setting.demand.rateMbps': 'Ce que chacun de ceux-ci consomme.',
  'setting.demand.minMbps': 'Le moins qu’un lieu demande.',
  'setting.demand.maxMbps': 'Le plus qu’un lieu demande.',
  'setting.demand.institutionMbps': 'Mbit/s pour chaque institution d’un autre genre.',
  'setting.gap.fibreReachMeters':
    'Un lieu aussi proche d’une fibre en service est desservi par elle.',
  'setting.gap.towerRadiusMeters': 'Rayon de service d’un pylône qui n’en déclare pas.',
  'setting.gap.leastTechnology': 'La plus ancienne technologie radio qui compte comme service.',
  'setting.gap.unknown': 'Si le plan dessert aussi les lieux dont le service actuel est inconnu.',
  'setting.gap.settlementGridMeters':
    'Distance maximale entre un lieu nommé et ses habitants, et côté des carrés où les autres sont regroupés.',
  'setting.economy.discountRate': 'Taux d’actualisation par an, réel.',
  'setting.economy.horizonYears': 'Années sur lesquelles les coûts sont additionnés.',
  'setting.economy.gniPerPersonUsd':
    'Revenu national brut par personne et par an, pour juger si c’est abordable ; vide là où il est inconnu.',
  'setting.budget.firstYear': 'Première année de construction.',
  'setting.budget.lastYear': 'Dernière année de construction.',
  'setting.budget.capexUsdPerYear':
    'Investissement par an, un nombre par année de la première à la dernière ; vide si rien ne le limite.',
  'setting.fibre.along':
    'Le long des routes, ou tout droit entre les lieux, multiplié par le facteur de détour.',
  'setting.fibre.detourFactor': 'Ce que devient sur le terrain un kilomètre en ligne droite.',
  'setting.fibre.roadReachMeters': 'Un lieu est relié à une route au plus à cette distance.',
  'setting.fibre.maxLinkMeters':
    'La plus longue liaison unique entre deux lieux (en ligne droite).',
  'setting.radio.coverage':
    'Sans carte de couverture : selon le relief et le sol, ou par le seul rayon des pylônes.',
  'setting.radio.towerMeters':
    'Hauteur d’antenne d’un pylône dont la source n’en donne pas, et d’un pylône neuf.',
  'setting.radio.rainMmPerHour':
    'Intensité de pluie dépassée 0,01 % de l’année, d’après la carte UIT-R P.837.',
  'setting.radio.multipathLogK':
    'Logarithme du facteur de trajets multiples K, d’après la carte UIT-R P.530-18 ; vide pour sa méthode sans cartes.',
  'setting.radio.refractivityRange':
    'Amplitude dN75 de la réfractivité en unités N, d’après la carte UIT-R P.530-18 ; vide pour sa méthode sans cartes.',
  'setting.radio.isothermKm':
    'Hauteur de l’isotherme 0 °C au-dessus de la mer, d’après la carte UIT-R P.839 ; vide pour une courbe selon la latitude.',
  'setting.radio.hopAvailableShare': 'Part de l’année où un bond hertzien doit tenir son débit.',
  'setting.radio.satelliteAvailableShare':
    'Part de l’année où un terminal satellite doit tenir son débit.',
  'setting.economy.affordableShare':
    'Part du revenu moyen qu’une connexion peut coûter : cible 2 de la Commission sur le large bande.',
  'setting.economy.gini':
    'Indice de Gini des revenus, de 0 à moins de 1, pour savoir qui peut payer quoi ; vide là où il est inconnu.',
  'setting.mbpsForKind': 'Mbit/s pour chaque lieu de ce genre : {kind}.',
} as const satisfies Translation<'fr', typeof english>
