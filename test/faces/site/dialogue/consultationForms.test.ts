// The form of a consultation's next version, as its owner sends it: what people spoke of stays, and the page
// says so at the section's own field, in the owner's language.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { Dialogue } from '#store/dialogue.ts'
import { type Attacked, type Browser, openSite } from '../../../attacks/_site.ts'
import { consultationData } from '../../../register/dialogueSamples.ts'
import { account } from '../../../store/helpers.ts'

let site: Attacked
let owner: Browser
let id: string

beforeAll(async () => {
  site = await openSite()
  const append = async (kind: 'signatory' | 'consultation' | 'support', data: object) =>
    (await site.register.append({ kind, data: data as unknown as Json, by: account })).id
  const town = { kind: 'city', name: 'Lumora', country: 'XAA', fictional: true }
  const signatory = await append('signatory', { ...town, officials: [account] })
  id = await append('consultation', { ...consultationData, signatory })
  await append('support', { consultation: id, section: 'order', option: 'hills', act: 'give' })
  owner = await site.signIn([{ role: 'official', signatory }])
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

const sectionsNow = async () =>
  (await new Dialogue(site.register).snapshot()).find('consultation', id)?.data.sections

/** Sends the form as it stands, but for some of its fields. */
async function edit(fields: Readonly<Record<string, string>>, prefix = '') {
  const { signatory: _, sections, ...rest } = consultationData
  const rows = sections.flatMap(({ title, text, options }, i) => [
    [`sections/${i}/title`, title],
    [`sections/${i}/text`, text],
    [`sections/${i}/options`, options.map((option) => option.text).join('\n')],
  ])
  const sent = { ...rest, ...Object.fromEntries(rows), ...fields }
  return owner.send(`${prefix}/consultations/${id}/edit`, sent)
}

test.each([
  [
    '',
    { title: 'Section 1: Heading of the section', options: 'Section 1: Options to choose among' },
    'People have spoken of this section as it was.',
  ],
  [
    '/fr',
    { title: 'Partie 1 : Titre de la partie', options: 'Partie 1 : Options au choix' },
    'Des gens se sont exprimés sur cette partie telle qu’elle était.',
  ],
  [
    '/ar',
    { title: 'القسم 1: عنوان القسم', options: 'القسم 1: الخيارات المتاحة' },
    'تكلّم الناس عن هذا القسم كما كان.',
  ],
])(
  'consultationForm refuses to take back what people chose among, at its field, under "%s/"',
  async (prefix, names, sentence) => {
    const before = await sectionsNow()
    for (const [fields, field] of [
      [{ 'sections/0/title': '', 'sections/0/text': '', 'sections/0/options': '' }, 'title'],
      [{ 'sections/0/options': 'The valley first\nThe hills last' }, 'options'],
    ] as const) {
      const { status, text } = await edit(fields, prefix)
      expect(status).toBe(422)
      expect(text.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(
        `<a href="#f-sections-0-${field}">${names[field]}. ${sentence}`,
      )
      expect(text).toContain(`id="f-sections-0-${field}"`)
    }
    expect(await sectionsNow()).toEqual(before)
  },
)

test('consultationForm takes a section away of which nobody spoke, and keeps the other’s code', async () => {
  const free = { 'sections/1/title': '', 'sections/1/text': '', 'sections/1/options': '' }
  expect(
    (await edit({ ...free, 'sections/2/title': 'Roads', 'sections/2/text': 'Two.' })).status,
  ).toBe(303)
  expect((await sectionsNow())?.map(({ code, title }) => [code, title])).toEqual([
    ['order', 'What is built first'],
    ['s3', 'Roads'],
  ])
})

test('consultationForm says of one option alone in which section it stands', async () => {
  const { status, text } = await edit({ 'sections/1/options': 'Forty' }, '/fr')
  expect(status).toBe(422)
  expect(text.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(
    'Partie 2 : Options au choix. Une seule option n’est pas un choix.',
  )
})
