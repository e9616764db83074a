// `npm run bench -- NAME`: one file of bench/, or all of them in turn.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findNode, root, setup } from './setup.mjs'

setup()
const known = readdirSync(join(root, 'bench'))
  .filter((name) => name.endsWith('.ts') && !name.startsWith('_'))
  .map((name) => name.slice(0, -3))
const [name, ...rest] = process.argv.slice(2)
if (name !== undefined && !known.includes(name)) {
  console.error(`Cannot run the benchmark "${name}": expected one of ${known.join(', ')}`)
  process.exit(2)
}
for (const each of name === undefined ? known : [name]) {
  const run = spawnSync(
    findNode(),
    [
      '--expose-gc',
      '--disable-warning=ExperimentalWarning',
      join(root, 'bench', `${each}.ts`),
      ...rest,
    ],
    { cwd: root, stdio: 'inherit' },
  )
  if (run.status !== 0) process.exit(run.status ?? 1)
}
