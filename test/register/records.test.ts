// Records: what the checks find, what the log hides, and the lists that come with the product.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { bundledDeclarations } from '#register/declarations.ts'
import { findRegion, groupMembers, groupsOf, regionMembers, regionNames } from '#register/groups.ts'
import { commitmentHolds, findAt } from '#register/log/entry.ts'
import {
  checkRecord,
  hideTexts,
  isRecordKind,
  type RecordKind,
  recordKinds,
  references,
  showTexts,
} from '#register/records.ts'
import { type Field, type Fields, isDate } from '#register/schema.ts'
import { haveVectors, vectors } from './log/vectors.ts'
import { commitmentData } from './samples.ts'

const codes = (kind: RecordKind, data: unknown) =>
  checkRecord(kind, data, 'test').map(({ code, at }) => `${at.table} ${code}`)

test('checkRecord() finds nothing in a sound commitment', () => {
  expect(checkRecord('commitment', commitmentData, 'test')).toEqual([])
})

test('checkRecord() lists every fault at once, each with a cure', () => {
  const { lead, ...rest } = commitmentData
  const problems = checkRecord(
    'commitment',
    {
      ...rest,
      title: '',
      undertaking: 'Not A Code',
      target: { value: 10, date: '2027-02-30' },
      extra: 1,
      countries: ['az'],
      budget: { minor: 1.5, currency: 'USD' },
    },
    'form',
  )
  expect(problems.map(({ at }) => at.table)).toEqual([
    'commitment/title',
    'commitment/undertaking',
    'commitment/target/date',
    'commitment/lead',
    'commitment/budget',
    'commitment/countries/0',
    'commitment/extra',
    // What contradicts other fields is told with them.
    'commitment/target/value',
    'commitment/milestones/0/value',
  ])
  for (const { cure, level, at } of problems) {
    expect(cure).not.toBe('')
    expect(level).toBe('error')
    expect(at.source).toBe('form')
  }
  expect(lead).not.toBe('')
})

test('checkRecord() finds a target that goes backward, is due before it starts, or has stray milestones', () => {
  const { baseline } = commitmentData
  expect(
    codes('commitment', { ...commitmentData, target: { value: 1, date: '2030-01-01' } }),
  ).toContain('commitment/target/value target-backward')
  expect(
    codes('commitment', {
      ...commitmentData,
      milestones: [],
      target: { value: 90, date: baseline.date },
    }),
  ).toEqual(['commitment/target/date target-early'])
  const milestones = [
    { value: 60, date: '2029-01-01' },
    { value: 50, date: '2028-01-01' },
  ]
  expect(codes('commitment', { ...commitmentData, milestones })).toEqual([
    'commitment/milestones/1/date milestone-order',
    'commitment/milestones/1/value milestone-value',
  ])
})

test('checkRecord() wants two officials, whole evidence, and a value where a report is partly upheld', () => {
  const id = 'a'.repeat(20)
  const signature = {
    declaration: id,
    signatory: id,
    act: 'adopt',
    date: '2026-01-01',
    official: 'b'.repeat(20),
    secondOfficial: 'c'.repeat(20),
  }
  expect(codes('signature', signature)).toEqual([])
  expect(codes('signature', { ...signature, secondOfficial: signature.official })).toEqual([
    'signature/secondOfficial one-official',
  ])
  const evidence = { report: id, kind: 'series', date: '2026-01-01', about: 'Speed', series: [] }
  expect(codes('evidence', evidence)).toEqual(['evidence/series evidence-empty'])
  const review = {
    report: id,
    finding: 'partlyUpheld',
    independent: true,
    language: 'en',
    reason: 'Half of it',
    date: '2026-01-01',
  }
  expect(codes('review', review)).toEqual(['review/value review-value'])
  expect(codes('review', { ...review, value: 4 })).toEqual([])
})

test('checkRecord() refuses texts that would read otherwise than they are stored', () => {
  for (const title of [
    'a\u202eb',
    'a\u0000b',
    'a\ufeffb',
    '\u2066',
    ' ',
    '\ud800',
    'x'.repeat(301),
  ])
    expect(codes('commitment', { ...commitmentData, title }).length, JSON.stringify(title)).toBe(1)
  for (const title of ['Bağlantı', '连接', 'Two\nlines', '😀'.repeat(300)])
    expect(codes('commitment', { ...commitmentData, title }), title).toEqual([])
})

