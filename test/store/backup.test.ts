// Backup, restore and export, rehearsed: what comes back is what was there, and the log goes on from it.
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyLog } from '#register/verify/verify.ts'
import { backup, exportAll, restore } from '#store/backup.ts'
import { openDatabase } from '#store/database.ts'
import { account, fill, freshFolder, openRegister, removeFolder, vkey } from './helpers.ts'

const logOf = (folder: string) => ({
  name: folder,
  read: (path: string) => readFile(join(folder, 'log', path)).catch(() => undefined),
})

test('restore() brings back what backup() took, byte for byte, and the log goes on as one history', async () => {
  const [a, b, out] = [freshFolder(), freshFolder(), freshFolder()]
  const first = await openRegister(a)
  const { commitment, signatory } = await fill(first)
  await first.append({
    kind: 'moderation',
    data: { subject: signatory.id, act: 'hide', rule: 'wrong-name', language: 'en', reason: 'So' },
    by: account,
  })
  await first.published(3)
  const seen = readFileSync(join(a, 'log', 'checkpoint'), 'utf8')
  const record = await first.findRecord(commitment.id)
  const manifest = await backup(first.database.db, a, join(out, 'backup'))
  expect(manifest.logSize).toBe(4)
  expect(manifest.tables.record_version.rows).toBe(4)
  await expect(backup(first.database.db, a, join(out, 'backup'))).rejects.toMatchObject({
    message: expect.stringContaining('not empty'),
  })

  const publicCopy = await exportAll(first.database.db, a, join(out, 'export'))
  expect(publicCopy.contents).toBe('export')
  const names = readdirSync(join(out, 'export'))
  expect(names.filter((name) => /account|session|passkey|key\.json/.test(name))).toEqual([])
  const words = readFileSync(join(out, 'export', 'record_text.jsonl'), 'utf8')
  expect(words).toContain('Every school of Lumora online')
  expect(words).not.toContain('"Lumora"')
  expect(await verifyLog(logOf(join(out, 'export')), vkey, { since: seen })).toMatchObject({
    ok: true,
  })
  await first.close()

  const database = await openDatabase({ folder: b })
  await expect(restore(database.db, b, join(out, 'export'))).rejects.toMatchObject({
    message: expect.stringContaining('it is an export'),
  })
  await restore(database.db, b, join(out, 'backup'))
  await expect(restore(database.db, b, join(out, 'backup'))).rejects.toMatchObject({
    message: expect.stringContaining('holds records already'),
  })
  await backup(database.db, b, join(out, 'again'))
  await database.close()
  for (const name of readdirSync(join(out, 'backup')))
    expect(
      readFileSync(join(out, 'again', name)).equals(readFileSync(join(out, 'backup', name))),
      name,
    ).toBe(true)

  const second = await openRegister(b)
  expect(await second.findRecord(commitment.id)).toEqual(record)
  const more = await fill(second)
  expect(more.declaration.index).toBe(4)
  await second.published(more.commitment.index)
  expect(await verifyLog(logOf(b), vkey, { since: seen })).toMatchObject({ ok: true, size: 7 })
  await second.close()
  for (const folder of [a, b, out]) removeFolder(folder)
})

test('restore() refuses a damaged backup and leaves the database empty', async () => {
  const [a, b, out] = [freshFolder(), freshFolder(), freshFolder()]
  const first = await openRegister(a)
  await fill(first)
  await backup(first.database.db, a, join(out, 'backup'))
  await first.close()
  appendFileSync(join(out, 'backup', 'log_checkpoint.jsonl'), '{"size":99,"note":"x"}\n')
  mkdirSync(join(out, 'empty'))
  const database = await openDatabase({ folder: b })
  await expect(restore(database.db, b, join(out, 'empty'))).rejects.toThrow('Cannot restore')
  await expect(restore(database.db, b, join(out, 'backup'))).rejects.toMatchObject({
    message: expect.stringContaining('log_checkpoint.jsonl is not what its manifest says'),
  })
  const { n } = await database.db
    .selectFrom('log_entry')
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  expect(Number(n)).toBe(0)
  await database.close()
  for (const folder of [a, b, out]) removeFolder(folder)
})
