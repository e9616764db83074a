// The readers against a thousand damaged copies of each kind of file: npm run prove -- read
import { describe, test } from 'vitest'
import { kinds, proveKind } from '../sources/read/_damage.ts'

describe('Every reader refuses damage with a place and a cure, or reads what is right', () => {
  test.each(kinds)('$name: 1,000 damaged copies, seed 2026', { timeout: 600_000 }, async (kind) => {
    const refused = await proveKind(kind, 1000, 2026)
    console.log(
      `${kind.name}: ${refused} of 1,000 damaged copies are refused, the others read right or as the format lets them`,
    )
  })
})
