// Forms of records: what a record holds comes back from its form unchanged, numbers are read as people write
// them, every field has its words, and nobody enters what is another's.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import type { SentForm } from '#faces/site/forms.ts'
import { labelOf } from '#faces/site/register/forms/labels.ts'
import { readableProblems } from '#faces/site/register/forms/problems.ts'
import { numberOf, readRecord, recordTexts } from '#faces/site/register/forms/texts.ts'
import { english } from '#faces/site/words/english.ts'
import { languages } from '#faces/site/words/languages.ts'
import { bakuActionPlan, bundledDeclarations } from '#register/declarations.ts'
import { checkRecord, type RecordKind, recordKinds } from '#register/records.ts'
import type { Fields } from '#register/schema.ts'
import { type Attacked, openSite, whole } from '../../../attacks/_site.ts'
import { commitmentData } from '../../../register/samples.ts'
import { account, commitmentFor } from '../../../store/helpers.ts'

/** A form as sent with these texts. */
function sent(texts: ReadonlyMap<string, readonly string[]>): SentForm {
  return {
    text: (name) => texts.get(name)?.[0] ?? '',
    texts: (name) => texts.get(name) ?? [],
    file: () => undefined,
    names: [...texts.keys()],
  }
}

const project = {
  title: 'The ring',
  kind: 'infrastructure',
  language: 'en',
  signatory: 'signatory0000000001',
  commitments: ['commitment0000000001', 'commitment0000000002'],
  countries: ['XAA', 'XAB'],
  from: '2026-01-01',
  until: '2029-12-31',
  about: 'Two lines\nof words',
  beneficiariesPlanned: 1200,
  beneficiariesReached: 0,
  budget: { minor: 1_234_567, currency: 'USD' },
  disbursed: [
    { date: '2026-02-01', amount: { minor: 100, currency: 'JPY' } },
    { date: '2026-03-01', amount: { minor: 1_000_005, currency: 'KWD' } },
  ],
  partners: ['One, with a comma', 'Two'],
  places: [{ name: 'The bridge', point: { lon: -24.5, lat: 11.25 } }],
  pictures: [{ digest: `sha256:${'a'.repeat(64)}`, alternative: 'A mast' }],
}
const samples: readonly (readonly [RecordKind, unknown])[] = [
  ['commitment', commitmentData],
  ['project', project],
  ...Object.values(bundledDeclarations).map((declaration) => ['declaration', declaration] as const),
  [
    'review',
    {
      report: 'report00000000000001',
      finding: 'partlyUpheld',
      value: 0,
      independent: true,
      language: 'en',
      reason: 'So',
      date: '2026-01-01',
    },
  ],
]

test.each(samples)('readRecord() gives back what recordTexts() shows of a %s', (kind, data) => {
  expect(checkRecord(kind, data, 'test')).toEqual([])
  expect(readRecord(kind, sent(recordTexts(kind, data as Json))).data).toEqual(data)
})

test('recordTexts() shows a whole amount without its noughts, and keeps the cents of any other', () => {
  const shown = (minor: number, currency: string) => {
    const texts = recordTexts('commitment', { budget: { minor, currency } })
    return texts.get('budget/amount')
  }
  expect(shown(120_000_000, 'USD')).toEqual(['1200000'])
  expect(shown(120_000_050, 'USD')).toEqual(['1200000.50'])
  expect(shown(1_200_000, 'JPY')).toEqual(['1200000'])
})

test('numberOf() reads numbers as people write them, and nothing else', () => {
  expect(['1 250,5', '1250.5', '٣٤', '−3', '0', "12'000"].map(numberOf)).toEqual([
    1250.5, 1250.5, 34, -3, 0, 12_000,
  ])
  // 1,250 is a thousand to some and one and a quarter to others: it is asked again.
  expect(['1,250', '1.250.000', '12a', '', '1e3', 'Infinity'].map(numberOf)).toEqual(
    Array(6).fill(undefined),
  )
})

