// The manual page of every table, made from the schemas; `npm run schemas` writes it to
// `docs/manual/tables.md`, and a test keeps it up to date.
import type { ColumnSpec, Schema } from '#base/table.ts'
import { units } from '#base/units.ts'
import {
  areaColumns,
  cellColumns,
  fibreNodeColumns,
  fibreRouteColumns,
  roadColumns,
  siteColumns,
  towerColumns,
} from '#country/model.ts'
import { publicAreaColumns, publicLinkColumns, publicSiteColumns } from '#faces/report/tables.ts'
import { linkColumns, siteChoiceColumns } from '#plan/plan.ts'

const outputs: Readonly<Record<string, readonly [means: string, schema: Schema]>> = {
  sites: [
    'Every place of the study: what serves it today and what the plan does.',
    publicSiteColumns,
  ],
  links: ['Every new link of the plan, each once however many places use it.', publicLinkColumns],
  areas: ['The gap by area.', publicAreaColumns],
}

const model: typeof outputs = {
  'country.sites': ['Places that a plan may connect.', siteColumns],
  'country.cells': ['Cells of a population grid, each in one settlement.', cellColumns],
  'country.areas': ['Administrative areas; polygons stand beside the table.', areaColumns],
  'country.towers': ['One row for each tower and technology.', towerColumns],
  'country.fibreNodes': ['Points of the fibre network.', fibreNodeColumns],
  'country.fibreRoutes': ['Fibre that exists; lines stand beside the table.', fibreRouteColumns],
  'country.roads': ['Roads; lines stand beside the table.', roadColumns],
  'plan.sites': ['What the plan does at each site, row for row.', siteChoiceColumns],
  'plan.links': ['New links; lines stand beside the table.', linkColumns],
}

/** The page, as Markdown. */
export function tablesPage(): string {
  return `# Tables

Made from the schemas in the code by \`npm run schemas\`; do not edit by hand. Coordinates are WGS 84,
longitude first. Money is in constant US dollars of the price book’s year. Where a value is missing, CSV
has an empty field, Parquet and GeoPackage have null, and the model in memory has what the column
*missing* says; *never* means that every row has a value.

## What Silta writes

\`silta plan STUDY --out DIR\` and the site’s downloads: each table as CSV, GeoJSON, GeoParquet and a layer
of \`plan.gpkg\`. Figures are rounded (money to cents, Mbps to kilobits, lengths to centimeters). Places of
institutions and the drawn ends of links are rounded to 0.001° (about 100 m), since they show where
equipment stands and what one failure would cut off; a link’s id names the junction of road or standing
network it starts from, which is public itself. A study says otherwise with \`"publish": {"places": "exact"}\`.

${tables(outputs)}
## What Silta computes on

${tables(model)}
## Units

| unit | means |
| --- | --- |
${Object.entries(units)
  .map(([unit, means]) => `| ${unit === '' ? '–' : unit} | ${means} |`)
  .join('\n')}
`
}

function tables(list: typeof outputs): string {
  return Object.entries(list)
    .map(([name, [means, schema]]) => `### ${name}\n\n${means}\n\n${columns(schema)}\n`)
    .join('\n')
}

function columns(schema: Schema): string {
  const rows = Object.entries(schema).map(
    ([name, spec]) =>
      `| ${name} | ${spec.type} | ${spec.unit === '' ? '–' : spec.unit} | ${missing(spec)} | ${spec.means}${allowed(spec)} |`,
  )
  return `| column | type | unit | missing | meaning |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`
}

function missing({ missing: value }: ColumnSpec): string {
  return value === '' ? 'empty' : String(value)
}

function allowed(spec: ColumnSpec): string {
  if (spec.type === 'text') {
    const values = spec.values?.filter((value) => value !== '')
    return values === undefined ? '' : ` One of ${values.join(', ')}.`
  }
  return spec.bounds === undefined ? '' : ` From ${spec.bounds[0]} to ${spec.bounds[1]}.`
}
