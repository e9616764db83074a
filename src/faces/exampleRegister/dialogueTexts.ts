// What the example's signatories tell, need, pledge and agree: made-up acts of made-up places, on days counted
// from the day the example is opened. Practices stand in three languages, as people of three languages wrote.
import type { PartyName } from '#faces/exampleRegister/who.ts'
import type { RecordData } from '#register/records.ts'

type Of<K extends 'practice' | 'need' | 'pledge'> = Omit<
  RecordData<K>,
  'signatory' | 'countries' | 'country' | 'from' | 'until' | 'commitments'
> & { readonly by: PartyName; readonly from: number; readonly until: number }

/** Practices; days before today, shown as months. */
export const practices: readonly (Of<'practice'> & {
  readonly key: string
  readonly measured: number
})[] = [
  {
    key: 'libraries',
    by: 'capital',
    from: -640,
    until: -120,
    measured: -125,
    title: 'Libraries that stay open in the evening, with a helper at the door',
    language: 'en',
    topics: ['public-access', 'skills'],
    audiences: ['elderly', 'young'],
    context:
      'One home in three had no connection. Nine libraries closed at five, when most people were still at work.',
    did: 'The nine libraries stayed open until ten on weekdays. In each, one helper with a badge sat by the door and helped whoever asked: a form, a call with a daughter abroad, a first e-mail.\nHelpers were hired from the quarter and paid by the hour.',
    cost: { minor: 31_000_000, currency: 'USD' },
    costNote:
      'Wages of helpers and guards for a year, light and heating. The connection was there already.',
    result: {
      indicator:
        'Visitors a week who came to go online, counted by hand in one week of each quarter',
      unit: 'person',
      before: 210,
      after: 1340,
      measured: '2000',
    },
    wentWrong:
      'Two libraries closed again after a month: nobody had asked the night guards, and one street was too dark to walk home. Lending tablets was stopped, half of them did not come back.',
    wouldRepeat:
      'The helpers, before anything else. We would ask guards and neighbors first, and start in three places, not in nine. Not the tablets.',
    license: 'CC-BY-4.0',
  },
  {
    key: 'sun',
    by: 'north',
    from: -800,
    until: -200,
    measured: -210,
    title: 'Kənd məktəblərinə günəş enerjisi ilə internet',
    language: 'az',
    topics: ['schools', 'power', 'mountains'],
    audiences: ['children', 'teachers'],
    context: 'On doqquz dağ məktəbində işıq gündə dörd saat olurdu, modemlər hər gün sönürdü.',
    did: 'Hər məktəbin damına günəş paneli və batareya qoyuldu. Cihazlar bir qutuda yığıldı ki, onu məktəbin özü dəyişə bilsin. İki müəllim sadə təmiri öyrəndi.',
    cost: { minor: 14_200_000, currency: 'USD' },
    costNote: 'Panellər, batareyalar, daşınma. Müəllimlərin vaxtı hesaba alınmayıb.',
    result: {
      indicator: 'İnternetin işlədiyi saatların payı, sayğacla ölçülüb',
      unit: 'share',
      before: 0.19,
      after: 0.91,
      measured: '2000',
    },
    wentWrong:
      'İlk qışda qar altı paneli sındırdı. Batareyaların ikisi oğurlandı, çünki qutular qapının yanında idi.',
    wouldRepeat:
      'Müəllimlərin təlimini və qutuları təkrar edərdik. Panelləri daha dik bucaqla qoyardıq.',
    license: 'CC-BY-SA-4.0',
  },
  {
    key: 'coop',
    by: 'south',
    from: -900,
    until: -60,
    measured: -70,
    title: 'Une coopérative de trois îles pose et répare son propre câble',
    language: 'fr',
    topics: ['islands', 'community-networks', 'funding'],
    audiences: ['everyone', 'small-business'],
    context:
      'Trois îles, 2 300 habitants, un seul lien satellite. Chaque panne durait neuf jours en moyenne.',
    did: 'Les pêcheurs ont posé un câble de 14 km avec leurs bateaux, sur un tracé relevé par l’université. La coopérative compte 410 parts ; quatre personnes ont appris à souder la fibre.',
    cost: { minor: 61_000_000, currency: 'USD' },
    costNote: 'Câble, soudeuse, assurances. Le travail des pêcheurs a été payé en parts.',
    result: {
      indicator: 'Jours de panne par an, relevés au journal de la coopérative',
      unit: 'day',
      before: 63,
      after: 11,
      measured: '2000',
    },
    wentWrong:
      'Le premier tracé passait sur un mouillage : une ancre a coupé le câble au bout de trois semaines. Les parts étaient trop chères pour un foyer sur cinq.',
    wouldRepeat:
      'La formation à la soudure et les parts payées en travail. Il faut demander les mouillages au port avant de tracer.',
    license: 'CC-BY-4.0',
  },
  {
    key: 'masts',
    by: 'operator',
    from: -500,
    until: -30,
    measured: -40,
    title: 'One mast for three networks on every hill',
    language: 'en',
    topics: ['sharing-infrastructure', 'last-mile', 'mountains'],
    audiences: ['rural', 'farmers'],
    context:
      'Three networks had planned three masts on the same hills, and none had money for the far ones.',
    did: 'One cooperative built the masts and lets each network hang its radios there for the same price. What was saved went into eleven more hills.',
    cost: { minor: 210_000_000, currency: 'USD' },
    result: {
      indicator: 'Settlements with coverage by at least one network, from drive tests',
      unit: 'place',
      before: 24,
      after: 57,
      measured: '2000',
    },
    wentWrong:
      'The price took fourteen months to agree. On two hills the power line was too weak for three radios, and one network left.',
    wouldRepeat:
      'One price for all, written down before the first mast. We would measure the power first.',
    license: 'CC0-1.0',
  },
]

