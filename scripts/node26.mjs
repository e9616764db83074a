// Brings Node 26 beside the project's own, for the tests that compare bytes between the two.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './setup.mjs'

const version = '26.10.0'

/** Path of a Node 26, or undefined where none can be had. */
export function bringNode26() {
  if (process.env.SILTA_NODE_26) return process.env.SILTA_NODE_26
  const system = process.platform === 'win32' ? 'win' : process.platform
  const folder = join(root, '.cache', 'node-26')
  const path = join(
    folder,
    'node_modules',
    `node-${system}-${process.arch}`,
    'bin',
    system === 'win' ? 'node.exe' : 'node',
  )
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  const npm = system === 'win' ? 'npm.cmd' : 'npm'
  spawnSync(
    npm,
    [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-fund',
      '--no-audit',
      '--loglevel=error',
      `node-${system}-${process.arch}@${version}`,
    ],
    {
      stdio: 'ignore',
      shell: system === 'win',
    },
  )
  return existsSync(path) ? path : undefined
}
