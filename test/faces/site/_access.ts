// What makes a page reachable for everyone, looked at in a real Chromium: axe, no running over the side at
// 320 px and at 400 % zoom, every control by keyboard with a focus that is seen, no motion where none is
// wanted, nothing lost in forced colors or with wider text. None of it knows which page it looks at.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** How a page is looked at. */
export interface Sight {
  readonly width: number
  readonly height?: number
  /** Pixels of the screen for one of the page: 4 is the zoom of 400 % that WCAG 1.4.10 asks for. */
  readonly scale?: number
  readonly scheme?: 'light' | 'dark'
  readonly forced?: boolean
  /** False where no script of the site arrives; axe itself needs a browser that runs some. */
  readonly script?: boolean
  readonly cookies?: readonly { name: string; value: string }[]
}

/** A phone; a screen of 1280 × 1024 at 400 %; a desk. */
export const sights = {
  phone: { width: 320, height: 640 },
  zoomed: { width: 320, height: 256, scale: 4 },
  desk: { width: 1280, height: 1024 },
} as const satisfies Readonly<Record<string, Sight>>

/** Readers whose browsers get no script. */
const scriptless = new WeakSet<BrowserContext>()

/** Opens a browser of one kind of reader, who wants no motion. */
export async function reader(
  browser: Browser,
  address: string,
  { width, height = 800, scale = 1, scheme = 'light', forced, script = true, cookies = [] }: Sight,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: scheme,
    forcedColors: forced === true ? 'active' : 'none',
    reducedMotion: 'reduce',
    // axe is brought by the test, past the page's own policy; other tests keep the policy.
    bypassCSP: true,
  })
  if (!script) {
    scriptless.add(context)
    await context.route('**/assets/**', (route) => route.abort())
  }
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: address })))
  return context
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface AxeRun {
  readonly violations: readonly {
    id: string
    nodes: readonly { html: string; target: string[] }[]
  }[]
}

/** What axe finds wrong with the page as it stands now: `rule: element`. */
export async function axeFaults(page: Page): Promise<string[]> {
  const there = await page.evaluate(() => 'axe' in globalThis)
  if (!there) await page.evaluate(axe)
  return page.evaluate(async (only) => {
    const tool = (globalThis as unknown as { axe: { run: (options: unknown) => Promise<AxeRun> } })
      .axe
    const { violations } = await tool.run({ runOnly: only, resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, target }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
    )
  }, tags)
}

/** Pixels by which the page runs over its side, and what does. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth
    if (over <= 0) return []
    const width = document.documentElement.clientWidth
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right } = element.getBoundingClientRect()
      return (left < -1 || right > width + 1) && element.closest('.scroll,.skip') === null
    })
    return [`${over} px: ${wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))}`]
  })
}

/** What is cut off or runs over with the spacing of WCAG 1.4.12. */
export async function spacingFaults(page: Page): Promise<string[]> {
  const style = await page.addStyleTag({
    content:
      '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}',
  })
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a,button,label,h1,h2,h3,p,dt,dd,th,td,li,summary')]
      .filter((element) => {
        const { overflow: clip } = getComputedStyle(element)
        return (
          clip === 'hidden' &&
          element.closest('.hide') === null &&
          (element.scrollWidth > element.clientWidth + 1 ||
            element.scrollHeight > element.clientHeight + 1)
        )
      })
      .map((element) => `cut off: ${element.outerHTML.slice(0, 120)}`),
  )
  const over = await overflow(page)
  await style.evaluate((node) => (node as Element).remove())
  return [...cut, ...over]
}

/**
 * Goes through a page by Tab alone: every control is reached, in the order of the page, none holds the
 * focus, and the one that has it is seen, on the screen and by its own look.
 */
