// How much longer a way on the ground is than the straight line: measured where roads and surveyed fibre
// are known, for studies of countries where they are not (studies/benin, studies/sierra-leone).
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Country } from '#country/model.ts'
import { lineAt } from '#geo/shapes.ts'
import { distanceMeters } from '#geo/sphere.ts'
import { dataStores, loadStudy } from '#sources/files.ts'

const mirror = dataStores().find((store) => existsSync(join(store, 'comoros')))
const absent = mirror === undefined

/** Ways along roads and straight lines between settlements and their five nearest neighbors by road. */
function roadsAgainstLines({ roads, sites }: Country): { ground: number; straight: number } {
  const nodes = new Map<string, number>()
  const at: (readonly [number, number])[] = []
  const next: [node: number, meters: number][][] = []
  const nodeAt = (lon: number, lat: number): number => {
    const key = `${lon} ${lat}`
    const known = nodes.get(key)
    if (known !== undefined) return known
    nodes.set(key, at.length)
    next.push([])
    return at.push([lon, lat]) - 1
  }
  for (let r = 0; r < roads.table.id.length; r++) {
    const line = lineAt(roads.lines, r)
    for (let i = 2; i < line.length; i += 2) {
      const a = nodeAt(line[i - 2], line[i - 1])
      const b = nodeAt(line[i], line[i + 1])
      const meters = distanceMeters(line[i - 2], line[i - 1], line[i], line[i + 1])
      next[a].push([b, meters])
      next[b].push([a, meters])
    }
  }
  const places = new Map<number, number>()
  sites.kind.forEach((kind, site) => {
    if (kind !== 'settlement') return
    let best = -1
    let least = 500
    at.forEach(([lon, lat], node) => {
      if (Math.abs(lat - sites.lat[site]) > 0.005 || Math.abs(lon - sites.lon[site]) > 0.005) return
      const meters = distanceMeters(lon, lat, sites.lon[site], sites.lat[site])
      if (meters < least) [best, least] = [node, meters]
    })
    if (best !== -1) places.set(best, site)
  })
  let ground = 0
  let straight = 0
  for (const start of places.keys()) {
    const done = new Map<number, number>()
    const open = new Map<number, number>([[start, 0]])
    let found = 0
    while (open.size > 0 && found < 5) {
      let node = -1
      let least = Number.POSITIVE_INFINITY
      for (const [one, meters] of open) if (meters < least) [node, least] = [one, meters]
      open.delete(node)
      done.set(node, least)
      if (node !== start && places.has(node)) {
        found++
        const line = distanceMeters(...at[start], ...at[node])
        if (line > 1000) {
          ground += least
          straight += line
        }
      }
      for (const [to, meters] of next[node]) {
        if (done.has(to)) continue
        const way = least + meters
        if (way < (open.get(to) ?? Number.POSITIVE_INFINITY)) open.set(to, way)
      }
    }
  }
  return { ground, straight }
}

/** Fibre routes against the straight line between their ends, those of over a kilometer. */
function routesAgainstLines({ fibreRoutes }: Country): { ground: number; straight: number } {
  let ground = 0
  let straight = 0
  for (let r = 0; r < fibreRoutes.table.id.length; r++) {
    const line = lineAt(fibreRoutes.lines, r)
    const end = distanceMeters(line[0], line[1], line[line.length - 2], line[line.length - 1])
    if (end < 1000) continue
    ground += fibreRoutes.table.lengthMeters[r]
    straight += end
  }
  return { ground, straight }
}

test.skipIf(absent)(
  'studies of countries without roads take the detour that roads and surveyed fibre show elsewhere',
  async () => {
    const [comoros, leone, benin] = await Promise.all(
      ['comoros', 'sierra-leone', 'benin'].map((name) => loadStudy(`studies/${name}`)),
    )
    const ratio = ({ ground, straight }: { ground: number; straight: number }) => ground / straight
    const roads = ratio(roadsAgainstLines(comoros.country!))
    const surveyed = ratio(routesAgainstLines(leone.country!))
    const smoothed = ratio(routesAgainstLines(benin.country!))
    // Told in docs/methods/detour.md.
    expect([roads.toFixed(2), surveyed.toFixed(2), smoothed.toFixed(2)]).toEqual([
      '1.47',
      '1.20',
      '1.07',
    ])
    for (const { study } of [leone, benin]) {
      expect(study?.fibre.along).toBe('straight')
      expect(study?.fibre.detourFactor).toBeGreaterThan(surveyed)
      expect(study?.fibre.detourFactor).toBeLessThan(roads)
    }
  },
  60_000,
)
