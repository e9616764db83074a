// Takes the pictures in docs/pictures/ from the shipped example, in a real browser: node scripts/pictures.mjs
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { bringChromium } from './chromium.mjs'
import { root } from './setup.mjs'

const folder = join(root, 'docs', 'pictures')
mkdirSync(folder, { recursive: true })
const server = spawn(process.execPath, [
  join(root, 'bin', 'silta'),
  'serve',
  '--no-register',
  '--port',
  '0',
  '--json',
])
const address = await new Promise((resolve, reject) => {
  let said = ''
  server.stdout.on('data', (text) => {
    said += text
    if (said.includes('\n')) resolve(JSON.parse(said).address)
  })
  server.on('exit', () => reject(new Error('Cannot take pictures: the server did not start')))
})
const browser = await chromium.launch({ executablePath: bringChromium(), args: ['--no-sandbox'] })

/** One picture: name, path, and what to wait for. */
async function take(name, path, { height = 860, ready } = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height } })
  await page.goto(new URL(path, address).href)
  if (ready !== undefined) await page.waitForSelector(ready, { timeout: 120_000 })
  await page.waitForFunction(() => [...document.images].every((image) => image.complete))
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await page.close()
  console.log(`Wrote docs/pictures/${name}.png`)
}

await take('territory', '/', { height: 1950 })
await take('map', '/map?site=P30', { ready: '#map[data-ready=yes]' })
await browser.close()
server.removeAllListeners('exit')
server.kill('SIGINT')
