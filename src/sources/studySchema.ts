// The JSON Schema of `study.json`, as data: it checks every study, and `docs/schemas/study.schema.json`
// is this object written out, so that an editor completes and explains each setting.
import { origins, radioMapKinds, radioTechnologies, siteKinds } from '#country/model.ts'
import type { JsonSchema } from '#sources/jsonSchema.ts'
import { choice, number, object, text } from '#sources/schema/parts.ts'
import { settingsSchema } from '#sources/schema/settings.ts'

/** What a file of a study may be read as. */
export const roles = [
  'areas',
  'census',
  'land',
  'places',
  'settlements',
  'sites',
  'population',
  'towers',
  'coverage',
  'fibreNodes',
  'fibreRoutes',
  'roads',
  'elevation',
  'builtUp',
  'tree',
  ...radioMapKinds,
] as const
export type Role = (typeof roles)[number]

/** Our names for what a column of a table may hold; `columns` in `study.json` maps them. */
export const columnRoles = {
  id: 'The identity of the row.',
  name: 'Local name.',
  lon: 'Longitude (or easting, with "crs").',
  lat: 'Latitude (or northing, with "crs").',
  position: 'Both coordinates in one cell, latitude first: "9.34, 2.63".',
  kind: 'What the place is: its text is matched with the kinds of site.',
  population: 'Residents.',
  users: 'People who use an institution: pupils, patients, staff.',
  demandMbps: 'Bandwidth the source itself asks for.',
  connected: 'Whether the place is connected today.',
  connectedBy: 'The technology that connects it today.',
  electricity: 'Whether the place has electricity.',
  technology: 'Radio technology: 2G, 3G, 4G, 5G (or GSM, UMTS, LTE, NR).',
  heightMeters: 'Height of the antenna above ground.',
  radiusMeters: 'Declared radius of service.',
  operator: 'Who runs it.',
  role: 'Role of a fibre node: node, gateway, landing, exchange.',
  status: 'Whether it works today.',
  medium: 'What a transmission node is fed by; only fibre counts as fibre.',
  level: 'Administrative level.',
  geometry: 'Geometry as well-known text.',
} as const
export type ColumnRole = keyof typeof columnRoles

const extent: JsonSchema = {
  description: 'West, south, east, north, in degrees.',
  type: 'array',
  items: { type: 'number', minimum: -180, maximum: 180 },
  minItems: 4,
  maxItems: 4,
}

const country = object(
  'The country of the study.',
  {
    iso3: text('ISO 3166-1 alpha-3 code; XAA to XZZ for fictional countries.', {
      pattern: '^[A-Z]{3}$',
    }),
    name: text('The country’s name, as the study prints it.'),
    extent: {
      ...extent,
      description:
        'A box around the country: west, south, east, north, in degrees. Points outside it are listed; where no areas are given, it is the only boundary.',
    },
    apart: {
      description:
        'Territories administered separately whose data the sources also hold. What lies outside every area and nearer to one of these is left out. Implies no position on sovereignty.',
      type: 'array',
      items: object('One such territory.', { name: text('Its name, for messages.'), extent }, [
        'name',
        'extent',
      ]),
    },
  },
  ['iso3', 'name'],
)

const columns = object(
  'Which column of the table holds what, where its name is not known: {"lat": "y_deg"}.',
  Object.fromEntries(Object.entries(columnRoles).map(([name, means]) => [name, text(means)])),
)

