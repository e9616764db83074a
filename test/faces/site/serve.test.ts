// `silta serve` as a person starts and stops it.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeExample } from '#example/makeExample.ts'
import { writeFolder } from '#faces/folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'silta-serve-'))
const study = join(folder, 'study')
const data = join(folder, 'data')
const main = new URL('../../../src/faces/cli/main.ts', import.meta.url).pathname

// The database runs as another user where the tests run as root: it must reach its folder.
chmodSync(folder, 0o711)
beforeAll(() => writeFolder(study, makeExample({ sites: 120, seed: 3 })))
afterAll(() => rmSync(folder, { recursive: true }))

function silta(...words: string[]): {
  readonly child: ChildProcess
  readonly said: Promise<{ code: number | null; out: string; err: string }>
  readonly firstLine: Promise<string>
} {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words])
  let out = ''
  let err = ''
  child.stderr.on('data', (text) => {
    err += text
  })
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.on('data', (text) => {
      out += text
      if (out.includes('\n')) resolve(out.split('\n')[0])
    })
  })
  const said = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }))
  })
  return { child, said, firstLine }
}

test('serve --json prints its address when ready, answers there, and stops cleanly on Ctrl-C', async () => {
  const { child, said, firstLine } = silta('serve', study, '--port', '0', '--data', data, '--json')
  const { address } = JSON.parse(await firstLine) as { address: string }
  expect(address).toMatch(/^http:\/\/localhost:\d+\/$/)
  const page = await (await fetch(address)).text()
  expect(page).toContain('No such country exists')
  const plan = (await (await fetch(`${address}plan.json`)).json()) as { resultDigest: string }
  expect(page).toContain(plan.resultDigest)

  expect(await (await fetch(`${address}log/checkpoint`)).text()).toMatch(
    /^silta\.localhost\/log\n0\n/,
  )

  const second = await silta('serve', study, '--port', '0', '--data', data, '--json').said
  expect(second.code).toBe(1)
  const [closed] = (JSON.parse(second.out) as { problems: { code: string; cure: string }[] })
    .problems
  expect(closed.code).toBe('register-closed')
  expect(closed.cure).toMatch(/^Stop the other server first/)

  const taken = silta('serve', study, '--no-register', '--port', new URL(address).port)
  const refused = await taken.said
  expect(refused.code).toBe(2)
  expect(refused.err).toContain('something else listens there')

  child.kill('SIGINT')
  const { code, out, err } = await said
  expect(code).toBe(0)
  expect(out.trim().split('\n')).toHaveLength(1)
  expect(err).not.toMatch(/Error|at .*\.ts:/)
})

test('serve refuses a study with errors, with their cures, and a wrong port', async () => {
  const missing = await silta('serve', join(folder, 'nowhere'), '--no-register', '--json').said
  expect(missing.code).toBe(1)
  const { problems } = JSON.parse(missing.out) as { problems: { cure: string }[] }
  expect(problems[0].cure).not.toBe('')
  const wrong = await silta('serve', '--port', 'many').said
  expect(wrong.code).toBe(2)
  expect(wrong.err).toContain('expected a whole number from 0 to 65535')
})
