// The Dialogue's stories as people live them, in a real Chromium, with script and without: a plan's need is
// pledged, matched, delivered and verified; a practice travels; a consultation changes the draft; two
// ministers agree.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { publish } from '#faces/site/view.ts'
import { bakuActionPlan } from '#register/declarations.ts'
import { whole } from '../../../attacks/_site.ts'
import { account } from '../../../store/helpers.ts'
import { tinyResult } from '../../tinyResult.ts'
import { openScene, type Scene, send, textOf, typeIn } from './_people.ts'

let scene: Scene
let site: Scene['site']
const day: Scene['day'] = (days) => scene.day(days)
const signatory: Scene['signatory'] = (name, kind) => scene.signatory(name, kind)
const as: Scene['as'] = (...who) => scene.as(...who)
const official: Scene['official'] = (...who) => scene.official(...who)
const fill: Scene['fill'] = (...form) => scene.fill(...form)

/** How many programmes of action there are. */
async function programmes(): Promise<number> {
  const { db } = site.register.database
  const rows = await db
    .selectFrom('record_head')
    .select('id')
    .where('kind', '=', 'programme')
    .execute()
  return rows.length
}

beforeAll(async () => {
  scene = await openScene([publish(tinyResult, [], {})])
  site = scene.site
})
afterAll(() => scene.close())