test('readRecord() leaves blank rows out, and readableProblems() names the row that was typed', () => {
  const texts = new Map([
    ...recordTexts('commitment', commitmentData as unknown as Json),
    ['milestones/0/value', ['']],
    ['milestones/0/date', ['']],
    ['milestones/0/deliverable', ['']],
    ['milestones/2/value', ['x']],
    ['milestones/2/date', ['2027-12-31']],
  ])
  const read = readRecord('commitment', sent(texts))
  expect(read.data.milestones).toEqual([{ value: 'x', date: '2027-12-31' }])
  const problems = checkRecord('commitment', read.data, 'form')
  const [told] = readableProblems(english, 'commitment', problems, read)
  expect(told.at.table).toBe('commitment/milestones/2/value')
  expect(`${told.message}. ${told.cure}`).toMatch(/^Milestones 3: Value\. Write a number/)
})

describe.each(Object.values(languages))('in $name', ({ words }) => {
  test('every field of every form has a label of its own', () => {
    const missing: string[] = []
    const walk = (fields: Fields): void => {
      for (const [name, field] of Object.entries(fields)) {
        // What a draft keeps of its plan is carried along and not typed.
        if (name === 'plan') continue
        if (labelOf(words, name) === name) missing.push(name)
        if (field.type === 'group') walk(field.fields)
        if (field.type === 'list' && field.of.type === 'group') walk(field.of.fields)
      }
    }
    const kinds =
      'declaration resolution studyQuestion signatory initiative commitment programme project report evidence review reply dispute'
    for (const kind of kinds.split(' ')) walk(recordKinds[kind as RecordKind].fields)
    expect(missing).toEqual([])
  })
})

