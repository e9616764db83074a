// The register's hot paths: durable appends, receipts made and verified, whole logs verified, restart, and
// pages and API reads over HTTP. `npm run bench -- register [ENTRIES] [SECONDS] [COMMITMENTS] [FOLDER]`: a
// folder that is named keeps the loaded register for the next run, and 0 seconds only load it.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Json } from '#base/canonical.ts'
import { baku2012 } from '#register/declarations.ts'
import { writeVkey } from '#register/log/note.ts'
import { verifyLog, verifyReceipt } from '#register/verify/verify.ts'
import { openKey } from '#store/keys.ts'
import { Reading } from '#store/reading.ts'
import { Register } from '#store/register.ts'
import { visit } from './_httpLoad.ts'
import { type Loaded, loadRegister } from './_registerLoad.ts'

const seconds = Number(process.argv[3] ?? 10)
const preload = Number(process.argv[2] ?? 0)
const commitmentCount = Number(process.argv[4] ?? Math.min(10_000, preload / 10))
const kept = process.argv[5]
const folder = kept ?? mkdtempSync(join(tmpdir(), 'silta-bench-'))
mkdirSync(folder, { recursive: true })
chmodSync(folder, 0o711)
const key = openKey(folder, 'bench.example/log')
const vkey = writeVkey(key)

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

let loaded: Loaded = { signatories: [], commitments: [] }
const loadedPath = join(folder, 'loaded.json')
if (existsSync(loadedPath)) loaded = JSON.parse(readFileSync(loadedPath, 'utf8')) as Loaded
else if (preload > 0) {
  const options = { entries: preload, commitments: commitmentCount }
  const took = await timed(async () => {
    loaded = await loadRegister(folder, key, options)
  })
  if (kept !== undefined) writeFileSync(loadedPath, JSON.stringify(loaded))
  show(`${preload} entries loaded`, [took / 1000], 's')
}
if (seconds === 0) {
  console.log(rows.flat().join('  '))
  process.exit()
}
let register = await Register.open({ folder, key })
// As the server does: lists follow the log while it grows.
new Reading(register).lists.follow(register)
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

let last = Math.max(0, preload - 1)
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
const { size } = register.publisher.published
// A million entries take more than a minute to verify: that is measured apart, by `silta log verify`.
if (size <= 200_000) {
  const whole = await timed(() => verifyLog(source, vkey))
  show(`log of ${size} entries verified`, [whole])
}

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

// Over HTTP, as many visitors a second as a busy day has; the server is another process on the same cores.
const server = spawn(process.execPath, [
  '--disable-warning=ExperimentalWarning',
  fileURLToPath(new URL('_registerServer.ts', import.meta.url)),
  folder,
  'bench.example/log',
])
server.stderr.pipe(process.stderr)
const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
const { port, opened } = JSON.parse(line) as { port: number; opened: number }
show('  the same in a process of its own', [opened])
const site = `http://127.0.0.1:${port}`
const pick = (list: readonly string[], n: number): string[] =>
  Array.from({ length: Math.min(n, list.length) }, (_, i) => list[(i * 7919) % list.length])
const commitments = loaded.commitments.length > 0 ? loaded.commitments : some
const signatories = loaded.signatories.length > 0 ? loaded.signatories : [signatory.id]
const reads: Readonly<Record<string, readonly string[]>> = {
  'register’s front': ['/register'],
  'list of commitments': ['/commitments', '/commitments?before=5000', '/commitments?before=9000'],
  'list of commitments, by state': [
    '/commitments?state=notReported',
    '/commitments?state=disputed',
  ],
  'list of commitments, by words': [
    '/commitments?q=schools',
    '/commitments?q=77',
    '/commitments?q=zzz',
    '/commitments?q=7&state=notReported',
  ],
  'a commitment': pick(commitments, 200).map((id) => `/commitments/${id}`),
  'a signatory': pick(signatories, 100).map((id) => `/signatories/${id}`),
  'an entry of the log': Array.from(
    { length: 100 },
    (_, i) => `/log/entries/${(i * 7919) % Math.max(1, size)}`,
  ),
  'a receipt': pick(commitments, 100).map((id) => `/log/receipts/${id}/1.tlog-proof`),
  checkpoint: ['/log/checkpoint'],
  'API, list of commitments': ['/api/v1/commitments'],
  'API, progress of a commitment': pick(commitments, 200).map(
    (id) => `/api/v1/commitments/${id}/progress`,
  ),
  'API, entries of the log': ['/api/v1/log/entries', '/api/v1/log/entries?cursor=70000'],
  'API, a commitment': pick(commitments, 200).map((id) => `/api/v1/commitments/${id}`),
}
for (const [name, paths] of Object.entries(reads)) {
  const first = await timed(() => fetch(site + paths[0]).then((answer) => answer.arrayBuffer()))
  const { status } = await fetch(site + paths[0])
  if (status !== 200) {
    rows.push([`GET ${name}: ${status}`, '', ''])
    continue
  }
  // What the compiler needs to see of a page is seen once in a server's life: it is shown by `first`.
  for (let i = 0; i < 50; i++)
    await fetch(site + paths[i % paths.length]).then((answer) => answer.arrayBuffer())
  const waits = await visit(site, paths, { rate: 40, seconds: Math.max(5, seconds) })
  const { requests, median, p95, max, refused } = waits
  rows.push([
    `GET ${name}, ${requests} at 40/s`,
    `p95 ${p95.toFixed(1)} ms`,
    `median ${median.toFixed(1)}, max ${max.toFixed(0)}, first ${first.toFixed(0)} ms${refused > 0 ? `, ${refused} refused` : ''}`,
  ])
}
server.kill('SIGTERM')
await once(server, 'close')
if (kept === undefined) rmSync(folder, { recursive: true, force: true })

const width = Math.max(...rows.map(([name]) => name.length))
console.log(`${''.padEnd(width)}  ${'min'.padStart(12)}  ${'mean'.padStart(12)}`)
for (const [name, min, mean] of rows)
  console.log(`${name.padEnd(width)}  ${min.padStart(12)}  ${mean.padStart(12)}`)
