// Takes the pictures in docs/pictures/ from the shipped example, in a real browser: fifteen pages and more,
// in English and Arabic, on a phone and on a desk: node scripts/pictures.mjs
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import sharp from 'sharp'
import { bringChromium } from './chromium.mjs'
import { findNode, root } from './setup.mjs'

const folder = join(root, 'docs', 'pictures')
const mostBytes = 60_000
const languages = { en: '', ar: '/ar' }
const sights = {
  phone: { viewport: { width: 360, height: 780 }, deviceScaleFactor: 1.5 },
  desk: { viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1 },
}

/**
 * Name, what it shows, and its path, or the page that leads there and the beginning of the link; for an official
 * the form that the page found there leads to.
 */
const pages = [
  ['territory', 'A country: the gap, the plan, what it costs', '/'],
  ['map', 'The map of the plan, with a place chosen', '/map?site=P30'],
  ['areas', 'The gap by area, as a map and a table', '/areas'],
  ['places', 'Every place, filtered', '/sites?choice=satellite'],
  ['plan', 'The plan, its cost and its proof', '/plan'],
  ['register', 'The register: where promises stand', '/register'],
  [
    'commitment',
    'One promise, what became of it, and its receipt',
    ['/commitments', '/commitments/', 'off'],
  ],
  [
    'report',
    'Reporting progress, on one page',
    ['/commitments', '/commitments/', 'off'],
    'official',
  ],
  ['signatory', 'One signatory and all it promised', ['/signatories', '/signatories/']],
  ['log', 'The log that nobody can rewrite', '/log'],
  ['dialogue', 'The Dialogue: practices, needs, meetings, consultations', '/dialogue'],
  ['world', 'The world by regions', '/world'],
  ['country', 'A country’s promises and practices', '/countries/XTA'],
  ['practice', 'What a city did, and what went wrong', ['/practices', '/practices/']],
  ['need', 'A need, and pledges that would meet it', ['/needs', '/needs/']],
  ['meeting', 'A meeting and what was agreed', ['/meetings', '/meetings/']],
  [
    'consultation',
    'A consultation, and what changed because of it',
    ['/consultations', '/consultations/'],
  ],
  ['signin', 'Signing in, without a password', '/account/sign-in'],
]

const data = mkdtempSync(join(tmpdir(), 'silta-pictures-'))
const server = spawn(findNode(), [
  join(root, 'bin', 'silta'),
  'serve',
  '--data',
  data,
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
mkdirSync(folder, { recursive: true })

/** The address that a page leads to first. */
async function leadTo([from, beginning, state]) {
  const query = state === 'off' ? '?state=offTrack' : ''
  const markup = await (await fetch(new URL(from + query, address))).text()
  const links = [...markup.matchAll(/href="([^"#?]*)"/g)].map(([, link]) => link)
  const found = links.find(
    (link) => link.startsWith(beginning) && !link.endsWith('/new') && link !== beginning,
  )
  if (found === undefined) throw new Error(`Cannot find a page under ${beginning} from ${from}`)
  return found
}

/** The cookie of an official of the example, made on first need. */
let official
function signIn() {
  official ??= execFileSync(findNode(), [join(root, 'scripts', 'exampleOfficial.mjs'), data], {
    encoding: 'utf8',
  }).trim()
  return { name: 'silta-session', value: official, url: address }
}

/** The form for a report that a commitment's page offers whoever is signed in for its signatory. */
async function formFrom(path) {
  const { name, value } = signIn()
  const answer = await fetch(new URL(path, address), { headers: { cookie: `${name}=${value}` } })
  const [, form] = /href="([^"]*\/enter\/report[^"]*)"/.exec(await answer.text()) ?? []
  if (form === undefined) throw new Error(`Cannot find the form for a report on ${path}`)
  return form.replaceAll('&amp;', '&')
}

/** One picture, as small as it must be. */
async function take(context, path, name) {
  const page = await context.newPage()
  await page.goto(new URL(path, address).href)
  if (await page.locator('#map[data-layers]').count())
    await page.waitForSelector('#map[data-ready=yes]', { timeout: 120_000 })
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.complete || image.loading === 'lazy'),
  )
  const taken = await page.screenshot()
  await page.close()
  for (let quality = 80; ; quality -= 10) {
    const picture = await sharp(taken).webp({ quality, effort: 6 }).toBuffer()
    if (picture.length > mostBytes && quality > 20) continue
    writeFileSync(join(folder, `${name}.webp`), picture)
    return picture.length
  }
}

const lines = []
try {
  for (const [name, says, where, person] of pages) {
    const found = typeof where === 'string' ? where : await leadTo(where)
    const path = person === undefined ? found : await formFrom(found)
    const sizes = []
    for (const [language, prefix] of Object.entries(languages))
      for (const [sight, settings] of Object.entries(sights)) {
        const context = await browser.newContext({
          ...settings,
          locale: language,
          colorScheme: 'light',
        })
        if (person !== undefined) await context.addCookies([signIn()])
        sizes.push(await take(context, prefix + path, `${name}-${language}-${sight}`))
        await context.close()
      }
    console.log(`Wrote docs/pictures/${name}-*.webp (${sizes.join(', ')} bytes)`)
    const picture = (language, sight, width) =>
      `<img src="${name}-${language}-${sight}.webp" width="${width}" alt="${says}, ${language === 'en' ? 'in English' : 'in Arabic'}, on a ${sight}">`
    lines.push(
      `## ${says}`,
      '',
      `${picture('en', 'desk', 520)} ${picture('en', 'phone', 150)}`,
      '',
      `${picture('ar', 'desk', 520)} ${picture('ar', 'phone', 150)}`,
      '',
    )
  }
  const head =
    '# Pictures\n\nThe shipped example, a country that does not exist, in English and Arabic. `node scripts/pictures.mjs`\nmakes them and this page.\n'
  writeFileSync(join(folder, 'README.md'), `${head}\n${lines.join('\n')}`)
} finally {
  await browser.close()
  server.removeAllListeners('exit')
  server.kill('SIGINT')
  await new Promise((resolve) => server.once('close', resolve))
  rmSync(data, { recursive: true, force: true })
}
