// Brings the project's dependencies where they are absent or older than the lockfile. Plain
// JavaScript on any Node ≥ 20: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the clone. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const stampPath = join(root, 'node_modules', '.silta-installed')

/**
 * Installs what package-lock.json pins, if it is not there yet.
 *
 * @param {{ quiet?: boolean }} options Quiet prints one line to stderr, and npm's own words only on failure.
 */
export function setup({ quiet = false } = {}) {
  const digest = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === digest) return
  console.error('Installing what Silta needs (once) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const install = spawnSync(
    npm,
    ['ci', '--no-fund', '--no-audit', ...(quiet ? ['--loglevel=error'] : [])],
    {
      cwd: root,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
      shell: process.platform === 'win32',
      encoding: 'utf8',
    },
  )
  if (install.status !== 0) {
    if (quiet) process.stderr.write(`${install.stdout}${install.stderr}`)
    console.error('Cannot install the dependencies: npm ci did not succeed (its words are above)')
    process.exit(1)
  }
  writeFileSync(stampPath, digest)
}

/** Path of the Node that runs Silta: the one the project brings, else this one if it is new enough. */
export function findNode() {
  for (const name of ['node', 'node.exe']) {
    for (const folder of [
      '.bin',
      `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}/bin`,
    ]) {
      const path = join(root, 'node_modules', folder, name)
      if (existsSync(path)) return path
    }
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  console.error(
    `Cannot start: there is no packaged Node for ${process.platform}-${process.arch}, and this is Node ${process.versions.node}. Install Node 24 or newer from nodejs.org and try again`,
  )
  process.exit(1)
}
