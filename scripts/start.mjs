// `npm start`: installs what is missing, then serves the product with the shipped example planned.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root, setup } from './setup.mjs'

setup()
const child = spawn(
  process.execPath,
  [join(root, 'bin', 'silta'), 'serve', ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code) => process.exit(code ?? 0))
