// `silta log verify` as a person or a script calls it: a folder, an address, a receipt, and wrong use.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type Files, makeLog, vkey } from '../../register/verify/mutations.ts'

const main = fileURLToPath(new URL('../../../src/faces/cli/main.ts', import.meta.url))

async function silta(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words])
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const code = await new Promise<number>((resolve) => child.on('close', resolve))
  return { code, out, err }
}

function store(files: Files, folder: string): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
}

test('silta log verify judges a folder and an address alike, and finds a stale tile changed in the folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'silta-log-'))
  const log = makeLog()
  store(log.files, folder)
  const server = createServer((request, response) => {
    const bytes = log.files.get((request.url ?? '').slice('/log/'.length))
    response.statusCode = bytes === undefined ? 404 : 200
    response.end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as { port: number }).port}/log/`
  try {
    for (const place of [folder, address]) {
      const { code, out } = await silta('log', 'verify', place, '--key', vkey, '--json')
      expect(code).toBe(0)
      expect(JSON.parse(out)).toMatchObject({ ok: true, size: 600, problems: [] })
    }
    const earlier = join(folder, 'seen')
    writeFileSync(earlier, log.checkpoints[3])
    const since = await silta('log', 'verify', folder, '--key', vkey, '--since', earlier)
    expect(since).toMatchObject({ code: 0, err: '' })
    expect(since.out).toContain('600 entries')

    writeFileSync(join(folder, 'tile/0/000.p/3'), new Uint8Array(96))
    const spoiled = await silta('log', 'verify', folder, '--key', vkey, '--json')
    expect(spoiled.code).toBe(1)
    const { ok, problems } = JSON.parse(spoiled.out)
    expect(ok).toBe(false)
    expect(problems[0]).toMatchObject({ code: 'tile-differs', at: { table: 'tile/0/000.p/3' } })
  } finally {
    server.close()
    rmSync(folder, { recursive: true })
  }
})

test('silta log verify explains a wrong use and exits 2', async () => {
  for (const words of [[], ['/tmp'], ['/nowhere', '--key', vkey], ['--key', vkey]]) {
    const { code, err } = await silta('log', 'verify', ...words)
    expect(code).toBe(2)
    expect(err).toMatch(/^Cannot verify/)
    expect(err).not.toMatch(/at .*\.ts:\d/)
  }
})

test('silta log verify names what was given wrong and its cure, as one document: key, receipt, checkpoint of another log, dead host', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'silta-log-'))
  const log = makeLog()
  store(log.files, folder)
  const file = (name: string, content: string): string => {
    const path = join(folder, '..', `${folder.split('/').at(-1)}-${name}`)
    writeFileSync(path, content)
    return path
  }
  const short = file('short.tlog-proof', 'c2sp.org/tlog-proof@v1\nextra ab')
  const other = file('other', log.checkpoints[3].replace(/^.*\n/, 'elsewhere.example/log\n'))
  // A port that was free a moment ago.
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const dead = `http://127.0.0.1:${(server.address() as { port: number }).port}/log`
  await new Promise((resolve) => server.close(resolve))
  try {
    const cases: readonly (readonly [string[], string, string, RegExp])[] = [
      [[folder, '--key', 'nonsense'], 'key-unreadable', folder, /Copy the whole key/],
      [[folder, '--key', vkey, '--receipt', short], 'unreadable', short, /cut short/],
      [[folder, '--key', vkey, '--since', other], 'checkpoint-origin', other, /key of this log/],
      [[dead, '--key', vkey], 'log-unreachable', dead, /Check the address/],
    ]
    for (const [words, code, source, cure] of cases) {
      const run = await silta('log', 'verify', ...words, '--json')
      expect([run.code, run.err]).toEqual([1, ''])
      const { ok, problems } = JSON.parse(run.out)
      expect(ok).toBe(false)
      expect(problems[0]).toMatchObject({ code, at: { source } })
      expect(problems[0].cure).toMatch(cure)
    }
    const said = await silta('log', 'verify', dead, '--key', vkey)
    expect(said.out).toContain('nothing was found out')
    expect(said.out).not.toContain('does NOT hold')
  } finally {
    for (const path of [folder, short, other]) rmSync(path, { recursive: true })
  }
})
