// What a study assumes where its `study.json` is silent. Every value has its source in
// `docs/methods/defaults.md` (prices: `docs/methods/finance.md`); all may be set in `study.json`.
import type { Study } from '#country/study.ts'
import { defaultPrices, type PriceBook } from '#finance/priceBook.ts'

/** The settings of a study, without what names it. */
export type StudySettings = Pick<
  Study,
  'prices' | 'demand' | 'gap' | 'economy' | 'budget' | 'fibre' | 'radio' | 'seed'
>

const siltaSettings: StudySettings = {
  prices: defaultPrices,
  demand: {
    takeUpShare: 0.25,
    activeShare: 0.1,
    rateMbps: 2,
    minMbps: 10,
    maxMbps: 15_000,
    mbpsForKind: {},
    institutionMbps: 20,
  },
  gap: {
    fibreReachMeters: 500,
    towerRadiusMeters: 5_000,
    leastTechnology: '4G',
    unknown: 'plan',
    settlementGridMeters: 2_000,
  },
  economy: {
    discountRate: 0.06,
    horizonYears: 10,
    gniPerPersonUsd: null,
    affordableShare: 0.02,
    gini: null,
  },
  budget: { firstYear: 2026, lastYear: 2029, capexUsdPerYear: null },
  fibre: { along: 'roads', detourFactor: 1.2, roadReachMeters: 2_000, maxLinkMeters: 50_000 },
  radio: {
    coverage: 'terrain',
    towerMeters: 30,
    rainMmPerHour: 60,
    multipathLogK: null,
    refractivityRange: null,
    isothermKm: null,
    hopAvailableShare: 0.9999,
    satelliteAvailableShare: 0.995,
  },
  seed: 1,
}

/** The hardware and route prices of ITU's Connectivity Planning Platform; there bandwidth is no cost. */
const cppPrices: PriceBook = {
  name: 'itu-cpp-2026',
  year: 2026,
  fibre: {
    capexUsd: 500,
    opexShare: 0.05,
    lifetimeYears: 10,
    bandwidthUsdPerMbpsYear: 0,
    routeUsdPerKm: 20_000,
    routeOpexShare: 0.05,
    // The platform buys the hardware again and never the route.
    routeLifetimeYears: 1_000,
  },
  cellular: {
    capexUsd: 120,
    opexShare: 0.12,
    lifetimeYears: 5,
    bandwidthUsdPerMbpsYear: 0,
    maxMbps: 900,
  },
  satellite: {
    capexUsd: 800,
    opexShare: 0.1,
    lifetimeYears: 5,
    bandwidthUsdPerMbpsYear: 0,
    maxMbps: 400,
    poolMbpsPerRegion: 1_000_000,
    extraUsdPerMbpsYear: 0,
  },
  // The platform knows neither; our own plan beside it may use them.
  microwave: defaultPrices.microwave,
  fixedWireless: { ...defaultPrices.fixedWireless, bandwidthUsdPerMbpsYear: 0 },
}

const cppSettings: StudySettings = {
  ...siltaSettings,
  prices: cppPrices,
  demand: { ...siltaSettings.demand, minMbps: 20 },
  economy: {
    discountRate: 0.02,
    horizonYears: 10,
    gniPerPersonUsd: null,
    affordableShare: 0.02,
    gini: null,
  },
  fibre: { along: 'straight', detourFactor: 1.1, roadReachMeters: 2_000, maxLinkMeters: 50_000 },
  radio: { ...siltaSettings.radio, coverage: 'radius' },
}

/** The settings of a study that sets none: our own, or those of ITU's platform in CPP mode. */
export function defaultSettings(mode: Study['mode']): StudySettings {
  return mode === 'cpp' ? cppSettings : siltaSettings
}