describe('between signatories', () => {
  let site: Attacked
  let own: string
  let others: string
  let declaration: string
  beforeAll(async () => {
    site = await openSite()
    const append = async (kind: RecordKind, data: unknown) =>
      (await site.register.append({ kind, data: data as Json, by: account })).id
    declaration = await append('declaration', bakuActionPlan)
    const city = (name: string) =>
      append('signatory', {
        kind: 'city',
        name,
        country: 'XAA',
        fictional: true,
        officials: [account],
      })
    own = await city('Lumora')
    others = await city('Hurnon')
  })
  afterAll(async () => {
    expect(site.faults).toEqual([])
    await site.close()
  })
  const count = async (): Promise<number> =>
    (await site.register.listRecords('commitment')).length +
    (await site.register.listRecords('report')).length
  const commit = async (signatory: string): Promise<string> => {
    const data = {
      ...(commitmentFor(signatory, declaration) as object),
      undertaking: 'connect-everyone',
    }
    return (await site.register.append({ kind: 'commitment', data: data as Json, by: account })).id
  }
  const typed = async (signatory: string) => {
    const texts = recordTexts('commitment', commitmentFor(signatory, declaration))
    return {
      ...Object.fromEntries([...texts].map(([name, [value]]) => [name, value])),
      answers: `${declaration} connect-everyone`,
      send: 'yes',
    }
  }

  test('a language is chosen by its name, one that no form offers too, and a commitment says its undertaking in words, once', async () => {
    const official = await site.signIn([{ role: 'official', signatory: own }])
    const chosen = async (path: string): Promise<string> =>
      /<select id="f-language" name="language"[^>]*>(.*?)<\/select>/s.exec(
        (await official.fetch(path)).text,
      )?.[1] ?? ''
    expect(await chosen(`/fr/enter/commitment?signatory=${own}`)).toMatch(
      /<option value="fr" selected>français<.*<option value="az">azerbaïdjanais</s,
    )
    const data = { ...(commitmentFor(own, declaration) as object), undertaking: 'connect-everyone' }
    const { id } = await site.register.append({
      kind: 'commitment',
      data: { ...data, language: 'uk' } as Json,
      by: account,
    })
    expect(await chosen(`/enter/commitment?id=${id}`)).toContain(
      '<option value="uk" selected>Ukrainian<',
    )
    const { text } = await official.fetch(`/commitments/${id}`)
    const small = /<p class="soft small">(.*?)<\/p>/s.exec(text)?.[1].replaceAll(/<[^>]*>/g, '')
    const promised = bakuActionPlan.undertakings.find(({ code }) => code === 'connect-everyone')
    expect(small).toContain(bakuActionPlan.title)
    const words = text.replaceAll(/<[^>]*>/g, '')
    expect(words.split(promised?.text ?? '')).toHaveLength(2)
    expect(words).not.toContain('connect-everyone')
  })

  test('an official enters, changes and reports nothing of another signatory, whatever the form says', async () => {
    const official = await site.signIn([{ role: 'official', signatory: own }])
    const mine = await commit(own)
    const theirs = await commit(others)
    const before = await count()
    const token = await official.token(`/enter/commitment?signatory=${own}`)
    const post = (path: string, fields: Record<string, string>) =>
      official.post(path, token, fields)
    const form = await typed(others)
    for (const [path, fields] of [
      [`/enter/commitment?signatory=${others}`, form],
      // The address names one's own, the form another's; and the other way round.
      [`/enter/commitment?signatory=${own}`, form],
      [`/enter/commitment?id=${theirs}`, form],
      [`/enter/commitment?id=${theirs}`, await typed(own)],
      [`/enter/commitment?id=${mine}`, form],
      [
        `/enter/report?commitment=${mine}`,
        { commitment: theirs, from: '2026-01-01', until: '2026-02-01', value: '3', language: 'en' },
      ],
    ] as const) {
      const answer = await post(path, { ...fields })
      expect([answer.status, path]).toEqual([422, path])
    }
    expect(await count()).toBe(before)
    expect((await site.register.findRecord(theirs))?.version).toBe(1)
    // What is one's own is taken, and what another saw first is not overwritten.
    const edit = `/enter/commitment?id=${mine}`
    expect((await post(edit, { ...(await typed(own)), after: '1' })).status).toBe(303)
    const late = await post(edit, { ...(await typed(own)), after: '1' })
    expect(late.status).toBe(422)
    expect(late.text).toContain('newest version')
  })

  test('a link in a mailbox is not enough to act for a signatory; a resident may dispute, and no more', async () => {
    const mailed = await site.signIn([{ role: 'official', signatory: own }], 'email')
    const page = await mailed.fetch(`/enter/commitment?signatory=${own}`)
    expect(page.text).toContain('This needs a passkey')
    expect(page.text).not.toContain('<form class="act"')
    const resident = await site.signIn([whole('resident')], 'email')
    const mine = await commit(own)
    const dispute = await resident.send(`/enter/dispute?subject=${mine}`, {
      subject: mine,
      language: 'en',
      reason: '<script>alert(1)</script> "quoted" \u202e\n=1+1',
      date: '2026-01-01',
    })
    expect(dispute.status).toBe(422)
    expect(dispute.text).not.toContain('<script>alert')
    const again = await resident.send(`/enter/dispute?subject=${mine}`, {
      subject: mine,
      language: 'en',
      reason: '<script>alert(1)</script> "quoted"',
      date: '2026-01-01',
    })
    expect(again.status).toBe(303)
    const shown = (await resident.fetch(`/commitments/${mine}`)).text
    expect(shown).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot;')
    expect(shown).not.toContain('<script>alert')
    expect((await resident.fetch(`/enter/review?report=${mine}`)).status).toBe(404)
    expect((await site.browse().fetch(`/enter/dispute?subject=${mine}`)).to).toContain(
      '/account/sign-in',
    )
  })

  test('every other kind of record is entered by its form, and its page and receipt answer', async () => {
    const operator = await site.signIn([whole('operator'), { role: 'official', signatory: own }])
    const common = { language: 'en', from: '2026-01-01', until: '2029-12-31', send: 'yes' }
    const clause = (list: string) => ({ [`${list}/0/code`]: 'one', [`${list}/0/text`]: 'A clause' })
    const source = { 'source/title': 'Its source', 'source/standing': 'text' }
    const mine = await commit(own)
    const entered: readonly (readonly [path: string, fields: Record<string, string>])[] = [
      [
        `programme?signatory=${own}`,
        { ...common, signatory: own, title: 'Everyone online', about: 'What it is for' },
      ],
      [
        `project?signatory=${own}`,
        {
          ...common,
          signatory: own,
          title: 'The ring',
          kind: 'infrastructure',
          commitments: mine,
          countries: 'xaa, XAB',
          'budget/amount': '1 250,50',
          'budget/currency': 'usd',
          'disbursed/0/date': '2026-02-01',
          'disbursed/0/amount/amount': '100',
          'disbursed/0/amount/currency': 'USD',
          partners: 'One\nTwo',
          'places/0/name': 'The bridge',
          'places/0/point/lon': '-24.5',
          'places/0/point/lat': '11.25',
        },
      ],
      [
        'initiative',
        {
          ...common,
          title: 'Together',
          about: 'What it is for',
          commitments: `${site.origin}/commitments/${mine}`,
        },
      ],
      [
        'declaration',
        {
          ...common,
          ...source,
          ...clause('principles'),
          'undertakings/0/code': 'two',
          'undertakings/0/text': 'Another',
          title: 'A declaration',
          adopted: '1999',
          place: 'Lumora',
          adoptedBy: 'Its mayors',
        },
      ],
      [
        'resolution',
        {
          ...common,
          ...source,
          ...clause('calls'),
          title: 'A resolution',
          number: 'r-1',
          adopted: '2026-05',
          adoptedBy: 'A meeting',
          declaration: `/declarations/${declaration}`,
        },
      ],
      [
        'studyQuestion',
        { ...common, ...source, ...clause('asks'), title: 'A question', number: 'q-1' },
      ],
    ]
    for (const [path, fields] of entered) {
      const answer = await operator.send(`/enter/${path}`, fields)
      expect([answer.status, path]).toEqual([303, path])
      const page = await operator.fetch(answer.to)
      expect([page.status, page.text.includes(fields.title)]).toEqual([200, true])
      const receipt = /\/log\/receipts\/[^"]+/.exec(page.text)?.[0] ?? ''
      expect((await operator.fetch(receipt)).text).toContain('c2sp.org/tlog-proof@v1')
    }
    const [id] = await site.register.listRecords('project')
    expect((await site.register.findRecord(id))?.data).toMatchObject({
      budget: { minor: 125_050, currency: 'USD' },
      countries: ['XAA', 'XAB'],
      partners: ['One', 'Two'],
      commitments: [mine],
    })
  })

  test('a file is not kept for someone who may not enter what it is for', async () => {
    const mine = await commit(own)
    const resident = await site.signIn([whole('resident')], 'email')
    const form = new FormData()
    const fields = {
      commitment: mine,
      from: '2026-01-01',
      until: '2026-02-01',
      value: '1',
      language: 'en',
    }
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    form.set('file', new File(['date,value\n2026-01-01,3\n'], 'a.csv'))
    const token = await resident.token(`/enter/dispute?subject=${mine}`)
    const answer = await resident.post(`/enter/report?commitment=${mine}`, token, form)
    expect(answer.status).toBe(422)
    const kept = await site.register.database.db.selectFrom('upload').selectAll().execute()
    expect(kept).toEqual([])
  })

  test('the operator registers a signatory, and every fault is told at once with what was typed', async () => {
    const operator = await site.signIn([whole('operator')])
    const wrong = await operator.send('/enter/signatory', {
      kind: 'city',
      name: '',
      country: 'Azerbaijan',
      population: 'many',
      site: 'nowhere',
      officials: operator.account,
    })
    expect(wrong.status).toBe(422)
    for (const words of [
      'Name. Fill this in',
      'Country. Give a code',
      'Write a whole number',
      'http or https',
    ])
      expect(wrong.text).toContain(words)
    expect(wrong.text).toContain('value="AZERBAIJAN"'.replace('AZERBAIJAN', 'Azerbaijan'))
    const right = await operator.send('/enter/signatory', {
      kind: 'city',
      name: 'Senna',
      country: 'xaa',
      fictional: 'yes',
      officials: operator.account,
    })
    expect(right.to).toMatch(/^\/signatories\/[a-z0-9]{25}$/)
    expect((await operator.fetch(right.to)).text).toContain('Senna')
  })
})
