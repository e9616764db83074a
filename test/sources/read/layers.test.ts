import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readKml } from '#sources/read/kml.ts'
import { readParquet } from '#sources/read/parquet.ts'
import { readShapefile } from '#sources/read/shapefile.ts'
import { brief, fixture, mirror, real, utf8 } from './_bytes.ts'
import { places } from './_places.ts'

describe('readShapefile()', () => {
  test.each(['schools-utf8', 'schools-1252'])('%s, by GDAL: columns and points', (name) => {
    const { value, problems } = readShapefile(fixture(`${name}.shp.zip`), 'x.zip')
    expect(problems).toEqual([])
    expect(value).toMatchObject([{ ...places, table: name, crs: 'EPSG:4326' }])
  })

  test('areas with holes, in UTM; a row without a shape', () => {
    const [areas] = readShapefile(fixture('areas.shp.zip'), 'x').value ?? []
    expect(areas.crs).toBe('EPSG:32738')
    const [area, none] = areas.geometry ?? []
    expect(none).toBeNull()
    expect(
      area?.type === 'MultiPolygon' && area.coordinates.map((rings) => rings.length).sort(),
    ).toEqual([1, 2])
  })

  test('lines, heights dropped', () => {
    expect(readShapefile(fixture('lines.shp.zip'), 'x').value?.[0].geometry).toEqual([
      { type: 'LineString', coordinates: Float64Array.of(43, -12, 43.5, -11.5, 44, -11) },
      {
        type: 'MultiLineString',
        coordinates: [Float64Array.of(43, -12, 43.5, -11.5), Float64Array.of(44, -11, 44.5, -11.5)],
      },
    ])
  })

  const parts = () => unzipSync(fixture('schools-utf8.shp.zip')) as Record<string, Uint8Array>

  test('without .prj and .dbf it is read as far as it goes, and said', () => {
    const only = zipSync({ 'a.shp': parts()['schools-utf8.shp'] })
    const { value, problems } = readShapefile(only, 'x')
    expect(value?.[0].length).toBe(3)
    expect(brief(problems)).toEqual(['warning crs-missing 0', 'warning dbf-missing 0'])
    expect(readShapefile(parts()['schools-utf8.shp'], 'a.shp').value?.[0].geometry).toEqual(
      places.geometry,
    )
  })

  test('rows marked as deleted are left out with their shapes', () => {
    const all = parts()
    const dbf = all['schools-utf8.dbf'].slice()
    const view = new DataView(dbf.buffer)
    dbf[view.getUint16(8, true) + view.getUint16(10, true)] = 0x2a
    const [table] = readShapefile(zipSync({ ...all, 'schools-utf8.dbf': dbf }), 'x').value ?? []
    expect(table.columns.code).toEqual(['school-1', 'school-3'])
    expect(table.geometry).toEqual([places.geometry[0], places.geometry[2]])
    expect(Array.from(table.rowNumber ?? [])).toEqual([1, 3])
  })

  test.each([
    ['schools-utf8.shp', 'cut short'],
    ['schools-utf8.dbf', 'cut short'],
  ])('%s cut short is refused', (name, cause) => {
    const all = parts()
    all[name] = all[name].subarray(0, all[name].length - 20)
    const { value, problems } = readShapefile(zipSync(all), 'x')
    expect(value).toBeUndefined()
    expect(problems[0]).toMatchObject({ level: 'error', at: { table: 'schools-utf8' } })
    expect(problems[0].message).toContain(cause)
  })

  test('a shape that lies about its parts is listed by row', () => {
    const all = unzipSync(fixture('lines.shp.zip')) as Record<string, Uint8Array>
    const shp = all['lines.shp'].slice()
    new DataView(shp.buffer).setInt32(100 + 8 + 36, 1_000_000_000, true)
    const { value, problems } = readShapefile(zipSync({ ...all, 'lines.shp': shp }), 'x')
    expect(value?.[0].geometry?.[0]).toBeNull()
    expect(brief(problems)).toEqual(['error geometry-damaged 1'])
  })
})

