// Every code that a form of accounts or of the register can give has a sentence in the catalogues, so that no
// English sentence of a program's stands on a French or an Arabic page.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Problem } from '#base/problem.ts'
import { problemText as text } from '#faces/site/parts/form.ts'
import { readableProblems } from '#faces/site/register/forms/problems.ts'
import { en } from '#faces/site/words/en.ts'
import { languages } from '#faces/site/words/languages.ts'
import type { Words } from '#faces/site/words/words.ts'
import { checkRecord, type RecordKind } from '#register/records.ts'

const rooms = ['src/accounts', 'src/store', 'src/faces/site/account', 'src/faces/site/register']
const sources = rooms.flatMap((room) =>
  readdirSync(room, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8')),
)
/** Codes as they are given: to a function that makes a problem, or in one. */
const given = /(?:code: |(?:[pP]roblem|refus\w*|fault|wrongField|wrong)\(\s*)'([a-z]+-[a-z-]+)'/g
const codes = new Set(sources.flatMap((text) => [...text.matchAll(given)].map(([, code]) => code)))

/** Said of a field beside its label, by readableProblems(); or never on a page with problems. */
const otherwise = new Set(['value-missing', 'value-wrong', 'reference-unknown', 'signature-waits'])

test('every code that accounts, store and register pages give has a sentence', () => {
  // The search itself: it finds codes in every way they are written.
  for (const code of [
    'role-missing',
    'record-changed',
    'mail-wrong',
    'file-active',
    'owner-changed',
  ])
    expect(codes).toContain(code)
  const untold = [...codes].filter(
    (code) => !otherwise.has(code) && !Object.hasOwn(en, `problem.${code}`),
  )
  expect(untold).toEqual([])
})

const problemText = (words: Words, problem: Problem): string => {
  const said = text(words, problem)
  return typeof said === 'string' ? said : JSON.stringify(said)
}

const kinds: readonly RecordKind[] = [
  'declaration',
  'signatory',
  'commitment',
  'programme',
  'project',
  'report',
  'evidence',
  'review',
  'reply',
  'dispute',
]
const spoiled = {
  title: '',
  text: 5,
  name: '\u202e',
  date: '2027-02-30',
  target: { value: 'many', date: 'soon' },
  baseline: { value: 1, date: '2030-01-01' },
  milestones: [{ date: 'x', value: 'y' }],
  countries: ['Azerbaijan'],
  budget: { minor: 1.5, currency: '$' },
  link: 'javascript:alert(1)',
  language: 'English',
  from: '2027-05-01',
  until: '2027-04-01',
  officials: ['nobody'],
  kind: 'other',
}

test.each(['fr', 'ar'] as const)(
  'readableProblems() tells every fault of every kind of record in the language of the page (%s)',
  (language) => {
    const { words } = languages[language]
    const english = languages.en.words
    for (const kind of kinds) {
      const faults = checkRecord(kind, spoiled, 'form').filter(
        ({ code }) => code !== 'value-unknown',
      )
      expect(faults.length).toBeGreaterThan(2)
      const said = readableProblems(words, kind, faults, { rows: new Map() })
      const inEnglish = readableProblems(english, kind, faults, { rows: new Map() })
      said.forEach((problem, i) => {
        const text = problemText(words, problem)
        expect(text, `${kind} ${faults[i].code} ${faults[i].at.table}`).not.toBe(
          problemText(english, inEnglish[i]),
        )
        expect(text).not.toContain(faults[i].message)
        expect(text).not.toContain(faults[i].cure)
      })
    }
  },
)

test('readableProblems() says once, under its own name, what one input lacks for two fields', () => {
  const { words } = languages.en
  const faults = checkRecord('commitment', {}, 'form')
  const renamed = { '/declaration': '/answers', '/undertaking': '/answers' }
  const said = readableProblems(words, 'commitment', faults, { rows: new Map() }, renamed)
  const answers = said.filter(({ at }) => at.table === 'commitment/answers')
  expect(answers.map((problem) => problemText(words, problem))).toEqual([
    'What it answers to. Fill this in',
  ])
})
