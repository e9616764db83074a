// What a study may set of prices, demand, gap, money, budget, fibre and radio; what it leaves out takes the default
// of `country/defaults.ts`, from which this schema takes its own.
import { defaultSettings } from '#country/defaults.ts'
import { radioTechnologies, siteKinds } from '#country/model.ts'
import type { SitePrice } from '#finance/priceBook.ts'
import type { JsonSchema } from '#sources/jsonSchema.ts'
import { choice, number, object, share, text } from '#sources/schema/parts.ts'

const silta = defaultSettings('silta')
const { prices, demand, gap, economy, budget, fibre, radio } = silta

const sitePrice = (preset: SitePrice, of: string) => ({
  capexUsd: number(`Equipment and installation at a site ${of}, once.`, 'usd', preset.capexUsd),
  opexShare: share(`Operation per year, as a share of the capital.`, preset.opexShare),
  lifetimeYears: number(
    'Years until the equipment is bought again.',
    'year',
    preset.lifetimeYears,
    {
      exclusiveMinimum: 0,
    },
  ),
  bandwidthUsdPerMbpsYear: number(
    'Bandwidth: a cost for each Mbps of demand and year.',
    'usdPerMbpsYear',
    preset.bandwidthUsdPerMbpsYear,
  ),
})

const pricesSchema = object(
  'Prices; defaults and their sources stand in docs/methods/finance.md.',
  {
    name: text(`Name of the price book, printed with every figure. Default: "${prices.name}".`),
    year: number('The year whose constant dollars all prices are in.', 'year', prices.year, {
      type: 'integer',
      minimum: 1990,
      maximum: 2100,
    }),
    fibre: object('Fibre: a site’s equipment, and the route to it.', {
      ...sitePrice(prices.fibre, 'on fibre'),
      routeUsdPerKm: number(
        'Trench, duct and cable for each kilometer laid.',
        'usdPerKm',
        prices.fibre.routeUsdPerKm,
      ),
      routeOpexShare: share(
        'Operation of the route per year, as a share of its capital.',
        prices.fibre.routeOpexShare,
      ),
      routeLifetimeYears: number(
        'Years until the route is laid again.',
        'year',
        prices.fibre.routeLifetimeYears,
        { exclusiveMinimum: 0 },
      ),
    }),
    cellular: object('Cellular at a site that a tower covers.', {
      ...sitePrice(prices.cellular, 'in coverage'),
      maxMbps: number('The most a site may draw from its tower.', 'mbps', prices.cellular.maxMbps),
    }),
    satellite: object('Satellite.', {
      ...sitePrice(prices.satellite, 'by satellite'),
      maxMbps: number(
        'The most one terminal carries; a site takes as many as it needs. 0 where none is sold.',
        'mbps',
        prices.satellite.maxMbps,
      ),
      poolMbpsPerRegion: number(
        'Capacity sold over one region of the country.',
        'mbps',
        prices.satellite.poolMbpsPerRegion,
      ),
      extraUsdPerMbpsYear: number(
        'What each Mbps and year above the pool costs.',
        'usdPerMbpsYear',
        prices.satellite.extraUsdPerMbpsYear,
      ),
    }),
    microwave: object('Microwave hops that stand in for fibre.', {
      hopUsd: number(
        'Two radios with antennas, installed. 0 where none are to be planned.',
        'usd',
        prices.microwave.hopUsd,
      ),
      relayUsd: number(
        'A mast with power where a relay stands alone.',
        'usd',
        prices.microwave.relayUsd,
      ),
      opexShare: share(
        'Operation per year, as a share of the capital.',
        prices.microwave.opexShare,
      ),
      lifetimeYears: number(
        'Years until it is built again.',
        'year',
        prices.microwave.lifetimeYears,
        { exclusiveMinimum: 0 },
      ),
    }),
    fixedWireless: object('Fixed wireless: terminals, and the towers that serve them.', {
      ...sitePrice(prices.fixedWireless, 'by fixed wireless'),
      mastUsd: number(
        'A new mast with power. 0 where no fixed wireless is to be planned.',
        'usd',
        prices.fixedWireless.mastUsd,
      ),
      sectorUsd: number(
        'One sector: antenna, radio and its part of the base station.',
        'usd',
        prices.fixedWireless.sectorUsd,
      ),
      towerOpexShare: share(
        'Operation of masts and sectors per year, as a share of their capital.',
        prices.fixedWireless.towerOpexShare,
      ),
      towerLifetimeYears: number(
        'Years until masts and sectors are bought again.',
        'year',
        prices.fixedWireless.towerLifetimeYears,
        { exclusiveMinimum: 0 },
      ),
    }),
  },
)

const demandSchema = object('How much bandwidth a site needs.', {
  takeUpShare: share('Share of residents who use the internet.', demand.takeUpShare),
  activeShare: share('Share of them who use it in the busy hour.', demand.activeShare),
  rateMbps: number('What each of these draws.', 'mbps', demand.rateMbps),
  minMbps: number('The least a site asks.', 'mbps', demand.minMbps),
  maxMbps: number('The most a site asks.', 'mbps', demand.maxMbps),
  mbpsForKind: object(
    'Mbps for each institution of a kind.',
    Object.fromEntries(
      siteKinds.map((kind) => [kind, number(`For each ${kind}.`, 'mbps', undefined)]),
    ),
  ),
  institutionMbps: number(
    'Mbps for each institution of another kind.',
    'mbps',
    demand.institutionMbps,
  ),
})

