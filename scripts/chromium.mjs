// Finds a Chromium for the tests in a real browser, and brings one where there is none: Debian's
// package first, then Playwright's own download.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findNode, root } from './setup.mjs'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome.exe',
]
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Path of an installed Chromium or Chrome, or undefined. */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return [process.env.SILTA_CHROMIUM, ...candidates, ...places].find(
    (path) => path && existsSync(path),
  )
}

/** Path of a Chromium, installing one where there is none; undefined where that fails. */
export function bringChromium() {
  const found = findChromium()
  if (found !== undefined) return found
  console.error('Installing Chromium for the tests (once) …')
  const quiet = { stdio: ['ignore', 'ignore', 2] }
  if (process.platform === 'linux' && spawnSync('apt-get', ['--version']).status === 0) {
    const apt = process.getuid?.() === 0 ? ['apt-get'] : ['sudo', '-n', 'apt-get']
    const run = (...words) => spawnSync(apt[0], [...apt.slice(1), ...words], quiet)
    run('update', '-qq')
    run('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core')
    const installed = findChromium()
    if (installed !== undefined) return installed
  }
  const playwright = join(root, 'node_modules', 'playwright-core', 'cli.js')
  spawnSync(findNode(), [playwright, 'install', 'chromium'], { cwd: root, ...quiet })
  const printed = spawnSync(
    findNode(),
    ['-e', "process.stdout.write(require('playwright-core').chromium.executablePath())"],
    { cwd: root, encoding: 'utf8' },
  )
  return existsSync(printed.stdout) ? printed.stdout : undefined
}
