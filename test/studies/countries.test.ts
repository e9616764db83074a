import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sum } from '#base/math.ts'
import { dataStores, loadStudy } from '#sources/files.ts'

const mirror = dataStores().find((store) => existsSync(join(store, 'benin')))

test.skipIf(mirror === undefined)(
  'studies/sierra-leone: the people of each chiefdom’s census stand in its named places',
  async () => {
    const { country, problems } = await loadStudy('studies/sierra-leone')
    expect(problems.filter(({ level }) => level === 'error')).toEqual([])
    const { areas, sites, cells } = country!
    const chiefdoms = Array.from(areas.table.level.keys()).filter((i) => areas.table.level[i] === 3)
    expect(chiefdoms).toHaveLength(167)
    // The sum of the census table, by another tool.
    expect(sum(cells.population)).toBeCloseTo(7_907_338, 0)
    const people = new Float64Array(areas.polygons.length)
    for (let i = 0; i < sites.area.length; i++)
      if (sites.population[i] > 0) people[sites.area[i]] += sites.population[i]
    // Badjia and Bagbo, the first rows of the census.
    const badjia = areas.table.id.indexOf('SL030101')
    expect(people[badjia]).toBeCloseTo(9_070, 3)
    expect(people[areas.table.id.indexOf('SL030102')]).toBeCloseTo(28_859, 3)
    const joins = problems.filter(({ code }) => code === 'fibre-joined')
    expect(joins).toHaveLength(3)
    expect(problems.some(({ code }) => code === 'fibre-apart')).toBe(false)
  },
  60_000,
)

test.skipIf(mirror === undefined)(
  'studies/comoros: each island has its share of the census, and the whole the grid’s total',
  async () => {
    const { country, problems } = await loadStudy('studies/comoros')
    const { peopleCompared: compared, areas, cells } = country!
    expect(compared).toMatchObject({ areas: 'census', total: 'grid', level: 1 })
    const people = new Map<string, number>()
    for (let c = 0; c < cells.area.length; c++) {
      let area = cells.area[c]
      while (areas.table.level[area] > 1) area = areas.table.parent[area]
      const id = areas.table.id[area]
      people.set(id, (people.get(id) ?? 0) + cells.population[c])
    }
    // Shares of 379,367, 327,382 and 51,567 in 758,316, of the grid's 869,595.
    const share = (census: number) => (census / 758_316) * 869_595
    expect(people.get('KM-G')! / share(379_367)).toBeCloseTo(1, 5)
    expect(people.get('KM-A')! / share(327_382)).toBeCloseTo(1, 5)
    expect(people.get('KM-M')! / share(51_567)).toBeCloseTo(1, 5)
    expect(problems.filter(({ code }) => code === 'people-exchanged')).toHaveLength(1)
  },
  60_000,
)