const gapSchema = object('What counts as served today.', {
  fibreReachMeters: number(
    'A site this near to working fibre is served by it.',
    'meter',
    gap.fibreReachMeters,
  ),
  towerRadiusMeters: number(
    'Radius of service of a tower that declares none.',
    'meter',
    gap.towerRadiusMeters,
  ),
  leastTechnology: choice(
    'The oldest radio technology that counts as service.',
    radioTechnologies,
    gap.leastTechnology,
  ),
  unknown: choice(
    'Whether the plan also serves places whose service today is unknown.',
    ['plan', 'leave'],
    gap.unknown,
  ),
  settlementGridMeters: number(
    'How far from a named place its people live at most, and the side of the squares that people elsewhere are gathered into.',
    'meter',
    gap.settlementGridMeters,
    { minimum: 100, maximum: 100_000 },
  ),
})

const radioSchema = object('How radio is judged: who is covered today, and what new links bear.', {
  coverage: choice(
    'Where no coverage map is given: by terrain and land cover, or by the radius of towers alone.',
    ['terrain', 'radius'],
    radio.coverage,
  ),
  towerMeters: number(
    'Antenna above ground of a tower whose source gives none, and of a new one.',
    'meter',
    radio.towerMeters,
    { minimum: 1, maximum: 300 },
  ),
  rainMmPerHour: number(
    'Rain rate exceeded for 0.01 % of the year, from the map of ITU-R P.837.',
    'mmPerHour',
    radio.rainMmPerHour,
    { maximum: 400 },
  ),
  multipathLogK: number(
    'Logarithm of the multipath factor K, from the map of ITU-R P.530-18; null for its method without maps.',
    '',
    radio.multipathLogK,
    { type: ['number', 'null'], minimum: -8, maximum: 0 },
  ),
  refractivityRange: number(
    'Range dN75 of refractivity in N-units, from the map of ITU-R P.530-18; null for its method without maps.',
    '',
    radio.refractivityRange,
    { type: ['number', 'null'], minimum: 0, maximum: 300 },
  ),
  isothermKm: number(
    'Height of the 0 °C isotherm above the sea, from the map of ITU-R P.839; null for a curve by latitude.',
    'kilometer',
    radio.isothermKm,
    { type: ['number', 'null'], minimum: 0, maximum: 6 },
  ),
  hopAvailableShare: number(
    'Share of the year in which a microwave hop must carry its rate.',
    'share',
    radio.hopAvailableShare,
    { minimum: 0.99, maximum: 0.99999 },
  ),
  satelliteAvailableShare: number(
    'Share of the year in which a satellite terminal must carry its rate.',
    'share',
    radio.satelliteAvailableShare,
    { minimum: 0.95, maximum: 0.9999 },
  ),
})

const economySchema = object('Money and time.', {
  discountRate: number('Discount rate per year, real.', 'share', economy.discountRate, {
    minimum: 0,
    maximum: 1,
  }),
  horizonYears: number('Years over which costs are added up.', 'year', economy.horizonYears, {
    type: 'integer',
    minimum: 1,
    maximum: 100,
  }),
  gniPerPersonUsd: number(
    'Gross national income per person and year, for affordability; null where unknown.',
    'usd',
    economy.gniPerPersonUsd,
    { type: ['number', 'null'], minimum: 0 },
  ),
  affordableShare: number(
    'Share of the mean income that a connection may cost: the Broadband Commission’s Target 2.',
    'share',
    economy.affordableShare,
    { minimum: 0.001, maximum: 0.2 },
  ),
  gini: number(
    'Gini index of income, 0 to below 1, for who can afford what; null where unknown.',
    'share',
    economy.gini,
    { type: ['number', 'null'], minimum: 0, maximum: 0.95 },
  ),
})

const year: Partial<JsonSchema> = { type: 'integer', minimum: 1990, maximum: 2200 }

const budgetSchema = object('Years of building and what may be spent in each.', {
  firstYear: number('First year of building.', 'year', budget.firstYear, year),
  lastYear: number('Last year of building.', 'year', budget.lastYear, year),
  capexUsdPerYear: {
    description:
      'Capital per year, one number for each year from first to last; null where nothing limits it. Unit: constant US dollars. Default: null.',
    type: ['array', 'null'],
    items: { type: 'number', minimum: 0 },
    default: null,
  },
})

const fibreSchema = object('How fibre may be laid.', {
  along: choice(
    'Along roads, or straight between places times the detour factor.',
    ['roads', 'straight'],
    fibre.along,
  ),
  detourFactor: number('What a straight kilometer becomes on the ground.', '', fibre.detourFactor, {
    minimum: 1,
    maximum: 10,
  }),
  roadReachMeters: number(
    'A place is joined to a road at most this far away.',
    'meter',
    fibre.roadReachMeters,
  ),
  maxLinkMeters: number(
    'The longest single connection between two places (straight mode).',
    'meter',
    fibre.maxLinkMeters,
  ),
})

/** The settings by their names in `study.json`. */
export const settingsSchema = {
  prices: pricesSchema,
  demand: demandSchema,
  gap: gapSchema,
  economy: economySchema,
  budget: budgetSchema,
  fibre: fibreSchema,
  radio: radioSchema,
} as const satisfies Readonly<Record<string, JsonSchema>>
