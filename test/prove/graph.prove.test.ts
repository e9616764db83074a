// The whole tables of the graph room on the published instances, with the targets they must reach.
// Seconds are CPU seconds, so that a busy machine does not change the answers much.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pMedian } from '#graph/pMedian.ts'
import { prizeSteinerTree } from '#graph/prizeSteiner.ts'
import { readPmedian } from '#graph/readPmedian.ts'
import { readSteinLib } from '#graph/readSteinLib.ts'
import { steinerTree } from '#graph/steiner.ts'
import { countTree } from '../graph/_exact.ts'

const instances = '../shared/instances'
const now = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function published(folder: string, column: string): [file: string, best: number][] {
  const path = `${instances}/${folder}/best-known.csv`
  if (!existsSync(path)) return []
  const [head, ...rows] = readFileSync(path, 'utf8').trim().split('\n')
  const at = head.split(',').indexOf(column)
  const known = new Map(rows.map((row) => [row.split(',')[0], Number(row.split(',')[at])]))
  return readdirSync(`${instances}/${folder}`)
    .filter((name) => name.endsWith('.gz'))
    .map((name) => [name, known.get(name) ?? Number.NaN])
}

interface Outcome {
  readonly gap: number
  readonly certificate: number
  readonly seconds: number
}

/** Solves a network file and recounts its answer; shares in percent. */
function solve(path: string, best: number, seconds: number): Outcome {
  const { network } = readSteinLib(readFileSync(path), path)
  if (network === undefined) throw new Error(`${path} was not read`)
  const { graph, terminals, prizes, root } = network
  const start = now()
  const budget = { seconds, now, seed: 1 }
  const solution =
    prizes === undefined
      ? steinerTree(graph, terminals, budget)
      : prizeSteinerTree(graph, root, prizes, budget)
  const edges = Array.from(graph.from, (u, e) => [u, graph.to[e], graph.cost[e]] as const)
  const musts = prizes === undefined ? terminals : [root]
  const counted = countTree({ nodeCount: graph.nodeCount, edges }, solution, musts)
  expect(counted.faults).toEqual([])
  const within = new Set(solution.nodes)
  const left = prizes?.reduce((sum, prize, v) => sum + (within.has(v) ? 0 : prize), 0) ?? 0
  expect(Math.abs(counted.cost + left - solution.cost)).toBeLessThan(1e-6 * solution.cost)
  expect(solution.lowerBound).toBeLessThanOrEqual(best * (1 + 1e-6))
  return {
    gap: (solution.cost / best - 1) * 100,
    certificate: (1 - solution.lowerBound / solution.cost) * 100,
    seconds: (now() - start) / 1000,
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

describe.skipIf(!existsSync(instances))('published instances', () => {
  test('Vienna-I: mean gap 0.03 %, worst 0.1 %, certificate 0.1 % in 20 s each', {
    timeout: 7_200_000,
  }, () => {
    const all = published('stp-vienna-i', 'pace_upper').map(([file, best]) =>
      solve(`${instances}/stp-vienna-i/${file}`, best, 20),
    )
    expect(mean(all.map(({ gap }) => gap))).toBeLessThanOrEqual(0.03)
    expect(Math.max(...all.map(({ gap }) => gap))).toBeLessThanOrEqual(0.1)
    expect(Math.max(...all.map(({ certificate }) => certificate))).toBeLessThanOrEqual(0.1)
  })

  test('Vienna-GEO: mean gap 0.3 %, certificate 1 % in 60 s each', { timeout: 7_200_000 }, () => {
    const all = published('stp-vienna-geo', 'pace_upper').map(([file, best]) =>
      solve(`${instances}/stp-vienna-geo/${file}`, best, 60),
    )
    expect(mean(all.map(({ gap }) => gap))).toBeLessThanOrEqual(0.3)
    expect(mean(all.map(({ certificate }) => certificate))).toBeLessThanOrEqual(1)
  })

  test('roads: Bangor proven, Porto within 287,000 m and 2.5 %', { timeout: 600_000 }, () => {
    for (const [name, best] of [
      ['bangor_100_10_1', 105_007.97],
      ['bangor_400_20_1', 186_209.83],
    ] as const) {
      const { gap, certificate } = solve(`${instances}/roads-osm/${name}.stp.gz`, best, 40)
      expect(Math.abs(gap)).toBeLessThan(1e-4)
      expect(certificate).toBeLessThan(1e-3)
    }
    const porto = solve(`${instances}/roads-osm/porto_100_10_1.stp.gz`, 287_000, 40)
    expect(porto.gap).toBeLessThanOrEqual(0)
    expect(porto.certificate).toBeLessThanOrEqual(2.5)
  })

  test('Cologne: 95 % optimal, 90 % proven, median 1 s', { timeout: 1_200_000 }, () => {
    const all = published('rpcstp-cologne', 'best_upper').map(([file, best]) =>
      solve(`${instances}/rpcstp-cologne/${file}`, best, 20),
    )
    const share = (hits: readonly Outcome[]): number => hits.length / all.length
    expect(share(all.filter(({ gap }) => gap < 1e-5))).toBeGreaterThanOrEqual(0.95)
    expect(share(all.filter(({ certificate }) => certificate < 1e-5))).toBeGreaterThanOrEqual(0.9)
    const times = all.map(({ seconds }) => seconds).sort((a, b) => a - b)
    expect(times[times.length >> 1]).toBeLessThanOrEqual(1)
  })

  test('p-median: mean gap 0.02 %, 90 % optimal, bound 0.5 %', { timeout: 1_200_000 }, () => {
    const all = published('pmedian-orlib', 'optimum').map(([name, best]) => {
      const { file } = readPmedian(readFileSync(`${instances}/pmedian-orlib/${name}`), name)
      if (file === undefined) throw new Error(`${name} was not read`)
      const { cost, lowerBound } = pMedian(file.graph, file.count)
      return { gap: (cost / best - 1) * 100, certificate: (1 - lowerBound / cost) * 100 }
    })
    expect(mean(all.map(({ gap }) => gap))).toBeLessThanOrEqual(0.02)
    expect(all.filter(({ gap }) => gap < 1e-9).length / all.length).toBeGreaterThanOrEqual(0.9)
    expect(Math.max(...all.map(({ certificate }) => certificate))).toBeLessThanOrEqual(0.5)
  })
})
