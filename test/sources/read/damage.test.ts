import { describe, expect, test } from 'vitest'
import { checkOutcome, content, kinds, proveKind } from './_damage.ts'

describe('Every reader refuses damage with a place and a cure, or reads what is right', () => {
  test.each(kinds)('$name: 12 damaged copies, seed 7', async (kind) => {
    await proveKind(kind, 12, 7)
  })

  test.each(kinds)('$name: the whole file reads without an error of its own', async (kind) => {
    const outcome = await kind.read(kind.bytes)
    checkOutcome(outcome)
    expect(JSON.stringify(content(outcome)).length).toBeGreaterThan(100)
  })

  test.each(kinds)('$name: cut at every 40th part', async (kind) => {
    for (let part = 0; part < 40; part++) {
      const cut = kind.bytes.slice(0, Math.floor((kind.bytes.length * part) / 40))
      const outcome = await kind.read(cut)
      checkOutcome(outcome)
      if (!kind.told.includes('cut')) continue
      expect(outcome.problems.some(({ level }) => level === 'error')).toBe(true)
    }
  })
})
