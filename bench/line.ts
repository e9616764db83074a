// The whole line on fictional countries of 1,000, 10,000 and 100,000 sites: import, gap and plan, in
// seconds and peak memory, and how cost grows with size.
//
// `npm run bench -- line [SITES…]`; each size runs in a process of its own, so that its memory is its own.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { thisThread } from '#base/workers.ts'
import { makeExample } from '#example/makeExample.ts'
import { findGap } from '#gap/gap.ts'
import { makePlan } from '#plan/makePlan.ts'
import { planRoadmap } from '#roadmap/roadmap.ts'
import { gather } from '#sources/gather.ts'
import { readStudy } from '#sources/studyFile.ts'

const stages = ['example', 'import', 'gap', 'plan', 'roadmap'] as const
type Stage = (typeof stages)[number]

/** What one size took. */
interface Measured {
  readonly sites: number
  readonly seconds: Readonly<Record<Stage, number>>
  /** CPU seconds of all threads: what is left to compare on a machine that others use too. */
  readonly cpuSeconds: Readonly<Record<Stage, number>>
  readonly peakMegabytes: number
  readonly certificateShare: number
}

async function measure(sites: number): Promise<Measured> {
  const seconds: Partial<Record<Stage, number>> = {}
  const cpuSeconds: Partial<Record<Stage, number>> = {}
  const timed = async <T>(stage: Stage, run: () => T | Promise<T>): Promise<T> => {
    const startedAt = performance.now()
    const cpuBefore = process.cpuUsage()
    const value = await run()
    const { user, system } = process.cpuUsage(cpuBefore)
    seconds[stage] = (performance.now() - startedAt) / 1000
    cpuSeconds[stage] = (user + system) / 1e6
    return value
  }
  const files = await timed('example', () => makeExample({ sites, seed: 1 }))
  const { country, study } = await timed('import', () => {
    const read = readStudy(files.get('study.json') as Uint8Array, 'study.json')
    if (read.value === undefined) throw new Error('Cannot read the study of the example')
    return gather(read.value, files)
  })
  if (country.sites.id.length !== sites)
    throw new Error(`Cannot measure: ${country.sites.id.length} sites came through, of ${sites}`)
  const gap = await timed('gap', () => findGap(country, study))
  const plan = await timed('plan', () => makePlan(country, gap, study, thisThread))
  await timed('roadmap', () => planRoadmap(plan, study.budget))
  return {
    sites,
    seconds: seconds as Measured['seconds'],
    cpuSeconds: cpuSeconds as Measured['cpuSeconds'],
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    certificateShare: plan.certificateShare,
  }
}

/** Measures one size in a process of its own; undefined, and said, where that fails. */
function measureApart(sites: number): Measured | undefined {
  const run = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url), '--one', `${sites}`],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (run.status === 0) return JSON.parse(run.stdout)
  console.log(`${sites} sites: the run ended with ${run.signal ?? `exit ${run.status}`}`)
  return undefined
}

const column = (text: string): string => text.padStart(10)

/** b in cost ~ sites^b between two sizes: 1 grows as the country does. */
function growth(small: number, large: number, sites: readonly [number, number]): string {
  return (Math.log(large / small) / Math.log(sites[1] / sites[0])).toFixed(2)
}

const [first, ...rest] = process.argv.slice(2)
if (first === '--one') process.stdout.write(JSON.stringify(await measure(Number(rest[0]))))
else {
  const sizes = first === undefined ? [1000, 10_000, 100_000] : [first, ...rest].map(Number)
  console.log(
    `${column('sites')}${column('')}${stages.map(column).join('')}${column('peak MB')}${column('certified')}`,
  )
  let before: Measured | undefined
  for (const sites of sizes) {
    const found = measureApart(sites)
    if (found === undefined) continue
    const show = (name: string, of: Measured['seconds']): string =>
      `${column(name)}${stages.map((stage) => column(of[stage].toFixed(2))).join('')}`
    console.log(
      `${column(String(sites))}${show('s', found.seconds)}${column(found.peakMegabytes.toFixed(0))}${column(`${(found.certificateShare * 100).toFixed(2)} %`)}`,
    )
    console.log(`${column('')}${show('CPU s', found.cpuSeconds)}`)
    if (before !== undefined) {
      const { cpuSeconds, peakMegabytes, sites: less } = before
      const grown = stages.map((stage) =>
        column(growth(cpuSeconds[stage], found.cpuSeconds[stage], [less, sites])),
      )
      console.log(
        `${column('')}${column('growth')}${grown.join('')}${column(growth(peakMegabytes, found.peakMegabytes, [less, sites]))}`,
      )
    }
    before = found
  }
  console.log('growth: b in CPU seconds (or MB) ~ sites^b, from the size above')
}