test('checkRecord() takes only addresses that a reader can follow without harm', () => {
  const evidence = { report: 'a'.repeat(20), kind: 'link', date: '2026-01-01', about: 'A page' }
  expect(codes('evidence', { ...evidence, link: 'https://example.org/a?b=c' })).toEqual([])
  for (const link of [
    'javascript:alert(1)',
    'data:text/html,x',
    'https://a:b@example.org',
    '//x',
    'ftp://x/y',
  ])
    expect(codes('evidence', { ...evidence, link }).length, link).toBe(1)
})

test('checkRecord() answers any JSON with problems and never throws (200 values a kind)', () => {
  for (const kind of Object.keys(recordKinds) as RecordKind[])
    fc.assert(
      fc.property(fc.jsonValue(), (value) => checkRecord(kind, value, 'fuzz').length > 0),
      { numRuns: 200, seed: 5 },
    )
})

test('isDate() knows the calendar', () => {
  for (const day of ['2024-02-29', '2026-12-31']) expect(isDate(day)).toBe(true)
  for (const day of ['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-04-31', '2026-01-01T00:00'])
    expect(isDate(day), day).toBe(false)
})

test('hideTexts() leaves no word of a free text, and showTexts() brings them back', () => {
  let n = 0
  const salt = () => new Uint8Array(32).fill(n++)
  const hidden = hideTexts('commitment', commitmentData as unknown as Json, salt)
  const text = JSON.stringify(hidden.data)
  for (const { text: word, at, salt: with_ } of hidden.openings) {
    expect(text).not.toContain(word)
    const committed = findAt({ data: hidden.data }, at)
    expect(commitmentHolds(committed, with_, word)).toBe(true)
  }
  expect(hidden.openings.map(({ at }) => at)).toEqual([
    '/data/title',
    '/data/indicator/name',
    '/data/milestones/0/deliverable',
    '/data/lead',
    '/data/area',
  ])
  expect(text).toContain('"target"')
  expect(showTexts('commitment', hidden)).toEqual(commitmentData)
  const erased = { data: hidden.data, openings: hidden.openings.slice(1) }
  expect(showTexts('commitment', erased)).toMatchObject({ title: null, lead: commitmentData.lead })
})

test('references() finds every record that another stands on', () => {
  const found = references('commitment', commitmentData as unknown as Json)
  expect(found.map(({ at }) => at)).toEqual(['/signatory', '/declaration'])
  expect(found[1].of).toEqual(['declaration'])
})

test('recordKinds names only kinds that exist, and says of each field what it means', () => {
  const walk = (fields: Fields, place: string): void => {
    for (const [name, field] of Object.entries(fields)) visit(field, `${place}/${name}`)
  }
  const visit = (field: Field, place: string): void => {
    expect(field.means, place).toMatch(/[.?]$/)
    if (field.type === 'record')
      for (const of of field.of) expect(isRecordKind(of), place).toBe(true)
    if (field.type === 'group') walk(field.fields, place)
    if (field.type === 'list') visit(field.of, place)
  }
  for (const [name, { fields }] of Object.entries(recordKinds)) walk(fields, name)
  expect(Object.keys(recordKinds).length).toBe(35)
})

test('bundledDeclarations are sound, and the one known from a report says so', () => {
  for (const [name, data] of Object.entries(bundledDeclarations))
    expect(checkRecord('declaration', data, name)).toEqual([])
  expect(bundledDeclarations.bakuActionPlan.source.standing).toBe('report')
  expect(bundledDeclarations.helsinki1999.undertakings.length).toBe(6)
  expect(bundledDeclarations.helsinki1999.principles.length).toBe(7)
})

