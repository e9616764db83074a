// The drawing of a raster: every cell once, in its class; lines only between owners; masts told apart.
import { expect, test } from 'vitest'
import { type CellDrawing, cellDrawing } from '#faces/report/cellDrawing.ts'

const classes = [
  { label: 'Reached & <well>', day: '#0a5a75', night: '#7cc7e0' },
  { label: 'Unknown', day: '#5d656a', night: '#848b90', hatched: true },
]
//  0 0 1 -
//  0 - 1 1
//  - - 0 0
const kinds = [0, 0, 1, -1, 0, -1, 1, 1, -1, -1, 0, 0]
const owners = [5, 6, -1, -1, 5, -1, -1, -1, -1, -1, 7, 7]

const drawing: CellDrawing = {
  title: 'A & B',
  note: 'How it was found',
  extent: { west: 10, east: 10.4, south: 1, north: 1.3 },
  width: 4,
  height: 3,
  classes,
  classOf: (cell) => kinds[cell],
  ownerOf: (cell) => owners[cell],
  masts: [
    { lon: 10.1, lat: 1.1, isAssumed: false },
    { lon: 10.3, lat: 1.2, isAssumed: true },
  ],
  mastLabel: '4G tower',
  land: [[Float64Array.of(10, 1, 10.4, 1, 10.4, 1.3, 10, 1)]],
}

/** The cells that a class's rectangles cover, by `row * width + column`. */
function covered(svg: string, at: number): number[] {
  const path = svg.match(new RegExp(`<path class="c${at}" d="([^"]*)"`))?.[1] ?? ''
  const cells: number[] = []
  for (const [, x, y, long, back] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)) {
    expect(long).toBe(back)
    for (let i = 0; i < Number(long); i++) cells.push(Number(y) * 4 + Number(x) + i)
  }
  return cells
}

test('cellDrawing() covers each cell once, in its class', () => {
  const svg = cellDrawing(drawing)
  const of = (wanted: number) => kinds.flatMap((kind, cell) => (kind === wanted ? [cell] : []))
  expect(covered(svg, 0)).toEqual(of(0))
  expect(covered(svg, 1)).toEqual(of(1))
})

test('cellDrawing() draws lines only where one owner meets another', () => {
  const border = cellDrawing(drawing).match(/<path class="border" d="([^"]*)"/)?.[1]
  expect(border).toBe('M1 0v1')
  const { ownerOf: _, ...alone } = drawing
  expect(cellDrawing(alone)).not.toContain('class="border"')
})

test('cellDrawing() tells assumed masts apart, names them in its key, and escapes what it is given', () => {
  const svg = cellDrawing(drawing)
  expect(svg.match(/<circle class="mast"/g)).toHaveLength(2)
  expect(svg.match(/<circle class="maybe"/g)).toHaveLength(2)
  expect(svg).toContain('4G tower, only assumed')
  expect(svg).toContain('Reached &amp; &lt;well>')
  expect(svg).toContain('<title id="t">A &amp; B</title>')
  const known = cellDrawing({ ...drawing, masts: [drawing.masts[0]] })
  expect(known).not.toContain('only assumed')
})

test('cellDrawing() draws no raster finer than 480 cells across, and keeps its classes', () => {
  const wide = {
    ...drawing,
    width: 2000,
    height: 1500,
    classOf: (cell: number) => (cell % 2000 < 1000 ? 0 : 1),
  }
  const svg = cellDrawing({ ...wide, ownerOf: () => 3 })
  expect(svg.length).toBeLessThan(40_000)
  expect(svg).toMatch(/class="c0" d="M0 0h200v1h-200z/)
  expect(svg).toMatch(/class="c1" d="M200 0h200v1h-200z/)
})

test('cellDrawing() keeps a coarsened raster where it lies, and draws both sides of the antimeridian together', () => {
  const wide = {
    ...drawing,
    width: 1001,
    height: 3,
    classOf: () => 0,
    extent: { west: 179.5, east: 180.5, south: 1, north: 1.3 },
    masts: [{ lon: -179.75, lat: 1.1, isAssumed: false }],
  }
  const { ownerOf: _, ...alone } = wide
  const svg = cellDrawing(alone)
  const [, scaleX] = svg.match(/scale\(([\d.]+) /) ?? []
  // 1001 columns, three drawn as one: 912 units of the frame hold 1001 / 3 of them.
  expect(Number(scaleX)).toBeCloseTo((912 * 3) / 1001, 4)
  expect(svg).toContain(`cx="${24 + 912 * 0.75}.0"`)
})
