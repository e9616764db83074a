import { gunzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { sniff } from '#sources/read/sniff.ts'
import { fixture, utf8 } from './_bytes.ts'

describe('sniff() tells files by their bytes, whatever their name', () => {
  test.each([
    ['f32-lzw-p2-bigtiff.tif', 'geotiff'],
    ['u16-lzw-p2-big-endian.tif', 'geotiff'],
    ['town.osm.pbf', 'osmPbf'],
    ['town-plain.osm.pbf', 'osmPbf'],
    ['everything.xlsx', 'xlsx'],
    ['schools-gdal.xlsx', 'xlsx'],
    ['schools-utf8.shp.zip', 'shapefile'],
    ['places.kml', 'kml'],
    ['schools.parquet', 'parquet'],
    ['schools-z.geojson', 'geojson'],
    ['schools.geojsonl', 'geojson'],
    ['layers.gpkg.gz', 'gzip'],
  ])('%s', (name, format) => {
    expect(sniff(fixture(name), 'download')).toBe(format)
  })

  test('a GeoPackage, and a database that is none', () => {
    const gpkg = gunzipSync(fixture('layers.gpkg.gz'))
    expect(sniff(gpkg, 'x')).toBe('geopackage')
    expect(sniff(utf8(`SQLite format 3\0${' '.repeat(200)}`), 'x.gpkg')).toBe('sqlite')
  })

  test.each([
    ['{"type":"FeatureCollection","features":[]}', 'geojson'],
    ['\ufeff \n{ "name": "x", "crs": {"type": "name"}, "type": "FeatureCollection"', 'geojson'],
    ['{"features":[{"type":"Feature"}], "type":"FeatureCollection"}', 'geojson'],
    ['{"networks":[{"nodes":[{"type":"Point"}]}]}', 'json'],
    ['{"type":"Topology"}', 'json'],
    ['[1,2]', 'json'],
    ['<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"/>', 'kml'],
    ['<gpx/>', 'xml'],
    ['id,name\n', 'csv'],
    ['é;ü\n', 'csv'],
    ['', 'empty'],
    ['\0\0\0\0\0', 'unknown'],
  ])('%j is %s', (text, format) => {
    expect(sniff(utf8(text), 'download')).toBe(format)
  })

  test('a terrain tile by its name, plain and zipped', () => {
    const tile = new Uint8Array(100)
    expect(sniff(tile, 'S12E043.hgt')).toBe('hgt')
    expect(sniff(zipSync({ 'S12E043.hgt': tile }), 'x.zip')).toBe('hgt')
    expect(sniff(zipSync({ 'doc.kml': strToU8('<kml/>') }), 'x.kmz')).toBe('kml')
    expect(sniff(zipSync({ 'a.csv': tile }), 'x.zip')).toBe('zip')
  })

  test('a zip cut short by its name', () => {
    const cut = fixture('everything.xlsx').subarray(0, 2000)
    expect(sniff(cut, 'schools.xlsx')).toBe('xlsx')
    expect(sniff(cut, 'schools.zip')).toBe('zip')
  })
})
