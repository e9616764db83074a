// Backup, export, restore and the first invitation as an operator types them, beside a server that runs.
import { spawn } from 'node:child_process'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeVkey } from '#register/log/note.ts'
import { openKey } from '#store/keys.ts'
import { Register } from '#store/register.ts'
import { Uploads } from '#store/uploads.ts'
import { account, fill, freshFolder, removeFolder } from '../../store/helpers.ts'

const main = new URL('../../../src/faces/cli/main.ts', import.meta.url).pathname
const [a, b, out] = [freshFolder(), freshFolder(), freshFolder()]
afterAll(() => {
  for (const folder of [a, b, out]) removeFolder(folder)
})

function silta(
  ...words: string[]
): Promise<{ code: number | null; document: Record<string, unknown>; err: string }> {
  const child = spawn(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    main,
    ...words,
    '--json',
  ])
  let [said, err] = ['', '']
  child.stdout.on('data', (text) => {
    said += text
  })
  child.stderr.on('data', (text) => {
    err += text
  })
  return new Promise((resolve) => {
    child.on('close', (code) =>
      resolve({ code, document: said === '' ? {} : JSON.parse(said), err }),
    )
  })
}
const open = (folder: string): Promise<Register> =>
  Register.open({ folder, key: openKey(folder, 'register.example/log'), publishMilliseconds: 20 })
const codes = (document: Record<string, unknown>): string[] =>
  (document.problems as { code: string }[]).map(({ code }) => code)

test('log backup, export and restore copy a register, and refuse what would do harm', async () => {
  const first = await open(a)
  const { declaration, commitment } = await fill(first)
  const uploads = new Uploads(first.database, join(a, 'uploads'))
  const csv = new TextEncoder().encode('date,value\n2027-01-01,3\n')
  const kept = await uploads.keep(csv, { takes: 'evidence', by: account, now: first.now() })
  const report = await first.append({
    kind: 'report',
    data: {
      commitment: commitment.id,
      from: '2027-01-01',
      until: '2027-01-31',
      value: 3,
      language: 'en',
      groups: [],
    },
    by: account,
  })
  await first.append({
    kind: 'evidence',
    data: {
      report: report.id,
      kind: 'file',
      date: '2027-01-31',
      about: 'Counts',
      digest: kept.digest,
    },
    by: account,
  })
  await first.published(4)

  const backedUp = await silta('log', 'backup', join(out, 'backup'), '--data', a)
  expect(backedUp.document).toMatchObject({ records: 5, entries: 5, files: 1, problems: [] })
  expect(backedUp.code).toBe(0)
  const again = await silta('log', 'backup', join(out, 'backup'), '--data', a)
  expect([again.code, codes(again.document)]).toEqual([1, ['copy-failed']])
  const exported = await silta('log', 'export', join(out, 'export'), '--data', a)
  expect(exported.document).toMatchObject({ entries: 5, files: 1 })
  const verified = await silta('log', 'verify', join(out, 'export', 'log'), '--key', vkeyOf(first))
  expect(verified.document).toMatchObject({ ok: true, size: 5 })

  // The register runs: nobody restores over it.
  const over = await silta('log', 'restore', join(out, 'backup'), '--data', a)
  expect(over.code).toBe(1)
  expect(JSON.stringify(over.document)).toContain('another Silta server is using it')
  await first.close()
  const public_ = await silta('log', 'restore', join(out, 'export'), '--data', b)
  expect(public_.code).toBe(1)
  const restored = await silta('log', 'restore', join(out, 'backup'), '--data', b)
  expect([restored.code, restored.document.files]).toEqual([0, 1])
  const second = await open(b)
  expect((await second.findRecord(declaration.id))?.index).toBe(0)
  expect(await new Uploads(second.database, join(b, 'uploads')).find(kept.digest)).toBeDefined()
  expect((await fill(second)).declaration.index).toBe(5)

  const invited = await silta('account', 'invite', '--email', 'ada@city.example', '--data', b)
  expect(invited.document.link).toMatch(
    /^http:\/\/localhost:8080\/account\/invitation\?t=[\w-]{43}$/,
  )
  expect((await silta('account', 'invite', '--email', 'no address', '--data', b)).code).toBe(2)
  await second.close()
  expect((await silta('log', 'backup', join(out, 'x'), '--data', join(out, 'nowhere'))).code).toBe(
    2,
  )

  appendFileSync(join(out, 'backup', 'record_text.jsonl'), '\n')
  const damaged = await silta('log', 'restore', join(out, 'backup'), '--data', freshFolderOf())
  expect([damaged.code, codes(damaged.document)]).toEqual([1, ['copy-failed']])
})

const more: string[] = []
afterAll(() => {
  for (const folder of more) removeFolder(folder)
})
function freshFolderOf(): string {
  const folder = freshFolder()
  more.push(folder)
  return folder
}

/** The log's public key, from its secret one. */
function vkeyOf(register: Register): string {
  expect(register.publisher.published.checkpoint).toContain('register.example/log')
  const { name } = JSON.parse(readFileSync(join(a, 'log-key.json'), 'utf8')) as { name: string }
  return writeVkey(openKey(a, name))
}
