// `npm test`: installs what is missing (Chromium too), checks types, lint and walls, runs every test,
// and ends with a line `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { bringChromium } from './chromium.mjs'
import { bringNode26 } from './node26.mjs'
import { findNode, root, setup } from './setup.mjs'

setup()
const chromium = bringChromium()
if (chromium === undefined) {
  console.error(
    'Cannot run the browser tests: no Chromium was found and none could be installed. Install Chromium or Chrome, or set SILTA_CHROMIUM to its path',
  )
}
const node26 = bringNode26()
const node = findNode()
const env = {
  ...process.env,
  ...(chromium === undefined ? {} : { SILTA_CHROMIUM: chromium }),
  ...(node26 === undefined ? {} : { SILTA_NODE_26: node26 }),
}
const bin = (name) => join(root, 'node_modules', name)

const checks = [
  ['types', [bin('typescript/bin/tsc'), '--noEmit', '-p', '.']],
  ['lint', [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']],
  ['walls', [join(root, 'scripts', 'walls.mjs')]],
]
let passed = 0
let failed = 0
for (const [name, args] of checks) {
  const run = spawnSync(node, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
  console.log(`${run.status === 0 ? 'ok' : 'FAILED'}: ${name}`)
  if (run.status === 0) passed++
  else failed++
}

const reportPath = join(root, '.cache', 'test-report.json')
mkdirSync(join(root, '.cache'), { recursive: true })
rmSync(reportPath, { force: true })
const vitest = spawnSync(
  node,
  [
    bin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportPath}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] },
)
let report = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] }
try {
  report = JSON.parse(readFileSync(reportPath, 'utf8'))
} catch {
  console.error('The test runner left no report')
}
passed += report.numPassedTests
failed += report.numFailedTests
// A file that cannot be loaded has no tests to fail: it counts as one.
failed += report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
).length
if (vitest.status !== 0 && failed === 0) failed = 1
if (report.numPassedTests === 0) failed += 1

const skipped = report.testResults.flatMap((file) =>
  file.assertionResults
    .filter(({ status }) => status === 'pending' || status === 'skipped')
    .map(({ fullName }) => `${relative(root, file.name)}: ${fullName}`),
)
if (skipped.length > 0)
  console.log(
    `\nSkipped, because what they read is not on this machine:\n  ${skipped.join('\n  ')}`,
  )
console.log(
  `\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
)
process.exit(failed === 0 ? 0 : 1)
