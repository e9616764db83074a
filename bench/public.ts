// Pages and API of a large register under load: a million entries, ten thousand commitments, each with a
// third of a hundred reports, pieces of evidence and reviews. `npm run bench -- public [REPORTS] [SECONDS] [CLIENTS]`
// The rows are written past the writer, by one statement for each kind: only reading is measured here.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Json } from '#base/canonical.ts'
import { seededRandom } from '#base/random.ts'
import { listen } from '#faces/cli/listen.ts'
import { makeSite } from '#faces/site/app.ts'
import type { Services } from '#faces/site/services.ts'
import { bakuActionPlan } from '#register/declarations.ts'
import { signerKey } from '#register/log/note.ts'
import { Accounts } from '#store/accounts.ts'
import { Moderation } from '#store/moderation.ts'
import { People } from '#store/people.ts'
import { Reading } from '#store/reading.ts'
import { Register } from '#store/register.ts'
import { Uploads } from '#store/uploads.ts'

const reportsEach = Number(process.argv[2] ?? 33)
const seconds = Number(process.argv[3] ?? 4)
const clients = Number(process.argv[4] ?? 8)
const [signatories, commitments] = [500, 10_000]
const folder = mkdtempSync(join(tmpdir(), 'silta-bench-'))
const register = await Register.open({
  folder,
  key: signerKey('bench.example/log', new Uint8Array(32).fill(1)),
})
const { db } = register.database
const by = 'account000000000001'
const declaration = await register.append({
  kind: 'declaration',
  data: bakuActionPlan as unknown as Json,
  by,
})

/** Identities of made rows: as long as real ones, and in no order of time. */
const idOf = (what: string, n: string) => `substr(md5('${what}' || ${n}) || md5(${n}::text), 1, 25)`

/** Rows of one kind: version, head, entry, one text, and what they refer to. */
async function make(
  kind: string,
  count: number,
  data: string,
  refers: readonly (readonly [at: string, id: string])[],
  texts: readonly (readonly [at: string, text: string])[],
): Promise<void> {
  const id = idOf(kind, 'n')
  const references = refers
    .map(([at, target]) => `select ${id}, 1, '${at}', ${target} from rows`)
    .join(' union all ')
  const words = texts
    .map(([at, text]) => `select ${id}, 1, '${at}', 'salt', ${text} from rows`)
    .join(' union all ')
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one)
    await sql`create temp table rows as
      select n, k.key from generate_series(1, ${sql.raw(String(count))}) n,
      lateral (select (select coalesce(max(key), 0) from log_entry) + n as key) k`.execute(one)
    for (const statement of [
      `insert into log_entry (key, bytes, idx) overriding system value
        select key, '{"form":1}'::bytea, key - (select min(key) from rows) + (select max(idx) + 1 from log_entry) from rows`,
      `insert into record_head (id, kind, version) select ${id}, '${kind}', 1 from rows`,
      `insert into record_version (id, version, kind, data, time, by, entry_key)
        select ${id}, 1, '${kind}', ${data}, '2027-01-01T00:00:00.000Z', '${by}', key from rows`,
      ...(words === '' ? [] : [`insert into record_text (id, version, at, salt, text) ${words}`]),
      ...(references === ''
        ? []
        : [`insert into record_reference (id, version, at, target) ${references}`]),
      'drop table rows',
      'set session_replication_role = default',
    ])
      await sql.raw(statement).execute(one)
  })
}

