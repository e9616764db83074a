// Writes the `expected/` folder of studies anew, after a change that moves their numbers on purpose:
// node scripts/expected.mjs studies/comoros …   Say why in CHANGELOG.md under Results.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findNode, root, setup } from './setup.mjs'

setup()
const run = spawnSync(
  findNode(),
  [
    '--disable-warning=ExperimentalWarning',
    join(root, 'scripts', 'writeExpected.ts'),
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
)
process.exit(run.status ?? 1)