export async function keyboardFaults(page: Page): Promise<string[]> {
  const wanted = await page.evaluate(() => {
    const reachable = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex="0"]',
      ),
    ].filter((element) => {
      const { visibility } = getComputedStyle(element)
      return (
        element.getClientRects().length > 0 &&
        visibility === 'visible' &&
        !(element as HTMLButtonElement).disabled &&
        element.tabIndex >= 0
      )
    })
    // Of radio buttons with one name the keyboard reaches one.
    const groups = new Set<string>()
    const order = reachable.filter((element) => {
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true
      const group = `${element.form?.id} ${element.name}`
      if (groups.has(group)) return false
      groups.add(group)
      return true
    })
    order.forEach((element, i) => {
      element.dataset.order = String(i)
    })
    document.body.tabIndex = -1
    document.body.focus()
    return order.length
  })
  const faults: string[] = []
  // Day, month, year and calendar of a date are stops of their own within one control.
  const within = 3 * (await page.locator('input[type=date]').count())
  let last = -1
  for (let step = 0; step <= wanted + within; step++) {
    await page.keyboard.press('Tab')
    const now = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null
      if (element === null || element === document.body) return undefined
      const radio = element instanceof HTMLInputElement && element.type === 'radio'
      const twin = radio
        ? document.querySelector<HTMLElement>(`input[name="${element.name}"][data-order]`)
        : undefined
      const { outlineStyle, outlineWidth, backgroundColor } = getComputedStyle(element)
      const rects = [...element.getClientRects()].filter(({ width, height }) => width * height > 0)
      const box = rects[0] ?? (element.firstElementChild ?? element).getBoundingClientRect()
      const left = Math.max(0, box.left)
      const top = Math.max(0, box.top)
      const right = Math.min(innerWidth, box.right)
      const bottom = Math.min(innerHeight, box.bottom)
      const shown = right > left && bottom > top
      // Covered is what shows at none of nine points: near its edges and in its middle.
      const points = [0.1, 0.5, 0.9].flatMap((across) =>
        [0.1, 0.5, 0.9].map((down) => [
          left + (right - left) * across,
          top + (bottom - top) * down,
        ]),
      )
      const hit = points.some(([x, y]) => {
        const there = document.elementFromPoint(x, y)
        return there !== null && (element.contains(there) || there.contains(element))
      })
      return {
        order: Number((twin ?? element).dataset.order ?? -1),
        markup: element.outerHTML.slice(0, 120),
        seen:
          (outlineStyle !== 'none' && outlineWidth !== '0px') ||
          backgroundColor === 'rgb(255, 216, 77)',
        shown,
        covered: shown && !hit,
      }
    })
    if (now === undefined) {
      if (last < wanted - 1) faults.push(`left the page after ${last + 1} of ${wanted} controls`)
      break
    }
    if (!now.seen) faults.push(`focus is not seen: ${now.markup}`)
    if (!now.shown) faults.push(`focus is off the screen: ${now.markup}`)
    if (now.covered) faults.push(`focus is covered: ${now.markup}`)
    if (now.order !== -1 && now.order < last) {
      if (now.order === 0) break
      faults.push(`goes back: ${now.markup}`)
    }
    if (now.order !== -1) last = now.order
    if (faults.length > 4) break
  }
  if (last < wanted - 1) faults.push(`reached ${last + 1} of ${wanted} controls`)
  return faults
}

/** What moves although the reader asked for no motion. */
export function motionFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const seconds = (list: string): number =>
      Math.max(...list.split(',').map((each) => Number.parseFloat(each)))
    const moving = [...document.querySelectorAll('*')].filter((element) => {
      const { transitionDuration, animationName, animationDuration, scrollBehavior } =
        getComputedStyle(element)
      return (
        seconds(transitionDuration) > 0.01 ||
        (animationName !== 'none' && seconds(animationDuration) > 0.01) ||
        scrollBehavior === 'smooth'
      )
    })
    return [
      ...moving.map((element) => `moves: ${element.outerHTML.slice(0, 100)}`),
      ...document.getAnimations().map(() => 'an animation runs'),
    ]
  })
}

