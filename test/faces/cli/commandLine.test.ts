import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'silta-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

function silta(...words: string[]) {
  const { status, stdout, stderr } = spawnSync('bin/silta', words, { encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** What no user may ever see. */
const stackTrace = /^\s+at .+:\d+:\d+/m

test('silta without a command shows the overview and exits 2; --help exits 0', () => {
  const bare = silta()
  expect(bare.status).toBe(2)
  expect(bare.stdout).toContain('Usage: silta COMMAND')
  const help = silta('--help')
  expect(help.status).toBe(0)
  for (const command of ['check', 'gap', 'plan', 'roadmap', 'example', 'serve', 'graph steiner']) {
    expect(help.stdout).toContain(`  ${command}`)
  }
})

test.each([
  ['an unknown command', ['plann'], 'there is no such command'],
  ['an unknown option', ['plan', 'studies/comoros', '--budget', '3'], '--budget'],
  ['no study', ['plan'], 'it takes 1 argument, found 0'],
  ['two studies', ['gap', 'a', 'b'], 'it takes 1 argument, found 2'],
  [
    'a number that is none',
    ['example', '--sites', 'many', '--out', join(folder, 'x')],
    'whole number from 100',
  ],
  [
    'a number below zero',
    ['example', '--sites', '-3', '--out', join(folder, 'x')],
    'Cannot read --sites -3',
  ],
  [
    'an override that sets nothing',
    ['check', 'studies/comoros', '--override', 'much'],
    'write it as key=value',
  ],
  ['a missing --out', ['example'], '--out DIR is missing'],
  ['a place of the manifest without --out', ['new', 'comoros'], '--out DIR is missing'],
  ['a mirror that is no address', ['fetch', 'comoros', '--mirror', '/data'], 'an http address'],
  ['a format nobody knows', ['plan', 'studies/comoros', '--format', 'dwg'], 'expected one of'],
])('silta exits 2 on wrong usage: %s', (_, words, sentence) => {
  const run = silta(...words)
  expect(run.status).toBe(2)
  expect(run.stderr).toContain(sentence)
  expect(run.stderr).not.toMatch(stackTrace)
})

test.each([
  ['a command mistyped', ['plann', '--json'], 'Did you mean silta plan?'],
  ['half a command', ['account', '--json'], 'Run one of silta account invite'],
  ['no command', ['--json'], 'Run silta --help'],
  ['no study', ['plan', '--json'], 'Run silta plan --help'],
  ['no key', ['log', 'verify', folder, '--json'], 'Run silta log verify --help'],
])('silta --json says wrong usage as one document too: %s', (_, words, cure) => {
  const run = silta(...words)
  expect(run.status).toBe(2)
  const { problems } = JSON.parse(run.stdout)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatchObject({ level: 'error', code: 'wrong-usage', cure })
})

test('silta lists the commands of a group, and help reads like --help', () => {
  const group = silta('log')
  expect(group.status).toBe(2)
  expect(group.stderr).toContain('  log verify')
  expect(group.stderr).not.toContain('  plan')
  expect(silta('log', '--help').status).toBe(0)
  expect(silta('help', 'plan').stdout).toBe(silta('plan', '--help').stdout)
  expect(silta('--version').stdout.trim()).toBe(
    JSON.parse(readFileSync('package.json', 'utf8')).version,
  )
})

test('silta plan on a folder without study.json exits 1, with one JSON document on stdout', () => {
  const run = silta('plan', folder, '--json')
  expect(run.status).toBe(1)
  const { problems } = JSON.parse(run.stdout)
  expect(problems[0].level).toBe('error')
  expect(problems[0].cure).not.toBe('')
  expect(run.stderr).not.toMatch(stackTrace)
})

test('silta example writes the same bytes twice, and refuses a folder that holds other files', () => {
  const [one, two, full] = ['one', 'two', 'full'].map((name) => join(folder, name))
  expect(silta('example', '--sites', '200', '--seed', '5', '--out', one).status).toBe(0)
  expect(silta('example', '--sites', '200', '--seed', '5', '--out', two).status).toBe(0)
  expect(spawnSync('diff', ['-r', one, two]).status).toBe(0)
  spawnSync('mkdir', [full])
  writeFileSync(join(full, 'mine.txt'), 'precious')
  const refused = silta('example', '--sites', '200', '--out', full)
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain('it holds other files (mine.txt)')
  expect(readdirSync(full)).toEqual(['mine.txt'])
  expect(readdirSync(folder).sort()).toEqual(['full', 'one', 'two'])
})

test('silta stops on Ctrl-C, also amid a computation, and leaves nothing half-written', async () => {
  const out = join(folder, 'stopped')
  const run = spawn('bin/silta', ['example', '--sites', '100000', '--out', out], {
    stdio: 'ignore',
  })
  const exit = new Promise<number | null>((resolve) => run.on('exit', resolve))
  await new Promise((resolve) => setTimeout(resolve, 1500))
  run.kill('SIGINT')
  expect(await exit).toBe(130)
  expect(readdirSync(folder).filter((name) => name.includes('stopped'))).toEqual([])
})

test('silta graph steiner hands back its best so far on Ctrl-C, and exits 130', async () => {
  const run = spawn('bin/silta', [
    'graph',
    'steiner',
    streetGrid(150),
    '--seconds',
    '100',
    '--json',
  ])
  const out: Buffer[] = []
  run.stdout.on('data', (bytes: Buffer) => out.push(bytes))
  const exit = new Promise<number | null>((resolve) => run.on('exit', resolve))
  await new Promise((resolve) => run.stderr.once('data', resolve))
  await new Promise((resolve) => setTimeout(resolve, 500))
  run.kill('SIGINT')
  expect(await exit).toBe(130)
  const { cost, lowerBound, edges } = JSON.parse(Buffer.concat(out).toString())
  expect(lowerBound).toBeGreaterThanOrEqual(0)
  expect(cost).toBeGreaterThanOrEqual(lowerBound)
  // A tree over every seventh of 22,500 crossings has at least so many edges.
  expect(edges.length).toBeGreaterThanOrEqual(22_500 / 7 - 1)
})

/** A file with a square of so many streets each way, of uneven lengths, and a terminal at every seventh. */
function streetGrid(side: number): string {
  const lines = ['33D32945 STP File, STP Format Version 1.0', 'SECTION Graph']
  const edges: string[] = []
  const length = (i: number): number => 50 + ((i * 7919) % 101)
  for (let i = 0; i < side * side; i++) {
    if ((i + 1) % side !== 0) edges.push(`E ${i + 1} ${i + 2} ${length(i)}`)
    if (i + side < side * side) edges.push(`E ${i + 1} ${i + side + 1} ${length(i + 13)}`)
  }
  const terminals = Array.from({ length: Math.ceil((side * side) / 7) }, (_, k) => `T ${k * 7 + 1}`)
  lines.push(`Nodes ${side * side}`, `Edges ${edges.length}`, ...edges, 'END', 'SECTION Terminals')
  lines.push(`Terminals ${terminals.length}`, ...terminals, 'END', 'EOF', '')
  const path = join(folder, 'streets.stp')
  writeFileSync(path, lines.join('\n'))
  return path
}

test('silta new writes a study of a folder it has never met, with what is missing, as one JSON document', () => {
  const unseen = join(folder, 'unseen')
  mkdirSync(unseen)
  writeFileSync(
    join(unseen, 'escolas.csv'),
    'nome;latitude;longitude\nEscola Ari;-10,10;40,10\nEscola Beno;-10,12;40,12\nEscola Caro;-10,15;40,11\n',
  )
  const run = silta('new', unseen, '--json')
  expect(run.stderr).not.toMatch(stackTrace)
  const document = JSON.parse(run.stdout)
  expect(document.files).toMatchObject([{ file: 'escolas.csv', as: 'sites' }])
  expect(document.missing.map(({ what }: { what: string }) => what)).toContain('People')
  expect(run.status).toBe(0)
  expect(JSON.parse(readFileSync(join(unseen, 'study.json'), 'utf8')).sources[0].kind).toBe(
    'school',
  )
  expect(readFileSync(join(unseen, 'STUDY.md'), 'utf8')).toContain('What is missing')
  const planned = silta('plan', unseen, '--json')
  expect(planned.status).toBe(0)
  // New fibre starts from a gateway that is assumed amid them; the two others are far.
  expect(JSON.parse(planned.stdout).totals.sites).toMatchObject({ fibre: 1, satellite: 2 })
  expect(silta('new', unseen).status).toBe(2)
})

test('silta new and fetch exit 1 for what nobody knows, each with what was meant', () => {
  for (const command of ['new', 'fetch']) {
    const run = silta(command, 'comorros', '--json')
    expect(run.status).toBe(1)
    const { problems } = JSON.parse(run.stdout)
    expect(problems[0]).toMatchObject({ code: 'place-unknown', cure: 'Did you mean "comoros"?' })
  }
})

test('silta exits 1 with one document where a file is given for a folder, or a folder for a file', () => {
  const file = join(folder, 'list.csv')
  writeFileSync(file, 'name,lon,lat\n')
  const odd = join(folder, 'odd')
  mkdirSync(join(odd, 'data.csv'), { recursive: true })
  const sources = [{ file: 'data.csv', as: 'sites' }]
  const country = { iso3: 'XAA', name: 'X' }
  writeFileSync(join(odd, 'study.json'), JSON.stringify({ id: 'x', title: 'x', country, sources }))
  mkdirSync(join(folder, 'nested', 'study.json'), { recursive: true })
  for (const [words, code, message] of [
    [['new', file], 'folder-empty', 'it is a file, and a study is of a folder of files'],
    [['check', file], 'study-missing', 'it is a file, and no study.json'],
    [['gap', file], 'study-missing', 'it is a file, and no study.json'],
    [['plan', join(folder, 'nested')], 'study-missing', 'it holds no study.json'],
    [['check', odd], 'file-missing', 'it is a folder'],
  ] as const) {
    const run = silta(...words, '--json')
    expect([words[0], run.status]).toEqual([words[0], 1])
    const { problems } = JSON.parse(run.stdout)
    expect(problems[0]).toMatchObject({ level: 'error', code })
    expect(problems[0].message).toContain(message)
  }
})

test('silta fetch --dry-run shows what would be brought under which licences, and brings nothing', () => {
  const run = silta('fetch', 'comoros', '--dry-run', '--cache', join(folder, 'cache'))
  expect(run.status).toBe(0)
  expect(run.stderr).toContain('ODbL-1.0: comoros/osm-2021-04-08')
  expect(run.stdout).toContain('WorldPop (www.worldpop.org)')
  expect(existsSync(join(folder, 'cache'))).toBe(false)
})
