// The register's hot paths: durable appends, receipts made and verified, whole logs verified, restart.
// `npm run bench -- register [ENTRIES] [SECONDS]`
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from '#base/canonical.ts'
import { baku2012 } from '#register/declarations.ts'
import { signerKey, writeVkey } from '#register/log/note.ts'
import { verifyLog, verifyReceipt } from '#register/verify/verify.ts'
import { Register } from '#store/register.ts'

const seconds = Number(process.argv[3] ?? 10)
const preload = Number(process.argv[2] ?? 0)
const key = signerKey('bench.example/log', new Uint8Array(32).fill(1))
const vkey = writeVkey(key)
const folder = mkdtempSync(join(tmpdir(), 'silta-bench-'))

const rows: [string, string, string][] = []
const show = (name: string, times: readonly number[], unit = 'ms'): void => {
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  rows.push([name, `${Math.min(...times).toFixed(2)} ${unit}`, `${mean.toFixed(2)} ${unit}`])
}
const timed = async (work: () => Promise<unknown> | unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

let register = await Register.open({ folder, key })
const by = 'account000000000001'
const declaration = await register.append({
  kind: 'declaration',
  data: baku2012 as unknown as Json,
  by,
})
const signatory = await register.append({
  kind: 'signatory',
  data: { kind: 'city', name: 'Lumora', country: 'XAA', fictional: true, officials: [by] },
  by,
})
const commitment = (title: string): Json => ({
  title,
  signatory: signatory.id,
  declaration: declaration.id,
  undertaking: 'extend-broadband',
  language: 'en',
  indicator: { name: 'Schools online', unit: 'school', direction: 'up', by: [] },
  baseline: { value: 0, date: '2026-01-01' },
  target: { value: 9, date: '2029-12-31' },
  milestones: [],
  lead: 'Mayor',
  countries: ['XAA'],
})

async function append(writers: number, enough: () => boolean): Promise<number[]> {
  const times: number[] = []
  const writer = async (): Promise<void> => {
    while (!enough()) {
      const data = commitment(`Commitment ${times.length}`)
      times.push(await timed(() => register.append({ kind: 'commitment', data, by })))
    }
  }
  await Promise.all(Array.from({ length: writers }, writer))
  return times
}

if (preload > 0) {
  let begun = 0
  await append(64, () => begun++ >= preload)
}
let last = 0
for (const writers of [1, 16, 64]) {
  const until = performance.now() + (seconds * 1000) / 3
  const times = await append(writers, () => performance.now() >= until)
  last += times.length
  const rate = times.length / (seconds / 3)
  rows.push([`durable appends, ${writers} at once`, '', `${rate.toFixed(0)} /s`])
  show(`  until an append is acknowledged, ${writers} at once`, times)
}

const some = await register.listRecords('commitment', '', 50)
await register.published(last)
const made: number[] = []
const verified: number[] = []
for (const id of some) {
  let receipt: string | undefined
  made.push(
    await timed(async () => {
      receipt = await register.receipt(id, 1)
    }),
  )
  verified.push(await timed(() => verifyReceipt(receipt as string, vkey)))
}
show('receipt made', made)
show('receipt verified', verified)

const log = join(folder, 'log')
const source = {
  name: log,
  read: (path: string) => readFile(join(log, path)).catch(() => undefined),
  list: async () =>
    (await readdir(log, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(log.length + 1)),
}
let size = 0
const whole = await timed(async () => {
  size = (await verifyLog(source, vkey)).size ?? 0
})
show(`log of ${size} entries verified`, [whole])

await register.close()
const starts: number[] = []
for (let i = 0; i < 3; i++) {
  starts.push(
    await timed(async () => {
      register = await Register.open({ folder, key })
    }),
  )
  await register.close()
}
show(`restart with ${size} entries`, starts)
rmSync(folder, { recursive: true, force: true })

const width = Math.max(...rows.map(([name]) => name.length))
console.log(`${''.padEnd(width)}  ${'min'.padStart(12)}  ${'mean'.padStart(12)}`)
for (const [name, min, mean] of rows)
  console.log(`${name.padEnd(width)}  ${min.padStart(12)}  ${mean.padStart(12)}`)
