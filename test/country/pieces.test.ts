import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { linePieces } from '#country/pieces.ts'
import { linesFrom } from '#geo/shapes.ts'

const line = (...coordinates: number[]) => Float64Array.from(coordinates)

test('linePieces() joins lines that share any point, and numbers pieces by their first line', () => {
  const lines = linesFrom([
    line(0, 0, 1, 1),
    line(5, 5, 6, 6),
    line(2, 0, 1, 1, 0, 2),
    line(7, 7, 6, 6),
    line(9, 9, 10, 10),
  ])
  expect(linePieces(lines)).toEqual({ count: 3, pieceForLine: Int32Array.of(0, 1, 0, 1, 2) })
  expect(linePieces(linesFrom([]))).toEqual({ count: 0, pieceForLine: new Int32Array() })
})

test('linePieces() joins ends that lie within some meters, and no further', () => {
  // 0.0001 degree of latitude is 11 m.
  const lines = linesFrom([line(0, 0, 0, 0.01), line(0, 0.0101, 0, 0.02), line(0, 0.0203, 0, 0.03)])
  expect(linePieces(lines).count).toBe(3)
  expect(linePieces(lines, 15).count).toBe(2)
  expect(linePieces(lines, 40).count).toBe(1)
})

test('linePieces() agrees with a search from line to line (seeds 1 to 8)', () => {
  for (let seed = 1; seed <= 8; seed++) {
    const random = seededRandom(seed)
    const flat = Array.from({ length: 60 }, () =>
      Float64Array.from({ length: 2 * (2 + random.below(3)) }, () => random.below(14) - 7),
    )
    const points = flat.map((one) => {
      const keys = new Set<string>()
      for (let i = 0; i < one.length; i += 2) keys.add(`${one[i]} ${one[i + 1]}`)
      return keys
    })
    const pieces = new Int32Array(flat.length).fill(-1)
    let count = 0
    for (let start = 0; start < flat.length; start++) {
      if (pieces[start] !== -1) continue
      const queue = [start]
      pieces[start] = count
      for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
        for (let other = 0; other < flat.length; other++) {
          if (pieces[other] !== -1 || points[at].isDisjointFrom(points[other])) continue
          pieces[other] = count
          queue.push(other)
        }
      }
      count++
    }
    expect(linePieces(linesFrom(flat))).toEqual({ count, pieceForLine: pieces })
  }
})
