// A register of a million entries in minutes: entries made as the writer makes them and written to the real
// tables by its own statement, without waiting for the disk; the log's files beside them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Json } from '#base/canonical.ts'
import { baku2012 } from '#register/declarations.ts'
import { LogEdge, type LogFile } from '#register/log/edge.ts'
import type { SignerKey } from '#register/log/note.ts'
import { type RecordKind, references } from '#register/records.ts'
import { insertBatch, type Made, makeEntry } from '#store/batch.ts'
import { openDatabase } from '#store/database.ts'
import { newId } from '#store/draft.ts'
import { Publisher } from '#store/publisher.ts'
import { Reading } from '#store/reading.ts'
import { Register } from '#store/register.ts'

const by = 'account000000000001'
const batch = 4000

/** What the register holds. */
export interface Loaded {
  readonly signatories: readonly string[]
  readonly commitments: readonly string[]
}

/**
 * Fills an empty data folder.
 *
 * @param entries Of the log: commitments, six reports on each, and new versions of the reports.
 */
export async function loadRegister(
  folder: string,
  key: SignerKey,
  { entries, commitments: count }: { readonly entries: number; readonly commitments: number },
): Promise<Loaded> {
  const database = await openDatabase({ folder })
  const client = await database.connect()
  // Only here: nobody waits for an answer, and everything referred to is there.
  await client.query('set synchronous_commit = off')
  await client.query('set session_replication_role = replica')
  const edge = new LogEdge()
  const log = join(folder, 'log')
  const write = (files: readonly LogFile[]): void => {
    for (const { path, bytes } of files) {
      mkdirSync(dirname(join(log, path)), { recursive: true })
      writeFileSync(join(log, path), bytes)
    }
  }
  const versions = new Map<string, number>()
  let made: Made[] = []
  let time = Date.parse('2026-01-01T00:00:00Z')
  const flush = async (): Promise<void> => {
    const { files, fullTiles } = edge.takeFullTiles()
    write(files)
    await insertBatch(client, made, fullTiles)
    made = []
  }
  const add = async (kind: RecordKind, data: Json, id = newId()): Promise<string> => {
    const version = (versions.get(id) ?? 0) + 1
    versions.set(id, version)
    time += 20
    const draft = { kind, data, by }
    const waiting = {
      draft,
      refers: references(kind, data),
      files: [],
      since: 0,
      resolve: () => {},
      reject: () => {},
    }
    const place = { id, version, time: new Date(time).toISOString() }
    made.push(makeEntry(waiting, place, edge))
    if (made.length === batch) await flush()
    return id
  }
  const declaration = await add('declaration', baku2012 as unknown as Json)
  const signatories: string[] = []
  for (let i = 0; i < Math.max(10, count / 50); i++)
    signatories.push(
      await add('signatory', {
        kind: 'city',
        name: `City ${i}`,
        country: `X${String.fromCharCode(65 + (i % 26))}A`,
        fictional: true,
        officials: [by],
      }),
    )
  const commitments: string[] = []
  for (let i = 0; i < count; i++)
    commitments.push(
      await add('commitment', {
        title: `Schools of district ${i} online`,
        signatory: signatories[i % signatories.length],
        declaration,
        undertaking: 'extend-broadband',
        language: 'en',
        indicator: { name: 'Schools online', unit: 'school', direction: 'up', by: [] },
        baseline: { value: 0, date: '2026-01-01' },
        target: { value: 100, date: '2029-12-31' },
        milestones: [],
        lead: 'Office of the Mayor',
        countries: ['XAA'],
      }),
    )
  const reports: [string, string, number][] = []
  const report = (commitment: string, nth: number, value: number): Json => ({
    commitment,
    from: `2026-0${nth}-01`,
    until: `2026-0${nth}-28`,
    value,
    language: 'en',
    groups: [],
  })
  for (let nth = 1; nth <= 6 && edge.size < entries; nth++)
    for (const [i, commitment] of commitments.entries()) {
      if (edge.size >= entries) break
      reports.push([await add('report', report(commitment, nth, i % 50)), commitment, nth])
    }
  await flush()
  for (let i = 0; edge.size < entries && reports.length > 0; i++) {
    // No record twice in one statement.
    if (i % reports.length === 0 && made.length > 0) await flush()
    const [id, commitment, nth] = reports[i % reports.length]
    await add('report', report(commitment, nth, i % 60), id)
  }
  await flush()
  write(edge.takeFiles().files)
  const publisher = new Publisher(log, key)
  await publisher.put(await publisher.sign(client, edge.size, edge.root()), [])
  await client.query(
    `select setval(pg_get_serial_sequence('log_entry', 'key'), max(key)) from log_entry`,
  )
  await client.query('analyze')
  await client.query('checkpoint')
  await client.end()
  await database.close()
  // The listing has followed a register that was filled by its own server.
  const register = await Register.open({ folder, key })
  await new Reading(register).lists.ready()
  await register.close()
  return { signatories, commitments }
}
