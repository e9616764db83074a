// What `--out DIR` writes and the site offers to take along: sites, links and areas in four formats,
// a summary, and what the sources' licences ask.
import { report, type Watch } from '#base/progress.ts'
import { tableToCsv } from '#base/tableCsv.ts'
import { tableToParquet } from '#base/tableParquet.ts'
import { writeFolder } from '#faces/folder.ts'
import {
  type Attribution,
  attributionLine,
  attributionMarkdown,
  attributionOf,
  attributionOfLayer,
} from '#faces/report/attribution.ts'
import { csvMetadata } from '#faces/report/csvMetadata.ts'
import { layerToGeoJson } from '#faces/report/geoJson.ts'
import { geometryWkb, layersToGeoPackage } from '#faces/report/geoPackage.ts'
import type { PublicLayer } from '#faces/report/layers.ts'
import { exportableLayers } from '#faces/report/licences.ts'
import { summaryOf } from '#faces/report/summary.ts'
import type { StudyResult } from '#study.ts'

/** The formats of `--format`. */
export const allFormats = ['geojson', 'gpkg', 'csv', 'parquet'] as const
export type OutputFormat = (typeof allFormats)[number]

/** The layers of `--layer`. */
export const allLayers = ['sites', 'links', 'areas'] as const

/** True for a name that a file of a result may have, of whatever layers and formats. */
export const isOutputFile = (name: string): boolean =>
  /^(sites|links|areas)\.(geojson|csv|parquet)$/.test(name) ||
  /^(plan\.gpkg|csv-metadata\.json|ATTRIBUTION\.md|attribution\.json|summary\.json)$/.test(name)

/** How a result is written. */
export interface OutputOptions {
  readonly formats?: readonly OutputFormat[]
  /** Only these layers; of them those that licences let be published. */
  readonly layers?: readonly PublicLayer['name'][]
  readonly watch?: Watch
}

/** Every file of a result by name, in memory; the same result gives the same bytes. */
export function outputFiles(
  result: StudyResult,
  options: OutputOptions = {},
): Map<string, Uint8Array | string> {
  const { formats = allFormats, layers: only = allLayers, watch = {} } = options
  const attribution = attributionOf(result)
  const layers = exportableLayers(result).filter(({ name }) => only.includes(name))
  const files = new Map<string, Uint8Array | string>([
    ['ATTRIBUTION.md', attributionMarkdown(attribution, layers)],
    ['attribution.json', `${JSON.stringify(attribution, null, 2)}\n`],
    ['summary.json', `${JSON.stringify(summaryOf(result), null, 2)}\n`],
  ])
  formats.forEach((format, index) => {
    report(watch, 'Making files', index / formats.length)
    for (const [name, content] of filesOfFormat(format, layers, attribution))
      files.set(name, content)
  })
  return files
}

/** The files of one format. */
export function filesOfFormat(
  format: OutputFormat,
  layers: readonly PublicLayer[],
  attribution: Attribution,
): (readonly [name: string, content: Uint8Array | string])[] {
  if (format === 'gpkg') return [['plan.gpkg', layersToGeoPackage(layers, attribution)]]
  if (format === 'geojson')
    return layers.map((layer) => [
      `${layer.name}.geojson`,
      layerToGeoJson(layer, attributionOfLayer(attribution, layer)),
    ])
  if (format === 'parquet')
    return layers.map((layer) => [
      `${layer.name}.parquet`,
      layerToParquet(layer, attributionOfLayer(attribution, layer)),
    ])
  return [
    ...layers.map(({ name, schema, table }) => [`${name}.csv`, tableToCsv(schema, table)] as const),
    ['csv-metadata.json', csvMetadata(layers, attribution)],
  ]
}

/** A layer as GeoParquet 1.1: the table and its geometry as well-known binary. */
function layerToParquet(layer: PublicLayer, attribution: Attribution): Uint8Array {
  const { schema, table, length, geometry, means } = layer
  const geo = {
    version: '1.1.0',
    primary_column: 'geometry',
    columns: { geometry: { encoding: 'WKB', geometry_types: [geometry.type] } },
  }
  return tableToParquet(schema, table, {
    metadata: {
      geo: JSON.stringify(geo),
      description: means,
      attribution: attributionLine(attribution),
      sources: JSON.stringify(attribution),
    },
    geometry: {
      name: 'geometry',
      wkb: Array.from({ length }, (_, row) => geometryWkb(geometry, row)),
    },
  })
}

/**
 * Writes a result into a folder, whole or not at all: Ctrl-C leaves no half-written file.
 *
 * @throws SourceError where the folder holds other files, or cannot be written.
 */
export async function writeOutputs(
  result: StudyResult,
  directory: string,
  options: OutputOptions = {},
): Promise<void> {
  await writeFolder(directory, outputFiles(result, options), options.watch)
}
