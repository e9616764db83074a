// Passkeys in a real Chromium with a virtual authenticator: made after an invitation, used to sign in, and
// not usable by replay. The same pages without script say what they need.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleIn } from '#faces/site/webBundle.ts'
import { buildBundle, distFolder } from '../../web/build.ts'
import { type Attacked, openSite } from '../attacks/_site.ts'
import { startChromium } from './_site.ts'

let site: Attacked
let browser: Browser

beforeAll(async () => {
  await buildBundle()
  site = await openSite({ bundle: bundleIn(distFolder, Promise.resolve()) })
  browser = await startChromium()
})
afterAll(async () => {
  await browser.close()
  expect(site.faults).toEqual([])
  await site.close()
})

test('an operator makes a passkey and signs in with it; an answer sent again is refused', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  const page = await context.newPage()
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const violations: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) violations.push(message.text())
  })
  const secret = (await site.services.accounts.invitations.inviteFirstOperator(
    'ada@city.example',
  )) as string
  await page.goto(`${site.origin}/account/invitation?t=${secret}`)
  await page.getByLabel('Your name and office').fill('Ada Operator')
  await page.getByLabel('I am 18 or older').check()
  await page.getByRole('button', { name: 'Accept' }).click()
  await page.waitForLoadState('load')
  await page.getByLabel('What to call it').fill('office telephone')
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await page.waitForURL(`${site.origin}/account`)
  await expect.poll(() => page.textContent('main')).toContain('office telephone')
  expect(await page.textContent('main')).toContain('By passkey on')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${site.origin}/`)

  await page.goto(`${site.origin}/account/sign-in?next=%2Foperator`)
  const answered = page.waitForRequest((request) =>
    request.url().endsWith('/account/sign-in/passkey'),
  )
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  const request = await answered
  await page.waitForURL(`${site.origin}/operator`)
  expect(await page.textContent('h1')).toBe('Invitations')
  // A passkey session may invite.
  await page.getByLabel('E-mail address').fill('rev@city.example')
  await page.getByLabel('Role', { exact: true }).selectOption('reviewer')
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect.poll(() => page.textContent('main')).toContain('rev@city.example')

  // The same answer from the same browser, with its cookie and its token, opens nothing.
  const headers = await request.allHeaders()
  const replay = await fetch(request.url(), {
    method: 'POST',
    headers: {
      cookie: headers.cookie,
      origin: site.origin,
      'content-type': 'application/json',
      'x-form-token': headers['x-form-token'],
    },
    body: request.postData(),
  })
  expect(replay.status).toBe(400)
  expect(replay.headers.getSetCookie()).toEqual([])
  expect(violations).toEqual([])
  await context.close()
})

test('without script the sign-in page works by link and says what passkeys need', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${site.origin}/account/sign-in`)
  expect(await page.getByText('Passkeys need script').isVisible()).toBe(true)
  expect(await page.getByRole('button', { name: 'Use a passkey' }).isVisible()).toBe(false)
  await page.getByLabel('E-mail address').fill('heron@mail.example')
  await page.getByRole('button', { name: 'Send me a link' }).click()
  expect(await page.textContent('h1')).toBe('Look into your mailbox')
  const link = /http:\S+/.exec(site.mails.at(-1)?.text ?? '')?.[0] ?? ''
  await page.goto(link)
  await page.getByLabel('The name others will see').fill('Grey Heron')
  await page.getByLabel('I am 18 or older').check()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  expect(await page.textContent('main')).toContain('Grey Heron')
  await context.close()
})
