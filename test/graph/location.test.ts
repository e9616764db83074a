import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { buildGraph } from '#graph/graph.ts'
import { maximalCovering, pMedian } from '#graph/pMedian.ts'
import { readPmedian } from '#graph/readPmedian.ts'
import { allDistances, draws, edgeArrays, randomGraph } from './_exact.ts'

/** All sets of `count` of the first `of` numbers. */
function* choices(of: number, count: number): Generator<number[]> {
  for (let set = 0; set < 1 << of; set++) {
    const chosen = Array.from({ length: of }, (_, i) => i).filter((i) => (set & (1 << i)) !== 0)
    if (chosen.length === count) yield chosen
  }
}

describe('pMedian()', () => {
  test('finds the best of all choices on 60 graphs of 12 nodes, seeds 1 to 60', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const list = randomGraph(seed, 12, 10, 20)
      const distance = allDistances(list)
      const weights =
        seed % 2 === 0
          ? Float64Array.from(list.edges.slice(0, 12), (_, v) => 1 + (v % 4))
          : undefined
      const count = 1 + (seed % 5)
      const costOf = (open: readonly number[]): number =>
        distance.reduce(
          (sum, row, v) => sum + (weights?.[v] ?? 1) * Math.min(...open.map((m) => row[m])),
          0,
        )
      let exact = Number.POSITIVE_INFINITY
      for (const open of choices(12, count)) exact = Math.min(exact, costOf(open))
      const graph = buildGraph(12, ...edgeArrays(list))
      const found = pMedian(graph, count, weights === undefined ? {} : { weights })
      expect({ seed, cost: costOf([...found.medians]) }).toEqual({ seed, cost: exact })
      expect(found.cost).toBe(exact)
      expect(new Set(found.medians).size).toBe(count)
      expect(found.lowerBound).toBeLessThanOrEqual(exact)
      expect(found.lowerBound).toBeGreaterThan(exact * 0.8 - 1)
    }
  })

  test('refuses more medians than nodes, and networks in parts', () => {
    const graph = buildGraph(3, Int32Array.of(0), Int32Array.of(1), Float64Array.of(1))
    expect(() => pMedian(graph, 4)).toThrow('Cannot open 4 sites')
    expect(() => pMedian(graph, 1)).toThrow('no path leads between them')
  })
})

describe('maximalCovering()', () => {
  test('covers as much as the best of all choices, seeds 1 to 60', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const draw = draws(seed)
      const weights = Float64Array.from({ length: 25 }, () => Math.floor(draw() * 20))
      const sites = Array.from({ length: 11 }, () =>
        Array.from({ length: 25 }, (_, client) => client).filter(() => draw() < 0.2),
      )
      const count = 1 + (seed % 4)
      const coveredBy = (open: readonly number[]): number => {
        const covered = new Set(open.flatMap((site) => sites[site]))
        return weights.reduce((sum, weight, client) => sum + (covered.has(client) ? weight : 0), 0)
      }
      let exact = 0
      for (const open of choices(11, count)) exact = Math.max(exact, coveredBy(open))
      const found = maximalCovering(sites, weights, count)
      expect({ seed, covered: coveredBy([...found.sites]) }).toEqual({ seed, covered: exact })
      expect(found.covered).toBeCloseTo(exact, 9)
      expect(found.upperBound).toBeGreaterThanOrEqual(exact - 1e-9)
      expect(found.upperBound).toBeLessThan(exact * 1.2 + 1)
    }
  })
})

describe('readPmedian()', () => {
  const read = (text: string) => readPmedian(new TextEncoder().encode(text), 'case.txt')

  test('lets the last cost of a repeated edge count', () => {
    const { file, problems } = read(' 3 3 1\n1 2 5\n2 3 4\n2 1 7\n')
    expect(problems).toEqual([])
    expect([...(file?.graph.cost ?? [])]).toEqual([7, 4])
  })

  test.each([
    ['', 'empty', 0],
    ['3 x 1\n', 'expected nodes, edges and medians', 1],
    ['3 2 4\n1 2 3\n2 3 1\n', 'expected nodes, edges and medians', 1],
    ['3 2 1\n1 2 3\n2 4 1\n', 'names node "4"', 3],
    ['3 2 1\n1 2 3\n2 2 1\n', 'joins node 2 to itself', 3],
    ['3 2 1\n1 2 -3\n2 3 1\n', 'has the cost "-3"', 2],
    ['3 2 1\n1 2\n2 3 1\n', 'has 2 values', 2],
    ['3 2 1\n1 2 3\n', '2 edges are announced and 1 given', 0],
    ['3 1 1\n1 2 3\n', 'no path joins node 3', 0],
  ])('names the fault of %j', (text, words, line) => {
    const { file, problems } = read(text)
    expect(file).toBeUndefined()
    expect(problems[0].message).toContain(words)
    expect(problems[0].at.row).toBe(line)
  })
})

const instances = '../shared/instances/pmedian-orlib'

test.skipIf(!existsSync(instances))(
  'pMedian() attains the published optima of pmed1, 5 and 9',
  () => {
    for (const [name, optimum] of [
      ['pmed1', 5819],
      ['pmed5', 1355],
      ['pmed9', 2734],
    ] as const) {
      const { file } = readPmedian(readFileSync(`${instances}/${name}.txt.gz`), name)
      if (file === undefined) throw new Error(`${name} was not read`)
      const { medians, cost, lowerBound } = pMedian(file.graph, file.count)
      expect({ name, cost, count: medians.length }).toEqual({
        name,
        cost: optimum,
        count: file.count,
      })
      expect(lowerBound).toBeGreaterThan(optimum * 0.995)
    }
  },
)