/** Needs; the first is read from the plan when the example is loaded. */
export const needs: readonly (Of<'need'> & { readonly key: string; readonly people?: number })[] = [
  {
    key: 'masts',
    by: 'hill',
    from: 20,
    until: 600,
    title: 'Forty radio masts of 30 m for the hill villages',
    language: 'en',
    kind: 'equipment',
    count: 40,
    people: 12_000,
    mbps: 1600,
    accepts: ['yearly-audit', 'open-access', 'local-hiring'],
    about: 'The hills come last in every plan. With masts we would begin ourselves.',
  },
  {
    key: 'teachers',
    by: 'north',
    from: -60,
    until: 500,
    title: 'Müəllimlər üçün rəqəmsal təlim',
    language: 'az',
    kind: 'training',
    count: 240,
    accepts: ['local-hiring', 'yearly-audit'],
    about: 'Hər dağ məktəbindən iki müəllim: sadə təmir və təhlükəsiz istifadə.',
  },
  {
    key: 'splicers',
    by: 'port',
    from: 10,
    until: 300,
    title: 'Sixty days of someone who has laid cable in shallow water',
    language: 'en',
    kind: 'expertise',
    count: 60,
    accepts: [],
  },
]

/** Pledges of made-up partners. */
export const pledges: readonly (Omit<Of<'pledge'>, 'need'> & {
  readonly key: string
  readonly against?: string
  /** Its own country, or any. */
  readonly at: 'home' | 'any'
})[] = [
  {
    key: 'money',
    by: 'fund',
    at: 'home',
    regions: [],
    groups: [],
    from: -30,
    until: 900,
    title: '600,000 dollars for first links, audited each year',
    language: 'en',
    kind: 'money',
    money: { minor: 60_000_000, currency: 'USD' },
    conditions: ['yearly-audit'],
    about: 'For links that reach places nobody else would build to in the next three years.',
  },
  {
    key: 'masts',
    by: 'operator',
    against: 'masts',
    at: 'home',
    regions: [],
    groups: [],
    from: -20,
    until: 400,
    title: 'Twenty masts from our yard, open to all networks',
    language: 'en',
    kind: 'equipment',
    count: 20,
    people: 6000,
    mbps: 800,
    conditions: ['open-access'],
    about: 'Galvanized, 30 m, with foundations drawn for rock. You bring the road.',
  },
  {
    key: 'tied',
    by: 'south',
    at: 'any',
    regions: [],
    groups: [],
    from: 0,
    until: 200,
    title: 'Dix mâts, avec nos propres monteurs',
    language: 'fr',
    kind: 'equipment',
    count: 10,
    conditions: ['tied-supplier'],
  },
  {
    key: 'courses',
    by: 'university',
    at: 'any',
    regions: [],
    groups: [],
    from: -100,
    until: 700,
    title: 'Courses for 300 network keepers and teachers',
    language: 'en',
    kind: 'training',
    count: 300,
    conditions: ['local-hiring'],
  },
]

/** What residents and others said of the draft: who, in which section, what. */
export const voices = [
  {
    by: 'reedbird',
    section: 'order',
    kind: 'proposal',
    language: 'en',
    title: 'Schools in the hills before second links in the valley',
    text: 'The valley has one link already. A child in the hills has none. Build one link to every school first, and make it sure later.',
  },
  {
    by: 'quiet-harbor',
    section: 'order',
    kind: 'comment',
    language: 'fr',
    text: 'Au port, la liaison tombe chaque semaine. Ne nous oubliez pas quand tout le monde regarde les collines.',
  },
  {
    by: 'tall-grass',
    section: 'masts',
    kind: 'comment',
    language: 'az',
    text: 'Dirəkləri qəbiristanlığın üstündəki təpəyə qoymayın. Yanındakı təpə də eyni hündürlükdədir.',
  },
] as const
