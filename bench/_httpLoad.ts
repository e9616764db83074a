// Visitors of a site: requests that come when they come (Poisson arrivals), whether or not the last ones were
// answered, each timed from the moment it was due until its last byte.
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { ln } from '#base/math.ts'
import { seededRandom } from '#base/random.ts'

/** How long answers took, in milliseconds. */
export interface Waits {
  readonly requests: number
  readonly median: number
  readonly p95: number
  readonly max: number
  /** Answers other than 200. */
  readonly refused: number
}

/** Asks for paths in turn, so many times a second for so many seconds; the same seed comes at the same moments. */
export async function visit(
  origin: string,
  paths: readonly string[],
  { rate, seconds, seed = 1 }: { rate: number; seconds: number; seed?: number },
): Promise<Waits> {
  const agent = new Agent({ keepAlive: true })
  const random = seededRandom(seed)
  const times: number[] = []
  let refused = 0
  const ask = (path: string, due: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = { 'accept-encoding': 'br' }
      request(origin + path, { agent, headers }, (answer) => {
        if (answer.statusCode !== 200) refused++
        answer.on('end', () => {
          times.push(performance.now() - due)
          resolve()
        })
        answer.resume()
      })
        .on('error', reject)
        .end()
    })
  const start = performance.now()
  const asked: Promise<void>[] = []
  const end = start + seconds * 1000
  let due = start
  while (due < end) {
    const wait = due - performance.now()
    if (wait > 1) await sleep(wait)
    asked.push(ask(paths[asked.length % paths.length], due))
    due += (-ln(1 - random.share()) / rate) * 1000
  }
  await Promise.all(asked)
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.ceil(share * times.length) - 1]
  return { requests: times.length, median: at(0.5), p95: at(0.95), max: at(1), refused }
}