describe('readKml()', () => {
  test('placemarks in folders, by GDAL', () => {
    const { value, problems } = readKml(fixture('places.kml'), 'x.kml')
    expect(problems).toEqual([])
    expect(value?.crs).toBe('EPSG:4326')
    expect(value?.columns.code).toEqual([...places.columns.code, null, null])
    expect(value?.columns.label).toEqual([...places.columns.label, null, null])
    expect(value?.columns.pupils).toEqual([...places.columns.pupils, null, null])
    expect(value?.columns.folder).toEqual(['schools', 'schools', 'schools', 'areas', 'areas'])
    expect(value?.geometry?.slice(0, 3)).toEqual(places.geometry)
    const area = value?.geometry?.[3]
    expect(area?.type === 'MultiPolygon' && area.coordinates.map((rings) => rings.length)).toEqual([
      2, 1,
    ])
    expect(value?.geometry?.[4]?.type).toBe('LineString')
  })

  const kml = (inner: string) =>
    utf8(
      `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>doc</name>${inner}</Document></kml>`,
    )

  test('names, data and zip', () => {
    const document = kml(
      '<Style><name>no</name></Style><Placemark><name>A &amp; B</name><description><![CDATA[<b>x</b>]]></description><ExtendedData><Data name="pupils"><displayName>P</displayName><value>12</value></Data></ExtendedData><MultiGeometry><Point><coordinates> 43.5,-11.5,0 </coordinates></Point><Point><coordinates>44,-12</coordinates></Point></MultiGeometry></Placemark>',
    )
    for (const bytes of [document, zipSync({ 'doc.kml': document })]) {
      const { value, problems } = readKml(bytes, 'x')
      expect(problems).toEqual([])
      expect(value?.columns).toEqual({
        name: ['A & B'],
        description: ['<b>x</b>'],
        pupils: [12],
        folder: ['doc'],
      })
      expect(value?.geometry).toEqual([
        { type: 'MultiPoint', coordinates: Float64Array.of(43.5, -11.5, 44, -12) },
      ])
    }
  })

  test('a damaged geometry is listed, and the next placemark is read', () => {
    const { value, problems } = readKml(
      kml(
        '<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>1,2 x,3</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>\n<Placemark><Point><coordinates>1,2</coordinates></Point></Placemark>',
      ),
      'x',
    )
    expect(value?.geometry).toEqual([null, { type: 'Point', coordinates: [1, 2] }])
    expect(brief(problems)).toEqual(['error geometry-damaged 1'])
    expect(problems[0].message).toContain('"x,3" is no position')
  })

  test('a file cut short is refused with the placemark', () => {
    const bytes = fixture('places.kml')
    const { value, problems } = readKml(bytes.subarray(0, 2000), 'x')
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error kml-unreadable 4'])
  })

  test('a document type is refused: entities could grow without end', () => {
    const { value, problems } = readKml(strToU8('<!DOCTYPE kml [<!ENTITY a "b">]><kml/>'), 'x')
    expect(value).toBeUndefined()
    expect(problems[0].message).toContain('document type')
  })
})

describe('readParquet()', () => {
  test.each(['none', 'snappy', 'gzip', 'brotli', 'lz4'])(
    'plain columns by pyarrow, %s',
    async (compression) => {
      const { value, problems } = await readParquet(fixture(`plain-${compression}.parquet`), 'x')
      expect(problems).toEqual([])
      expect(value?.columns).toEqual({
        ...places.columns,
        opened: ['1983-09-10', null, '1970-01-01'],
      })
      expect(value?.geometry).toBeUndefined()
    },
  )

  test.each([
    ['schools', 'EPSG:4326'],
    ['schools-utm', 'EPSG:32738'],
    ['schools-nocrs', ''],
  ])('%s: geometry in "%s"', async (name, crs) => {
    const { value, problems } = await readParquet(fixture(`${name}.parquet`), 'x')
    expect(value).toMatchObject({ ...places, crs })
    expect(value?.names).toEqual(['code', 'label', 'pupils', 'share', 'opened'])
    expect(brief(problems)).toEqual(crs === '' ? ['warning crs-missing 0'] : [])
  })

  test('a file cut short is refused', async () => {
    const bytes = fixture('schools.parquet')
    const { value, problems } = await readParquet(bytes.subarray(0, bytes.length - 1), 'x')
    expect(value).toBeUndefined()
    expect(problems[0].message).toContain('cut short')
  })
})

describe.skipIf(mirror === undefined)('readShapefile() reads the real file', () => {
  test('chiefdoms and health facilities of Sierra Leone', () => {
    const { value, problems } = readShapefile(real('sierra-leone/adm3_chiefdoms_shp.zip'), 'x')
    expect(problems).toEqual([])
    expect(value?.map(({ table, length, crs }) => [table, length, crs])).toEqual([
      ['sle_adm3', 167, 'EPSG:4326'],
      ['sle_hf', 44, 'EPSG:4326'],
    ])
  })
})
