// A consultation changes the plan, as people live it in a real Chromium, with script and without: the owner
// computes the plan anew, publishes before and after, everyone is told, anybody computes both again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadOrigin } from '#faces/plans/origin.ts'
import type { Published } from '#faces/site/view.ts'
import { runStudy } from '#study.ts'
import { whole } from '../../../attacks/_site.ts'
import { builtBundle, planExample } from '../../../web/_site.ts'
import { openScene, type Scene, send, textOf } from './_people.ts'

let scene: Scene
let study: Published

beforeAll(async () => {
  study = await planExample(150, 3)
  scene = await openScene([study], await builtBundle())
}, 60_000)
afterAll(() => scene.close())

/** Opens a consultation on the plan; its address. */
async function consult({ day, fill, official, signatory }: Scene, script: boolean) {
  const country = await signatory('Lumora')
  const owner = await official(script, country)
  const path = await fill(owner, `/consultations/new?study=${study.result.study.id}`, {
    title: 'What the plan should leave out',
    from: day(-1),
    until: day(9),
    summary: 'Tell us what to do otherwise.',
    'sections/0/title': 'Ways of connecting',
    'sections/0/text': 'The draft uses every technology.',
  })
  return { owner, path, country }
}

describe.each([true, false])('with script: %s', (script) => {
  test('a consultation opens, is answered, and changes the plan, which anyone computes again', async () => {
    const { as, fill, site, visitor } = scene
    const { owner, path } = await consult(scene, script)
    // The draft is tied to the plan by its digest.
    expect(await textOf(owner)).toContain(study.result.resultDigest.slice(0, 20))

    const speaker = await as(script, [whole('resident')], 'email')
    await speaker.goto(`${site.origin}/fr${path}`)
    await speaker.click('.asked a.button')
    await fill(speaker, undefined, {
      kind: 'proposal',
      title: 'Count 3G as enough for now',
      text: 'Money goes to those who have nothing at all.',
      group: 'residents',
    })
    const moderator = await as(script, [whole('moderator')])
    await moderator.goto(`${site.origin}/moderation/comments`)
    await moderator.click('text=Let it stand')
    await expect.poll(() => textOf(moderator), { timeout: 10_000 }).toContain('Nothing waits.')
    await owner.goto(site.origin + path)
    await owner.click('text=Answer officially')
    await fill(owner, undefined, { decision: 'accepted', text: 'We compute the plan so.' })

    // Nothing changed is refused; so is what no study has; what was typed stays.
    await owner.click('text=Compute the plan anew')
    await send(owner)
    expect(await owner.textContent('#problems')).toContain('Nothing is changed')
    await owner.fill('[name="demand.rateMbps"]', 'fast')
    await owner.fill('[name=more]', 'sources.0.file=/etc/passwd')
    await send(owner)
    expect(await owner.textContent('#problems')).toContain('Write a number')
    await owner.fill('[name="demand.rateMbps"]', '3')
    await send(owner)
    expect(await owner.textContent('#problems')).toContain('no setting that can be changed here')
    await owner.fill('[name=more]', '')
    await owner.check('[name=without][value=satellite]')
    const waiting = await fill(owner, undefined, { 'gap.leastTechnology': '3G' })
    expect(waiting).toMatch(/\/computing\//)

    // The site answers while the plan is computed; by script the page tells the end itself.
    const started = performance.now()
    await moderator.goto(`${site.origin}/dialogue`)
    expect(performance.now() - started).toBeLessThan(5000)
    await expect
      .poll(
        async () => {
          if (!script) await owner.goto(site.origin + waiting)
          return (await owner.locator('text=See before and after').count()) > 0
        },
        { timeout: 60_000, interval: 300 },
      )
      .toBe(true)
    await owner.click('text=See before and after')
    const trial = new URL(owner.url()).pathname
    const said = await textOf(owner)
    expect(said).toContain('it is a trial')
    expect(said).toContain('Satellite: ')
    expect(said).toContain('left out')
    expect(said).toContain(study.result.resultDigest)
    const reader = await visitor(script)
    expect((await reader.goto(site.origin + trial))?.status()).toBe(404)

    site.mails.length = 0
    await owner.click('text=Publish this as a change')
    const because = await owner.locator('[name=because]').first().getAttribute('value')
    await fill(owner, undefined, { title: '3G counts, no satellite', because: [because ?? ''] })
    // It is told in the language in which people took part, and whose words it was.
    await expect.poll(() => site.mails.length, { timeout: 8000 }).toBe(1)
    expect(site.mails[0].subject).toMatch(
      /^Ce qui a changé grâce à vous\s: 3G counts, no satellite$/,
    )
    expect(site.mails[0].text).toContain('Le plan a été recalculé')
    const feed = await reader.request.get(`${site.origin}/feeds/${path.split('/')[2]}.atom`)
    expect(await feed.text()).toContain('3G counts, no satellite')

    await reader.goto(site.origin + path)
    const shown = await textOf(reader)
    for (const name of ['Before', 'After', 'Money spent to build', 'Places newly connected'])
      expect(shown).toContain(name)
    await reader.goto(`${site.origin}/`)
    await reader.click('text=3G counts, no satellite')
    expect(new URL(reader.url()).pathname).toBe(trial)

    // Anybody computes the plan after to the same bytes: on a machine, and in the page.
    const command = (await reader.locator('#proof pre').textContent()) ?? ''
    const overrides = [...command.matchAll(/--override '([^']*)'/g)].map(([, text]) => text)
    expect(overrides).toContain('prices.satellite.maxMbps=0')
    if (study.origin === undefined) throw new Error('The example has no origin')
    const again = await loadOrigin(study.origin.place, overrides, {})
    if (again.country === undefined || again.study === undefined) throw new Error('Not read')
    const { resultDigest } = await runStudy(again.country, again.study)
    expect(resultDigest).not.toBe(study.result.resultDigest)
    expect(trial.endsWith(resultDigest.slice(7, 23))).toBe(true)
    const document = await reader.request.get(`${site.origin}${trial}.json`)
    expect((await document.json()).resultDigest).toBe(resultDigest)
    if (!script) return
    await reader.click('#recompute button')
    await expect
      .poll(() => reader.locator('#recompute .same').isVisible(), { timeout: 60_000 })
      .toBe(true)
  }, 120_000)
})

test('a plan that takes long is stopped by who asked for it, and shown to nobody else', async () => {
  if (study.origin === undefined) throw new Error('The example has no origin')
  const place = { kind: 'example', example: { sites: 50_000, seed: 3 } } as const
  const slow = await openScene([{ ...study, origin: { ...study.origin, place } }])
  const { fill, official, signatory, site } = slow
  const { owner, path } = await consult(slow, false)
  const waiting = await fill(owner, `${path}/plan`, { 'demand.rateMbps': '4' })
  expect(await textOf(owner)).toContain('The plan is being computed')
  const other = await official(false, await signatory('Ossera'))
  expect((await other.goto(site.origin + waiting))?.status()).toBe(404)
  expect((await other.goto(`${site.origin}${path}/plan`))?.status()).toBe(404)
  await owner.goto(site.origin + waiting)
  await send(owner)
  expect(await textOf(owner)).toContain('Stopped. Nothing was kept.')
  await slow.close()
}, 60_000)
