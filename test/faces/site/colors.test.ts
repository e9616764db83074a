// The palette's promises, computed apart from it: contrast by WCAG 2, difference by CIEDE2000 (Sharma,
// Wu, Dalal 2005), color blindness by Machado, Oliveira, Fernandes 2009 at full severity.
import { describe, expect, test } from 'vitest'
import { darkColors, gapClasses, lightColors } from '#faces/site/tokens.ts'

type Triple = readonly [number, number, number]

const themes = { light: lightColors, dark: darkColors } as const

const technologies = [
  'fibre',
  'microwave',
  'fixedWireless',
  'cellular',
  'satellite',
  'unserved',
  'unknown',
] as const

function linear(hex: string): Triple {
  const long = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex
  return [1, 3, 5].map((at) => {
    const share = Number.parseInt(long.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as unknown as Triple
}

function contrast(one: string, other: string): number {
  const luminance = (hex: string): number => {
    const [r, g, b] = linear(hex)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const visions: Record<string, readonly Triple[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function lab(hex: string, vision: readonly Triple[]): Triple {
  const seen = vision.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, weight, i) => sum + weight * linear(hex)[i], 0),
      ),
    ),
  )
  const [r, g, b] = seen
  const f = (t: number): number =>
    t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

function deltaE2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const degrees = 180 / Math.PI
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)))
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)]
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)]
  const hue = (p: number, b: number): number =>
    p === 0 && b === 0 ? 0 : (Math.atan2(b, p) * degrees + 360) % 360
  const [h1, h2] = [hue(p1, b1), hue(p2, b2)]
  let dh = c1 * c2 === 0 ? 0 : h2 - h1
  if (dh > 180) dh -= 360
  if (dh < -180) dh += 360
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin(dh / 2 / degrees)
  const sum = h1 + h2
  const h =
    c1 * c2 === 0
      ? sum
      : Math.abs(h1 - h2) <= 180
        ? sum / 2
        : sum < 360
          ? (sum + 360) / 2
          : (sum - 360) / 2
  const cosine = (angle: number): number => Math.cos(angle / degrees)
  const t =
    1 -
    0.17 * cosine(h - 30) +
    0.24 * cosine(2 * h) +
    0.32 * cosine(3 * h + 6) -
    0.2 * cosine(4 * h - 63)
  const l = (l1 + l2) / 2 - 50
  const c = (c1 + c2) / 2
  const sl = 1 + (0.015 * l * l) / Math.sqrt(20 + l * l)
  const sc = 1 + 0.045 * c
  const sh = 1 + 0.015 * c * t
  const turn = 30 * Math.exp(-(((h - 275) / 25) ** 2))
  const rt = -Math.sin((2 * turn) / degrees) * 2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7))
  const [dl, dc, dhue] = [(l2 - l1) / sl, (c2 - c1) / sc, dH / sh]
  return Math.sqrt(dl * dl + dc * dc + dhue * dhue + rt * dc * dhue)
}

test('deltaE2000() agrees with pairs published by Sharma, Wu and Dalal', () => {
  expect(deltaE2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4)
  expect(deltaE2000([50, -1, 2], [50, 0, 0])).toBeCloseTo(2.3669, 4)
  expect(deltaE2000([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4)
  expect(deltaE2000([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514])).toBeCloseTo(0.9082, 4)
})

describe.each(Object.entries(themes))('the palette in %s', (_, colors) => {
  test('text reads on paper and on shade: 4.5 to 1, and 7 for ink', () => {
    for (const ground of ['paper', 'shade'] as const)
      for (const text of ['soft', 'deep', 'visited', 'good', 'warn', 'bad'] as const)
        expect(contrast(colors[text], colors[ground]), `${text} on ${ground}`).toBeGreaterThan(4.5)
    expect(contrast(colors.ink, colors.shade)).toBeGreaterThan(7)
    expect(contrast(colors.deep, colors['on-deep'])).toBeGreaterThan(4.5)
  })

  test('technologies stand out from paper, land, sea and covered land: 3 to 1', () => {
    for (const technology of technologies)
      for (const ground of ['paper', 'land', 'sea', 'covered'] as const)
        expect(
          contrast(colors[technology], colors[ground]),
          `${technology} on ${ground}`,
        ).toBeGreaterThan(3)
  })

  test.each(Object.keys(visions))(
    'no two technologies look alike in %s vision: ΔE2000 ≥ 9',
    (vision) => {
      const seen = technologies.map((technology) => lab(colors[technology], visions[vision]))
      for (let i = 0; i < seen.length; i++)
        for (let j = 0; j < i; j++)
          expect(
            deltaE2000(seen[i], seen[j]),
            `${technologies[i]}, ${technologies[j]}`,
          ).toBeGreaterThan(9)
    },
  )

  test.each(Object.keys(visions))(
    'neighbors on the ramp of the gap differ in %s vision: ΔE2000 ≥ 9.9',
    (vision) => {
      const seen = gapClasses.map((name) => lab(colors[name], visions[vision]))
      for (let i = 1; i < seen.length; i++)
        expect(deltaE2000(seen[i], seen[i - 1]), gapClasses[i]).toBeGreaterThanOrEqual(9.9)
    },
  )
})
