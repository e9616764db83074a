import { expect, test } from 'vitest'
import { dropDuplicates } from '#sources/duplicates.ts'
import type { Found, SiteRow } from '#sources/import/imported.ts'

// 0.001 degree of latitude is 111 m.
function site(row: Partial<SiteRow>, at = 2, source = 'a.csv'): Found<SiteRow> {
  return {
    row: {
      id: `s${at}`,
      kind: 'school',
      name: '',
      lon: 40,
      lat: -10,
      placeOrigin: 'measured',
      population: Number.NaN,
      populationOrigin: 'measured',
      users: Number.NaN,
      demandMbps: Number.NaN,
      area: -1,
      connected: 'unknown',
      connectedBy: '',
      electricity: 'unknown',
      source: source === 'a.csv' ? 0 : 1,
      ...row,
    },
    at: { source, table: source, row: at },
  }
}

const codes = (found: readonly Found<SiteRow>[], mode: 'drop' | 'keep' = 'drop') => {
  const { sites, problems } = dropDuplicates(found, mode)
  return {
    ids: sites.map(({ row }) => row.id),
    said: problems.map(({ code, at }) => `${code} ${at.row}`),
    problems,
  }
}

test('dropDuplicates() finds the same id at the same place, the same name near by, the same spot', () => {
  const { ids, said, problems } = codes([
    site({ id: 'a', name: 'École A' }, 2),
    site({ id: 'a', name: 'École A', lat: -10.001 }, 3),
    site({ id: 'b', name: 'ecole  a', lat: -10.002 }, 4),
    site({ id: 'c', name: 'École A', lat: -10.003 }, 5),
    site({ id: 'd', lat: -10.02 }, 6),
    site({ id: 'e', lat: -10.02 }, 7),
    site({ id: 'f', lat: -10.0201 }, 8),
  ])
  expect(ids).toEqual(['a', 'c', 'd', 'f'])
  expect(said).toEqual(['site-duplicate 3', 'site-duplicate 4', 'site-duplicate 7'])
  expect(problems[0].message).toBe('Found the school "École A" a second time, 111 m from row 2')
})

test('dropDuplicates() keeps different kinds and different names on one spot', () => {
  const { ids, said } = codes([
    site({ id: 'a', name: 'Lycée' }, 2),
    site({ id: 'b', name: 'Collège' }, 3),
    site({ id: 'c', name: 'Lycée', kind: 'clinic' }, 4),
  ])
  expect(ids).toEqual(['a', 'b', 'c'])
  expect(said).toEqual([])
})

test('dropDuplicates() compares two files, where a nameless neighbor is the same place', () => {
  const { ids, said, problems } = codes([
    site({ id: 'a', name: 'Clinic', kind: 'clinic' }, 2),
    site({ id: '9', kind: 'clinic', lat: -10.0002 }, 7, 'b.csv'),
    site({ id: '10', kind: 'clinic', lat: -10.0008 }, 8, 'b.csv'),
  ])
  expect(ids).toEqual(['a', '10'])
  expect(said).toEqual(['site-matched 7'])
  expect(problems[0].message).toContain('22 m from row 2 of a.csv')
})

test('dropDuplicates() joins the buildings that OpenStreetMap draws of one compound', () => {
  const { ids, said, problems } = codes([
    site({ id: 'way/1', kind: 'government', name: 'Ministry' }, 1),
    site({ id: 'way/2', kind: 'government', lat: -10.0008 }, 2),
    site({ id: 'node/3', kind: 'government', lat: -10.002 }, 3),
    site({ id: 'way/4', kind: 'government', lat: -10.0021, name: 'Treasury' }, 4),
  ])
  expect(ids).toEqual(['way/1', 'node/3'])
  expect(said).toEqual(['site-compound 2', 'site-compound 4'])
  expect(problems[0].message).toBe(
    'Found another building of a government office, "way/2", 89 m from "Ministry" (way/1)',
  )
})

test('dropDuplicates() lets the one that stays learn what the other knows, and never the reverse', () => {
  const { sites } = dropDuplicates(
    [
      site({ id: 'a', kind: 'clinic', electricity: 'no' }, 2),
      site(
        {
          id: '9',
          kind: 'clinic',
          name: 'Beno',
          users: 40,
          connectedBy: 'satellite',
          connected: 'yes',
        },
        7,
        'b.csv',
      ),
      site({ id: '10', kind: 'clinic', name: 'Ari', users: 7, electricity: 'yes' }, 8, 'c.csv'),
    ],
    'drop',
  )
  expect(sites[0].row).toMatchObject({
    id: 'a',
    name: 'Beno',
    users: 40,
    connected: 'yes',
    connectedBy: 'satellite',
    electricity: 'no',
  })
  expect(sites[1].row).toMatchObject({ id: '10', name: 'Ari' })
})

test('dropDuplicates() gives places that share a number by mistake an id each', () => {
  const { ids, said } = codes([
    site({ id: '1', name: 'A' }, 2),
    site({ id: '1', name: 'B', lat: -11 }, 3),
    site({ id: '1', name: 'C', lat: -12 }, 4, 'b.csv'),
  ])
  expect(ids).toEqual(['1', '1#3', '1#4'])
  expect(said).toEqual(['id-repeated 3', 'id-repeated 4'])
})

test('dropDuplicates() says and keeps where the study wants both', () => {
  const { ids, said, problems } = codes([site({ id: 'a' }, 2), site({ id: 'a' }, 3)], 'keep')
  expect(ids).toEqual(['a', 'a#3'])
  expect(said).toEqual(['site-duplicate 3'])
  expect(problems[0].cure).toContain('keeps both')
})

test('dropDuplicates() matches names of two lists by what tells them apart, in any language', () => {
  const clinic = { kind: 'clinic', name: 'Centre de Santé de Godomey' } as const
  const { ids, said } = codes([
    site({ id: 'a', ...clinic }, 2),
    site({ id: 'b', kind: 'hospital', name: 'Godomey Health Centre', lat: -10.007 }, 3, 'b.csv'),
    // Numbers tell places apart, and so does distance; in one list nothing is matched by parts of names.
    site({ id: 'c', name: 'École primaire Ari 1', lat: -10.1 }, 4),
    site({ id: 'd', name: 'Ari 2 Primary School', lat: -10.1001 }, 5, 'b.csv'),
    site({ id: 'e', name: 'Ari 1 Primary School', lat: -10.12 }, 6, 'b.csv'),
    site({ id: 'f', kind: 'clinic', name: 'Poste de Santé de Godomey', lat: -10.001 }, 7),
  ])
  expect(ids).toEqual(['a', 'c', 'd', 'e', 'f'])
  expect(said).toEqual(['site-matched 3'])
})