const source = object(
  'One file of the study, and what it is read as.',
  {
    dataset: text('Its key in data/manifest.json: an open dataset, pinned by digest.'),
    file: text('Its path inside the study’s folder, instead of "dataset".'),
    as: {
      description:
        'What it is read as; an OpenStreetMap extract may be several. "places" only lend their names to settlements; "settlements" is a table of places with their population.',
      anyOf: [
        { type: 'string', enum: roles },
        { type: 'array', items: { type: 'string', enum: roles }, minItems: 1 },
      ],
    },
    layer: text('The layer or sheet to read. Default: the only one that fits.'),
    crs: text('The coordinates of the file where it does not say: "EPSG:3857", "EPSG:32738".', {
      pattern: '^EPSG:[0-9]+$',
    }),
    names: {
      description: 'Column names of a table without a header, in order.',
      type: 'array',
      items: { type: 'string' },
      minItems: 1,
    },
    columns,
    kind: choice('The kind of every site in the file, where no column says.', siteKinds),
    kinds: {
      description:
        'What the file’s own words for kinds mean: {"kindergarten": "school", "pharmacy": "skip"}.',
      type: 'object',
      additionalProperties: { type: 'string', enum: [...siteKinds, 'skip'] },
    },
    technology: choice('Radio technology of a coverage or towers, where no column says.', [
      ...radioTechnologies,
    ]),
    role: choice('Role of every fibre node in the file, where no column says. Default: "node".', [
      'node',
      'gateway',
      'landing',
      'exchange',
    ]),
    levels: {
      description:
        'Administrative levels by the file’s own: {"4": 1, "8": 3}. Areas of other levels are left out. Default: their order, from 1.',
      type: 'object',
      additionalProperties: { type: 'integer', minimum: 0, maximum: 9 },
    },
    startsAt: {
      description:
        'Where the first number of a digital map of ITU stands: longitude (0 or -180) and latitude (90 or -90), as its recommendation says. Needed for refractivityGradient (DN50), refractivity (N050) and rainRate (P.837).',
      type: 'array',
      items: { type: 'number', enum: [-180, -90, 0, 90] },
      minItems: 2,
      maxItems: 2,
    },
    origin: choice(
      'How its values came about, where the manifest does not say.',
      origins,
      'measured',
    ),
    title: text('What it is, for a file of the study’s own.'),
    licence: text('SPDX identifier of its licence, for a file of the study’s own.'),
    attribution: text('The sentence its licence asks to show, for a file of the study’s own.'),
    date: text('Day or year it speaks of, for a file of the study’s own.', {
      pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$',
    }),
  },
  ['as'],
)

/** The schema of `study.json`. */
export const studySchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A study of universal connectivity in one country',
  ...object(
    'A country’s question to Silta: its data, years, prices, demand, budget and assumptions.',
    {
      $schema: { description: 'Where an editor finds this schema.', type: 'string' },
      id: text('Short name of the study, in lower case: it names files and pages.', {
        pattern: '^[a-z0-9][a-z0-9-]*$',
      }),
      title: text('The question in one line.'),
      language: text(
        'Language that the title, names and assumptions are written in, as a BCP 47 tag: pages say it to those who listen. Default: en.',
        { pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' },
      ),
      mode: choice(
        'Whose plan: ours, or the arithmetic of ITU’s Connectivity Planning Platform, for comparison. CPP mode also changes the defaults of prices, demand, economy and fibre to that platform’s.',
        ['silta', 'cpp'],
        'silta',
      ),
      country,
      sources: {
        description: 'The files, in order: where two list the same site, the first is kept.',
        type: 'array',
        items: source,
        minItems: 1,
      },
      complete: object(
        'Which facts the sources give completely, so that absence means "no" and not "unknown".',
        {
          cellular: {
            description: 'All towers or all coverage are known. Default: false.',
            type: 'boolean',
            default: false,
          },
          fibre: {
            description: 'All fibre is known. Default: false.',
            type: 'boolean',
            default: false,
          },
        },
      ),
      settlements: object('How people of a population grid are gathered into settlements.', {
        leastPeople: number(
          'Squares with fewer people than this join the nearest settlement of their area.',
          'person',
          50,
        ),
      }),
      reconcile: object('What is done where sources disagree, or stop short of each other.', {
        people: object(
          'Whose count of people is taken where a census by area and a grid (or list) both give one. Both are shown side by side.',
          {
            areas: choice(
              'Whose shares by area: "census" scales the cells of each area, or spreads its people over its named places where there is no grid.',
              ['grid', 'census'],
              'grid',
            ),
            total: choice(
              'Whose total for the country, where the shares are the census’s.',
              ['grid', 'census'],
              'census',
            ),
          },
        ),
        fibreJoinMeters: number(
          'Pieces of fibre that end within this of another piece are joined to it; each join is listed.',
          'meter',
          100,
          { minimum: 0, maximum: 5_000 },
        ),
      }),
      duplicates: choice(
        'What becomes of a site that is listed twice: both are reported, and the second dropped or kept. Default: "drop" ("keep" in CPP mode).',
        ['drop', 'keep'],
      ),
      ...settingsSchema,
      assumptions: {
        description: 'Sentences a reader may disagree with, printed with every result.',
        type: 'array',
        items: object(
          'One assumption.',
          { id: text('A short name for it.'), text: text('The sentence.') },
          ['id', 'text'],
        ),
      },
      publish: object('What outputs tell the public.', {
        places: choice(
          'How precisely they tell where institutions and the ends of links stand: rounded to about 100 m, or exact.',
          ['rounded', 'exact'],
          'rounded',
        ),
      }),
      seed: number('Draws that decide between equals; the same seed gives the same bytes.', '', 1, {
        type: 'integer',
        minimum: 0,
        maximum: 4_294_967_295,
      }),
    },
    ['id', 'title', 'country', 'sources'],
  ),
}
