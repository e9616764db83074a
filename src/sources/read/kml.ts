// Placemarks in KML (OGC 12-007r2), plain or zipped as KMZ: longitude and latitude on WGS 84, always.
import type { RawGeometry, RawTable, Read } from '#sources/raw.ts'
import { columnFromTexts, columnNames, columnRecord } from '#sources/read/_columns.ts'
import { wgs84 } from '#sources/read/_crs.ts'
import { Damage, damageOf, type Faults, faultsOf, quoted } from '#sources/read/_faults.ts'
import { collect, lineOf, pointOf, ringOf } from '#sources/read/_geometry.ts'
import { addMixed } from '#sources/read/_geometryText.ts'
import { decodeText } from '#sources/read/_text.ts'
import { XmlScanner } from '#sources/read/_xml.ts'
import { readZip } from '#sources/read/zip.ts'

/**
 * Reads the placemarks of every folder as one table: `name`, `description`, `folder` (the names of the
 * folders around it, parted by slashes) and the extended data, each as a column where any has it.
 */
export function readKml(bytes: Uint8Array, source: string): Read<RawTable> {
  const faults = faultsOf(source, source)
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const zip = isZip ? readZip(bytes, source, { wanted: (name) => /\.kml$/i.test(name) }) : undefined
  const document = zip === undefined ? bytes : zip.value?.[0]?.bytes
  if (document === undefined) {
    if (zip !== undefined && zip.problems.length > 0)
      return { value: undefined, problems: zip.problems }
    faults.add(
      'error',
      'kml-missing',
      0,
      'The zip holds no .kml file',
      'Export it again as KML or KMZ',
    )
    return faults.with<RawTable>(undefined)
  }
  const text = decodeText(document, faults)
  const table = text === undefined ? undefined : readDocument(text, source, faults)
  return { value: table, problems: [...(zip?.problems ?? []), ...faults.list()] }
}

interface Placemark {
  readonly fields: ReadonlyMap<string, string>
  readonly geometry: RawGeometry | null
  readonly line: number
}

function readDocument(text: string, source: string, faults: Faults): RawTable | undefined {
  const placemarks: Placemark[] = []
  try {
    const xml = new XmlScanner(text)
    // The name of each folder around the place; '' until it is read.
    const folders: { depth: number; name: string }[] = []
    for (let event = xml.next(); event !== 'end'; event = xml.next()) {
      if (event === 'close') {
        if (folders.length > 0 && xml.open.length < (folders.at(-1)?.depth ?? 0)) folders.pop()
        continue
      }
      if (event !== 'open') continue
      if (xml.name === 'Folder' || xml.name === 'Document')
        folders.push({ depth: xml.open.length, name: '' })
      else if (xml.name === 'name') {
        const folder = folders.at(-1)
        const isOwn = folder?.depth === xml.open.length - 1
        const name = xml.content().trim()
        if (folder !== undefined && isOwn) folder.name = name
      } else if (xml.name === 'Placemark') {
        const path = folders.map(({ name }) => name).filter((name) => name !== '')
        placemarks.push(readPlacemark(xml, path.join('/'), placemarks.length + 1, faults))
      } else if (xml.name === 'NetworkLink') {
        faults.add(
          'note',
          'kml-link',
          0,
          'The file links to another one, which is not followed',
          'Export the data itself',
        )
        xml.skip()
      } else if (xml.name === 'Style' || xml.name === 'StyleMap' || xml.name === 'Schema')
        xml.skip()
    }
  } catch (error) {
    faults.add(
      'error',
      'kml-unreadable',
      placemarks.length + 1,
      `Cannot read the KML in or after placemark ${placemarks.length}: ${damageOf(error)}`,
      'Export the file again',
    )
    return undefined
  }
  if (placemarks.length === 0) {
    faults.add(
      'warning',
      'table-empty',
      0,
      'The file holds no placemarks',
      'Check that the export was complete',
    )
  }
  const found = [...new Set(placemarks.flatMap(({ fields }) => [...fields.keys()]))]
  const names = columnNames(found, faults)
  const columns = found.map((field, i) =>
    columnFromTexts(
      placemarks.map(({ fields }) => fields.get(field) ?? ''),
      names[i],
      ',',
      faults,
    ),
  )
  return {
    source,
    table: source,
    names,
    columns: columnRecord(names, columns),
    length: placemarks.length,
    geometry: placemarks.map(({ geometry }) => geometry),
    crs: wgs84,
    rowNumber: Int32Array.from(placemarks, ({ line }) => line),
  }
}

const geometryNames = new Set(['Point', 'LineString', 'LinearRing', 'Polygon', 'MultiGeometry'])

