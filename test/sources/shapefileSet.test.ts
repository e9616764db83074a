import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { loadStudy, readWithParts } from '#sources/files.ts'
import { readFile } from '#sources/read/file.ts'
import { places } from './read/_places.ts'

// GDAL's own shapefiles, unpacked: a planner's folder holds the parts beside each other.
const fixture = (name: string): Readonly<Record<string, Uint8Array>> =>
  unzipSync(
    new Uint8Array(readFileSync(join(import.meta.dirname, 'read/fixtures', `${name}.shp.zip`))),
  )
const schools = fixture('schools-1252')
const part = (ending: string): Uint8Array => schools[`schools-1252.${ending}`]

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** A folder of files, gone when the tests are. */
function folderOf(files: Readonly<Record<string, Uint8Array | string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'silta-shp-'))
  folders.push(folder)
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
  return folder
}

async function readSet(files: Readonly<Record<string, Uint8Array>>, shp = 'schools.shp') {
  const { value, problems } = await readFile(await readWithParts(join(folderOf(files), shp)), shp)
  return {
    table: value?.tables[0],
    said: problems.map(({ level, code, message, cure }) => [level, code, message, cure]),
  }
}

const whole = {
  'schools.shp': part('shp'),
  'schools.dbf': part('dbf'),
  'schools.prj': part('prj'),
  'schools.cpg': part('cpg'),
}
const without = (name: string): Record<string, Uint8Array> =>
  Object.fromEntries(Object.entries(whole).filter(([one]) => one !== name))

test('readWithParts() reads a .shp with the .dbf, .prj and .cpg that stand beside it', async () => {
  const { table, said } = await readSet(whole)
  expect(said).toEqual([])
  expect(table?.crs).toBe('EPSG:4326')
  expect(table?.columns).toMatchObject(places.columns)
  expect(table?.geometry).toEqual(places.geometry)
})

test('readWithParts() takes endings in capitals, and no part of another layer', async () => {
  const { table, said } = await readSet(
    {
      'SCHOOLS.SHP': part('shp'),
      'Schools.DBF': part('dbf'),
      'SCHOOLS.Prj': part('prj'),
      'schools.CPG': part('cpg'),
      'schools2.dbf': fixture('lines')['lines.dbf'],
      'schools2.prj': fixture('areas')['areas.prj'],
    },
    'SCHOOLS.SHP',
  )
  expect(said).toEqual([])
  expect(table?.columns).toMatchObject(places.columns)
})

test('readFile() says that the .dbf is missing, and reads the shapes', async () => {
  const { table, said } = await readSet(without('schools.dbf'))
  expect(said).toEqual([
    [
      'warning',
      'dbf-missing',
      'The layer has no .dbf file: its shapes are read without their table',
      'Put the .dbf of the same name beside the .shp, or zip both with their .prj and .cpg',
    ],
  ])
  expect(table?.names).toEqual([])
  expect(table?.geometry).toEqual(places.geometry)
})

test('readFile() says that the .prj is missing, and leaves the crs open', async () => {
  const { table, said } = await readSet(without('schools.prj'))
  expect(said).toEqual([
    [
      'warning',
      'crs-missing',
      'The layer has no .prj file, so it names no crs',
      'Put the .prj of the same name beside the .shp, give its crs in the study, or convert it to EPSG:4326 (ogr2ogr -t_srs EPSG:4326)',
    ],
  ])
  expect(table?.crs).toBe('')
  expect(table?.columns).toMatchObject(places.columns)
})

test('readFile() refuses the .dbf of another layer: nobody knows which row belongs to which shape', async () => {
  const { table, said } = await readSet({ ...whole, 'schools.dbf': fixture('lines')['lines.dbf'] })
  expect(table).toBeUndefined()
  expect(said).toEqual([
    [
      'error',
      'shapefile-unreadable',
      'Cannot read the layer: its .shp holds 3 shapes and its .dbf 2 rows, so nobody knows which row belongs to which shape',
      'Give the .dbf that was exported with this .shp',
    ],
  ])
})

test('readFile() reads a .dbf without .cpg by its own mark, and refuses one that is cut short', async () => {
  const { table } = await readSet(without('schools.cpg'))
  expect(table?.columns.label[0]).toBe('École primaire de Mitsamiouli')
  const cut = await readSet({ ...whole, 'schools.dbf': part('dbf').subarray(0, 500) })
  expect(cut.table).toBeUndefined()
  expect(cut.said.map(([level, code]) => [level, code])).toEqual([
    ['error', 'shapefile-unreadable'],
  ])
})

test('loadStudy() brings the parts of a shapefile that a study names by its .shp', async () => {
  const study = {
    id: 'x',
    title: 'X',
    country: { iso3: 'COM', name: 'Comoros' },
    sources: [
      {
        file: 'schools.shp',
        as: 'sites',
        kind: 'school',
        columns: { name: 'label' },
        licence: 'x',
      },
    ],
  }
  const { country, problems } = await loadStudy(
    folderOf({ ...whole, 'study.json': JSON.stringify(study) }),
  )
  expect(country?.sites.name.slice(0, 2)).toEqual(places.columns.label.slice(0, 2))
  expect(problems.filter(({ level }) => level === 'error').map(({ code }) => code)).not.toContain(
    'file-missing',
  )
})