/** Waits until what a page's own script changes has come to rest. */
export async function settled(page: Page): Promise<void> {
  if (scriptless.has(page.context())) return
  if ((await page.locator('#map').count()) > 0 && (await page.locator('script').count()) > 0)
    await page.waitForSelector('#map[data-ready]', { timeout: 30_000 }).catch(() => {})
}

/** What forced colors take away: borders of controls, the mark of the current page, drawings. */
export function forcedFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    const paper = getComputedStyle(document.body).backgroundColor
    for (const element of document.querySelectorAll(
      'button,input:not([type=hidden],[type=checkbox],[type=radio],[type=file]),select,textarea,.button',
    )) {
      if (element.getClientRects().length === 0) continue
      const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(element)
      if (borderTopStyle === 'none' || borderTopWidth === '0px' || borderTopColor === paper)
        faults.push(`no border: ${element.outerHTML.slice(0, 100)}`)
    }
    for (const element of document.querySelectorAll('a[aria-current]')) {
      const style = getComputedStyle(element)
      const marked =
        (style.borderBottomStyle !== 'none' && style.borderBottomWidth !== '0px') ||
        (style.outlineStyle !== 'none' && style.outlineWidth !== '0px')
      if (!marked) faults.push(`not marked as current: ${element.outerHTML.slice(0, 100)}`)
    }
    for (const shape of document.querySelectorAll(
      'svg rect,svg circle,svg use,svg path:not(defs *)',
    )) {
      if (shape.closest('defs,clipPath') !== null) continue
      const { fill, stroke } = getComputedStyle(shape)
      const unseen = (color: string): boolean => color === 'none' || color === paper
      if (unseen(fill) && unseen(stroke)) faults.push(`not seen: ${shape.outerHTML.slice(0, 100)}`)
    }
    return faults
  })
}

/** What a form's page in another language says of a fault in English, since nobody translated it. */
export function untranslated(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document.documentElement.lang === 'en'
      ? []
      : [...document.querySelectorAll('[role=alert] [lang=en], .field .error [lang=en]')].map(
          ({ textContent }) => `in English: ${textContent}`,
        ),
  )
}

/**
 * Does with a page what a reader may: opens what is closed, asks every form by address for something else,
 * sends every other form empty. After each, `look` is called with what was done.
 */
export async function interact(
  page: Page,
  path: string,
  look: (done: string) => Promise<void>,
): Promise<void> {
  const closed = await page.locator('details:not([open]) > summary').count()
  for (let i = 0; i < closed; i++)
    await page
      .locator('details > summary')
      .nth(i)
      .click({ timeout: 2000 })
      .catch(() => {})
  if (closed > 0) await look('all opened')
  const forms = await page.locator('form').count()
  for (let i = 0; i < forms; i++) {
    if (i > 0) await page.goto(path)
    const done = await page.evaluate((at) => {
      const form = document.querySelectorAll('form')[at]
      if (form === undefined) return undefined
      form.noValidate = true
      for (const select of form.querySelectorAll('select'))
        select.selectedIndex = select.options.length - 1
      const post = form.method === 'post'
      // Nothing that ends a session or leaves the site is sent.
      if (post && /sign-out/.test(form.action)) return undefined
      return `${post ? 'sent empty' : 'asked'}: ${new URL(form.action).pathname}`
    }, i)
    if (done === undefined) continue
    // The page that answers is looked at, not the one that asked while it is being left. A form that script
    // answers in the page, as the map's legend is, leads nowhere.
    const answered = page.waitForEvent('framenavigated', { timeout: 3000 }).catch(() => undefined)
    await page.evaluate((at) => {
      const form = document.querySelectorAll('form')[at]
      HTMLFormElement.prototype.requestSubmit.call(form, null)
    }, i)
    await answered
    await page.waitForLoadState('load')
    await settled(page)
    await look(done)
  }
}
