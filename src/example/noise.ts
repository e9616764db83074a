// Smooth random fields: gradient noise (Perlin 1985, with the 2002 fade curve) on an integer hash, and
// the ridged multifractal of Musgrave (1994) that mountains are made of.

const hash = (x: number, y: number, seed: number): number => {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A number from 0 to 1 that belongs to the pair (x, y): the same for every call. */
export function hashShare(x: number, y: number, seed: number): number {
  return hash(x, y, seed) / 4294967296
}

// Eight gradients of equal length, so that no direction is favored.
const diagonal = Math.SQRT1_2
const gradientX = [1, -1, 0, 0, diagonal, -diagonal, diagonal, -diagonal]
const gradientY = [0, 0, 1, -1, diagonal, diagonal, -diagonal, -diagonal]

const corner = (ix: number, iy: number, dx: number, dy: number, seed: number): number => {
  const g = hash(ix, iy, seed) & 7
  return gradientX[g] * dx + gradientY[g] * dy
}

/** Gradient noise, about -0.7 to 0.7, of feature size 1. */
export function noise(x: number, y: number, seed: number): number {
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  const fx = x - ix
  const fy = y - iy
  const u = fx * fx * fx * (fx * (fx * 6 - 15) + 10)
  const v = fy * fy * fy * (fy * (fy * 6 - 15) + 10)
  const a = corner(ix, iy, fx, fy, seed)
  const b = corner(ix + 1, iy, fx - 1, fy, seed)
  const c = corner(ix, iy + 1, fx, fy - 1, seed)
  const d = corner(ix + 1, iy + 1, fx - 1, fy - 1, seed)
  const top = a + u * (b - a)
  return top + v * (c + u * (d - c) - top)
}

/**
 * A sum of octaves, each of half the size of the one before.
 *
 * @param roughness What is left of the height from one octave to the next.
 */
export function fractalNoise(
  x: number,
  y: number,
  seed: number,
  octaves: number,
  roughness = 0.5,
): number {
  let total = 0
  let height = 1
  let scale = 1
  for (let octave = 0; octave < octaves; octave++) {
    total += height * noise(x * scale, y * scale, seed + octave)
    height *= roughness
    scale *= 2.03
  }
  return total
}

/** Ridged multifractal noise, 0 to about 1: sharp crests, rougher where it is high. */
export function ridgedNoise(x: number, y: number, seed: number, octaves: number): number {
  let total = 0
  let height = 0.55
  let scale = 1
  let weight = 1
  for (let octave = 0; octave < octaves; octave++) {
    const crest = 1 - 1.5 * Math.abs(noise(x * scale, y * scale, seed + octave))
    const signal = crest > 0 ? crest * crest * weight : 0
    total += height * signal
    weight = signal * 1.7 > 1 ? 1 : signal * 1.7
    height *= 0.5
    scale *= 2.1
  }
  return total
}
