// People of the stories: officials, residents and others at a served site, each in a browser of their own,
// who open forms, fill them and send them.
import type { Browser as Chromium, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { HeldRole } from '#accounts/roles.ts'
import type { Published } from '#faces/site/view.ts'
import type { WebBundle } from '#faces/site/webBundle.ts'
import { type Attacked, openSite } from '../../../attacks/_site.ts'
import { account } from '../../../store/helpers.ts'
import { startChromium } from '../../../web/_site.ts'

/** What a form is filled with: a text, or the boxes to tick. */
export type Filling = Readonly<Record<string, string | readonly string[]>>

/** A served site and those who use it. */
export interface Scene {
  readonly site: Attacked
  /** A day so many days from now, by the register's clock. */
  readonly day: (days: number) => string
  /** Moves the register's clock. */
  readonly pass: (days: number) => void
  /** Enters a made-up signatory; its id. */
  readonly signatory: (name: string, kind?: string) => Promise<string>
  readonly as: (script: boolean, roles: readonly HeldRole[], by?: 'email') => Promise<Page>
  readonly official: (script: boolean, of: string) => Promise<Page>
  /** Someone who is not signed in. */
  readonly visitor: (script: boolean) => Promise<Page>
  /** Opens a form unless it is open, fills it, sends it; the address it leads to. */
  readonly fill: (page: Page, path: string | undefined, values: Filling) => Promise<string>
  readonly close: () => Promise<void>
}

/** Opens it. */
export async function openScene(studies: readonly Published[], bundle?: WebBundle): Promise<Scene> {
  let moved = 0
  const clock = (): number => Date.now() + moved
  const site = await openSite({ studies, clock, ...(bundle === undefined ? {} : { bundle }) })
  const chromium: Chromium = await startChromium()
  const open = async (script: boolean, cookies: ReadonlyMap<string, string>): Promise<Page> => {
    const context = await chromium.newContext({ javaScriptEnabled: script })
    await context.addCookies(
      [...cookies].map(([name, value]) => ({ name, value, url: site.origin })),
    )
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    return page
  }
  const as: Scene['as'] = async (script, roles, by) =>
    open(script, (await site.signIn(roles, by)).cookies)
  return {
    site,
    day: (days) => new Date(clock() + days * 86_400_000).toISOString().slice(0, 10),
    pass: (days) => {
      moved += days * 86_400_000
    },
    signatory: async (name, kind = 'country') => {
      const data = { kind, name, country: 'XAA', fictional: true, officials: [account] }
      return (await site.register.append({ kind: 'signatory', data, by: account })).id
    },
    as,
    official: (script, of) => as(script, [{ role: 'official', signatory: of }]),
    visitor: (script) => open(script, new Map()),
    fill: async (page, path, values) => {
      if (path !== undefined) await page.goto(site.origin + path)
      await typeIn(page, values)
      await send(page)
      const problems = await page.locator('#problems').allTextContents()
      expect(problems, path).toEqual([])
      return new URL(page.url()).pathname
    },
    close: async () => {
      await chromium.close()
      expect(site.faults).toEqual([])
      await site.close()
    },
  }
}

/** Sends the form and waits for the page that answers: by script or without, a form's token is another on each. */
export async function send(page: Page): Promise<void> {
  const token = (timeout: number): Promise<string | null> =>
    page.locator('input[name=form-token]').first().getAttribute('value', { timeout })
  const before = await token(10_000)
  await page.click('form.act button.main')
  const left = async (): Promise<boolean> => {
    const there = await page.locator('input[name=form-token]').count()
    return there === 0 || (await token(500)) !== before
  }
  // While pages change, asking fails; then it is asked again.
  await expect.poll(() => left().catch(() => false), { timeout: 10_000 }).toBe(true)
  await page.waitForLoadState('load')
}

/** Types into fields, chooses in lists, ticks boxes. */
export async function typeIn(page: Page, values: Filling): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const fields = page.locator(`[name="${name}"]`)
    const first = fields.first()
    const type = await first.getAttribute('type')
    if (typeof value !== 'string')
      for (const each of value) await page.locator(`[name="${name}"][value="${each}"]`).check()
    else if (type === 'radio') await page.locator(`[name="${name}"][value="${value}"]`).check()
    else if (type === 'checkbox') await first.check()
    else if (await first.evaluate((element) => element.tagName === 'SELECT'))
      await first.selectOption(value)
    else await first.fill(value)
  }
}

/** What a page says. */
export async function textOf(page: Page): Promise<string> {
  return (await page.locator('main').textContent()) ?? ''
}