describe.each([false, true])('with script: %s', (script) => {
  test('a roadmap becomes a need; a partner pledges, it is matched, delivered and verified', async () => {
    const [town, partner] = [await signatory('Lumora'), await signatory('Lantern', 'organization')]
    const [ours, theirs] = [await official(script, town), await official(script, partner)]
    const { study, roadmap } = tinyResult
    const phase = roadmap.phases.find(({ capexUsd }) => capexUsd > 0)
    if (phase === undefined) throw new Error('The tiny plan builds nothing')

    const need = await fill(ours, `/needs/new?study=${study.id}&year=${phase.year}`, {
      accepts: ['yearly-audit'],
    })
    expect(await textOf(ours)).toContain('Nothing is agreed yet')
    expect(await textOf(ours)).toContain(`Plan ${study.id}`)

    // Back, and sent once more as the browser kept it: the need that stands already, and no second one.
    const again = `/needs/new?study=${study.id}&year=${phase.year}`
    expect(await fill(ours, again, { accepts: ['yearly-audit'] })).toBe(need)
    await theirs.goto(site.origin + need)
    await theirs.click('text=Pledge against this need')
    expect(await textOf(theirs)).toContain('Conditions that it accepts: audited every year.')
    // One condition too many: the pledge's page says why it is not suggested, and its owner changes it.
    const pledge = await fill(theirs, undefined, {
      title: 'All of it, audited each year',
      countries: `${new Intl.DisplayNames('fr', { type: 'region' }).of('FI')}, aze`,
      conditions: ['yearly-audit', 'repayable'],
    })
    expect(await textOf(theirs)).toMatch(
      /Not suggested for .*, for which it was made: it is for other places/,
    )
    await theirs.click('text=Change the pledge')
    expect(await theirs.inputValue('[name=countries]')).toBe('Finland, Azerbaijan')
    await theirs.uncheck('[name=conditions][value=repayable]')
    await fill(theirs, undefined, { countries: '' })
    expect(await textOf(theirs)).toContain('it was made for this need')
    await theirs.click('text=Propose this match')
    const match = await fill(theirs, undefined, { note: 'Half now, half when the masts stand.' })
    expect(await textOf(theirs)).toContain('the other side has not answered')

    await ours.goto(site.origin + match)
    await ours.click('text=Answer for your side')
    await fill(ours, undefined, { answer: 'accept' })
    expect(await textOf(ours)).toContain('Accepted by both')

    const half = Math.round(phase.capexUsd / 2)
    await theirs.goto(site.origin + match)
    await theirs.click('text=State a delivery')
    await fill(theirs, undefined, {
      money: `${half} USD`,
      people: '120',
      note: 'The first half is paid.',
    })
    expect(await textOf(theirs)).toContain('stated, not reviewed')

    const reviewer = await as(script, [whole('reviewer')])
    await reviewer.goto(site.origin + match)
    await reviewer.click('text=Review this delivery')
    await fill(reviewer, undefined, {
      finding: 'upheld',
      independent: 'yes',
      reason: 'The bank’s letter says so.',
    })
    const said = await textOf(reviewer)
    expect(said).toContain('Upheld by a reviewer')
    expect(said).toContain('The bank’s letter says so.')
    // The need knows of it, and nothing more of it is open.
    await ours.goto(site.origin + need)
    expect(await textOf(ours)).toMatch(/Agreed: .* Stated as delivered: .* Upheld: USD/)
    expect(pledge).toMatch(/^\/pledges\//)
  }, 40_000)

  test('a roadmap becomes a programme of action, whose page sums up what is promised and what is only said', async () => {
    const town = await signatory('Lumora', 'city')
    const declaration = await site.register.append({
      kind: 'declaration',
      data: bakuActionPlan as unknown as Json,
      by: account,
    })
    const ours = await official(script, town)
    await ours.goto(site.origin)
    await ours.click('text=Make a programme of action from these years')
    const boxes = ours.locator('input[name=take]')
    const count = await boxes.count()
    expect(count).toBe(tinyResult.roadmap.phases.filter(({ sites }) => sites > 0).length)
    const target = Number(await ours.inputValue('[name="target/0"]'))

    // What is missing is asked for, what was typed stays, and nothing is made of half of it.
    await typeIn(ours, { 'title/0': 'Halva and Senna first', 'target/0': 'many' })
    await send(ours)
    expect(await ours.textContent('#problems')).toContain('Who answers for it')
    expect(await ours.inputValue('[name="title/0"]')).toBe('Halva and Senna first')
    const asked = { answers: `${declaration.id} connect-everyone`, lead: 'Office of the mayor' }
    await typeIn(ours, { ...asked, 'programme-title': `Everyone by road, ${script}` })
    await send(ours)
    // Each of them by the name of its field, with what fits.
    expect(await ours.locator('#problems li').allTextContents()).toEqual([
      'What it is about. Fill this in',
      expect.stringMatching(/^Target: Value\. Write a number from /),
    ])
    const before = await programmes()
    const programme = await fill(ours, undefined, {
      'target/0': String(target),
      'programme-about': 'What the plan says can be built, in the years it says.',
    })
    expect(programme).toMatch(/^\/programmes\//)
    expect(await programmes()).toBe(before + 1)
    const page = await textOf(ours)
    for (const said of ['Halva and Senna first', 'What the plan says can be built', 'Promised'])
      expect(page).toContain(said)
    expect(await ours.locator('table a[href*="/commitments/"]').count()).toBe(count)

    // Reported is not reached: the sum says which is which.
    await ours.click('text=Halva and Senna first')
    await ours.click('text=Report progress')
    await fill(ours, undefined, { from: day(-9), until: day(-1), value: String(target) })
    const visitor = await scene.visitor(script)
    await visitor.goto(site.origin + programme)
    const baseline = tinyResult.plan.totals.sites.alreadyServed
    const cells = await visitor.locator('table >> nth=0 >> tbody td').allTextContents()
    expect(cells[1]).toContain(String(target - baseline))
    expect(cells[2]).toMatch(/^0/)
  }, 40_000)

  test('a practice is published, found in another language, and adopted', async () => {
    const [north, south] = [await signatory('Ossera'), await signatory('Velmara')]
    const mark = script ? 'bir' : 'iki'
    const author = await official(script, north)
    const practice = await fill(author, '/practices/new', {
      title: `Kənd kitabxanası ${mark} gecə açıqdır`,
      language: 'az',
      topics: ['public-access'],
      audiences: ['rural'],
      from: '2025',
      context: 'Kənddə şəbəkə yox idi.',
      did: 'Kitabxana axşam da açıq qaldı.',
      cost: '12,500 USD',
      'result/indicator': 'Həftədə gələnlər',
      'result/unit': 'person',
      'result/before': '10',
      'result/after': '84',
      'result/measured': '2025-11',
      wentWrong: 'İşıq tez-tez sönürdü.',
      wouldRepeat: 'Köməkçini.',
      license: 'CC-BY-4.0',
    })
    const reader = await official(script, south)
    // French words for the kind of problem, and Azerbaijani typed without its letters.
    for (const [path, words] of [
      ['/fr/practices', 'bibliothèque'],
      ['/practices', `kend kitabxanasi ${mark} gece`],
    ]) {
      await reader.goto(site.origin + path)
      await reader.fill('input[name=q]', words)
      await reader.click('form.filter button.main')
      const found = reader.locator(`a[href$="${practice}"]`)
      expect(await found.count(), words).toBe(1)
      expect(await found.locator('[lang=az]').count()).toBe(1)
    }
    await reader.click(`a[href$="${practice}"]`)
    await reader.click('text=Adopt it')
    await fill(reader, undefined, { language: 'fr', changed: 'Chez nous, dans l’école.' })
    expect(await textOf(reader)).toContain('Chez nous, dans l’école.')

    // A new version stands beside the old one, and says so.
    await fill(author, `${practice}/edit`, { wouldRepeat: 'Köməkçini və fənərləri.' })
    await author.goto(`${site.origin}${practice}?version=1`)
    expect(await textOf(author)).toContain('This is version 1. The newest is version 2.')
  }, 40_000)

  test('a consultation opens, is answered, changes the draft, and its results withhold small groups', async () => {
    const town = await signatory('Lumora')
    const asks = await official(script, town)
    const path = await fill(asks, '/consultations/new', {
      title: 'What comes first',
      about: 'plan',
      from: day(-1),
      until: day(5),
      summary: 'Tell us what comes first.',
      'sections/0/title': 'Order',
      'sections/0/text': 'The valley first, then the hills.',
      'sections/0/options': 'The valley first\nThe hills first',
    })
    const people = await Promise.all([0, 1].map(() => as(script, [whole('resident')], 'email')))
    await people[0].goto(site.origin + path)
    await people[0].click('text=Say something')
    await typeIn(people[0], { kind: 'proposal', text: 'A child in the hills has nothing at all.' })
    await send(people[0])
    // What a proposal lacks is said by its field’s name, and what was typed stands there still.
    expect(await people[0].locator('#problems li').allTextContents()).toEqual([
      expect.stringMatching(/. Fill this in$/),
    ])
    expect(await people[0].inputValue('[name=text]')).toBe(
      'A child in the hills has nothing at all.',
    )
    await fill(people[0], undefined, {
      kind: 'proposal',
      title: 'Schools in the hills first',
      text: 'A child in the hills has nothing at all.',
      group: 'residents',
    })
    expect(await textOf(people[0])).toContain('waits for a moderator')
    await people[1].goto(site.origin + path)
    expect(await textOf(people[1])).not.toContain('A child in the hills')

    const moderator = await as(script, [whole('moderator')])
    await moderator.goto(`${site.origin}/moderation/comments`)
    await moderator.click('text=Let it stand')
    expect(await textOf(moderator)).toContain('Nothing waits.')

    await people[1].goto(site.origin + path)
    await people[1].click('text=Support this proposal')
    await fill(people[1], undefined, { group: 'business' })
    expect(await textOf(people[1])).toContain('supported by: 1')
    await fill(people[1], `${path}/choose/s1`, { option: 'o2' })
    expect(await textOf(people[1])).toContain('(your choice)')
    // Asked once: the group is not a question any more.
    await people[1].goto(`${site.origin}${path}/choose/s1`)
    expect(await people[1].locator('[name=group]').count()).toBe(0)

    await asks.goto(site.origin + path)
    await asks.click('text=Answer officially')
    await fill(asks, undefined, { decision: 'accepted', text: 'Taken up.' })
    await asks.click('text=Say what changed')
    site.mails.length = 0
    const because = await asks.locator('[name=because]').first().getAttribute('value')
    await fill(asks, undefined, {
      title: 'Schools come first',
      before: 'The valley first, then the hills.',
      after: 'Schools first.',
      because: [because ?? ''],
    })
    expect(await textOf(asks)).toContain('Because of:')
    await expect.poll(() => site.mails.length, { timeout: 8000 }).toBe(2)
    expect(site.mails[0].text).toContain('Schools come first')

    // A week later everyone signs in anew.
    scene.pass(7)
    const counts = await official(script, town)
    await counts.goto(site.origin + path)
    await counts.click('text=Count and publish the results')
    await counts.click('form.act button.main')
    const said = await textOf(counts)
    expect(said).toContain('Results; choices in all: 1')
    // One voice is not shown by group: nothing of business stands there.
    expect(said).not.toContain('Business')
    await people[0].goto(`${site.origin}${path}`)
    expect(await textOf(people[0])).not.toContain('Say something')
  }, 40_000)

  test('two ministers meet, and their agreement becomes a commitment that one can follow', async () => {
    const [town, neighbor] = [await signatory('Lumora'), await signatory('Ossera')]
    const declaration = await site.register.append({
      kind: 'declaration',
      data: bakuActionPlan as unknown as Json,
      by: account,
    })
    const [ours, theirs] = [await official(script, town), await official(script, neighbor)]
    const meeting = await fill(ours, '/meetings/new', {
      title: 'On the border link',
      form: 'bilateral',
      participants: [neighbor],
      from: `${day(3)} 09:00`,
      until: `${day(3)} 10:30`,
      agenda: 'Fibre across the pass\nWho repairs it',
    })
    await theirs.goto(site.origin + meeting)
    await theirs.click('text=Answer the invitation')
    await fill(theirs, undefined, { answer: 'accept' })
    await ours.goto(site.origin + meeting)
    await ours.click('text=Write down an agreement')
    await fill(ours, undefined, {
      title: 'Each builds to the post',
      text: 'Each lays fibre to the border post.',
      followsUp: town,
      due: day(300),
      becomes: 'commitment',
    })
    expect(await textOf(ours)).toContain('Not agreed yet.')
    await theirs.goto(site.origin + meeting)
    await theirs.click('text=Answer for your side')
    await fill(theirs, undefined, { answer: 'accept' })
    expect(await textOf(theirs)).toContain('Agreed. Nothing is reported yet.')

    // The commitment's form begins with what was agreed; who follows up has said so by sending it.
    await ours.goto(site.origin + meeting)
    await ours.click('text=Make the commitment')
    expect(await textOf(ours)).toContain('Each lays fibre to the border post.')
    expect(await ours.inputValue('[name=title]')).toBe('Each builds to the post')
    expect(await ours.inputValue('[name="target/date"]')).toBe(day(300))
    const made = await fill(ours, undefined, {
      answers: `${declaration.id} partnerships`,
      'indicator/name': 'Kilometers lit',
      'indicator/unit': 'kilometer',
      'baseline/value': '0',
      'target/value': '38',
      lead: 'Ministry of communications',
    })
    expect(made).toMatch(/^\/commitments\//)
    const commitment = { id: made.split('/').at(-1) ?? '' }
    expect(await textOf(ours)).toContain('Lumora follows up')
    await ours.click('dd >> text=Each builds to the post')
    expect(new URL(ours.url()).pathname).toBe(meeting)
    // It became one, and becomes no second; the other side cannot take it over.
    expect(await ours.locator('text=Make the commitment').count()).toBe(0)
    const [agreement] = /a-(\w+)/.exec(await ours.content())?.slice(1) ?? []
    for (const of of [town, neighbor]) {
      const page = of === town ? ours : theirs
      const path = `/enter/commitment?signatory=${of}&agreement=${agreement}`
      expect((await page.goto(site.origin + path))?.status()).toBe(404)
    }
    const visitor = await scene.visitor(script)
    await visitor.goto(site.origin + meeting)
    expect(await textOf(visitor)).toContain('Done.')
    await visitor.click('text=The commitment that it became')
    expect(new URL(visitor.url()).pathname).toBe(`/commitments/${commitment.id}`)

    // Followed by mail: confirmed by a link, ended by a link.
    site.mails.length = 0
    await fill(visitor, `/follow/${commitment.id}`, { email: `reader-${script}@people.example` })
    await expect.poll(() => site.mails.length, { timeout: 8000 }).toBe(1)
    const [link] = /http\S+/.exec(site.mails[0].text) ?? ['']
    await visitor.goto(link)
    await visitor.click('text=Yes, follow')
    expect(await textOf(visitor)).toContain('You follow it now')
    const feed = await visitor.request.get(`${site.origin}/feeds/${commitment.id}.atom`)
    expect(await feed.text()).toContain('Each builds to the post')
  }, 40_000)
})
