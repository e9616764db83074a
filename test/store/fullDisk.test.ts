// A disk that is really full: the register's folder on a small file system of its own, filled to the last
// block under writes. What was acknowledged stays, what was not leaves nothing, and with room it goes on.
import { spawnSync } from 'node:child_process'
import { appendFileSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { verifyLog } from '#register/verify/verify.ts'
import { StoreError } from '#store/cluster.ts'
import type { Taken } from '#store/register.ts'
import {
  account,
  commitmentFor,
  fill,
  freshFolder,
  openRegister,
  removeFolder,
  vkey,
} from './helpers.ts'

const folder = freshFolder()
const mounted =
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=711', 'tmpfs', folder]).status === 0
afterAll(() => {
  if (mounted) spawnSync('umount', ['--lazy', folder])
  removeFolder(folder)
})

const freeBytes = (): number => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

test.skipIf(!mounted)(
  'a register on a full disk (a tmpfs, where the machine lets one be mounted) acknowledges nothing it cannot keep, and goes on when there is room',
  async () => {
    const said: string[] = []
    const register = await openRegister(folder, { onEvent: (sentence) => said.push(sentence) })
    const { signatory, declaration } = await fill(register)
    const filler = join(folder, 'filler')
    const taken: Taken[] = []
    let number = 0
    const append = async (): Promise<void> => {
      const title = `Number ${number++} ${'of a long name '.repeat(60)}`.slice(0, 290)
      const data = commitmentFor(signatory.id, declaration.id, title)
      taken.push(await register.append({ kind: 'commitment', data, by: account }))
    }
    await append()
    // One megabyte is left, and less and less of it until nothing can be entered any more.
    writeFileSync(filler, Buffer.alloc(Math.max(0, freeBytes() - 1_000_000)))
    let refused: unknown
    for (let i = 0; refused === undefined && i < 400; i++) {
      const some = await Promise.allSettled(Array.from({ length: 64 }, append))
      refused = some.find(({ status }) => status === 'rejected')
      const left = Math.min(65_536, freeBytes())
      if (left > 0) appendFileSync(filler, Buffer.alloc(left))
    }
    const { reason } = refused as PromiseRejectedResult
    expect(reason).toBeInstanceOf(StoreError)
    expect(reason).toMatchObject({ cure: expect.stringContaining('Make room') })
    const before = taken.length
    rmSync(filler)
    for (let waited = 0; taken.length === before && waited < 90; waited++) {
      await append().catch(() => undefined)
      if (taken.length === before) await sleep(1000)
    }
    const last = Math.max(...taken.map(({ index }) => index))
    await register.published(last)
    // Acknowledged, and so held: once each, without a hole, and provable.
    expect(new Set(taken.map(({ index }) => index)).size).toBe(taken.length)
    for (const { id, index } of taken) expect((await register.findRecord(id))?.index).toBe(index)
    const read = (path: string) => readFile(join(folder, 'log', path)).catch(() => undefined)
    expect(await verifyLog({ name: folder, read }, vkey)).toMatchObject({ ok: true, problems: [] })
    // Files that found no room are not left lying about, and the operator is told once, not every second.
    expect(readdirSync(join(folder, 'log', '.new'))).toEqual([])
    expect(said.filter((each) => each.startsWith('Cannot publish the log')).length).toBeLessThan(3)
    await register.close()
    const again = await openRegister(folder)
    expect(again.size).toBeGreaterThan(last)
    await again.close()
  },
  240_000,
)
