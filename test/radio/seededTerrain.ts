// Terrain for tests and benches: seeded fractal hills, the same in every engine.
import { seededRandom } from '#base/random.ts'
import type { TerrainWindow } from '#geo/terrain.ts'

/**
 * Hills by midpoint displacement on a square of 2^`levels` + 1 cells.
 *
 * @param reliefMeters Displacement of the first level; each next one is `roughness` times that.
 */
export function seededTerrain(
  seed: number,
  options: {
    west?: number
    north?: number
    cellDegrees?: number
    levels?: number
    reliefMeters?: number
    roughness?: number
    baseMeters?: number
  } = {},
): TerrainWindow {
  const {
    west = 10,
    north = 46,
    cellDegrees = 1 / 3600,
    levels = 10,
    reliefMeters = 600,
    roughness = 0.55,
    baseMeters = 300,
  } = options
  const random = seededRandom(seed)
  const size = (1 << levels) + 1
  const values = new Float32Array(size * size)
  const draw = (scale: number): number => (random.share() - 0.5) * scale
  for (const cell of [0, size - 1, size * (size - 1), size * size - 1])
    values[cell] = baseMeters + draw(reliefMeters)
  let scale = reliefMeters
  for (let span = size - 1; span > 1; span >>= 1) {
    const half = span >> 1
    for (let y = half; y < size; y += span)
      for (let x = half; x < size; x += span)
        values[y * size + x] =
          (values[(y - half) * size + x - half] +
            values[(y - half) * size + x + half] +
            values[(y + half) * size + x - half] +
            values[(y + half) * size + x + half]) /
            4 +
          draw(scale)
    for (let y = 0; y < size; y += half)
      for (let x = (y / half) % 2 === 0 ? half : 0; x < size; x += span) {
        let sum = 0
        let n = 0
        for (const [dx, dy] of [
          [-half, 0],
          [half, 0],
          [0, -half],
          [0, half],
        ]) {
          const px = x + dx
          const py = y + dy
          if (px < 0 || py < 0 || px >= size || py >= size) continue
          sum += values[py * size + px]
          n++
        }
        values[y * size + x] = sum / n + draw(scale)
      }
    scale *= roughness
  }
  return { west, north, dLon: cellDegrees, dLat: cellDegrees, width: size, height: size, values }
}
