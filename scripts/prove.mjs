// `npm run prove -- ROOM`: a room's full counts and sizes, too long for every change. Without a room, all.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bringChromium } from './chromium.mjs'
import { findNode, root, setup } from './setup.mjs'

setup()
const folder = join(root, 'test', 'prove')
const rooms = process.argv.slice(2)
const known = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.prove.test.ts'))
      .map((name) => name.split('.')[0])
  : []
const unknown = rooms.filter((room) => !known.includes(room))
if (unknown.length > 0) {
  console.error(`Cannot prove "${unknown.join(', ')}": expected one of ${known.join(', ')}`)
  process.exit(2)
}
const files = (rooms.length > 0 ? rooms : known).map((room) =>
  join('test', 'prove', `${room}.prove.test.ts`),
)
const run = spawnSync(
  findNode(),
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=verbose',
    '--testTimeout=3600000',
    '--no-file-parallelism',
    ...files,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, SILTA_PROVE: '1', SILTA_CHROMIUM: bringChromium() ?? '' },
  },
)
process.exit(run.status ?? 1)
