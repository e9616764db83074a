// Search: words are found as people type them, in each language, and across languages by kind of problem.
import { expect, test } from 'vitest'
import { fold, terms } from '#dialogue/folding.ts'
import { indexPractices, type SearchedPractice } from '#dialogue/search.ts'
import { topicWords } from '#dialogue/topicWords.ts'
import type { PracticeData } from '#register/records/practices.ts'
import { practiceTopics } from '#register/records/practices.ts'
import { practiceData } from '../register/dialogueSamples.ts'

const practice = (id: string, more: Partial<PracticeData>, time = id): SearchedPractice => ({
  id,
  data: { ...practiceData, ...more },
  by: 'Lumora',
  adoptions: 0,
  time,
})

const index = indexPractices([
  practice('en', { title: 'Libraries open in the evening' }),
  practice('az', {
    language: 'az',
    title: 'Kənd məktəblərinə günəş enerjisi ilə internet',
    context: 'Məktəblərin yarısında İŞIQ yox idi.',
    did: 'Damlara günəş panelləri qoyuldu.',
    topics: ['schools', 'power'],
    place: 'Ağdərə',
  }),
  practice('zh', {
    language: 'zh',
    title: '山区学校的微波链路',
    context: '山谷里的学校没有光纤。',
    did: '我们在山顶建了两座中继塔。',
    topics: ['schools', 'mountains'],
    place: '云岭',
  }),
  practice('ar', {
    language: 'ar',
    title: 'مكتباتٌ مفتوحة للجميع',
    context: 'لم تكن في القُرى شبكة.',
    did: 'فتحنا المكتبة مساءً.',
    topics: ['public-access'],
    place: 'الواحة',
  }),
  practice('fr', {
    language: 'fr',
    title: 'Écoles reliées par l’île',
    context: 'Aucune école n’était raccordée.',
    did: 'Un câble posé par les pêcheurs.',
    topics: ['islands'],
    countries: ['XAB'],
  }),
])
const find = (words: string) => index.find({ words }).map(({ id }) => id)

test('fold() makes one of what writers of a language type differently', () => {
  for (const [a, b] of [
    ['İSTANBUL', 'istanbul'],
    ['IŞIQ', 'ışıq'],
    ['ışıq', 'isiq'],
    ['Ağdərə', 'AGDERE'],
    ['École', 'ecole'],
    ['Œuvre', 'oeuvre'],
    ['Ёлка', 'елка'],
    ['مَدْرَسَة', 'مدرسه'],
    ['أحمد', 'احمد'],
    ['مستشفى', 'مستشفي'],
    ['مـــكتبة', 'مكتبه'],
    ['Ｗｉ-Ｆｉ', 'wi-fi'],
    ['Ääni', 'aani'],
  ])
    expect(fold(a), `${a} and ${b}`).toBe(fold(b))
  expect(fold('kino')).not.toBe(fold('keno'))
})

test('terms() takes Chinese in pairs, words elsewhere, and the Arabic article off', () => {
  expect(terms('山区学校')).toEqual(['山区', '区学', '学校'])
  expect(terms('5G基站 for schools')).toEqual(['5g', '基站', 'for', 'schools'])
  expect(terms('山')).toEqual(['山'])
  expect(terms('المدرسة والمكتبة')).toEqual(['المدرسه', 'مدرسه', 'والمكتبه', 'مكتبه'])
  expect(terms('l’école')).toEqual(['l', 'ecole'])
  expect(terms(' —!? ')).toEqual([])
})

test('indexPractices() finds in Azerbaijani with and without its letters, and with İ and I', () => {
  for (const words of ['günəş', 'gunes', 'GÜNƏŞ', 'işıq', 'IŞIQ', 'isiq', 'agdere', 'məktəb'])
    expect(find(words), words).toContain('az')
  expect(find('günəş panelləri')).toEqual(['az'])
})

test('indexPractices() finds in Chinese by words of two and more characters', () => {
  expect(find('微波')).toEqual(['zh'])
  expect(find('光纤')).toEqual(['zh'])
  expect(find('山区学校')).toEqual(['zh'])
  expect(find('云岭')).toEqual(['zh'])
  expect(find('医院')).toEqual([])
})

test('indexPractices() finds in Arabic whatever vowels and article, in French whatever accents', () => {
  for (const words of ['القرى', 'قرى', 'مكتبة', 'المكتبة', 'واحة'])
    expect(find(words), words).toContain('ar')
  expect(find('ecole raccordee')).toEqual(['fr'])
  expect(find('pêcheurs')).toEqual(['fr'])
})

test('indexPractices() finds across languages by the kind of problem, and says so', () => {
  const found = index.find({ words: 'schools' })
  expect(found.map(({ id }) => id).sort()).toEqual(['az', 'zh'])
  expect(new Set(found.map(({ by }) => by))).toEqual(new Set(['topic']))
  for (const words of ['école', 'escuela', 'koulu', 'школа', '学校', 'مدرسة'])
    expect(find(words), words).toEqual(expect.arrayContaining(['az', 'zh']))
  expect(index.topicsOf('electricity for island schools')).toEqual(['islands', 'power', 'schools'])
})

test('indexPractices() forgives a slip in a long word, and takes some words where none holds all', () => {
  expect(find('libaries')).toContain('en')
  expect(find('evening telescope')).toEqual(['en'])
  expect(find('zzzz')).toEqual([])
  expect(find('!!!')).toEqual([])
})

test('indexPractices() filters by topic, audience, language and country, and lists the newest first', () => {
  expect(index.find({}).map(({ id }) => id)).toEqual(['zh', 'fr', 'en', 'az', 'ar'])
  expect(index.find({ topic: 'power' }).map(({ id }) => id)).toEqual(['az'])
  expect(index.find({ words: 'schools', language: 'zh' }).map(({ id }) => id)).toEqual(['zh'])
  expect(index.find({ country: 'XAB' }).map(({ id }) => id)).toEqual(['fr'])
  expect(index.find({ audience: 'farmers' })).toEqual([])
})

test('topicWords speak eight languages for every topic: four scripts at least', () => {
  for (const topic of practiceTopics)
    for (const script of ['Latin', 'Arabic', 'Han', 'Cyrillic'])
      expect(
        new RegExp(`\\p{sc=${script}}{2}`, 'u').test(topicWords[topic]),
        `${topic} ${script}`,
      ).toBe(true)
})
