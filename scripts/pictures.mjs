// Takes the pictures of the papers anew from the running product: node scripts/pictures.mjs
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { bringChromium } from './chromium.mjs'
import { root, setup } from './setup.mjs'

setup()
const { chromium } = await import('playwright-core')
const server = spawn(
  process.execPath,
  [join(root, 'bin', 'silta'), 'serve', '--port', '0', '--json'],
  {
    stdio: ['ignore', 'pipe', 'ignore'],
  },
)
const address = await new Promise((resolve) => {
  server.stdout.on('data', (text) => resolve(JSON.parse(String(text)).address))
})
const browser = await chromium.launch({
  executablePath: bringChromium(),
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--use-gl=swiftshader',
    '--enable-unsafe-swiftshader',
  ],
})
const pictures = [
  { name: 'territory', path: '/', width: 1280, height: 1180 },
  { name: 'map', path: '/map', width: 1280, height: 900 },
]
mkdirSync(join(root, 'docs', 'pictures'), { recursive: true })
for (const { name, path, width, height } of pictures) {
  const page = await browser.newPage({ viewport: { width, height } })
  await page.goto(new URL(path, address).href, { waitUntil: 'networkidle' })
  await page.waitForTimeout(3000)
  await page.screenshot({ path: join(root, 'docs', 'pictures', `${name}.png`) })
  console.log(`Took docs/pictures/${name}.png`)
}
await browser.close()
server.kill('SIGTERM')