const started = performance.now()
const word = "jsonb_build_object('committed', 'sha256:' || md5(n::text))"
await make(
  'signatory',
  signatories,
  `jsonb_build_object('kind', 'city', 'name', ${word}, 'country', 'XAA', 'fictional', true, 'officials', jsonb_build_array('${by}'))`,
  [],
  [['/data/name', "'City ' || n"]],
)
const owner = idOf('signatory', `(1 + n % ${signatories})`)
await make(
  'commitment',
  commitments,
  `jsonb_build_object('title', ${word}, 'signatory', ${owner}, 'declaration', '${declaration.id}', 'undertaking', 'connect-everyone', 'language', 'en', 'indicator', jsonb_build_object('name', ${word}, 'unit', 'school', 'direction', 'up', 'by', '[]'::jsonb), 'baseline', '{"value":0,"date":"2024-01-01"}'::jsonb, 'target', '{"value":100,"date":"2029-12-31"}'::jsonb, 'milestones', '[{"value":40,"date":"2026-06-30"}]'::jsonb, 'lead', ${word}, 'countries', '["XAA"]'::jsonb)`,
  [
    ['/signatory', owner],
    ['/declaration', `'${declaration.id}'`],
  ],
  [
    ['/data/title', "'Schools online in district ' || n"],
    ['/data/indicator/name', "'Schools with 20 Mbps'"],
    ['/data/lead', "'Office ' || n"],
  ],
)
const many = commitments * reportsEach
const promise = idOf('commitment', `(1 + n % ${commitments})`)
await make(
  'report',
  many,
  `jsonb_build_object('commitment', ${promise}, 'from', '2024-01-01', 'until', (date '2024-02-01' + (n % 900)::int)::text, 'value', n % 70, 'language', 'en', 'note', ${word}, 'groups', '[]'::jsonb)`,
  [['/commitment', promise]],
  [['/data/note', "'What stands behind number ' || n"]],
)
const report = idOf('report', 'n')
await make(
  'evidence',
  many,
  `jsonb_build_object('report', ${report}, 'kind', 'link', 'date', '2025-01-01', 'about', ${word}, 'link', ${word})`,
  [['/report', report]],
  [
    ['/data/about', "'Count ' || n"],
    ['/data/link', "'https://example.org/' || n"],
  ],
)
await make(
  'review',
  many,
  `jsonb_build_object('report', ${report}, 'finding', 'upheld', 'independent', true, 'language', 'en', 'reason', ${word}, 'date', '2025-02-01')`,
  [['/report', report]],
  [['/data/reason', "'Counted again ' || n"]],
)
await sql`analyze`.execute(db)
const written = (performance.now() - started) / 1000
const reading = new Reading(register)
const before = performance.now()
await reading.ready()
const listed = (performance.now() - before) / 1000
const { rows: size } = await sql<{ n: number }>`select count(*) as n from log_entry`.execute(db)
console.log(
  `${size[0].n} entries written in ${written.toFixed(0)} s, listed in ${listed.toFixed(0)} s`,
)

const server = await listen('127.0.0.1', 0)
const origin = `http://127.0.0.1:${server.port}`
const now = (): string => register.now()
const services: Services = {
  register,
  accounts: new Accounts(register),
  mailer: { send: async () => {} },
  uploads: new Uploads(register.database, join(folder, 'uploads')),
  people: new People(db, now),
  moderation: new Moderation(db, now),
  origin,
  now,
}
server.show(makeSite([], { services, onError: console.error }))
const { rows: some } = await sql<{ id: string; idx: number; signatory: string }>`
  select id, idx, signatory from listing where kind = 'commitment' order by md5(id) limit 2000`.execute(
  db,
)
const random = seededRandom(5)
const pick = () => some[random.below(some.length)]
const asked: Readonly<Record<string, () => string>> = {
  'page /register': () => '/register',
  'page /commitments, anywhere': () => `/commitments?before=${pick().idx}`,
  'page /commitments by state': () => `/commitments?state=notReported&before=${pick().idx}`,
  'page /commitments by words': () => `/commitments?q=district+${random.below(9999)}`,
  'page /commitments/ID': () => `/commitments/${pick().id}`,
  'page /signatories/ID': () => `/signatories/${pick().signatory}`,
  'page /log, anywhere': () => `/log?before=${random.below(900_000)}`,
  'API /commitments': () => `/api/v1/commitments?cursor=${pick().idx}`,
  'API /commitments/ID': () => `/api/v1/commitments/${pick().id}`,
  'API /commitments/ID/trail': () => `/api/v1/commitments/${pick().id}/trail`,
  'API /commitments/ID/progress': () => `/api/v1/commitments/${pick().id}/progress`,
  'API /log/entries': () => `/api/v1/log/entries?cursor=${random.below(900_000)}`,
}
for (const [name, address] of Object.entries(asked)) {
  const times: number[] = []
  const until = performance.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        const start = performance.now()
        const answer = await fetch(origin + address())
        await answer.arrayBuffer()
        if (answer.status !== 200) throw new Error(`${name}: ${answer.status}`)
        times.push(performance.now() - start)
      }
    }),
  )
  times.sort((a, b) => a - b)
  const at = (share: number): string => times[Math.floor(times.length * share)].toFixed(1)
  console.log(
    `${name.padEnd(32)} ${(times.length / seconds).toFixed(0).padStart(5)} /s  median ${at(0.5)} ms  p95 ${at(0.95)} ms`,
  )
}
await server.close()
await register.close()
rmSync(folder, { recursive: true, force: true })