function readPlacemark(xml: XmlScanner, folder: string, row: number, faults: Faults): Placemark {
  const line = xml.line
  const depth = xml.open.length
  const fields = new Map<string, string>()
  const parts: RawGeometry[] = []
  const guarded = (read: () => RawGeometry | undefined): void => {
    const inner = xml.open.length
    try {
      const part = read()
      if (part !== undefined) parts.push(part)
    } catch (error) {
      if (!(error instanceof BadGeometry)) throw error
      faults.add(
        'error',
        'geometry-damaged',
        row,
        `Cannot read the geometry of placemark ${row} (line ${line}): ${error.message}`,
        'Correct the placemark, or delete it',
      )
      while (xml.open.length >= inner) xml.next()
    }
  }
  for (;;) {
    const event = xml.next()
    if (event === 'end' || (event === 'close' && xml.open.length < depth)) break
    if (event !== 'open') continue
    const { name } = xml
    if (name === 'name' || name === 'description') fields.set(name, xml.content().trim())
    else if (name === 'Data') {
      const key = xml.attribute('name') ?? ''
      fields.set(key, dataValue(xml))
    } else if (name === 'SimpleData') {
      const key = xml.attribute('name') ?? ''
      fields.set(key, xml.content().trim())
    } else if (geometryNames.has(name)) guarded(() => readGeometry(xml, row, faults))
    else if (name === 'Track' || name === 'MultiTrack' || name === 'Model') {
      faults.add(
        'warning',
        'geometry-unread',
        row,
        `Placemark ${row} (line ${line}) is a ${name}, which Silta does not read`,
        'Export it as a line or a point',
      )
      xml.skip()
    } else if (name !== 'ExtendedData' && name !== 'SchemaData') xml.skip()
  }
  if (folder !== '') fields.set('folder', folder)
  const geometry = collect(parts, () => addMixed(faults, row, `Placemark ${row}`)) ?? null
  return { fields, geometry, line }
}

/** The value of a Data element: its displayName does not count. */
function dataValue(xml: XmlScanner): string {
  const depth = xml.open.length
  let value = ''
  for (;;) {
    const event = xml.next()
    if (event === 'open' && xml.name === 'value') value = xml.content().trim()
    else if (event === 'open') xml.skip()
    else if (event === 'end' || (event === 'close' && xml.open.length < depth)) return value
  }
}

/** A geometry whose numbers are wrong, in a document that is whole. */
class BadGeometry extends Damage {}

function readGeometry(xml: XmlScanner, row: number, faults: Faults): RawGeometry | undefined {
  const type = xml.name
  const depth = xml.open.length
  const lines: Float64Array[] = []
  const parts: RawGeometry[] = []
  for (;;) {
    const event = xml.next()
    if (event === 'end' || (event === 'close' && xml.open.length < depth)) break
    if (event !== 'open') continue
    if (type === 'MultiGeometry' && geometryNames.has(xml.name)) {
      const part = readGeometry(xml, row, faults)
      if (part !== undefined) parts.push(part)
    } else if (xml.name === 'coordinates') lines.push(coordinates(xml.content()))
    else if (!/^(outerBoundaryIs|innerBoundaryIs|LinearRing)$/.test(xml.name)) xml.skip()
  }
  try {
    if (type === 'MultiGeometry')
      return collect(parts, () => addMixed(faults, row, `Placemark ${row}`))
    const filled = lines.filter((flat) => flat.length > 0)
    if (filled.length === 0) return undefined
    if (type === 'Point') return pointOf(filled[0][0], filled[0][1])
    if (type === 'Polygon') return { type: 'Polygon', coordinates: filled.map(ringOf) }
    return { type: 'LineString', coordinates: lineOf(filled[0]) }
  } catch (error) {
    throw new BadGeometry(damageOf(error))
  }
}

/** Tuples parted by white space, each lon,lat or lon,lat,height. */
function coordinates(text: string): Float64Array {
  const tuples = text.trim().split(/\s+/)
  if (tuples[0] === '') return new Float64Array()
  const flat = new Float64Array(tuples.length * 2)
  for (let i = 0; i < tuples.length; i++) {
    const [lon, lat] = tuples[i].split(',')
    flat[i * 2] = lon === '' || lon === undefined ? Number.NaN : Number(lon)
    flat[i * 2 + 1] = lat === '' || lat === undefined ? Number.NaN : Number(lat)
    if (Number.isNaN(flat[i * 2]) || Number.isNaN(flat[i * 2 + 1])) {
      throw new BadGeometry(`${quoted(tuples[i])} is no position`)
    }
  }
  return flat
}