test.skipIf(!haveVectors)(
  'bundledDeclarations share no run of eight words with the texts they render',
  () => {
    const folder = join(vectors, '..', '..', 'declarations')
    const words = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? []
    const runs = new Set<string>()
    for (const file of [
      'helsinki-declaration-1999.txt',
      'baku-declaration-2012.txt',
      'baku-action-plan-2025-report.txt',
    ]) {
      const all = words(readFileSync(join(folder, file), 'utf8'))
      for (let i = 0; i + 8 <= all.length; i++) runs.add(all.slice(i, i + 8).join(' '))
    }
    expect(runs.size).toBeGreaterThan(1000)
    for (const { principles, undertakings } of Object.values(bundledDeclarations))
      for (const { text } of [...principles, ...undertakings]) {
        const all = words(text)
        for (let i = 0; i + 8 <= all.length; i++)
          expect(runs.has(all.slice(i, i + 8).join(' ')), text).toBe(false)
      }
  },
)

test('findRegion() puts 194 Member States and one state under Resolution 99 into six regions, each once', () => {
  const all = regionNames.flatMap((name) => [...regionMembers(name)])
  expect(new Set(all).size).toBe(all.length)
  expect(all.length).toBe(195)
  expect(regionMembers('cis').length).toBe(9)
  expect(findRegion('AZE')).toBe('cis')
  expect(findRegion('MRT')).toBe('arabStates')
  expect(findRegion('XAA')).toBe(undefined)
})

test('groupMembers() counts 44 LDCs at the UN, and three fewer from 24 November 2026', () => {
  expect(groupMembers('ldc', '2023-12-12').length).toBe(46)
  expect(groupMembers('ldc', '2024-12-12').length).toBe(45)
  expect(groupMembers('ldc', '2024-12-13').length).toBe(44)
  expect(groupMembers('ldc', '2026-11-23').length).toBe(44)
  expect(groupMembers('ldc', '2026-11-24').length).toBe(41)
  expect(groupsOf('NPL', '2026-11-23')).toEqual(['ldc', 'lldc'])
  expect(groupsOf('NPL', '2026-11-24')).toEqual(['lldc'])
  expect(groupsOf('STP', '2024-12-12')).toEqual(['ldc', 'sids'])
  expect(() => groupMembers('ldc', '1999-12-31')).toThrow(RangeError)
})

test.skipIf(!haveVectors)(
  'groupMembers() agrees with the country table for LLDC and SIDS, and with its stale LDC list of 2024',
  () => {
    const [head, ...lines] = readFileSync(
      join(vectors, '..', 'countries', 'data', 'country-codes.csv'),
      'utf8',
    ).split('\n')
    // Quoted fields hold commas: split on those outside quotes.
    const cells = (line: string) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    const names = cells(head)
    const flagged = (column: string) =>
      lines
        .map(cells)
        .filter((row) => row[names.findIndex((name) => name.includes(column))] === 'x')
        .map((row) => row[names.indexOf('ISO3166-1-Alpha-3')])
        .sort()
    expect(groupMembers('lldc', '2025-01-01')).toEqual(flagged('(LLDC)'))
    expect(groupMembers('sids', '2025-01-01')).toEqual(flagged('(SIDS)'))
    expect(groupMembers('ldc', '2024-12-12')).toEqual(flagged('(LDC)'))
  },
)

test('checkRecord() tells faults of fields and between fields in one round', () => {
  const codes = (change: object): string[] =>
    checkRecord(
      'commitment',
      { ...commitmentData, signatory: 'a'.repeat(20), declaration: 'b'.repeat(20), ...change },
      'form',
    )
      .map(({ code, at }) => `${code} ${at.table.slice('commitment'.length)}`)
      .sort()
  const { baseline, target } = commitmentData
  expect(codes({})).toEqual([])
  expect(codes({ title: '', target: { ...target, date: '2000-01-01' }, milestones: [] })).toEqual([
    'target-early /target/date',
    'value-wrong /title',
  ])
  // What reads a value that is at fault says nothing; what does not is heard.
  expect(
    codes({
      baseline: { ...baseline, date: 'soon' },
      target: { ...target, value: -5 },
      milestones: [],
    }),
  ).toEqual(['target-backward /target/value', 'value-wrong /baseline/date'])
  expect(codes({ milestones: [{ date: 'x', value: 1e6 }] })).toEqual([
    'milestone-value /milestones/0/value',
    'value-wrong /milestones/0/date',
  ])
  expect(codes({ baseline: undefined, milestones: [] })).toEqual(['value-missing /baseline'])
  expect(checkRecord('commitment', null, 'form').map(({ code }) => code)).toEqual(['value-type'])
})
