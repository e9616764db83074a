// What each setting of a study means, by its name in study.json; the English is that of the schema.
import type { English } from '#faces/site/words/message.ts'

/** English messages: settings of a study. */
export const settings = {
  'setting.prices.name': 'Name of the price book, printed with every figure.',
  'setting.prices.year': 'The year whose constant dollars all prices are in.',
  'setting.opexShare': 'Operation per year, as a share of the capital.',
  'setting.lifetimeYears': 'Years until the equipment is bought again.',
  'setting.bandwidthUsdPerMbpsYear': 'Bandwidth: a cost for each Mbps of demand and year.',
  'setting.prices.fibre.capexUsd': 'Equipment and installation at a site on fibre, once.',
  'setting.prices.fibre.routeUsdPerKm': 'Trench, duct and cable for each kilometer laid.',
  'setting.prices.fibre.routeOpexShare':
    'Operation of the route per year, as a share of its capital.',
  'setting.prices.fibre.routeLifetimeYears': 'Years until the route is laid again.',
  'setting.prices.cellular.capexUsd': 'Equipment and installation at a site in coverage, once.',
  'setting.prices.cellular.maxMbps': 'The most a site may draw from its tower.',
  'setting.prices.satellite.capexUsd': 'Equipment and installation at a site by satellite, once.',
  'setting.prices.satellite.maxMbps':
    'The most one terminal carries; a site takes as many as it needs. 0 where none is sold.',
  'setting.prices.satellite.poolMbpsPerRegion': 'Capacity sold over one region of the country.',
  'setting.prices.satellite.extraUsdPerMbpsYear': 'What each Mbps and year above the pool costs.',
  'setting.prices.microwave.hopUsd':
    'Two radios with antennas, installed. 0 where none are to be planned.',
  'setting.prices.microwave.relayUsd': 'A mast with power where a relay stands alone.',
  'setting.prices.microwave.lifetimeYears': 'Years until it is built again.',
  'setting.prices.fixedWireless.capexUsd':
    'Equipment and installation at a site by fixed wireless, once.',
  'setting.prices.fixedWireless.mastUsd':
    'A new mast with power. 0 where no fixed wireless is to be planned.',
  'setting.prices.fixedWireless.sectorUsd':
    'One sector: antenna, radio and its part of the base station.',
  'setting.prices.fixedWireless.towerOpexShare':
    'Operation of masts and sectors per year, as a share of their capital.',
  'setting.prices.fixedWireless.towerLifetimeYears':
    'Years until masts and sectors are bought again.',
  'setting.demand.takeUpShare': 'Share of residents who use the internet.',
  'setting.demand.activeShare': 'Share of them who use it in the busy hour.',
  'setting.demand.rateMbps': 'What each of these draws.',
  'setting.demand.minMbps': 'The least a site asks.',
  'setting.demand.maxMbps': 'The most a site asks.',
  'setting.demand.institutionMbps': 'Mbps for each institution of another kind.',
  'setting.gap.fibreReachMeters': 'A site this near to working fibre is served by it.',
  'setting.gap.towerRadiusMeters': 'Radius of service of a tower that declares none.',
  'setting.gap.leastTechnology': 'The oldest radio technology that counts as service.',
  'setting.gap.unknown': 'Whether the plan also serves places whose service today is unknown.',
  'setting.gap.settlementGridMeters':
    'How far from a named place its people live at most, and the side of the squares that people elsewhere are gathered into.',
  'setting.economy.discountRate': 'Discount rate per year, real.',
  'setting.economy.horizonYears': 'Years over which costs are added up.',
  'setting.economy.gniPerPersonUsd':
    'Gross national income per person and year, for affordability; null where unknown.',
  'setting.budget.firstYear': 'First year of building.',
  'setting.budget.lastYear': 'Last year of building.',
  'setting.budget.capexUsdPerYear':
    'Capital per year, one number for each year from first to last; null where nothing limits it.',
  'setting.fibre.along': 'Along roads, or straight between places times the detour factor.',
  'setting.fibre.detourFactor': 'What a straight kilometer becomes on the ground.',
  'setting.fibre.roadReachMeters': 'A place is joined to a road at most this far away.',
  'setting.fibre.maxLinkMeters':
    'The longest single connection between two places (straight mode).',
  'setting.radio.coverage':
    'Where no coverage map is given: by terrain and land cover, or by the radius of towers alone.',
  'setting.radio.towerMeters':
    'Antenna above ground of a tower whose source gives none, and of a new one.',
  'setting.radio.rainMmPerHour':
    'Rain rate exceeded for 0.01 % of the year, from the map of ITU-R P.837.',
  'setting.radio.multipathLogK':
    'Logarithm of the multipath factor K, from the map of ITU-R P.530-18; null for its method without maps.',
  'setting.radio.refractivityRange':
    'Range dN75 of refractivity in N-units, from the map of ITU-R P.530-18; null for its method without maps.',
  'setting.radio.isothermKm':
    'Height of the 0 °C isotherm above the sea, from the map of ITU-R P.839; null for a curve by latitude.',
  'setting.radio.hopAvailableShare':
    'Share of the year in which a microwave hop must carry its rate.',
  'setting.radio.satelliteAvailableShare':
    'Share of the year in which a satellite terminal must carry its rate.',
  'setting.economy.affordableShare':
    'Share of the mean income that a connection may cost: the Broadband Commission’s Target 2.',
  'setting.economy.gini':
    'Gini index of income, 0 to below 1, for who can afford what; null where unknown.',
  'setting.mbpsForKind': 'Mbps for each place of this kind: {kind}.',
} as const satisfies English
