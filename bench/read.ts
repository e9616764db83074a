// The readers on files as large as a country's: 38,000 schools in each format for tables, a national
// grid of 100 m, OpenStreetMap extracts. `npm run bench -- read [NAME…]`
import { existsSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { strToU8, zipSync, zlibSync } from 'fflate'
import { seededRandom } from '#base/random.ts'
import { gather } from '#sources/gather.ts'
import { nodeSqlite } from '#sources/nodeSqlite.ts'
import { readFile } from '#sources/read/file.ts'
import { readGeoTiff } from '#sources/read/geoTiff.ts'
import { readOsmPbf } from '#sources/read/osmPbf.ts'

const mirror = process.env.SILTA_MIRROR ?? '../shared/data'
const wanted = process.argv.slice(2)
const schools = 38_000
const random = seededRandom(1)
const rows = Array.from({ length: schools }, (_, i) => ({
  giga_id_school: `${i}-6a1e-4c2d-9f3b-${String(i).padStart(12, '0')}`,
  name: `École primaire "${i}" de Mitsamiouli`,
  lat: random.between(-12, -11),
  lon: random.between(43, 44),
  education_level: random.pick(['primary', 'secondary', '<NA>']),
  num_students: random.below(900),
  electricity: random.pick(['yes', 'no', 'unknown']),
}))
const names = Object.keys(rows[0]) as (keyof (typeof rows)[0])[]

function csv(): Uint8Array {
  const quoted = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`
  return strToU8(
    `${names.join(',')}\n${rows.map((row) => names.map((name) => quoted(row[name])).join(',')).join('\n')}\n`,
  )
}

function geoJson(): Uint8Array {
  const features = rows.map(({ lon, lat, ...properties }) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Point', coordinates: [lon, lat] },
  }))
  return strToU8(JSON.stringify({ type: 'FeatureCollection', features }))
}

function xlsx(): Uint8Array {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const cell = (value: string | number) =>
    typeof value === 'number'
      ? `<c><v>${value}</v></c>`
      : `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`
  const line = (values: readonly (string | number)[]) => `<row>${values.map(cell).join('')}</row>`
  const sheet = `<worksheet><sheetData>${line(names)}${rows.map((row) => line(names.map((name) => row[name]))).join('')}</sheetData></worksheet>`
  return zipSync({
    'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="schools"/></sheets></workbook>'),
    'xl/worksheets/sheet1.xml': strToU8(sheet),
  })
}

function geoPackage(): Uint8Array {
  const database = new DatabaseSync(':memory:')
  database.exec(
    `CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);
     CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
     CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
     INSERT INTO gpkg_contents VALUES ('schools', 'features', 4326);
     INSERT INTO gpkg_geometry_columns VALUES ('schools', 'geom', 4326);
     INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, '');
     CREATE TABLE schools (geom BLOB, ${names.join(', ')})`,
  )
  const insert = database.prepare(
    `INSERT INTO schools VALUES (?, ${names.map(() => '?').join(', ')})`,
  )
  database.exec('BEGIN')
  for (const row of rows) {
    const geometry = new DataView(new ArrayBuffer(29))
    geometry.setUint32(0, 0x47500001)
    geometry.setInt32(4, 4326, true)
    geometry.setUint8(8, 1)
    geometry.setUint32(9, 1, true)
    geometry.setFloat64(13, row.lon, true)
    geometry.setFloat64(21, row.lat, true)
    insert.run(new Uint8Array(geometry.buffer), ...names.map((name) => row[name]))
  }
  database.exec('COMMIT')
  return database.serialize()
}

/** A grid of people like WorldPop's: a tenth of the cells inhabited, deflated in rows of 64. */
function tiff(side: number): Uint8Array {
  const strip = 64
  const strips: Uint8Array[] = []
  for (let top = 0; top < side; top += strip) {
    const values = new Float32Array(Math.min(strip, side - top) * side).fill(-99999)
    for (let i = 0; i < values.length; i += 10) values[i] = Math.fround(random.share() * 60)
    strips.push(zlibSync(new Uint8Array(values.buffer), { level: 1 }))
  }
  const tags: [tag: number, type: number, values: readonly number[]][] = [
    [256, 4, [side]],
    [257, 4, [side]],
    [258, 3, [32]],
    [259, 3, [8]],
    [273, 4, strips.map(() => 0)],
    [277, 3, [1]],
    [278, 4, [strip]],
    [279, 4, strips.map(({ length }) => length)],
    [339, 3, [3]],
    [33550, 12, [0.001, 0.001, 0]],
    [33922, 12, [0, 0, 0, 30, 5, 0]],
    [34735, 3, [1, 1, 0, 1, 2048, 0, 1, 4326]],
    [42113, 2, [...strToU8('-99999\0')]],
  ]
  const width: Record<number, number> = { 2: 1, 3: 2, 4: 4, 12: 8 }
  let at = 8 + 2 + tags.length * 12 + 4
  const places = tags.map(([, type, values]) => {
    const size = values.length * width[type]
    if (size <= 4) return -1
    const place = at
    at += size + (size & 1)
    return place
  })
  const offsets = strips.map(({ length }) => {
    const place = at
    at += length
    return place
  })
  const bytes = new Uint8Array(at)
  const view = new DataView(bytes.buffer)
  bytes.set([0x49, 0x49, 42, 0, 8, 0, 0, 0, tags.length, 0])
  tags.forEach(([tag, type, given], i) => {
    const values = tag === 273 ? offsets : given
    const entry = 10 + i * 12
    view.setUint16(entry, tag, true)
    view.setUint16(entry + 2, type, true)
    view.setUint32(entry + 4, values.length, true)
    const place = places[i] === -1 ? entry + 8 : places[i]
    if (places[i] !== -1) view.setUint32(entry + 8, place, true)
    values.forEach((value, j) => {
      if (type === 2) view.setUint8(place + j, value)
      else if (type === 3) view.setUint16(place + j * 2, value, true)
      else if (type === 4) view.setUint32(place + j * 4, value, true)
      else view.setFloat64(place + j * 8, value, true)
    })
  })
  strips.forEach((packed, i) => {
    bytes.set(packed, offsets[i])
  })
  return bytes
}

interface Case {
  readonly name: string
  readonly make: () => Uint8Array
  readonly read: (bytes: Uint8Array) => unknown
}

const table = (name: string, make: () => Uint8Array): Case => ({
  name: `${schools} schools, ${name}`,
  make,
  read: (bytes) => readFile(bytes, `schools.${name}`, { sql: nodeSqlite }),
})

const osm = (name: string): Case[] =>
  existsSync(`${mirror}/${name}`)
    ? [
        {
          name: `roads and schools of ${name}`,
          make: () => new Uint8Array(readFileSync(`${mirror}/${name}`)),
          read: (bytes) =>
            readOsmPbf(bytes, name, {
              node: (tags) => tags.get('amenity') === 'school',
              way: (tags) => tags.has('highway'),
              relation: (tags) => tags.get('boundary') === 'administrative',
              keys: ['name', 'highway'],
            }),
        },
      ]
    : []

const cases = (): readonly Case[] => [
  table('csv', csv),
  table('geojson', geoJson),
  table('xlsx', xlsx),
  table('gpkg', geoPackage),
  ...osm('comoros/comoros-latest-2021-04-08.osm.pbf'),
  ...osm('liechtenstein/liechtenstein.osm.pbf'),
  country,
  {
    name: 'grid of 8,000 × 8,000 cells',
    make: () => tiff(8000),
    read: (bytes) => readGeoTiff(bytes, 'grid.tif'),
  },
  {
    name: 'window of 1,000 × 1,000 of it',
    make: () => tiff(8000),
    read: (bytes) =>
      readGeoTiff(bytes, 'grid.tif', { degrees: { west: 33, south: 1, east: 34, north: 2 } }),
  },
]

/** Everything of a country at once: its people by 100 m, its schools and its clinics, checked and gathered. */
const country: Case = {
  name: 'country: 38,000 schools, 6,000 clinics, grid of 100 m',
  make: () => tiff(5000),
  read: async (grid) => {
    const clinics = rows
      .slice(0, 6_000)
      .map(({ lat, lon }, i) => `${i},Centre de santé ${i},clinic,${lon - 12},${lat + 15}`)
    const schoolRows = rows.map(
      ({ lat, lon, name }, i) =>
        `${i},"${name.replaceAll('"', '')}",school,${lon - 12},${lat + 15}`,
    )
    const list = (lines: readonly string[]) =>
      strToU8(`id,name,kind,lon,lat\n${lines.join('\n')}\n`)
    const { country } = await gather(
      {
        id: 'large',
        title: 'A large country',
        country: { iso3: 'XAA', name: 'Large', extent: [30, 0, 35, 5] },
        sources: [
          { file: 'people.tif', as: 'population' },
          { file: 'schools.csv', as: 'sites' },
          { file: 'clinics.csv', as: 'sites' },
        ],
      },
      new Map([
        ['people.tif', grid],
        ['schools.csv', list(schoolRows)],
        ['clinics.csv', list(clinics)],
      ]),
    )
    if (country.cells.lon.length < 1_000_000)
      throw new Error('The country is too small to say anything')
  },
}

console.log('case                                               MB   min s  mean s  MB/s   peak MB')
for (const { name, make, read } of cases()) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue
  const bytes = make()
  const seconds: number[] = []
  for (let i = 0; i < (name === country.name ? 1 : 5); i++) {
    globalThis.gc?.()
    const start = process.cpuUsage()
    await read(bytes)
    const { user, system } = process.cpuUsage(start)
    seconds.push((user + system) / 1e6)
  }
  const best = Math.min(...seconds)
  const mean = seconds.reduce((sum, each) => sum + each, 0) / seconds.length
  const megabytes = bytes.length / 1e6
  console.log(
    [
      name.padEnd(48),
      megabytes.toFixed(1).padStart(6),
      best.toFixed(2).padStart(7),
      mean.toFixed(2).padStart(7),
      (megabytes / best).toFixed(0).padStart(5),
      (process.resourceUsage().maxRSS / 1024).toFixed(0).padStart(9),
    ].join(' '),
  )
}
