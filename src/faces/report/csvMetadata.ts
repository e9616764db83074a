// The sidecar of the CSV files: columns with type, unit and meaning, and where the data comes from, as
// CSV on the Web (W3C Recommendation "Metadata Vocabulary for Tabular Data", 2015).
import type { ColumnSpec } from '#base/table.ts'
import { type Attribution, attributionLine, attributionOfLayer } from '#faces/report/attribution.ts'
import type { PublicLayer } from '#faces/report/layers.ts'

const datatypes = {
  f64: 'double',
  f32: 'float',
  i32: 'integer',
  u8: 'unsignedByte',
  text: 'string',
}

/** The sidecar of all CSV files of a result, as JSON text. */
export function csvMetadata(layers: readonly PublicLayer[], attribution: Attribution): string {
  const document = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    'dc:title': `${attribution.country}: ${attribution.study}`,
    'dc:rights': attributionLine(attribution),
    'dc:license': [...new Set(attribution.sources.map(({ licence }) => licence))],
    'dc:source': credits(attribution),
    tables: layers.map(({ name, means, schema, sources }) => ({
      url: `${name}.csv`,
      'dc:description': means,
      'dc:source': credits(attributionOfLayer(attribution, { sources })),
      tableSchema: {
        primaryKey: 'id',
        columns: Object.entries(schema).map(([column, spec]) => columnMetadata(column, spec)),
      },
    })),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function credits({ sources }: Attribution) {
  return sources.map(({ title, attribution, licence, date }) => ({
    'dc:title': title,
    'dc:rights': attribution,
    'dc:license': licence,
    'dc:date': date,
  }))
}

function columnMetadata(name: string, spec: ColumnSpec) {
  return {
    name,
    titles: name,
    datatype: datatypes[spec.type],
    required: spec.missing === 'never',
    'dc:description': spec.means,
    ...(spec.unit === '' ? {} : { 'schema:unitText': spec.unit }),
  }
}
