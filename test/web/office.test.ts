// One whole journey with no shortcut: an operator invites by mail through a real SMTP server, two officials
// follow their links, make passkeys, sign together, and one leaves again.
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smtpMailer } from '#accounts/mailer.ts'
import { bundleIn } from '#faces/site/webBundle.ts'
import { buildBundle, distFolder } from '../../web/build.ts'
import { type Attacked, openSite } from '../attacks/_site.ts'
import { fill } from '../store/helpers.ts'
import { startChromium } from './_site.ts'

let site: Attacked
let browser: Browser
const letters: string[] = []
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: (stream, _session, done) => {
    let text = ''
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    stream.on('end', () => {
      letters.push(text)
      done()
    })
  },
})

beforeAll(async () => {
  await buildBundle()
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  site = await openSite({
    bundle: bundleIn(distFolder, Promise.resolve()),
    mailer: smtpMailer(`smtp://127.0.0.1:${port}`, 'register@city.example'),
  })
  browser = await startChromium()
})
afterAll(async () => {
  await browser.close()
  expect(site.faults).toEqual([])
  await site.close()
  await new Promise<void>((resolve) => smtp.close(resolve))
})

/** A person with a browser and a device of their own. */
async function person(): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
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
  return page
}

/** Follows a link of an invitation, makes a passkey, and signs in with it. */
async function comeIn(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Your name and office').fill(name)
  await page.getByLabel('I am 18 or older').check()
  await page.getByRole('button', { name: 'Accept' }).click()
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await page.waitForURL(`${site.origin}/account`)
}

/** The link in the newest letter to an address: read as a mail program does. */
function linkFor(address: string): string {
  const letter = letters.findLast((text) => text.includes(`To: ${address}`)) ?? ''
  const plain = letter.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')
  return /http:\S+/.exec(plain)?.[0] ?? ''
}

test('officials come by mailed invitations, sign as two, and one leaves: every step by page, mail and passkey', async () => {
  const { signatory, declaration } = await fill(site.register)
  const operator = await person()
  const secret = await site.services.accounts.invitations.inviteFirstOperator('op@city.example')
  await comeIn(operator, `${site.origin}/account/invitation?t=${secret}`, 'Ada Operator')
  for (const [role, address] of [
    ['official', 'one@city.example'],
    ['secondOfficial', 'two@city.example'],
  ]) {
    await operator.goto(`${site.origin}/operator`)
    await operator.getByLabel('E-mail address').fill(address)
    await operator.getByLabel('Role', { exact: true }).selectOption(role)
    await operator.getByLabel('For which signatory').selectOption(signatory.id)
    await operator.getByRole('button', { name: 'Send the invitation' }).click()
    await expect.poll(() => operator.textContent('main')).toContain(address)
  }
  const [one, two] = [await person(), await person()]
  await comeIn(one, linkFor('one@city.example'), 'Mira Mayor')
  await comeIn(two, linkFor('two@city.example'), 'Teo Treasurer')

  await one.goto(`${site.origin}/signatories/${signatory.id}/sign`)
  await one.selectOption('select[name=declaration]', declaration.id)
  await one.click('form.act button.main')
  await one.waitForURL(/\/signatures\//)
  await two.goto(`${site.origin}/signatories/${signatory.id}`)
  await two.click('a[href^="/signatures/"]')
  await two.click('form.act button.main')
  await two.waitForURL(/\/log\/entries\//)
  await operator.goto(`${site.origin}/declarations/${declaration.id}`)
  expect(await operator.textContent('main')).toContain('Lumora')

  // The second official leaves; the first is told that nothing can be signed alone, and cannot leave.
  await two.goto(`${site.origin}/signatories/${signatory.id}/officials`)
  const end = (page: Page, name: string) =>
    page.locator('main li', { hasText: name }).getByRole('link').click()
  await end(two, 'Teo Treasurer')
  await two.fill('textarea[name=reason]', 'Leaves the office')
  await two.click('form.act button.main')
  await two.waitForURL(`${site.origin}/account`)
  expect(await two.textContent('main')).not.toContain('Lumora')
  await one.goto(`${site.origin}/signatories/${signatory.id}/officials`)
  expect(await one.textContent('main')).toContain('One official is left')
  await end(one, 'Mira Mayor')
  await one.fill('textarea[name=reason]', 'Leaves too')
  await one.click('form.act button.main')
  await expect.poll(() => one.textContent('main')).toContain('Invite another official first')
  const acts = await site.register.listRecords('conduct')
  expect(acts).toHaveLength(1)
}, 120_000)
