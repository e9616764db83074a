// Sudden death: 20 kills here, 200 in `npm run prove -- register`.
import { test } from 'vitest'
import { killAtRandom } from './kill.ts'

test('Register.append() loses, doubles and misnumbers nothing in 20 kills of server and database (seed 4)', async () => {
  await killAtRandom(20, 4)
}, 300_000)
