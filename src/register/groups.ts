// ITU regions and the groups LDC, LLDC and SIDS, versioned by date: a list changes, and what was said of
// a group in one year must be read with that year's members.
//
// Sources: regions as the ITU Telecommunication Development Bureau groups its Member States (Facts and
// Figures 2025; the State of Palestine takes part under Resolution 99). LDC: UN Committee for Development
// Policy, list and graduation timeline (2024 review). LLDC and SIDS: UN M49 standard, from the table
// datasets/country-codes (ODC-PDDL), whose LDC column was 45 and stale.

/** The six regions of ITU's development sector. */
export const regionNames = [
  'africa',
  'americas',
  'arabStates',
  'asiaPacific',
  'cis',
  'europe',
] as const
export type RegionName = (typeof regionNames)[number]

/** Groups of countries with needs of their own. */
export const groupNames = ['ldc', 'lldc', 'sids'] as const
export type GroupName = (typeof groupNames)[number]

const codes = (text: string): readonly string[] => text.split(' ')

const regions: Readonly<Record<RegionName, readonly string[]>> = {
  africa: codes(
    'AGO BDI BEN BFA BWA CAF CIV CMR COD COG CPV ERI ETH GAB GHA GIN GMB GNB GNQ KEN LBR LSO MDG MLI MOZ MUS MWI NAM NER NGA RWA SEN SLE SSD STP SWZ SYC TCD TGO TZA UGA ZAF ZMB ZWE',
  ),
  americas: codes(
    'ARG ATG BHS BLZ BOL BRA BRB CAN CHL COL CRI CUB DMA DOM ECU GRD GTM GUY HND HTI JAM KNA LCA MEX NIC PAN PER PRY SLV SUR TTO URY USA VCT VEN',
  ),
  arabStates: codes(
    'ARE BHR COM DJI DZA EGY IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SYR TUN YEM',
  ),
  asiaPacific: codes(
    'AFG AUS BGD BRN BTN CHN FJI FSM IDN IND IRN JPN KHM KIR KOR LAO LKA MDV MHL MMR MNG MYS NPL NRU NZL PAK PHL PLW PNG PRK SGP SLB THA TLS TON TUV VNM VUT WSM',
  ),
  cis: codes('ARM AZE BLR KAZ KGZ RUS TJK TKM UZB'),
  europe: codes(
    'ALB AND AUT BEL BGR BIH CHE CYP CZE DEU DNK ESP EST FIN FRA GBR GEO GRC HRV HUN IRL ISL ISR ITA LIE LTU LUX LVA MCO MDA MKD MLT MNE NLD NOR POL PRT ROU SMR SRB SVK SVN SWE TUR UKR VAT',
  ),
}

/** Members that came or went since 2000; the rest were there throughout. */
interface Membership {
  readonly members: readonly string[]
  /** First day as a member. */
  readonly from: Readonly<Record<string, string>>
  /** First day no longer a member; days to come are those decided by the General Assembly. */
  readonly until: Readonly<Record<string, string>>
}

const groups: Readonly<Record<GroupName, Membership>> = {
  ldc: {
    members: codes(
      'AFG AGO BDI BEN BFA BGD BTN CAF COD COM CPV DJI ERI ETH GIN GMB GNB GNQ HTI KHM KIR LAO LBR LSO MDG MDV MLI MMR MOZ MRT MWI NER NPL RWA SDN SEN SLB SLE SOM SSD STP TCD TGO TLS TUV TZA UGA VUT WSM YEM ZMB',
    ),
    from: { SEN: '2001-04-12', TLS: '2003-12-04', SSD: '2012-12-18' },
    until: {
      CPV: '2007-12-20',
      MDV: '2011-01-01',
      WSM: '2014-01-01',
      GNQ: '2017-06-04',
      VUT: '2020-12-04',
      BTN: '2023-12-13',
      STP: '2024-12-13',
      BGD: '2026-11-24',
      LAO: '2026-11-24',
      NPL: '2026-11-24',
      SLB: '2027-12-13',
      KHM: '2029-12-19',
      SEN: '2029-12-19',
    },
  },
  lldc: {
    members: codes(
      'AFG ARM AZE BDI BFA BOL BTN BWA CAF ETH KAZ KGZ LAO LSO MDA MKD MLI MNG MWI NER NPL PRY RWA SSD SWZ TCD TJK TKM UGA UZB ZMB ZWE',
    ),
    from: { SSD: '2011-07-09' },
    until: {},
  },
  sids: {
    members: codes(
      'ABW AIA ASM ATG BES BHS BLZ BRB COK COM CPV CUB CUW DMA DOM FJI FSM GNB GRD GUM GUY HTI JAM KIR KNA LCA MDV MHL MNP MSR MUS NCL NIU NRU PLW PNG PRI PYF SGP SLB STP SUR SXM SYC TLS TON TTO TUV VCT VGB VIR VUT WSM',
    ),
    from: { TLS: '2002-05-20' },
    until: {},
  },
}

/** The region of a country; undefined for one that no region lists, the fictional ones among them. */
export function findRegion(iso3: string): RegionName | undefined {
  return regionNames.find((name) => regions[name].includes(iso3))
}

/** The countries of a region, as ITU groups them in 2025. */
export function regionMembers(name: RegionName): readonly string[] {
  return regions[name]
}

/**
 * The members of a group on a day.
 *
 * @param date From 2000-01-01 on; changes before then are not recorded here.
 * @throws RangeError for an earlier day.
 *
 * @example Three countries leave the LDCs on 24 November 2026
 * ```ts
 * assert.equal(groupMembers('ldc', '2026-11-23').length, 44)
 * assert.equal(groupMembers('ldc', '2026-11-24').length, 41)
 * ```
 */
export function groupMembers(name: GroupName, date: string): string[] {
  if (date < '2000-01-01')
    throw new RangeError(`Cannot tell the members on ${date}: changes are recorded from 2000 on`)
  const { members, from, until } = groups[name]
  return members.filter(
    (iso3) => date >= (from[iso3] ?? '') && date < (until[iso3] ?? '9999-12-31'),
  )
}

/** The groups a country belongs to on a day. */
export function groupsOf(iso3: string, date: string): GroupName[] {
  return groupNames.filter((name) => groupMembers(name, date).includes(iso3))
}
